"""Classroom 50: result.json for each submission, whole points."""

from pathlib import Path

from ..model import ClassSheet
from ._cells import write_json

NAME = "classroom50"
ABOUT = "result.json for each submission, schema classroom50/result/v1"
TEMPLATE = None


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:  # noqa: ARG001
    """A folder per submission; points are whole there, so they are rounded."""
    files = []
    for entry in sheet.entries:
        if entry.score is None:
            continue
        tests = [
            {
                "test-name": e.name,
                "passed": e.status == "passed",
                "score": round(entry.points.get(e.name) or 0.0),
                "max-score": round(e.max_score),
            }
            for e in entry.result.exercises
        ]
        data = {
            "schema": "classroom50/result/v1", "classroom": "", "assignment": sheet.assignment,
            "submission": entry.id, "commit": "", "release": "", "review": "",
            "datetime": entry.handed_in or "", "score": round(entry.score),
            "max-score": round(entry.max_score), "tests": tests,
        }  # fmt: skip
        files.append(write_json(out / entry.id / "result.json", data))
    return files
