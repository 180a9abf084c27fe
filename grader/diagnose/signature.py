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
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..cases.draw import Draw, seed_of
from ..model import Case, Outcome
from ..wording.contract import CONTRACT

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
    for count, (path, leaf) in enumerate(
        adapter_of(case.exercise).describe(expected, outcome.value)
    ):
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
        _known[key] = (
            expected,
            {
                p: _norm(leaf, scale)
                for p, leaf in adapter_of(case.exercise).describe_golden(expected)
            },
        )
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
