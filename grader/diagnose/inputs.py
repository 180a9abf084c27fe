"""What the inputs of the failing cases share, and those of the right ones do not have.

Rules for `structure`: an epsilon shows by how much a case is off, other mistakes by which cases.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from ..adapters import adapter_of
from .evidence import CaseEvidence, Evidence, Statement
from .factors import rounded

__all__ = ["epsilon", "marked_inputs", "some_inputs"]

#: Above float32's rounding by far, and below what a mistake in a formula makes.
LITTLE = 1e-5
#: What is special of an input, and the argument or the word.
Feature = tuple[str, str]
#: Features that were chosen by name.
NAMED = ("operation", "word")
#: Times as much as in an ordinary case.
MUCH = 1000.0


def epsilon(examined: Evidence) -> Statement | None:
    """Off by little in one case and by much more where numbers are small: what an epsilon does.

    Single precision is off by about the same everywhere.
    """
    sizes = [(_size(look), look) for look in examined.compared]
    finite = [pair for pair in sizes if np.isfinite(pair[0])]
    if len(finite) < 2 or len(finite) < len(sizes):
        return None
    little, much = min(finite, key=_first), max(finite, key=_first)
    if not little[0] < LITTLE or not much[0] > MUCH * little[0]:
        return None
    if 2 * sum(size < LITTLE for size, _ in finite) < len(finite):
        return None  # large numbers make any error small, in the one case that has them
    parameters = {"least": rounded(little[0], 1), "most": rounded(much[0], 1)}
    public = much[1].case.spec.visibility == "public"
    where = {"case": much[1].case.spec.name, "about": much[1].case.spec.about} if public else {}
    return Statement("epsilon", {"case": "", "about": "", **parameters, **where})


def _first(pair: tuple[float, CaseEvidence]) -> float:
    return pair[0]


def _size(look: CaseEvidence) -> float:
    return max(d.size.max_rel for d in look.distances if not d.within)


def some_inputs(examined: Evidence) -> Statement | None:
    """Right on the plain cases, wrong only on those with something special."""
    said = marked_inputs(examined)
    if said is not None or not _told_apart(examined):
        return said
    weighty = [look for look in examined.looks if look.case.spec.weight > 0]
    about = list(dict.fromkeys(look.case.spec.about for look in examined.wrong))
    if all(about) and len(examined.wrong) <= len(weighty) / 2:
        return Statement("only_special_cases", {"abouts": about[:3]})
    return None


def marked_inputs(examined: Evidence) -> Statement | None:
    """What the inputs of all failing cases have, or of all right ones, and no others."""
    if not _told_apart(examined):
        return None
    passed = [look for look in examined.looks if look.verdict.status == "passed"]
    pairs = (("only_inputs", examined.wrong, passed), ("right_inputs", passed, examined.wrong))
    for rule, ones, others in pairs:
        feature = _shared(ones, others)
        if feature is not None and (rule == "only_inputs" or feature[0] in NAMED):
            return Statement(rule, {"feature": feature[0], "name": feature[1]})
    return None


def _told_apart(examined: Evidence) -> bool:
    """Whether some cases of weight are right, and all others are wrong by numbers or form."""
    failed = [look for look in examined.looks if look.verdict.status != "passed"]
    right = [look for look in examined.looks if look not in failed and look.case.spec.weight > 0]
    return bool(failed) and bool(right) and all(look.wrong for look in failed)


def _shared(ones: list[CaseEvidence], others: list[CaseEvidence]) -> Feature | None:
    """What all of these have, two at least, and none of the others, two at least."""
    if min(len(ones), len(others)) < 2 and not (ones and len(others) > 2):
        return None
    apart = {feature for look in others for feature in _features(look)}
    common = [f for f in _features(ones[0]) if f not in apart]
    for look in ones[1:]:
        common = [feature for feature in common if feature in set(_features(look))]
    several = len(ones) == 1 and len(common) > 1  # of one case, anything may be the reason
    named = [feature for feature in common if feature[0] in NAMED]
    if several and len(named) != 1:
        return None
    return next(iter(named or common), None)


def _features(look: CaseEvidence) -> Iterator[Feature]:
    """(what, the argument or the word): the more telling before the less."""
    names = [*look.case.exercise.arguments, *("" for _ in look.arguments)]
    nodes = adapter_of(look.case.exercise).nodes(look.case)
    for operation in sorted({name for name, _ in nodes or []}):
        yield "operation", operation
    for name, value in zip(names, look.arguments, strict=False):
        if isinstance(value, str) and name:
            yield "word", f"{name} = {value!r}"
        if isinstance(value, dict):
            words = {key: word for key, word in value.items() if isinstance(word, str)}
            yield from (("word", f"{key} = {word!r}") for key, word in words.items())
        if isinstance(value, np.ndarray) and name and value.size:
            yield from _of_array(name, value)
    yield from _of_start(look.case.inputs.get("theta"))


def _of_array(name: str, value: np.ndarray) -> Iterator[Feature]:
    if value.ndim and len(value) == 1:
        yield "single", name
    if value.dtype.kind not in "fi":
        return
    if value.dtype.kind == "i" and name not in ("gold", "permutation"):
        yield "integers", name
    if np.any(value == 0):
        yield "zeros", name
    if np.any(value < 0):
        yield "negative", name
    if value.dtype.kind == "f" and value.size > 1 and np.unique(value).size < value.size:
        yield "equal", name


def _of_start(theta: Any) -> Iterator[Feature]:
    """Of the start of a run."""
    if not isinstance(theta, list) or not all(isinstance(part, np.ndarray) for part in theta):
        return
    if any(part.dtype.kind == "i" for part in theta):
        yield "integers", "theta"
    if len({part.shape for part in theta}) < len(theta):
        yield "same_shape", "theta"
