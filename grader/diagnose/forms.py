"""The right numbers in another form: shape, order of outputs, container.  Rules for `structure`."""

from typing import Any

import numpy as np

from ..leaves import Leaf, measure
from .evidence import CaseEvidence, Evidence, Statement

__all__ = ["another_form", "distributed", "histories"]

SWAPPED = ("named_outputs_swapped", "outputs_swapped")


def another_form(examined: Evidence) -> Statement | None:
    """What every case that has not the expected form has in common."""
    misfits = [look for look in examined.wrong if look.leaves is None]
    rest = [look for look in examined.wrong if look.leaves is not None]
    if not misfits:
        return None
    if rest:  # square matrices keep their form when they are transposed
        both = all(map(_transposed, misfits)) and all(map(_square_transposed, rest))
        said = _transposed(misfits[0]) if both else None
        return said and _with_others(said, misfits)
    for rule in (_outputs_swapped, _transposed, _reshaped, _broadcast, _length):
        first, *others = [rule(look) for look in misfits]
        if first is not None and all(said == first for said in others):
            return _with_others(first, misfits)
        if first is not None and all(said and said.rule in SWAPPED for said in (first, *others)):
            return Statement("outputs_swapped")  # of answers that have more parts in some cases
    return None


def distributed(examined: Evidence) -> Statement | None:
    """Of a list of arrays: the right numbers, in other arrays than those where they belong."""
    if examined.wrong and all(map(_distributed, examined.wrong)):
        return Statement("distributed")
    return None


def _distributed(look: CaseEvidence) -> bool:
    expected, got = look.golden.expected, look.outcome.value
    if not isinstance(expected, list) or not isinstance(got, (list, tuple)) or len(expected) < 2:
        return False
    arrays = [*expected, *got]
    if not all(isinstance(a, np.ndarray) and a.ndim == 1 and a.dtype.kind in "fi" for a in arrays):
        return False
    pairs = zip(expected, got, strict=False)
    inside = all(len(e) == len(g) and _same(np.sort(e), np.sort(g)) for e, g in pairs)
    wanted, found = np.sort(np.concatenate(expected)), np.sort(np.concatenate([*got, []]))
    return not inside and wanted.size > len(expected) and _same(wanted, found)


def _with_others(said: Statement, misfits: list[CaseEvidence]) -> Statement:
    """The same, with the outputs beside it whose numbers are wrong in some case."""
    if said.rule in (*SWAPPED, "too_short", "too_long"):
        return said
    wrong = dict.fromkeys(name for look in misfits for name in _others_off(look))
    return Statement(said.rule, said.parameters | {"others": list(wrong)})


def _others_off(look: CaseEvidence) -> list[str]:
    """The outputs that have the expected shape and other numbers."""
    expected, got = look.golden.expected, look.outcome.value
    if not isinstance(expected, list) or not isinstance(got, (list, tuple)):
        return []
    return [
        _name(look, i)
        for i, (e, g) in enumerate(zip(expected, got, strict=False))
        if _shape(e) is not None and _shape(e) == _shape(g) and not _within(look, e, g)
    ]


def _within(look: CaseEvidence, expected: Any, got: Any) -> bool:
    if np.asarray(got).dtype.kind not in "fiu":
        return False
    leaf = Leaf("", np.asarray(expected, np.float64), np.asarray(got, np.float64))
    return measure(leaf, look.tolerance, look.case.spec.scale).within


def _name(look: CaseEvidence, part: int) -> str:
    names = look.case.exercise.outputs
    return names[part] if part < len(names) else f"[{part}]"


def _arrays(look: CaseEvidence) -> tuple[np.ndarray, np.ndarray] | None:
    """Expected and got, where both are one array of numbers, or have one of another shape."""
    expected, got = look.golden.expected, look.outcome.value
    pairs = [(expected, got)]
    if isinstance(expected, list) and isinstance(got, (list, tuple)) and len(got) == len(expected):
        pairs = [(e, g) for e, g in zip(expected, got, strict=True) if _shape(e) != _shape(g)]
    if len(pairs) != 1:
        return None
    e, g = pairs[0]
    if not isinstance(g, np.ndarray) or g.dtype.kind not in "fiu":
        return None
    if not isinstance(e, (np.ndarray, float, int)):  # a list or a dict was expected
        return None
    return np.asarray(e, np.float64), g.astype(np.float64)


def _part(look: CaseEvidence) -> dict[str, Any]:
    """The output of another shape, as the parameter of a sentence; nothing where there is one."""
    expected, got = look.golden.expected, look.outcome.value
    if not isinstance(expected, list):
        return {}
    shapes = [(_shape(e), _shape(g)) for e, g in zip(expected, got, strict=True)]
    return {"tensors": [_name(look, i) for i, (e, g) in enumerate(shapes) if e != g]}


def _shape(value: Any) -> tuple[int, ...] | None:
    return value.shape if isinstance(value, np.ndarray) else () if np.isscalar(value) else None


def _same(a: np.ndarray, b: np.ndarray) -> bool:
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=1e-8, atol=1e-12, equal_nan=True))


def _outputs_swapped(look: CaseEvidence) -> Statement | None:
    """The right tensors in the wrong order."""
    expected, got = look.golden.expected, look.outcome.value
    if not isinstance(expected, list) or not isinstance(got, (list, tuple)):
        return None
    if len(expected) != len(got) or not all(isinstance(part, np.ndarray) for part in got):
        return None
    order = []
    for part in got:
        fits = [i for i, e in enumerate(expected) if _same(np.asarray(e), part)]
        if len(fits) != 1:
            return None
        order.append(fits[0])
    if sorted(order) != list(range(len(expected))) or order == sorted(order):
        return None
    names = look.case.exercise.outputs
    if len(names) == len(order):
        found = [names[i] for i in order]
        return Statement("named_outputs_swapped", {"found": found, "wanted": list(names)})
    return Statement("outputs_swapped")


def _transposed(look: CaseEvidence) -> Statement | None:
    arrays = _arrays(look)
    if arrays is not None and arrays[0].ndim == 2 and _same(arrays[0].T, arrays[1]):
        return Statement("answer_transposed", _part(look))
    return None


def _square_transposed(look: CaseEvidence) -> bool:
    off = {leaf.key for leaf in look.off}
    leaves = [leaf for leaf in look.leaves or [] if leaf.key in off]  # of a run, the whole
    return bool(leaves) and all(
        leaf.expected.ndim == 2 and _same(leaf.expected.T, leaf.got) for leaf in leaves
    )


def _reshaped(look: CaseEvidence) -> Statement | None:
    arrays = _arrays(look)
    if arrays is None or arrays[0].size != arrays[1].size or arrays[0].shape == arrays[1].shape:
        return None
    expected, got = arrays
    if _same(expected.reshape(-1), got.reshape(-1)):
        axes = {"axes": _axes(got), "wanted_axes": _axes(expected)}
        return Statement("reshaped", _part(look) | axes)
    return None


def _axes(array: np.ndarray) -> str | int:
    """The kind of its shape without sizes, which differ from case to case; or how many axes."""
    if array.ndim > 2:
        return array.ndim
    if array.ndim < 2:
        return "vector" if array.ndim else "number"
    return "row" if len(array) == 1 else "column" if array.shape[-1] == 1 else "matrix"


def _broadcast(look: CaseEvidence) -> Statement | None:
    """(m, m) where (m,) or (m, 1) is expected: a column met a row."""
    arrays = _arrays(look)
    if arrays is None:
        return None
    expected, got = arrays
    m = len(expected) if expected.ndim else 0
    if m > 1 and got.shape == (m, m) and expected.shape in ((m,), (m, 1)):
        return Statement("broadcast", _part(look))
    return None


def _length(look: CaseEvidence) -> Statement | None:
    """Right as far as it goes, and of another length: it ends too early, or too late."""
    pairs = [(e, g) for e, g in histories(look) if len(e) != len(g)]
    ends = {np.sign(len(got) - len(expected)) for expected, got in pairs}
    if len(ends) != 1 or 0 in ends or not all(_same(*_common(e, g)) for e, g in pairs):
        return None
    return Statement("too_short" if ends.pop() < 0 else "too_long")


def histories(look: CaseEvidence) -> list[tuple[np.ndarray, np.ndarray]]:
    """The arrays of an answer, or of a dict, beside the expected ones, of any length of axis 0."""
    expected, got = look.golden.expected, look.outcome.value
    if isinstance(expected, dict) and isinstance(got, dict):
        pairs = [(e, got.get(key)) for key, e in expected.items()]
    else:
        pairs = [(expected, got)]
    return [
        (e, g)
        for e, g in pairs
        if isinstance(e, np.ndarray)
        and isinstance(g, np.ndarray)
        and g.dtype.kind in "fiu"
        and e.ndim == g.ndim > 0
        and e.shape[1:] == g.shape[1:]
        and min(len(e), len(g)) > 1
    ]


def _common(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    shorter = min(len(a), len(b))
    return a[:shorter], b[:shorter]
