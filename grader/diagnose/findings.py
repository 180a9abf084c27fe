"""Verdicts -> findings: why each exercise is wrong, in words, the most telling first.

For an exercise that is wrong, in this order: the mistake of an earlier exercise that it follows
from; a known mistake; two of them; a known mistake of another exercise; else what the error looks
like; else that it is not recognised.  A mistake is named only when it fits every case and nothing
else does.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from ..compare.verdict import CONTRACT
from ..model import Case, Exercise, Finding, Golden, Outcome, Verdict
from .catalogue import Catalogue, Row
from .consistency import consistent
from .look import Examined, Look, shown
from .signature import signature
from .structure import structure

__all__ = ["Diagnosis", "Graded", "diagnose"]


class Graded(msgspec.Struct, frozen=True):
    """One case with everything that is known of it."""

    case: Case
    golden: Golden
    outcome: Outcome
    verdict: Verdict


class Diagnosis(msgspec.Struct, frozen=True):
    """The findings on an exercise; `mistake` is the one that was named, if it was one.

    `given` names the earlier exercise without whose mistake this one would be right.
    """

    findings: tuple[Finding, ...] = ()
    mistake: str | None = None
    given: str | None = None


def diagnose(
    graded: Mapping[str, Sequence[Graded]],
    catalogue: Callable[[], Catalogue],
    accepted: Callable[[], Mapping[str, str]],
    tolerance: float,
    probes: Sequence[tuple[Case, Outcome]] = (),
) -> dict[str, Diagnosis]:
    """Exercise name -> its diagnosis; `graded` has the cases of each, in the assignment's order.

    `catalogue` and `accepted` (the words for variants that are told but not marked down) are asked
    when something is wrong, or accepted, and not before.
    """
    found: dict[str, Diagnosis] = {}
    for name, own in graded.items():
        if all(g.verdict.status == "passed" and g.verdict.accepted is None for g in own):
            found[name] = Diagnosis()
            continue
        wrong = any(g.verdict.status != "passed" for g in own)
        named = _named(own, catalogue(), tolerance, found) if wrong else Diagnosis()
        told = list(named.findings)
        if wrong:
            told += _contract(own, named)
            told += [] if named.findings else _shape(own, tolerance)
            told += _consistency(own, probes, graded)
        told += _accepted(own, accepted) if not wrong or not named.findings else []
        found[name] = Diagnosis(tuple(told), named.mistake, named.given)
    return found


def _named(
    own: Sequence[Graded],
    catalogue: Catalogue,
    tolerance: float,
    before: Mapping[str, Diagnosis],
) -> Diagnosis:
    """The mistake, or the two, that fit every case where nothing else does."""
    exercise = own[0].case.exercise
    if exercise.name not in catalogue.tables or _ran_nowhere(own):
        return Diagnosis()
    signatures = [signature(g.case, g.golden.expected, g.outcome, g.verdict.contract) for g in own]
    rows = catalogue.fitting(exercise.name, [g.case for g in own], signatures, tolerance)
    own_mistake = any(row.kind in ("mistake", "contract") for row in rows)
    for name in exercise.builds_on if not own_mistake else ():
        earlier = before.get(name, Diagnosis())
        row = Row("inherited", (earlier.mistake or "",))
        if row in rows and not earlier.given:
            return Diagnosis((_follows(catalogue, row, exercise, name),), None, name)
    for kinds in (("mistake", "contract"), ("pair",), ("inherited",)):
        fits = [row for row in rows if row.kind in kinds]
        if fits:
            row_or_none = catalogue.one(fits)
            if row_or_none is None:
                return Diagnosis()
            single = row_or_none.keys[0] if len(row_or_none.keys) == 1 else None
            return Diagnosis((_finding(catalogue, row_or_none, own),), single)
    return Diagnosis()


def _ran_nowhere(own: Sequence[Graded]) -> bool:
    """Whether there is nothing to compare: not written, not found, or our own failure."""
    silent = {"missing", "not_implemented", "internal_error"}
    statuses = [g.verdict.status for g in own]
    return "internal_error" in statuses or all(status in silent for status in statuses)


def _follows(catalogue: Catalogue, row: Row, exercise: Exercise, name: str) -> Finding:
    text = catalogue.texts[row.keys[0]]
    return Finding(
        kind="follow_through",
        mistake=text.id,
        message=f"{exercise.name} is right, given your {name}: mend that one, and this is right",
        explanation=f"It is exactly what a right {exercise.name} answers when it is built on your "
        f"{name}, of which we say: {text.hint}",
    )


def _finding(catalogue: Catalogue, row: Row, own: Sequence[Graded]) -> Finding:
    texts = [catalogue.texts[key] for key in row.keys]
    where = _place(own)
    if row.kind == "pair":
        a, b = texts
        return Finding(
            kind="pair",
            mistake=f"{a.id}+{b.id}",
            message=f"two things at once: (1) {a.hint} (2) {b.hint}{where}",
            explanation=f"(1) {a.feedback} (2) {b.feedback}",
        )
    (text,) = texts
    message = text.hint
    if row.kind == "inherited":
        there = f" of {text.assignment}" if "/" in row.keys[0] else ""
        message += f" (This is what {text.exercise}{there} is about; here it shows inside.)"
    return Finding(
        kind="mistake", mistake=text.id, message=message + where, explanation=text.feedback
    )


def _place(own: Sequence[Graded]) -> str:
    """Where it shows first: for runs the step, for graphs the node."""
    for g in own:
        where = g.verdict.first_divergence
        if g.verdict.status == "failed" and where is not None:
            if where.step:
                return f" [{g.case.spec.name}: off from step {where.step} on]"
            if where.node is not None:
                return f" [{g.case.spec.name}: node {where.node}]"
    return ""


def _contract(own: Sequence[Graded], named: Diagnosis) -> list[Finding]:
    """Breaches of contract; what a named mistake says already is not said again."""
    misfits = [g.verdict for g in own if g.verdict.status == "failed" and g.verdict.error is None]
    told = []
    if not named.findings and misfits and misfits[0].contract:
        # what has the wrong form is told before what else is wrong with it
        told.append(Finding(kind="structure", message=misfits[0].message))
    if named.findings and not any(g.verdict.error and _off(g) for g in own):
        return told
    for slug, sentence in CONTRACT.items():
        where = [g.case.spec.name for g in own if slug in g.verdict.contract]
        if where:
            told.append(Finding(kind="contract", message=f"{sentence} ({_some(where)})"))
    return told


def _off(graded: Graded) -> bool:
    """Whether the numbers themselves are off."""
    return graded.verdict.first_divergence is not None


def _shape(own: Sequence[Graded], tolerance: float) -> list[Finding]:
    """What the error looks like; else that it is not recognised, and a case to try by hand."""
    failed = [g for g in own if g.verdict.status == "failed" and not g.verdict.contract]
    failed = failed or [g for g in own if g.verdict.status == "failed" and _off(g)]
    if not failed:
        return []
    looks = Examined([Look(g.case, g.golden, g.outcome, g.verdict, tolerance) for g in own])
    first = failed[0]
    place = f"{first.case.spec.name}: {first.verdict.message}"
    sentence = structure(looks)
    if sentence is not None:
        return [Finding(kind="structure", message=sentence, explanation=f"First in {place}.")]
    if first.verdict.error is None:  # another form than the expected one: that is the reason
        return [Finding(kind="structure", message=place)]
    return [
        Finding(
            kind="unrecognised",
            message=place,
            explanation="This is none of the mistakes that we know, and has no simple form. "
            + _by_hand(failed),
        )
    ]


def _by_hand(failed: Sequence[Graded]) -> str:
    """The smallest public case that fails, to be worked out on paper."""
    public = [g for g in failed if g.case.spec.visibility == "public"]
    if not public:
        return "Work out a small case of your own by hand."
    smallest = min(public, key=lambda g: len(g.case.data))
    payload, exercise = smallest.case.inputs, smallest.case.exercise
    names = [*exercise.arguments]
    args = payload.get("args") or []
    said = [
        f"{names[i]} = {shown(arg)}" if i < len(names) else shown(arg) for i, arg in enumerate(args)
    ]
    said += [f"theta = {shown(payload['theta'])}"] if "theta" in payload else []
    inputs = ", ".join(said)
    return f"Try the smallest failing case by hand, {smallest.case.spec.name}: {inputs}."


def _consistency(
    own: Sequence[Graded],
    probes: Sequence[tuple[Case, Outcome]],
    graded: Mapping[str, Sequence[Graded]],
) -> list[Finding]:
    """A wrong gradient against the derivative of the submission's own loss."""
    exercise = own[0].case.exercise
    of = exercise.gradient_of
    mine = [pair for pair in probes if pair[0].exercise.name == exercise.name]
    if of is None or not mine or of.exercise not in graded:
        return []
    loss_right = all(g.verdict.status == "passed" for g in graded[of.exercise])
    agrees = consistent(mine[0][0], [(g.case, g.outcome) for g in own], mine[0][1])
    if agrees is True and not loss_right:
        message = f"your {exercise.name} is the derivative of your {of.exercise}, which is wrong"
        advice = f"Mend {of.exercise} first, then derive it anew."
    elif agrees is False and loss_right:
        message = f"your {of.exercise} is right, and your {exercise.name} is not its derivative"
        advice = f"Finite differences of your own {of.exercise} give other numbers than it does."
    else:
        return []
    return [Finding(kind="structure", message=message, explanation=advice)]


def _accepted(own: Sequence[Graded], accepted: Callable[[], Mapping[str, str]]) -> list[Finding]:
    """Variants that are told but not marked down."""
    told = []
    for mistake in dict.fromkeys(g.verdict.accepted for g in own):
        if mistake is not None:
            message = accepted().get(mistake, "another convention than the lecture's")
            told.append(Finding(kind="accepted", mistake=mistake, message=message))
    return told


def _some(names: list[str]) -> str:
    shown_names = ", ".join(names[:3])
    rest = len(names) - 3
    return f"in {shown_names}" if rest <= 0 else f"in {shown_names} and {rest} more"
