"""Values as the columns of a table hold them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ..model import Batch, CourseIdentity, Figures, Result, SubmissionRecord

__all__ = [
    "COLUMNS", "as_figures", "as_result", "batch_of", "facts_of", "record_of", "values_of",
]  # fmt: skip

COLUMNS = (
    "id", "key", "people", "name", "content", "problem", "remarks", "attempt", "late", "handed_in",
    "marks", "source", "inside", "chosen",
)  # fmt: skip
#: Columns that hold JSON.
PACKED = ("people", "remarks", "marks")
#: Facts about a batch that are kept as they are, and those that are kept as JSON.
WORDS, JSON = ("assignment", "title", "seed_id", "isolation"), ("policy", "roster")


def as_result(text: str) -> Result:
    """A result from its JSON."""
    return msgspec.json.decode(text, type=Result, strict=False)


def as_figures(data: bytes) -> Figures:
    """Figures from their JSON; without, nothing is drawn."""
    return msgspec.json.decode(data, type=Figures) if data else Figures()


def values_of(record: SubmissionRecord) -> tuple[Any, ...]:
    """A submission as the columns of its table; its name is there to be read by people."""
    values = msgspec.to_builtins(record) | {"name": record.name}
    for name in PACKED:
        values[name] = json.dumps(values[name], sort_keys=True)
    return tuple(values[name] for name in COLUMNS)


def record_of(found: Sequence[Any]) -> SubmissionRecord:
    """A submission from the columns of its table."""
    values = dict(zip(COLUMNS, found, strict=True))
    for name in PACKED:
        values[name] = msgspec.json.decode(values[name])
    if values["late"] is not None:
        values["late"] = bool(values["late"])
    return msgspec.convert(values, SubmissionRecord)


def facts_of(batch: Batch) -> dict[str, str]:
    """A batch as keys and values of its table."""
    facts = {name: getattr(batch, name) for name in WORDS}
    facts |= {name: msgspec.json.encode(getattr(batch, name)).decode() for name in JSON}
    facts["exercises"] = "\n".join(batch.exercises)
    if batch.course is not None:
        facts |= {"course": batch.course.folder, "course_content": batch.course.content}
    return facts


def batch_of(facts: Mapping[str, str]) -> Batch:
    """A batch from keys and values, some of which an older grader did not know."""
    known: dict[str, Any] = {name: facts[name] for name in WORDS if name in facts}
    known |= {name: msgspec.json.decode(facts[name]) for name in JSON if name in facts}
    known["exercises"] = facts.get("exercises", "").splitlines()
    if "course" in facts:
        content = facts.get("course_content", "")
        known["course"] = CourseIdentity(folder=facts["course"], content=content)
    return msgspec.convert(known, Batch)
