"""A submission as it is kept, and values as the columns of a table hold them."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from ..model import Figures, Result

__all__ = ["COLUMNS", "Row", "as_figures", "as_result", "row_of", "values_of"]

COLUMNS = (
    "id", "key", "people", "name", "content", "problem", "remarks", "attempt", "late", "handed_in",
    "marks", "source", "inside", "chosen",
)  # fmt: skip


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A submission as it is kept; `people` are mappings with key, name, email, sid."""

    id: str
    key: str
    people: list[dict[str, str]]
    name: str
    content: str
    problem: str = ""
    remarks: list[str] = []
    attempt: int = 0
    late: bool | None = None
    handed_in: str | None = None
    marks: dict[str, str] = {}
    source: str = ""
    inside: str = ""
    chosen: str = ""

    @property
    def keys(self) -> list[str]:
        """Whatever its people are known by."""
        fields = ("key", "sid", "email", "name")
        return [self.id, *(p[f] for p in self.people for f in fields if p.get(f))]


def as_result(text: str) -> Result:
    """A result from its JSON."""
    return msgspec.json.decode(text, type=Result, strict=False)


def as_figures(data: bytes) -> Figures:
    """Figures from their JSON; without, nothing is drawn."""
    return msgspec.json.decode(data, type=Figures) if data else Figures()


def values_of(row: Row) -> tuple[Any, ...]:
    """A submission as the columns of its table."""
    packed = msgspec.structs.asdict(row)
    for name in ("people", "remarks", "marks"):
        packed[name] = json.dumps(packed[name], sort_keys=True)
    return tuple(packed[name] for name in COLUMNS)


def row_of(found: Sequence[Any]) -> Row:
    """A submission from the columns of its table."""
    values = dict(zip(COLUMNS, found, strict=True))
    for name in ("people", "remarks", "marks"):
        values[name] = json.loads(values[name])
    if values["late"] is not None:
        values["late"] = bool(values["late"])
    return Row(**values)
