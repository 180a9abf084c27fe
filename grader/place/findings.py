"""Places as findings of a result: what is told of them, and of which exercises."""

import time
from collections.abc import Sequence

import msgspec

from ..golden.values import plain
from ..model import ExerciseResult, Finding, Graded, Place, Result
from ..paper import Paper
from ..sandbox.backend import Backend
from ..submission import Submission
from ..wording.findings import worded
from .search import MISSING, TOGETHER, Spot, find

__all__ = ["same_but_places", "to_be_placed", "with_kept", "with_places"]

#: Findings that name what is wrong; where there is one, no place is looked for.
NAMED = frozenset({"mistake", "pair", "follow_through", "contract", "place"})
#: What can be repaired: there is something, and it came to an end.
REPAIRABLE = frozenset({"failed", "partial", "error"})


def to_be_placed(result: Result) -> list[str]:
    """The exercises that are wrong where nothing says why, by name.

    Not where an earlier one is wrong as well, which this one may be wrong by.
    """
    return [
        exercise.name
        for exercise in result.exercises
        if exercise.status in REPAIRABLE and not any(map(_explains, exercise.findings))
    ]


def _explains(finding: Finding) -> bool:
    return finding.kind in NAMED or bool(finding.parameters.get("wrong_before"))


def with_places(
    paper: Paper,
    submission: Submission,
    result: Result,
    cases: Sequence[Graded],
    backend: Backend,
    seconds: float,
) -> Result:
    """The result with the places that are found within `seconds`, which change no points.

    The same result where none is.

    `cases` are those of the result, as they were judged.  What goes wrong in us meanwhile costs
    the place only.
    """
    until = time.monotonic() + seconds
    places: dict[str, Finding] = {}
    names = to_be_placed(result)
    for i, name in enumerate(names):
        share = (until - time.monotonic()) / (len(names) - i)
        if share <= 0:
            break
        try:
            spots = find(paper, submission, cases, name, backend, share)
        except Exception:  # also RecursionError, of code that is one deep expression
            continue
        if spots:
            places[name] = finding_of(spots)
    if not places:
        return result
    exercises = tuple(_with(each, places.get(each.name)) for each in result.exercises)
    return msgspec.structs.replace(result, exercises=exercises)


def with_kept(result: Result, before: Result) -> Result:
    """The result with the places of an earlier one, in exercises that were graded as they are now.

    Where anything else came out, in any case, an earlier place may be wrong, and is left out.
    """
    earlier = {exercise.name: exercise for exercise in before.exercises}
    exercises = tuple(_kept(exercise, earlier.get(exercise.name)) for exercise in result.exercises)
    return msgspec.structs.replace(result, exercises=exercises)


def same_but_places(one: Result, other: Result) -> bool:
    """Whether two results of a submission tell the same, but for places and what a clock says."""
    pairs = zip(one.exercises, other.exercises, strict=False)
    same = (one.status, one.score, one.violation) == (other.status, other.score, other.violation)
    return (
        same
        and len(one.exercises) == len(other.exercises)
        and all(_told(a) == _told(b) for a, b in pairs)
    )


def _kept(now: ExerciseResult, before: ExerciseResult | None) -> ExerciseResult:
    places = [f for f in before.findings if f.kind == "place"] if before is not None else []
    if before is None or not places or _told(now) != _told(before):
        return now
    return msgspec.structs.replace(now, findings=(*places, *now.findings))


def _told(exercise: ExerciseResult) -> bytes:
    """An exercise's result as text, without its places and what a clock says."""
    cases = tuple(msgspec.structs.replace(case, seconds=0.0) for case in exercise.cases)
    findings = tuple(f for f in exercise.findings if f.kind != "place")
    return msgspec.json.encode(
        plain(msgspec.structs.replace(exercise, cases=cases, findings=findings))
    )


def finding_of(spots: Sequence[Spot]) -> Finding:
    """What is told of the lines on which a change makes every case right."""
    first = spots[0]
    looked_at = list(dict.fromkeys(spot.shown for spot in spots if spot.shown))
    rule = "place_of_change" if len(spots) == 1 else "places_of_change"
    lines = [spot.line for spot in spots]
    where = [place for spot in spots for place in spot.where or _places(spot)]
    if first.kind == TOGETHER:
        rule = "places_of_two_changes" if len(spots) > 1 else "place_of_two_changes"
    elif first.kind == MISSING:
        lines = sorted({first.line, first.last})
        rule = "place_of_what_is_missing" if len(lines) > 1 else "place_of_what_is_missing_here"
    return worded(
        Finding(
            kind="place",
            rule=rule,
            place=Place(file=first.file, line=first.line),
            parameters={
                "lines": lines,
                "in_lines": where,
                "expressions": looked_at,
            },
        )
    )


def _places(spot: Spot) -> list[tuple[int, int]]:
    """The lines of a spot, in no cell."""
    return [
        (0, line) for line in sorted({spot.line, spot.last if spot.kind == MISSING else spot.line})
    ]


def _with(exercise: ExerciseResult, found: Finding | None) -> ExerciseResult:
    """The place comes first: what else is known is vaguer."""
    if found is None:
        return exercise
    return msgspec.structs.replace(exercise, findings=(found, *exercise.findings))
