"""What the structural rules look at: the tensors of each case, and the quantities it was given."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
import numpy as np

from ..adapters import adapter_of
from ..golden.values import number
from ..leaves import Distance, Leaf, Misfit, measure
from ..model import Case, Golden, Outcome, Verdict
from ..wording.findings import value_in_words
from .graded import numbers_are_off

__all__ = ["EXACT", "CaseEvidence", "Evidence", "Quantity", "Statement", "as_data"]

#: How exact a factor, a transpose, ... must be, relative.
EXACT = 1e-8


#: The quantities of inputs, the plainer before the less plain.
PLAINEST = (
    "argument", "square", "double", "complement", "increased", "columns", "examples", "entries",
    "root", "norm", "unbiased", "examples_per_column",
)  # fmt: skip


class Statement(msgspec.Struct, frozen=True):
    """What a rule found: the slug of its sentence in `grader.wording`, and what that fills in."""

    rule: str
    parameters: dict[str, Any] = {}

    @property
    def as_parameter(self) -> dict[str, Any]:
        """As a part of another sentence."""
        return {"rule": self.rule, "parameters": self.parameters}


class Quantity(NamedTuple):
    """A size of the inputs, or a function of the argument `name`."""

    kind: str
    name: str = ""

    @property
    def order(self) -> tuple[bool, int, str, int]:
        """The plainer first: arguments and their squares by name, then the rest by kind."""
        rank = PLAINEST.index(self.kind)
        plain = rank < 2
        return (not plain, 0 if plain else rank, self.name, rank)


class CaseEvidence:
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
    def quantities(self) -> dict[Quantity, float]:
        """What a forgotten factor may be: sizes of the inputs, hyperparameters, their functions."""
        found: dict[Quantity, float] = {}
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
            found[Quantity("examples")] = len(first)
            found[Quantity("entries")] = first.size
            if len(first) > 1:
                found[Quantity("unbiased")] = len(first) / (len(first) - 1)
            if first.ndim > 1:
                found[Quantity("columns")] = first.shape[1]
                found[Quantity("examples_per_column")] = len(first) / first.shape[1]
        for name, value in zip(names, self.arguments, strict=False):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                found |= {
                    Quantity("argument", name): value,
                    Quantity("square", name): value**2,
                    Quantity("complement", name): 1 - value,
                    Quantity("increased", name): 1 + value,
                    Quantity("double", name): 2 * value,
                    Quantity("root", name): abs(value) ** 0.5,
                }
        for name, value in zip(names, self.arguments, strict=False):
            if isinstance(value, np.ndarray) and value.ndim and value.dtype.kind in "fi":
                found[Quantity("norm", name)] = float(np.linalg.norm(value))
        return {quantity: float(value) for quantity, value in found.items() if value not in (0, 1)}


class Evidence:
    """All cases of one exercise."""

    def __init__(self, looks: Sequence[CaseEvidence]) -> None:
        self.looks = list(looks)

    @cached_property
    def wrong(self) -> list[CaseEvidence]:
        """The cases whose numbers or form are wrong."""
        return [look for look in self.looks if look.wrong]

    @cached_property
    def compared(self) -> list[CaseEvidence]:
        """Of these, the ones whose form is right, so that numbers can be compared."""
        return [look for look in self.wrong if look.leaves is not None and look.off]


def _displacement(leaf: Leaf) -> Leaf:
    if not leaf.run:
        return leaf
    expected, got = leaf.expected - leaf.expected[:1], leaf.got - leaf.got[:1]
    return Leaf(leaf.key, expected[1:], got[1:], steps=True)


def as_data(value: Any, most: int = 12) -> Any:
    """An input as JSON: text that can be typed again, in lists; large ones by their shape."""
    if isinstance(value, np.ndarray):
        return {"shape": list(value.shape)} if value.size > most else str(value.tolist())
    if isinstance(value, (list, tuple)):
        items = [as_data(item, most) for item in value]
        return items if len(value_in_words(items)) <= 20 * most else {"length": len(value)}
    if isinstance(value, dict):
        return (
            str(value["objective"]) if "objective" in value else {"fields": list(map(str, value))}
        )
    return str(number(value)) if isinstance(value, float) else repr(value)
