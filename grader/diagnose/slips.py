"""Answers by hand that fit each other: one quantity is wrong, and all else follows from it.

That holds if *every* number that was answered is what a right calculation gives with the one
wrong value.  The slip costs its own points: those of the quantity itself, or, where that is not
asked for, of the answer by which its value is known.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec
import numpy as np

from ..compare import judge
from ..errors import GraderError
from ..golden.slips import POINTS, Slip
from ..language import translated as _
from ..model import Finding, Golden, Graded, Outcome
from ..wording.findings import worded
from ..wording.sentences import RIGHT_GIVEN
from .graded import Diagnosis, gave_numbers, off_by_numbers, right

__all__ = ["with_slips"]

Slips = Callable[[], Mapping[str, Sequence[Slip]]]

#: What follows from a slip: with fewer answers that are right given it, they may be so by chance.
FEWEST = 2
#: Times the largest right answer that a value may be: beyond that, all is lost in rounding.
LARGEST = 1000.0
#: Wrong answers by which the value of a quantity that is not asked for is sought.
SOUGHT_BY = 3
#: Findings that stay beside this one.
NAMED = frozenset({"mistake", "pair"})


class Fit(NamedTuple):
    """A quantity with the value that explains all answers, and those that are right given it."""

    quantity: str
    value: float
    kept: list[Graded]


def with_slips(
    graded: Mapping[str, Sequence[Graded]],
    slips: Slips,
    diagnoses: Mapping[str, Diagnosis],
    tolerance: float,
) -> dict[str, Diagnosis]:
    """Exercise -> its diagnosis, where its answers fit each other given one slip.

    `slips` is asked where an exercise that has some is wrong, and not before.
    """
    found = {}
    for name, own in graded.items():
        if not own or not own[0].case.exercise.slips or right(own):
            continue
        fit = None
        with np.errstate(all="ignore"), suppress(GraderError):  # the course's own fault costs that
            fit = _fit(own, slips().get(name, ()), tolerance)
        if fit is not None:
            found[name] = _told(diagnoses[name], name, fit)
    return found


def _told(diagnosis: Diagnosis, exercise: str, fit: Fit) -> Diagnosis:
    finding = worded(
        Finding(
            kind="follow_through",
            rule="right_given_slip",
            parameters={
                "exercise": exercise,
                "slip": fit.quantity,
                "value": float(f"{fit.value:.6g}"),
            },
        )
    )
    words = _(RIGHT_GIVEN).format(earlier=fit.quantity)
    named = [told for told in diagnosis.findings if told.kind in NAMED]
    return msgspec.structs.replace(
        diagnosis,
        findings=(*named, finding),
        with_starter={**diagnosis.with_starter, **{g.case.id: words for g in fit.kept}},
    )


def _fit(own: Sequence[Graded], slips: Sequence[Slip], tolerance: float) -> Fit | None:
    """The one quantity by which all answers fit; one that is asked for first, the last in order."""
    wrong = [g for g in own if gave_numbers(g) and g.verdict.status != "passed"]
    if len(wrong) <= FEWEST or not all(map(off_by_numbers, wrong)):
        return None
    largest = max(abs(_number(g.golden.expected)) for g in own)
    by_name = {g.case.spec.name: g for g in wrong}
    asked = [(slip, by_name[slip.quantity]) for slip in slips if slip.quantity in by_name]
    hidden = [slip for slip in slips if slip.quantity not in {g.case.spec.name for g in own}]
    tried = [(slip, costs, _number(costs.outcome.value)) for slip, costs in reversed(asked)]
    sought = ((s, costs, value) for s in reversed(hidden) for costs, value in _sought(s, wrong))
    for slip, costs, value in (*tried, *sought):
        if np.isfinite(value) and abs(value) <= LARGEST * largest:
            kept = _follows(own, wrong, slip.answers(value), costs, tolerance)
            if len(kept) >= FEWEST:
                return Fit(slip.quantity, value, kept)
    return None


def _follows(
    own: Sequence[Graded],
    wrong: Sequence[Graded],
    given: Mapping[str, Outcome],
    costs: Graded,
    tolerance: float,
) -> list[Graded]:
    """The wrong answers that are right given the slip; [] where some answer does not fit.

    A 0 that follows is no evidence of a calculation: a slip must not make everything easy.
    """
    answered = [g for g in own if gave_numbers(g)]
    if not all(_is(g, given[g.case.spec.name], tolerance) for g in answered):
        return []
    return [g for g in wrong if g is not costs and _number(given[g.case.spec.name].value) != 0]


def _is(graded: Graded, given: Outcome, tolerance: float) -> bool:
    """Whether a student's answer is the one that follows."""
    if given.status != "value":
        return False
    golden = Golden(expected=given.value)
    # The quantity itself follows from no other number, and is what the student wrote.
    return judge(graded.case, golden, graded.outcome, tolerance).status == "passed"


def _sought(slip: Slip, wrong: Sequence[Graded]) -> Iterator[tuple[Graded, float]]:
    """Values with which a wrong answer is what the student has, where it is linear in them."""
    points = [{name: _number(found.value) for name, found in at.items()} for at in slip.at_points]
    names = [g.case.spec.name for g in wrong]
    if any(len({at[name] for at in points}) == 1 for name in names):
        return  # an answer that is wrong does not depend on it
    for graded, name in list(zip(wrong, names, strict=True))[:SOUGHT_BY]:
        got = _number(graded.outcome.value)
        for i, j in ((0, 1), (2, 3)):
            slope = (points[j][name] - points[i][name]) / (POINTS[j] - POINTS[i])
            if slope and np.isfinite(slope):
                yield graded, POINTS[i] + (got - points[i][name]) / slope


def _number(value: Any) -> float:
    """A number as it is; nan for everything else."""
    known = isinstance(value, (int, float, np.number)) or np.ndim(value) == 0
    try:
        return float(value) if known and not isinstance(value, (bool, str)) else float("nan")
    except (TypeError, ValueError, OverflowError):
        return float("nan")
