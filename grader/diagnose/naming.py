"""Which known mistake a wrong exercise has: the one that fits every case, where nothing else does.

In this order: the mistake that was named in an earlier exercise, if this one is exactly what a
right solution gives that is built on it; a mistake of its own; two of them; a known mistake of
another exercise.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from ..model import Exercise, Finding
from .catalogue import Catalogue, Row
from .graded import UNWRITTEN, Diagnosis, Graded, gave_numbers, public
from .signature import Signature, signature

__all__ = ["name"]


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
            return Diagnosis((_follows(catalogue, row, exercise, earlier),), None, earlier)
    for kinds in (("mistake", "contract"), ("pair",), ("inherited",)):
        fits = [row for row in rows if row.kind in kinds]
        if fits:
            one = catalogue.one(fits)
            if one is None:
                return Diagnosis()
            single = one.keys[0] if len(one.keys) == 1 else None
            return Diagnosis((_finding(catalogue, one, own),), single)
    return Diagnosis()


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


def _follows(catalogue: Catalogue, row: Row, exercise: Exercise, earlier: str) -> Finding:
    text = catalogue.texts[row.keys[0]]
    return Finding(
        kind="follow_through",
        mistake=text.id,
        message=f"{exercise.name} is right, given your {earlier}: mend that one, and check again",
        explanation=f"It is exactly what a right {exercise.name} answers when it is built on your "
        f"{earlier}, of which we say: {text.hint}",
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
    for g in public(own):
        where = g.verdict.first_divergence
        if g.verdict.status == "failed" and where is not None:
            if where.step:
                return f" [{g.case.spec.name}: off from step {where.step} on]"
            if where.node is not None:
                return f" [{g.case.spec.name}: node {where.node}]"
    return ""
