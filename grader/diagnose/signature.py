"""An outcome as a few numbers, by which it is compared with those of known mistakes.

A signature has a form (what kind of thing came back: shapes, dtypes, where nan and infinities
stand, or which exception) and, per case, PROJECTIONS numbers: the answer's tensors, each over the
size of the expected one, times fixed weights.  The weights of a tensor have an L1 norm of 1, so two
answers within a tolerance of each other have projections within that tolerance; two that are
further apart have not, but for a chance of about tolerance over distance, for each number of each
case.  So what students get of a mistake gives no answer away, and is small.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from ..cases.draw import Draw, seed_of
from ..compare.verdict import CONTRACT
from ..model import Case, Outcome
from ..runner.codec import Foreign

__all__ = ["PROJECTIONS", "Signature", "signature"]

PROJECTIONS = 2
#: What an answer may have of its own making: more is told by its form alone, and costs no time.
MOST_LEAVES = 400
MOST_ENTRIES = 20_000
#: A tensor below this part of the expected one's size is compared as if it were that large.
FLOOR = 1e-4
#: Times the expected size: what is larger has left its way, and may be chaotic.
DIVERGED = 5.0


class Signature:
    """`form` and `manners` (the form with the breaches of contract) are hashes of a text.

    `diverged`: some tensor is several times as large as expected, as where a run leaves its way.
    """

    __slots__ = ("diverged", "form", "manners", "numbers", "size", "text")

    def __init__(
        self,
        text: str,
        breaches: str,
        numbers: np.ndarray,
        size: float,
        diverged: bool = False,
    ) -> None:
        self.text = text
        self.form = _hash(text)
        self.manners = _hash(f"{text}|{breaches}")
        self.numbers = numbers
        self.size = size
        self.diverged = diverged

    def near(self, other: "Signature", tolerance: float) -> bool:
        """Whether both have one form, and numbers within the tolerance; manners aside."""
        apart = np.abs(self.numbers - other.numbers)
        return self.form == other.form and bool(np.all(apart <= tolerance * self.size))


def signature(case: Case, expected: Any, outcome: Outcome, contract: Sequence[str]) -> Signature:
    """The signature of an outcome; `expected` is the golden value, `contract` the breaches seen."""
    breaches = ",".join(sorted(slug for slug in contract if slug in CONTRACT))
    numbers = np.zeros(PROJECTIONS)
    if outcome.status != "value":
        return Signature(f"{outcome.status} {_raised(outcome)}", breaches, numbers, 0.0)
    norms = _norms(case, expected)
    words: list[str] = []
    size = most = 0.0
    for count, (path, leaf) in enumerate(_leaves(case, expected, outcome.value)):
        if count > MOST_LEAVES:
            return Signature("too much to be an answer", breaches, numbers * 0.0, 0.0)
        if isinstance(leaf, str):
            words.append(f"{path}={leaf}")
            continue
        if leaf.size > MOST_ENTRIES:
            words.append(f"{path}{leaf.shape} large")
            continue
        scaled = leaf / norms.get(path, case.spec.scale)
        largest = float(np.abs(scaled).max(initial=0.0))
        strange = ""
        if not np.isfinite(largest):
            finite = np.isfinite(leaf)
            strange = _strange(leaf)
            scaled = np.where(finite, scaled, 0.0)
            largest = float(np.abs(scaled).max(initial=0.0))
        words.append(f"{path}{leaf.shape}{strange}")
        size += max(largest, FLOOR)
        most = max(most, largest)
        numbers = numbers + weights(path, leaf.shape) @ scaled.reshape(-1)
    return Signature(";".join(words), breaches, numbers, size, most > DIVERGED)


def _raised(outcome: Outcome) -> str:
    """Which exception ended a case, and its words without numbers: the type alone is chance."""
    if outcome.fault is None or outcome.status != "error":
        return ""
    return f"{outcome.fault.type} {re.sub(r'[0-9]+', '#', outcome.fault.message)[:80]}"


@lru_cache(maxsize=512)
def weights(path: str, shape: tuple[int, ...]) -> np.ndarray:
    """(PROJECTIONS, size): fixed random weights of a tensor, each row of L1 norm 1."""
    count = int(np.prod(shape))
    drawn = Draw(seed_of("fingerprint", path, *shape)).unit((PROJECTIONS, count)) - 0.5
    total = np.sum(np.abs(drawn), axis=1, keepdims=True)
    return np.asarray(drawn / np.where(total > 0, total, 1.0))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:7], "little")


def _norms(case: Case, expected: Any) -> dict[str, float]:
    """The size of each tensor of the golden value, worked out once for each case."""
    key = id(expected)
    if key not in _known or _known[key][0] is not expected:
        if len(_known) > 4096:
            _known.clear()
        scale = case.spec.scale
        _known[key] = expected, {p: _norm(leaf, scale) for p, leaf in _expected(case, expected)}
    return _known[key][1]


#: id of a golden value -> the value, so that it stays, and the sizes of its tensors.
_known: dict[int, tuple[Any, dict[str, float]]] = {}


def _norm(leaf: Any, scale: float) -> float:
    if isinstance(leaf, str):
        return scale
    largest = float(np.max(np.abs(leaf[np.isfinite(leaf)]), initial=0.0))
    return largest if largest > 0 else scale


def _strange(leaf: np.ndarray) -> str:
    """Where nan and the infinities stand, as a word."""
    kinds = np.isnan(leaf) + 2 * np.isposinf(leaf) + 3 * np.isneginf(leaf)
    return hashlib.sha256(kinds.astype(np.uint8).tobytes()).hexdigest()[:12]


def _expected(case: Case, expected: Any) -> Iterator[tuple[str, Any]]:
    """The tensors of a golden value, under the paths that an answer's have."""
    if case.exercise.adapter == "steps":
        for i, tensor in enumerate(expected["theta"]):
            yield f"theta[{i}]", tensor - tensor[:1]
        return
    yield from _walk(expected, expected, "", case.exercise.adapter == "run")


def _leaves(case: Case, expected: Any, value: Any) -> Iterator[tuple[str, Any]]:
    """(path, float64 array), or (path, word) for what is no number, of an answer of any form."""
    if case.exercise.adapter == "steps":
        yield from _steps(value)
    else:
        yield from _walk(expected, value, "", case.exercise.adapter == "run")


def _walk(expected: Any, value: Any, path: str, run: bool) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key in sorted(expected if isinstance(expected, dict) else value, key=str):
            here = f"{path}.{key}"
            if key in value:
                inner = expected[key] if isinstance(expected, dict) else None
                yield from _walk(inner, value[key], here, False)
            else:
                yield here, "absent"
    elif isinstance(value, (list, tuple)):
        yield path, f"list {len(value)}"
        for i, item in enumerate(value):
            inner = expected[i] if isinstance(expected, list) and i < len(expected) else None
            yield from _walk(inner, item, f"{path}[{i}]", False)
    elif isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        kind = str(value.dtype) if value.dtype.kind == "f" and value.ndim else ""
        yield path, f"{kind or value.dtype.kind}{value.shape}" if value.ndim else "number"
        array = value.astype(np.float64)
        if run and array.ndim == 2 and len(array):  # a trajectory: the way walked
            yield f"{path}.start", array[0]
            array = array - array[:1]
        yield path, array
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, "number"
        yield path, np.asarray(value, np.float64)
    else:
        yield path, _word(value)


def _word(value: Any) -> str:
    if isinstance(value, Foreign):
        return f"{value.type_name} {value.detail}"
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.shape}"
    return f"{type(value).__name__} {value!r:.80}"


def _steps(value: Any) -> Iterator[tuple[str, Any]]:
    """A run of an optimizer: per tensor the way walked, (rows, *shape)."""
    rows = value.get("theta") if isinstance(value, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, (list, tuple)) for row in rows):
        yield "theta", "no run"
        return
    for i, column in enumerate(zip(*rows, strict=False)):
        plain = [part for part in column if isinstance(part, np.ndarray)]
        forms = {(part.dtype, part.shape) for part in plain[1:]}
        words = sorted(f"{dtype}{shape}" for dtype, shape in forms)
        yield f"theta[{i}]", f"{len(column)} {len(plain)} {words}"
        if len(plain) == len(column) and len({part.shape for part in plain}) == 1:
            stacked = np.array(plain)
            if stacked.dtype.kind in "fiu":
                stacked = stacked.astype(np.float64)
                yield f"theta[{i}]", stacked - stacked[:1]
    yield "rows", str([len(row) for row in rows] if len({len(r) for r in rows}) > 1 else len(rows))
