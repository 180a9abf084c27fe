"""Gradescope: a results.json for each submission, as an autograder writes it.

After "Autograder Specifications", section "Output format", of
gradescope-autograders.readthedocs.io/en/latest/specs, as read in 2026; the document has no version.
"""

from pathlib import Path
from typing import Any

from ..model import ClassEntry, ClassSheet, ExerciseResult
from ._cells import write_json

NAME = "gradescope"
ABOUT = "results.json for each submission"
TEMPLATE = None


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:  # noqa: ARG001
    """A folder per submission."""
    return [
        write_json(out / entry.id / "results.json", results(entry, sheet))
        for entry in sheet.entries
        if entry.score is not None
    ]


def results(entry: ClassEntry, sheet: ClassSheet) -> dict[str, Any]:
    """The document; hiding a test would hide the total, so none is hidden."""
    tests = [
        test_result(exercise, entry.points.get(exercise.name), number)
        for number, exercise in enumerate(entry.result.exercises, 1)
    ]
    return {
        "score": entry.score,
        "output": entry.comment or "Everything is right.",
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"assignment": sheet.assignment, "submission": entry.id, "late": entry.late},
    }


def test_result(exercise: ExerciseResult, points: float | None, number: int) -> dict[str, Any]:
    """An exercise as one of the document's tests."""
    said = [finding.message for finding in exercise.findings]
    said += [f"{c.name}: {c.message}" for c in exercise.cases if c.status != "passed" and c.message]
    return {
        "name": exercise.name,
        "number": str(number),
        "score": exercise.score if points is None else points,
        "max_score": exercise.max_score,
        "status": "passed" if exercise.status == "passed" else "failed",
        "output": "\n".join(said),
        "output_format": "text",
        "visibility": "visible",
    }
