"""One JSON document with every grade, for scripts."""

from pathlib import Path

from ..model import ClassSheet, Person
from ._cells import write_json

NAME = "json"
ABOUT = "one JSON document, schema grader/grades/1"
TEMPLATE = None


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:  # noqa: ARG001
    """One file."""
    grades = [
        {
            "submission": entry.id, "name": entry.name, "people": list(map(_person, entry.people)),
            "score": entry.score, "max_score": entry.max_score, "raw": entry.raw,
            "penalty": entry.penalty, "late": entry.late, "status": entry.status,
            "comment": entry.comment, "exercises": entry.points,
        }
        for entry in sheet.entries
    ]  # fmt: skip
    data = {"schema": "grader/grades/1", "assignment": sheet.assignment, "grades": grades}
    return [write_json(out / "grades.json", data)]


def _person(person: Person) -> dict[str, str]:
    return {
        "email": person.email,
        "key": person.key,
        "name": person.name,
        "sid": person.sid,
    }
