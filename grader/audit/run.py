"""All audits, exercise by exercise, on as many cores as there are."""

import multiprocessing
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from ..course import assignment_folder
from ..golden.file import read
from ..golden.reference import read_sources
from ..validate.context import Sheet
from ..validate.fingerprints import stale_fingerprints
from ..validate.handed_in import reference_faults
from .exercise import audit_exercise
from .model import ExerciseAudit
from .report import AssignmentAudit
from .survivors import load_equivalents, stale_entries

__all__ = ["audit"]


def audit(course: Path, names: Sequence[str], seeds: int, jobs: int = 0) -> list[AssignmentAudit]:
    """The audits of the assignments named, in their order.

    Raises ConfigurationError when there is no reference, CourseError when it raises an exception,
    GoldenError when golden.json does not fit.
    """
    sheets = [Sheet(assignment_folder(course, name)) for name in names]
    sources = read_sources(course)
    wrong = {sheet.name: _handed_in(sheet, sources) for sheet in sheets}
    # What a wrong reference catches and names says nothing: it is not worth the minutes.
    good = [sheet for sheet in sheets if not wrong[sheet.name]]
    tasks = [(course, s.name, e.name, seeds) for s in good for e in s.assignment.exercises]
    found = _all(tasks, jobs or os.cpu_count() or 1)
    return [
        _assignment(
            course, sheet, [r for r in found if r.assignment == sheet.name], wrong[sheet.name]
        )
        for sheet in sheets
    ]


def _all(tasks: list[tuple[Path, str, str, int]], jobs: int) -> list[ExerciseAudit]:
    if jobs == 1 or len(tasks) <= 1:
        return [audit_exercise(*task) for task in tasks]
    # The largest first; a fresh interpreter each, which a fork of a program with threads is not.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=context) as pool:
        futures = {task: pool.submit(audit_exercise, *task) for task in sorted(tasks, key=_size)}
        return [futures[task].result() for task in tasks]


def _size(task: tuple[Path, str, str, int]) -> tuple[int, str]:
    """Sorts the exercises with the most mistakes first."""
    course, name, exercise, _ = task
    file = assignment_folder(course, name) / "mistakes.yaml"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return -text.count(f"exercise: {exercise}\n"), exercise


def _handed_in(sheet: Sheet, sources: Mapping[str, bytes]) -> list[str]:
    """What is wrong with the reference as a submission, by the frozen values."""
    frozen = read(sheet.folder)
    goldens = {case.id: frozen.golden(case) for case in sheet.cases}
    return reference_faults(sheet.assignment, sources, sheet.cases, goldens)


def _assignment(
    course: Path, sheet: Sheet, exercises: Sequence[ExerciseAudit], wrong: Sequence[str]
) -> AssignmentAudit:
    if wrong:
        words = "nothing else was audited: what a wrong reference catches says nothing"
        return AssignmentAudit(sheet.assignment, (), (*wrong, words))
    met = {entry for exercise in exercises for entry in exercise.met}
    faults = list(stale_entries(load_equivalents(sheet.folder), met))
    problem = stale_fingerprints(course, sheet, read_sources(course))
    if problem is not None:
        faults.append(problem)
    return AssignmentAudit(sheet.assignment, tuple(exercises), tuple(faults))
