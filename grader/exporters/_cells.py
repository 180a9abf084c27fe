"""Cells, numbers and files as every exporter writes them."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..errors import ConfigurationError
from ..files import write_atomic
from ..tables import Row, Table, write_table

__all__ = ["decimal", "has_commas", "number", "other_maximum", "safe", "write_json", "write_table"]


def safe(text: str) -> str:
    """Text that a spreadsheet takes for text: one that begins like a formula gets a quote."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat


def other_maximum(table: Table, rows: Iterable[Row], column: int | None, most: float) -> list[str]:
    """Says where a template's points possible are others than the assignment's."""
    found = []
    for row in rows:
        text = row.get(column).strip()
        try:
            same = not text or float(text.replace(",", ".")) == most
        except ValueError:  # a scale: words for grades
            same = False
        if not same:
            found.append(
                f"{table.file}:{row.line}: has {text[:40]!r} as the most, the assignment has "
                f"{most:g} points: points are written as they are; make them fit"
            )
    return found[:1]


def number(value: float | None) -> str:
    """Points; nothing where there is no grade."""
    return "" if value is None else f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def decimal(value: float, comma: bool) -> str:
    """Points, as a template writes them."""
    return number(value).replace(".", ",") if comma else number(value)


def has_commas(cells: Iterable[str]) -> bool:
    """Whether the numbers among the cells are written with commas, and none with a point."""
    found = {m[1] for cell in cells if (m := re.fullmatch(r"-?\d+([.,])\d+", cell))}
    return found == {","}


def write_json(file: Path, data: Any) -> Path:
    """JSON that a person can read, in a folder that is made for it; nan is no number there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{file.parent}: {error.strerror}") from error
    write_atomic(file, json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    return file
