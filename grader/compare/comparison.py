"""A case's golden values, made ready to be compared with the answers of a whole class.

Nearly all answers to a case have one of a few forms, and in most of them every number is right.
Where in such a form the entries of the expected tensors lie is found once; then the numbers of an
answer are compared in one pass, and are not even taken apart.  Whatever is not right in every
respect goes the long way, through `judge`, which alone says what is wrong.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from ..adapters import Guarded, adapter_of
from ..language import translated as _
from ..leaves import Leaf, Misfit, norm
from ..leaves.pairing import has_plain_list
from ..model import Answer, Case, ErrorSize, Golden, Outcome, TorchVerdict, Verdict
from ..model.answer import LONGEST_KNOWN
from ..paper import Paper
from ..runner.decoder import decode_apart
from ..wording.endings import OUR_COMPARISON
from .verdict import judge

__all__ = ["Comparison", "comparison_of"]

#: Forms of answers to a case that are remembered.
MOST_FORMS = 64


class Comparison:
    """One case with its golden values."""

    def __init__(self, case: Case, golden: Golden, tolerance: float) -> None:
        self.case, self.golden, self.tolerance = case, golden, tolerance
        self.layouts: dict[bytes, _Layout | None] = {}

    def verdict(self, outcome: Outcome) -> Verdict:
        """What `judge` says of the outcome."""
        return self._passed(outcome) or judge(self.case, self.golden, outcome, self.tolerance)

    def _passed(self, outcome: Outcome) -> Verdict | None:
        """The verdict on what is right in every respect; None on all else."""
        answer = outcome.answer
        if outcome.status != "value" or not isinstance(answer, Answer):
            return None
        if outcome.breaches or outcome.fault is not None or outcome.again is not None:
            return None
        if len(answer.form) > LONGEST_KNOWN:  # of one's own making, and as long as one likes
            return None
        if answer.form not in self.layouts:
            if len(self.layouts) >= MOST_FORMS:
                self.layouts.clear()
            self.layouts[answer.form] = self._layout(answer)
        layout = self.layouts[answer.form]
        return None if layout is None else layout.verdict(np.frombuffer(answer.numbers))

    def _layout(self, answer: Answer) -> "_Layout | None":
        """Where the expected entries lie in answers of this form; None where that has no answer.

        An adapter of a course's own may look at the numbers to pair them; a list in place of an
        array is told.
        """
        adapter, exercise = adapter_of(self.case.exercise), self.case.exercise
        if isinstance(adapter, Guarded) or has_plain_list(self.golden.expected, answer.value):
            return None

        def leaves(expected: Any) -> Callable[[Any], list[Leaf]]:
            return lambda got: adapter.pair(exercise, expected, got)

        scale = self.case.spec.scale
        try:
            rows = [_Tensors(leaves(self.golden.expected), answer, scale)]
            if self.golden.torch is not None:
                rows.append(_Tensors(leaves(self.golden.torch), answer, scale))
            return _Layout(rows, self.tolerance)
        except (Misfit, _NotPlain):
            return None


class _NotPlain(Exception):
    """What cannot be compared in one pass: an infinity is expected, say."""


class _Tensors:
    """The entries of all expected tensors in a row, and where an answer's numbers have theirs."""

    def __init__(self, leaves: Callable[[Any], list[Leaf]], answer: Answer, scale: float) -> None:
        count = len(answer.numbers) // 8
        # Numbered twice: an entry that moves with its number is one of them, what stands still is
        # no number of the answer's (an integer, a start that was given).
        first, second = (
            leaves(decode_apart(answer.form, np.arange(start, start + count).tobytes()))
            for start in (0.0, float(count))
        )
        if not first or any(leaf.expected.size == 0 for leaf in first):
            raise _NotPlain
        self.place, moved = (_row([leaf.got for leaf in found]) for found in (first, second))
        self.still = self.place == moved
        self.expected = _row([leaf.expected for leaf in first])
        sizes = [np.full(leaf.expected.size, norm(leaf, scale)) for leaf in first]
        self.sizes = np.concatenate(sizes)
        known = (self.still | (moved - self.place == count)).all()
        if not (known and np.isfinite(self.expected).all() and np.isfinite(self.sizes).all()):
            raise _NotPlain


class _Layout:
    """The expected entries of a form, a row for the reference's and perhaps one for torch's."""

    def __init__(self, rows: list[_Tensors], tolerance: float) -> None:
        own, other = rows[0], rows[-1]
        if not (np.array_equal(own.place, other.place) and (own.still == other.still).all()):
            raise _NotPlain
        self.index = np.where(own.still, 0, own.place).astype(np.intp)
        self.still = np.flatnonzero(own.still)
        self.fixed = own.place[self.still]
        self.expected = np.stack([row.expected for row in rows])
        self.sizes = np.stack([row.sizes for row in rows])
        self.bounds = tolerance * self.sizes
        self.has_torch = len(rows) > 1

    def verdict(self, numbers: np.ndarray) -> Verdict | None:
        """That all of it is right, or None."""
        got = numbers[self.index] if numbers.size else np.zeros(self.index.shape)
        if self.still.size:
            got[self.still] = self.fixed
        with np.errstate(invalid="ignore", over="ignore"):
            error = np.abs(got - self.expected)
            if not (error <= self.bounds).all():  # nan is not, either
                return None
            relative = error / self.sizes
        worst = relative.argmax(axis=1)
        first = int(worst[0])
        size = ErrorSize(float(error[0, first]), float(relative[0, first]))
        if not self.has_torch:
            return Verdict(status="passed", error=size)
        torch = TorchVerdict("passed", float(relative[1, int(worst[1])]))
        return Verdict(status="passed", error=size, torch=torch)


def _row(arrays: list[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.asarray(array, np.float64).reshape(-1) for array in arrays])


_comparisons: WeakKeyDictionary[Paper, dict[str, Comparison]] = WeakKeyDictionary()


def comparison_of(paper: Paper, case: Case) -> Comparison:
    """The comparison of a case of the paper, made once.  Raises GoldenError."""
    own = _comparisons.setdefault(paper, {})
    if case.id not in own:
        own[case.id] = Comparison(case, paper.golden(case), paper.tolerance)
    return own[case.id]


def verdict_of(comparison: Comparison, outcome: Outcome) -> Verdict:
    """The verdict; whatever goes wrong in us while we judge costs this case's verdict only."""
    try:
        return comparison.verdict(outcome)
    except Exception as error:
        words = _(OUR_COMPARISON).format(error=f"{type(error).__name__}: {error}")
        return Verdict(status="internal_error", message=words[:300])
