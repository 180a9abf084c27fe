"""Which known mistake a wrong exercise has: the one that fits every case, where nothing else does.

In this order: the mistake that was named in an earlier exercise, if this one is exactly what a
right solution gives that is built on it; a mistake of its own; two of them; a known mistake of
another exercise, the nearest one first.
"""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from ..errors import GraderError
from ..model import Exercise, Finding, Graded, Place
from ..wording.findings import either, numbered
from .catalogue import Catalogue, Known, Row
from .graded import UNWRITTEN, Diagnosis, gave_numbers, off_by_numbers, part_of, place_of, public
from .signature import Signature, signature

if TYPE_CHECKING:
    from ..model.variants import Family

__all__ = ["chosen", "name", "with_constant"]

#: Digits of a constant that somebody wrote; one with more is known from answers, and less exactly.
MOST_DIGITS = 4


def name(
    own: Sequence[Graded],
    catalogue: Catalogue,
    tolerance: float,
    before: Mapping[str, Diagnosis],
) -> Diagnosis:
    """The diagnosis of one exercise with the mistake named; an empty one when none can be.

    `before` are the diagnoses of the exercises before it.
    """
    exercise = own[0].case.exercise
    if exercise.name not in catalogue.tables or _ran_nowhere(own):
        return Diagnosis()
    signatures = [signature(g.case, g.golden.expected, g.outcome, g.verdict.contract) for g in own]
    rows = catalogue.fitting(exercise.name, [g.case for g in own], signatures, tolerance)
    for earlier in exercise.builds_on if _says_something(own, signatures) else ():
        diagnosis = before.get(earlier, Diagnosis())
        row = Row("inherited", (diagnosis.mistake or "",))
        if row in rows and not diagnosis.given:
            return Diagnosis((_follows(catalogue, row, exercise, earlier, own),), None, earlier)
    one = chosen(catalogue, rows)
    if one is None:
        return Diagnosis()
    single = one.keys[0] if len(one.keys) == 1 else None
    return Diagnosis((_finding(catalogue, one, own),), single)


def with_constant(
    own: Sequence[Graded],
    catalogue: Catalogue,
    tolerance: float,
    families: Callable[[], Mapping[str, Sequence["Family"]]],
) -> Diagnosis:
    """The diagnosis of a known mistake whose constant can be solved for; an empty one else.

    `families` is asked where cases are off by numbers, and not before.
    """
    exercise = own[0].case.exercise.name
    if exercise not in catalogue.tables or not any(map(off_by_numbers, own)):
        return Diagnosis()
    known = [family for family in families().get(exercise, ()) if family.mistake in catalogue.texts]
    if not known:
        return Diagnosis()
    from .constants import solved  # with what runs the reference

    found = []
    for family in known:
        with contextlib.suppress(GraderError):  # the course's own fault, which costs a name
            constant = solved(family, own, tolerance)
            found += [] if constant is None else [(family, constant)]
    if len({catalogue.canonical(family.mistake) for family, _ in found}) != 1:
        return Diagnosis()
    family, constant = found[0]
    finding = _finding(catalogue, Row("mistake", (family.mistake,)), own)
    exact = float(f"{constant:.{MOST_DIGITS}g}") == constant
    parameters = finding.parameters | {"constant": constant if exact else float(f"{constant:.2g}")}
    rule = "mistake_with_constant" if exact else "mistake_with_constant_about"
    told = msgspec.structs.replace(finding, rule=rule, parameters=parameters)
    return Diagnosis((told,), family.mistake)


def chosen(catalogue: Catalogue, rows: Sequence[Row]) -> Row | None:
    """Which of the rows that fit is told; None where there is none, or several differ."""
    for kinds in (("mistake", "contract"), ("pair",), ("inherited",)):
        fits = [row for row in rows if row.kind in kinds]
        if fits:
            nearest = kinds == ("inherited",)
            return catalogue.one(catalogue.nearest(fits) if nearest else fits)
    return None


def _ran_nowhere(own: Sequence[Graded]) -> bool:
    """Whether there is nothing to compare: not written, not found, or our own failure."""
    statuses = [g.verdict.status for g in own]
    return "internal_error" in statuses or all(status in UNWRITTEN for status in statuses)


def _says_something(own: Sequence[Graded], signatures: Sequence[Signature]) -> bool:
    """Whether a case that is off was answered with numbers that are not all zero.

    `return 0.0` is what many a calculation comes to when what it builds on is broken.
    """
    pairs = zip(own, signatures, strict=True)
    return any(
        g.verdict.status != "passed" and gave_numbers(g) and bool(np.any(s.numbers))
        for g, s in pairs
    )


def _follows(
    catalogue: Catalogue, row: Row, exercise: Exercise, earlier: str, own: Sequence[Graded]
) -> Finding:
    (key,) = row.keys
    hint = _hint(catalogue, key, own)
    return Finding(
        kind="follow_through",
        rule="right_given_earlier",
        mistake=catalogue.texts[key].id,
        parameters={"exercise": exercise.name, "earlier": earlier, "hint": hint},
    )


def _meant(catalogue: Catalogue, key: str, own: Sequence[Graded]) -> list[Known]:
    """The mistakes that it may be, of those that no input tells apart: the state may tell.

    A student's own state is not always known, or right in another form; then it may be any.
    """
    texts = catalogue.alternatives(key)
    places = [g.verdict.first_divergence for g in own]
    known = [p for p in places if p and (p.state or p.right_states or p.scaled_states)]
    if len(texts) < 2 or not known:
        return texts
    off = [{p.state, *(name for name, _ in p.scaled_states)} for p in known]
    spoiled = [text for text in texts if text.state and all(text.state in names for names in off)]
    right = [text.state and all(text.state in p.right_states for p in known) for text in texts]
    left = [text for text, excluded in zip(texts, right, strict=True) if not excluded]
    return spoiled or left or texts


def _hint(catalogue: Catalogue, key: str, own: Sequence[Graded]) -> str | list[str]:
    """What is told of a mistake; of several that it may be, all, the likeliest first."""
    hints = list(dict.fromkeys(text.hint for text in _meant(catalogue, key, own)))
    return hints if len(hints) > 1 else hints[0]


def _feedback(catalogue: Catalogue, key: str, own: Sequence[Graded]) -> str:
    """The fuller text; of several mistakes the same as of the hints, in their order."""
    told = list(dict.fromkeys(text.feedback for text in _meant(catalogue, key, own)))
    return either(told) if len(told) > 1 else told[0]


def _finding(catalogue: Catalogue, row: Row, own: Sequence[Graded]) -> Finding:
    texts = [catalogue.texts[key] for key in row.keys]
    place = _place(own)
    if row.kind == "pair":
        return Finding(
            kind="pair",
            rule="two_mistakes",
            mistake="+".join(text.id for text in texts),
            explanation=numbered([_feedback(catalogue, key, own) for key in row.keys]),
            subject=part_of(place),
            place=place,
            parameters={"hints": [_hint(catalogue, key, own) for key in row.keys]},
        )
    (text,), (key,) = texts, row.keys
    rule, parameters = "mistake", {"hint": _hint(catalogue, key, own)}
    if row.kind == "inherited":
        rule = "mistake_of_assignment" if "/" in key else "mistake_inside"
        parameters |= {"exercise": text.exercise, "assignment": text.assignment}
    return Finding(
        kind="mistake",
        rule=rule,
        mistake=text.id,
        explanation=_feedback(catalogue, key, own),
        subject=part_of(place),
        place=place,
        parameters=parameters,
    )


def _place(own: Sequence[Graded]) -> Place | None:
    """Where it shows first: in the first case with a step or node, or else the first one."""
    places = [place for g in public(own) if g.verdict.status != "passed" and (place := place_of(g))]
    telling = [place for place in places if place.step or place.node is not None]
    return next(iter(telling or places), None)
