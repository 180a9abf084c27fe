"""What the structural rules look at: the tensors of each case, and the quantities it was given."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..golden.values import number
from ..leaves import Distance, Leaf, Misfit, measure
from ..model import Case, Golden, Outcome, Verdict
from .graded import numbers_are_off

__all__ = ["EXACT", "Examined", "Look", "shown"]

#: How exact a factor, a transpose, ... must be, relative.
EXACT = 1e-8


class Look:
    """One case: outcome against golden, tensor by tensor where the form is right."""

    def __init__(
        self, case: Case, golden: Golden, outcome: Outcome, verdict: Verdict, tolerance: float
    ) -> None:
        self.case, self.golden, self.outcome, self.verdict = case, golden, outcome, verdict
        self.tolerance = tolerance

    @property
    def wrong(self) -> bool:
        """Whether the numbers or their form are wrong, manners aside."""
        return numbers_are_off(self.verdict)

    @cached_property
    def leaves(self) -> list[Leaf] | None:
        """The tensors of expected and got; None where the form is another."""
        if self.outcome.status != "value":
            return None
        try:
            exercise = self.case.exercise
            return adapter_of(exercise).pair(exercise, self.golden.expected, self.outcome.value)
        except Misfit:
            return None

    @cached_property
    def distances(self) -> list[Distance]:
        """The distance of each tensor."""
        scale = self.case.spec.scale
        return [measure(leaf, self.tolerance, scale) for leaf in self.leaves or []]

    @cached_property
    def off(self) -> list[Leaf]:
        """The tensors that are off; of a run, the displacement from its start."""
        pairs = zip(self.leaves or [], self.distances, strict=True)
        return [_displacement(leaf) for leaf, distance in pairs if not distance.within]

    @cached_property
    def arguments(self) -> list[Any]:
        """The inputs, by position."""
        found = self.case.inputs.get("args")
        return found if isinstance(found, list) else []

    @cached_property
    def quantities(self) -> dict[str, float]:
        """What a forgotten factor may be: sizes of the inputs, hyperparameters, their functions."""
        found: dict[str, float] = {}
        names = self.case.exercise.arguments
        arrays = [a for a in self.arguments if isinstance(a, np.ndarray) and a.ndim]
        arrays += [
            part[0]
            for a in self.arguments
            if isinstance(a, dict) and "train" in a
            for part in [a["train"]]
        ]
        if arrays:
            first = arrays[0]
            found["m, the number of examples"] = len(first)
            found["the number of all entries"] = first.size
            if first.ndim > 1:
                found["the number of columns"] = first.shape[1]
                found["m over the number of columns"] = len(first) / first.shape[1]
        for name, value in zip(names, self.arguments, strict=False):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                found |= {
                    name: value,
                    f"{name}^2": value**2,
                    f"1 - {name}": 1 - value,
                    f"2 {name}": 2 * value,
                    f"the square root of {name}": abs(value) ** 0.5,
                }
        return {name: float(value) for name, value in found.items() if value not in (0, 1)}


class Examined:
    """All cases of one exercise."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.looks = list(looks)

    @cached_property
    def wrong(self) -> list[Look]:
        """The cases whose numbers or form are wrong."""
        return [look for look in self.looks if look.wrong]

    @cached_property
    def compared(self) -> list[Look]:
        """Of these, the ones whose form is right, so that numbers can be compared."""
        return [look for look in self.wrong if look.leaves is not None and look.off]


def _displacement(leaf: Leaf) -> Leaf:
    if not leaf.run:
        return leaf
    expected, got = leaf.expected - leaf.expected[:1], leaf.got - leaf.got[:1]
    return Leaf(leaf.key, expected[1:], got[1:], steps=True)


def shown(value: Any, most: int = 12) -> str:
    """An input in words that can be typed again; large ones by their shape."""
    if isinstance(value, np.ndarray):
        if value.size > most:
            return f"an array of shape {value.shape}"
        return str(value.tolist())
    if isinstance(value, (list, tuple)):
        text = "[" + ", ".join(shown(item, most) for item in value) + "]"
        return text if len(text) <= 20 * most else f"a list of {len(value)}"
    if isinstance(value, dict):
        return "a dict" if "objective" not in value else str(value["objective"])
    return str(number(value)) if isinstance(value, float) else repr(value)
