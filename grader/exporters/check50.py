"""check50's JSON for each submission: a result per exercise.

After "JSON specification" of check50's documentation
(cs50.readthedocs.io/projects/check50/en/latest/json_specification), of cs50/check50 at commit
5b3de3dd, version 3; a `slug` is the assignment's name, for no check of CS50's was run.
"""

from pathlib import Path
from typing import Any

from ..model import ClassSheet, ExerciseResult, reason, reasons
from ._cells import write_json

NAME = "check50"
ABOUT = "check50's JSON for each submission"
TEMPLATE = None
VERSION = "3.3.0"


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:  # noqa: ARG001
    """A file per submission."""
    files = []
    for entry in sheet.entries:
        data: dict[str, Any] = {"slug": sheet.assignment, "version": VERSION}
        if entry.status == "graded":
            data["results"] = [_result(exercise) for exercise in entry.result.exercises]
        else:
            data["error"] = {
                "type": entry.status,
                "value": entry.comment,
                "traceback": [],
                "data": {},
            }
        files.append(write_json(out / f"{entry.id}.json", data))
    return files


def _result(exercise: ExerciseResult) -> dict[str, Any]:
    passed = exercise.status == "passed"
    cause = {"rationale": reason(exercise), "help": None}
    return {
        "name": exercise.name,
        "description": f"{exercise.name} is right",
        "passed": None if exercise.status in ("missing", "not_implemented") else passed,
        "log": [] if passed else reasons(exercise)[:10],
        "cause": None if passed else cause,
        "data": {"score": exercise.score, "max_score": exercise.max_score},
        "dependency": None,
    }
