"""Answers beside the expected ones, entry by entry: what is drawn as heat maps and tables."""

import math
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from ..adapters import adapter_of
from ..golden.values import number, plain
from ..language import translated as _
from ..leaves import Leaf, Misfit
from ..leaves.distance import errors, norm
from ..model import Graded
from ..model.pictures import Quantity, Tensor, TensorsFigure

__all__ = ["arrays", "layers", "leaves_of", "quantities", "short", "smallest"]

#: Entries whose numbers are shown, and those that are still drawn as a map.
NUMBERS, MAP = 64, 400
#: Digits: where two numbers differ beyond these, the map says so.
DIGITS = 9
#: Errors relative to the largest expected entry, one level each; 0 is within the tolerance.
LEVELS = (1e-6, 1e-3, 1e-1, 1.0)


def arrays(own: Sequence[Graded], tolerance: float) -> tuple[TensorsFigure, ...]:
    """The smallest failing case, array by array."""
    return _figure(own, tolerance, layers=False)


def layers(own: Sequence[Graded], tolerance: float) -> tuple[TensorsFigure, ...]:
    """The same, the arrays being those of a network's layers."""
    return _figure(own, tolerance, layers=True)


def _figure(own: Sequence[Graded], tolerance: float, layers: bool) -> tuple[TensorsFigure, ...]:
    graded = smallest(own)
    if graded is None or adapter_of(graded.case.exercise).secret:
        return ()
    scale = graded.case.spec.scale
    tensors = [_tensor(leaf, tolerance, scale) for leaf in leaves_of(graded)[:24]]
    if not tensors:
        return ()
    if layers:
        names = [f"{kind}{i}" for i in range(1, len(tensors) // 2 + 1) for kind in "Wb"]
        pairs = zip(tensors, names, strict=False)
        tensors = [_named(tensor, name) for tensor, name in pairs]
    return (TensorsFigure(case=graded.case.spec.name, tensors=tuple(tensors), layers=layers),)


def _named(tensor: Tensor, name: str) -> Tensor:
    return msgspec.structs.replace(tensor, name=f"{name} {tensor.name}".strip())


def smallest(own: Sequence[Graded]) -> Graded | None:
    """The failing case with the fewest numbers, of those that gave an answer; else None."""
    wrong = [g for g in own if g.verdict.status == "failed" and g.outcome.status == "value"]
    return min(wrong, key=lambda g: len(g.case.data), default=None)


def leaves_of(graded: Graded) -> list[Leaf]:
    """The arrays of an answer; [] where its form is wrong, which the message says."""
    try:
        exercise = graded.case.exercise
        return adapter_of(exercise).pair(exercise, graded.golden.expected, graded.outcome.value)
    except Misfit:
        return []


def short(value: Any, digits: int) -> float | str:
    """A number with as many digits as a picture shows; nan and infinities as words."""
    found = number(float(f"{float(value):.{digits}g}"))
    return found if isinstance(found, str) else float(found)


def _tensor(leaf: Leaf, tolerance: float, scale: float) -> Tensor:
    error, size = errors(leaf), norm(leaf, scale)
    with np.errstate(over="ignore"):
        relative = error / size
    levels = np.where(relative <= tolerance, 0, 1 + np.digitize(relative, LEVELS))
    flat = leaf.expected.ndim <= 2
    numbers, drawn = flat and leaf.expected.size <= NUMBERS, flat and leaf.expected.size <= MAP
    return Tensor(
        name=leaf.key,
        shape=leaf.expected.shape,
        wrong=int(np.count_nonzero(levels)),
        size=leaf.expected.size,
        error=short(relative.max(initial=0.0), 2),
        expected=rounded(leaf.expected) if numbers else None,
        got=rounded(leaf.got) if numbers else None,
        levels=levels.tolist() if drawn else None,
    )


def quantities(graded: Graded) -> tuple[Quantity, ...]:
    """The inputs of a case by their names, as far as they are small."""
    inputs, exercise = graded.case.inputs, graded.case.exercise
    named = adapter_of(exercise).inputs(exercise, inputs)
    return tuple(q for name, value in named for q in _quantity(name, value))


def _quantity(name: str, value: Any) -> list[Quantity]:
    if isinstance(value, np.ndarray):
        return [Quantity(name, value.shape, rounded(value) if value.size <= NUMBERS else None)]
    if isinstance(value, dict) and "objective" in value:
        kind = str(value["objective"]).replace("_", " ")
        return [Quantity(name, (), _("of a {kind}").format(kind=kind))]
    if isinstance(value, (list, tuple)):
        if all(isinstance(item, np.ndarray) for item in value):
            return [q for i, item in enumerate(value) for q in _quantity(f"{name}[{i}]", item)]
        return []  # a graph is drawn
    if isinstance(value, dict):
        return [q for key, item in value.items() for q in _quantity(f"{name}[{key!r}]", item)]
    return [Quantity(name, (), number(value) if isinstance(value, float) else value)]


def rounded(array: np.ndarray) -> Any:
    """Nested lists of readable numbers."""
    if array.dtype.kind != "f":
        return array.tolist()
    return plain(_digits(array.tolist()))


def _digits(value: Any) -> Any:
    if isinstance(value, list):
        return [_digits(item) for item in value]
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else value
