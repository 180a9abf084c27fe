"""The whole audit of one exercise, in one process."""

from collections.abc import Mapping
from pathlib import Path

from ..course import assignment_folder
from ..diagnose.build import Builder
from ..diagnose.fingerprints import read as read_fingerprints
from ..golden.file import read
from ..golden.reference import read_sources
from ..validate.context import Sheet
from .constants import audit_constants
from .known import audit_inherited, audit_mistakes, audit_pairs
from .model import ExerciseAudit
from .places import why_none
from .right import audit_right
from .seeds import audit_seeds
from .survivors import audit_mutants, load_equivalents

__all__ = ["audit_exercise"]


def audit_exercise(course: Path, name: str, exercise_name: str, seeds: int) -> ExerciseAudit:
    """Mistakes, pairs, mutants, right solutions and seeds of one exercise."""
    sheet = Sheet(assignment_folder(course, name))
    sources: Mapping[str, bytes] = read_sources(course)
    frozen = read(sheet.folder)
    goldens = {case.id: frozen.golden(case) for case in sheet.cases}
    exercise = sheet.assignment.exercise(exercise_name)
    catalogue = read_fingerprints(sheet.folder)
    builder = Builder(sources, sheet.assignment, sheet.cases, goldens)
    try:
        singles = list(builder.singles(exercise, sheet.mistakes))
        mistakes = audit_mistakes(builder, catalogue, exercise, sheet.mistakes, singles)
        usable = [v for v in singles if builder.changes(exercise, v)]
        pairs = audit_pairs(builder, catalogue, exercise, sheet.mistakes, usable)
        equivalents = load_equivalents(sheet.folder)
        killed, survived, met = audit_mutants(builder, exercise, equivalents)
        unmutated = "" if killed or survived or met else why_none(builder, exercise)
        count, error, refused = audit_right(builder, exercise, sheet.folder)
        constants, broken = audit_constants(builder, exercise, sheet.mistakes)
        found = audit_seeds(builder, sheet.source, exercise, sheet.mistakes, seeds)
    finally:
        builder.close()
    return ExerciseAudit(
        assignment=name,
        exercise=exercise_name,
        mistakes=tuple(mistakes),
        pairs=pairs,
        inherited=audit_inherited(catalogue, exercise_name, sheet.assignment.tolerance),
        killed=killed,
        equivalent=len(met),
        survived=tuple(survived),
        met=tuple(entry.name for entry in met),
        unmutated=unmutated,
        right=count,
        right_error=error,
        seeds=found,
        constants=constants,
        faults=(*refused, *broken),
    )
