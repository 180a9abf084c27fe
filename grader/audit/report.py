"""Audits as the JSON of `grader audit --json`, as a table, and the sentence whether all is well."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ..golden.values import number
from ..model import Assignment
from .model import ExerciseAudit, MistakeAudit

__all__ = ["AssignmentAudit", "as_json", "as_table", "faults_of"]

#: The shipped tolerance must be this far from either end of its window.
ROOM = 50.0
#: The share of mistakes that must get their own names.
NAMED = 0.95


class AssignmentAudit(msgspec.Struct, frozen=True):
    """The exercises of one assignment; `faults` are those of its files."""

    assignment: Assignment
    exercises: tuple[ExerciseAudit, ...]
    faults: tuple[str, ...] = ()

    @property
    def mistakes(self) -> list[MistakeAudit]:
        """All known mistakes."""
        return [mistake for exercise in self.exercises for mistake in exercise.mistakes]

    @property
    def window(self) -> tuple[float, float]:
        """(lo, hi): a right solution fails below lo, the first mistake slips through above hi."""
        marked_down = [m.nearest for m in self.mistakes if not m.accepted]
        lo = max((exercise.right_error for exercise in self.exercises), default=0.0)
        return lo, min(marked_down, default=float("inf"))


def faults_of(audit: AssignmentAudit) -> list[str]:
    """What must be mended, in sentences; nothing when all is well."""
    found = list(audit.faults)
    for exercise in audit.exercises:
        found += [f"{exercise.exercise}: {fault}" for fault in exercise.faults]
        for mutant in exercise.survived:
            whose = ", ".join(mutant.exercises) or exercise.exercise
            found.append(
                f"reference/{mutant.place.partition('.')[0]}.py:{mutant.line}: {mutant.was!r} may "
                f"become {mutant.now!r} and no case of {whose} notices; add one, or "
                "give the reason in equivalent.yaml"
            )
        found += [f"{exercise.exercise}: pair {pair}" for pair in exercise.pairs.misnamed]
        if exercise.pairs.caught < exercise.pairs.of:
            count = exercise.pairs.of - exercise.pairs.caught
            found.append(f"{exercise.exercise}: {count} pairs of mistakes lose no points")
        seeds = exercise.seeds
        refused = "the reference loses points there; draw other inputs, or judge otherwise"
        found += [f"{exercise.exercise}: {case}: {refused}" for case in seeds.refused]
        found += [f"{exercise.exercise}: {m}: loses no points there" for m in seeds.missed]
        found += [f"{exercise.exercise}: {c}: cannot be told apart there" for c in seeds.confused]
    for mistake in audit.mistakes:
        if mistake.broken:
            found.append(f"{mistake.id}: its edit does not run ({mistake.broken}): mend the edit")
        elif not mistake.caught:
            found.append(f"{mistake.id}: loses no points; add a case of {mistake.exercise}")
    found += _naming(audit) + _inherited(audit) + _tolerance(audit)
    return found


def _naming(audit: AssignmentAudit) -> list[str]:
    mistakes = audit.mistakes
    unnamed = [m for m in mistakes if not m.named]
    if len(mistakes) - len(unnamed) >= NAMED * len(mistakes):
        return []
    listed = ", ".join(m.id for m in unnamed[:5])
    return [f"{len(unnamed)} of {len(mistakes)} mistakes do not get their names: {listed}"]


def _inherited(audit: AssignmentAudit) -> list[str]:
    """Mistakes of other exercises that have no name where they show."""
    return [
        f"{e.exercise}: {len(e.inherited.unnamed)} of {e.inherited.of} mistakes of other exercises "
        f"get no name here: {', '.join(e.inherited.unnamed[:5])}"
        for e in audit.exercises
        if len(e.inherited.unnamed) > (1 - NAMED) * e.inherited.of
    ]


def _tolerance(audit: AssignmentAudit) -> list[str]:
    lo, hi = audit.window
    tolerance = audit.assignment.tolerance
    found = []
    if tolerance < ROOM * lo:
        found.append(f"tolerance {tolerance:g}: a right solution is {lo:.2g} off; too little room")
    if tolerance * ROOM > hi:
        found.append(f"tolerance {tolerance:g}: a mistake is only {hi:.2g} off; too little room")
    return found


def as_json(audits: Sequence[AssignmentAudit]) -> dict[str, Any]:
    """The document of `grader audit --json`, schema grader/audit/1."""
    return {
        "schema": "grader/audit/1",
        "ok": not any(faults_of(audit) for audit in audits),
        "assignments": [_assignment(audit) for audit in audits],
    }


def _assignment(audit: AssignmentAudit) -> dict[str, Any]:
    pairs = [exercise.pairs for exercise in audit.exercises]
    reasons = sorted({why for pair in pairs for why in pair.left_out})
    return {
        "name": audit.assignment.name,
        "tolerance": audit.assignment.tolerance,
        "tolerance_window": [number(end) for end in audit.window],
        "mistakes": [
            {
                "id": m.id,
                "exercise": m.exercise,
                "caught": m.caught,
                "named": m.named,
                "confused_with": list(m.confused_with),
                "accepted": m.accepted,
                "distance": number(m.nearest),
            }
            for m in audit.mistakes
        ],
        "pairs": {
            "caught": sum(pair.caught for pair in pairs),
            "named": sum(pair.named for pair in pairs),
            "of": sum(pair.of for pair in pairs),
            "left_out": {why: sum(p.left_out.get(why, 0) for p in pairs) for why in reasons},
            "cancel": [keys for pair in pairs for keys in pair.cancel],
        },
        "constants": {
            "of": sum(exercise.constants.of for exercise in audit.exercises),
            "caught": sum(exercise.constants.caught for exercise in audit.exercises),
            "found": sum(exercise.constants.found for exercise in audit.exercises),
        },
        "inherited": {
            "of": sum(exercise.inherited.of for exercise in audit.exercises),
            "unnamed": [
                {"exercise": exercise.exercise, "mistake": key}
                for exercise in audit.exercises
                for key in exercise.inherited.unnamed
            ],
        },
        "mutants": {
            "killed": sum(exercise.killed for exercise in audit.exercises),
            "equivalent": sum(exercise.equivalent for exercise in audit.exercises),
            "survived": [
                {
                    "in": m.place,
                    "line": m.line,
                    "was": m.was,
                    "now": m.now,
                    "exercises": list(m.exercises),
                }
                for exercise in audit.exercises
                for m in exercise.survived
            ],
            "none": [
                {"exercise": exercise.exercise, "because": exercise.unmutated}
                for exercise in audit.exercises
                if exercise.unmutated
            ],
        },
        "seeds": {
            "of": max((exercise.seeds.of for exercise in audit.exercises), default=0),
            "refused": [c for exercise in audit.exercises for c in exercise.seeds.refused],
            "missed": [m for exercise in audit.exercises for m in exercise.seeds.missed],
            "confused": [c for exercise in audit.exercises for c in exercise.seeds.confused],
        },
        "right": max((exercise.right for exercise in audit.exercises), default=0),
        "faults": faults_of(audit),
    }


def as_table(audits: Sequence[AssignmentAudit]) -> list[str]:
    """Lines for the terminal: a row per assignment, then what must be mended."""
    head = (
        f"{'assignment':18}{'mistakes':>9}{'caught':>8}{'named':>7}{'pairs':>7}{'named':>7}"
        f"{'mutants':>9}{'equal':>7}{'alive':>7}  window around the tolerance"
    )
    lines = [head]
    for audit in audits:
        mistakes, exercises = audit.mistakes, audit.exercises
        lo, hi = audit.window
        equivalent = sum(e.equivalent for e in exercises)
        survived = sum(len(e.survived) for e in exercises)
        lines.append(
            f"{audit.assignment.name:18}{len(mistakes):9}{sum(m.caught for m in mistakes):8}"
            f"{sum(m.named for m in mistakes):7}{sum(e.pairs.of for e in exercises):7}"
            f"{sum(e.pairs.named for e in exercises):7}"
            f"{sum(e.killed for e in exercises) + equivalent + survived:9}{equivalent:7}"
            f"{survived:7}  {lo:.1e} < {audit.assignment.tolerance:.0e} < {hi:.1e}"
        )
    for audit in audits:
        name = audit.assignment.name
        lines += [
            f"{name}: {e.exercise}: nothing was mutated: {e.unmutated}"
            for e in audit.exercises
            if e.unmutated
        ]
        lines += [f"{name}: {remark}" for remark in _remarks(audit)]
        lines += [f"{name}: {fault}" for fault in faults_of(audit)]
    return lines


def _remarks(audit: AssignmentAudit) -> list[str]:
    """What is told and is no fault: mistakes that are caught and get no name, or another one."""
    remedy = "add a case that tells them apart, or say `same_as` of one"
    return [
        f"{m.id}: is caught and not named: "
        + (f"it looks like {', '.join(m.confused_with)}; {remedy}" if m.confused_with
           else "nothing fits it, or several")
        for m in audit.mistakes
        if m.caught and not m.named
    ]  # fmt: skip
