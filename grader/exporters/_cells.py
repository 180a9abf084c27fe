"""Cells, numbers and files as every exporter writes them."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..errors import ConfigurationError
from ..files import read_bytes, read_text, write_whole
from ..model import ClassEntry, ClassSheet

__all__ = ["number", "read_table", "safe", "without_row", "write_json", "write_table"]


def safe(text: str) -> str:
    """Text that a spreadsheet takes for text: one that begins like a formula gets a quote."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat


def number(value: float | None) -> str:
    """Points; nothing where there is no grade."""
    return "" if value is None else f"{round(value, 2):g}"


def without_row(sheet: ClassSheet, placed: Iterable[ClassEntry | None]) -> list[str]:
    """The submissions that none of a template's rows is of; `placed` has an entry for each row."""
    found = {entry.id for entry in placed if entry is not None}
    return [entry.id for entry in sheet.entries if entry.id not in found]


def write_table(file: Path, rows: Iterable[Sequence[str]], mark: bool = False) -> Path:
    """A CSV; with `mark`, Excel takes it for UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    write_whole(file, ("\ufeff" if mark else "") + out.getvalue())
    return file


def read_table(file: Path) -> tuple[list[list[str]], bool]:
    """The cells of a CSV, and whether it begins with a mark.  Raises ConfigurationError."""
    rows = list(csv.reader(io.StringIO(read_text(file))))
    if not rows:
        raise ConfigurationError(f"{file}:1:1: expected a row of headers, found nothing")
    return rows, read_bytes(file).startswith(b"\xef\xbb\xbf")


def write_json(file: Path, data: Any) -> Path:
    """JSON that a person can read; nan is no number there."""
    write_whole(file, json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    return file
