"""What a diagnosis is made from, and what comes of it."""

from collections.abc import Mapping, Sequence

import msgspec

from ..model import Divergence, Finding, Graded, Place, Verdict

__all__ = [
    "UNWRITTEN",
    "Diagnosis",
    "gave_numbers",
    "numbers_are_off",
    "off_by_numbers",
    "part_of",
    "place_of",
    "public",
    "right",
]


#: Nothing was handed in that could be wrong.
UNWRITTEN = frozenset({"missing", "not_implemented"})


class Diagnosis(msgspec.Struct, frozen=True):
    """The findings on an exercise; `mistake` is the one that was named, if it was one.

    `given` names the earlier exercise without whose mistake this one would be right.
    `with_starter` has the cases that are right with the course's own earlier function, or given a
    slip: id -> words.
    """

    findings: tuple[Finding, ...] = ()
    mistake: str | None = None
    given: str | None = None
    with_starter: Mapping[str, str] = {}


def public(own: Sequence[Graded]) -> list[Graded]:
    """The cases whose inputs and answers a student may see."""
    return [g for g in own if g.case.spec.visibility == "public"]


def right(own: Sequence[Graded]) -> bool:
    """Whether every case passed."""
    return all(g.verdict.status == "passed" for g in own)


def numbers_are_off(verdict: Verdict) -> bool:
    """Whether numbers or their form are wrong, and not only the manners."""
    if verdict.status != "failed":
        return False
    return verdict.error is None or verdict.first_divergence is not None or not verdict.contract


def off_by_numbers(graded: Graded) -> bool:
    """Whether a case is wrong by numbers of the form that was asked for."""
    return graded.verdict.status == "failed" and graded.verdict.error is not None


def gave_numbers(graded: Graded) -> bool:
    """Whether a case was answered at all; an exception is no evidence of a right calculation."""
    return graded.outcome.status == "value"


def place_of(graded: Graded) -> Place | None:
    """Where a case is off: in its answer, and in the file where it raised an exception.

    None for a hidden case, which would give its numbers away.
    """
    if graded.case.spec.visibility != "public":
        return None
    part, fault = graded.verdict.first_divergence or Divergence(), graded.outcome.fault
    return Place(
        case=graded.case.spec.name,
        file=fault.file if fault else None,
        line=fault.line if fault else None,
        step=part.step,
        tensor=part.tensor,
        node=part.node,
        state=part.state,
        key=part.key,
        index=part.index or None,
    )


def part_of(place: Place | None) -> str | None:
    """The output in which a place lies, where it has a name."""
    return None if place is None else place.tensor or place.key
