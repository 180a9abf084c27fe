"""Numbers of the student's own, solved for: each is tried with the value that makes a case right.

A secant's steps on all entries of the case at once: where the answer is linear in the number, the
second value tried is the right one.  What is found holds for one case, as any other change that is
to be tried on all; so does the number as a person would write it.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec
import numpy as np

from ..adapters import adapter_of
from ..leaves import Misfit
from ..model import Case, Golden, Outcome
from .edits import Edit, Repair

__all__ = ["solved"]

#: The case's answers, in turn, of the repairs that are tried on it.
Answers = Callable[[Sequence[Repair]], Iterator[tuple[Repair, Outcome]]]

#: Values of one number that are tried on a case.
ROUNDS = 14
#: From the student's value to the next, in times of it; of 0 itself, the value.
NEXT, NEXT_TO_ZERO = 0.01, 0.01
#: Digits of a number that a person writes.
DIGITS = (1, 2, 3, 4, 6)
#: A number as it would be written is no other than the one that was found.
SAME = 1e-5


class _Unknown:
    """One number, with the values that were tried and by how much the answers were off."""

    def __init__(self, edit: Edit, off: np.ndarray) -> None:
        self.edit = edit
        self.before, self.off_before = float(edit.text), off
        self.value = self.before * (1 + NEXT) or NEXT_TO_ZERO

    @property
    def repair(self) -> Repair:
        """The number with the value that is to be tried."""
        return _with(self.edit, self.value)

    def step(self, off: np.ndarray) -> bool:
        """Goes on from the value that was tried; False where that leads nowhere."""
        with np.errstate(all="ignore"):  # where numbers are huge, it leads nowhere
            change = off - self.off_before
            size, along = float(change @ change), float(off @ change)
        if not (0 < size < np.inf):
            return False
        before, self.before, self.off_before = self.before, self.value, off
        self.value -= along / size * (self.before - before)
        return bool(np.isfinite(self.value)) and self.value != self.before


def solved(
    answers: Answers,
    case: Case,
    golden: Golden,
    numbers: Sequence[Edit],
    is_right: Callable[[Outcome], bool],
) -> list[Repair]:
    """Numbers with the values that make the case right, and with these as they would be written.

    `numbers` are edits whose text is the number as it is.
    """
    first = next(answers([(numbers[0],)]), None) if numbers else None
    off = None if first is None else _off(case, golden, first[1])
    if off is None:
        return []
    unknown = [_Unknown(edit, off) for edit in numbers]
    found: list[Repair] = []
    for _ in range(ROUNDS):
        left = []
        told = answers([one.repair for one in unknown])
        for one, (_, outcome) in zip(unknown, told, strict=False):  # time may be over
            if is_right(outcome):
                found += _written(one.edit, one.value)
            elif (now := _off(case, golden, outcome)) is not None and now.shape == off.shape:
                left += [one] if one.step(now) else []
        unknown = left
        if not unknown:
            break
    return found


def _written(edit: Edit, value: float) -> list[Repair]:
    """The value itself, and its roundings; the shortest first."""
    rounded = (float(f"{value:.{digits}g}") for digits in DIGITS)
    near = [number for number in rounded if abs(number - value) <= SAME * abs(value)]
    return [_with(edit, number) for number in dict.fromkeys((*near, value))]


def _with(edit: Edit, value: float) -> Repair:
    return (msgspec.structs.replace(edit, text=f"({value!r})".encode()),)


def _off(case: Case, golden: Golden, outcome: Outcome) -> np.ndarray | None:
    """By how much every entry of an answer is off; None where it has another form, or no number."""
    if outcome.status != "value":
        return None
    try:
        leaves = adapter_of(case.exercise).pair(case.exercise, golden.expected, outcome.value)
    except Misfit:
        return None
    parts = [np.ravel(np.asarray(leaf.got - leaf.expected, np.float64)) for leaf in leaves]
    row = np.concatenate(parts) if parts else np.zeros(0)
    return row if row.size and np.isfinite(row).all() else None
