"""Gradebooks put together: what is there in several becomes the content of one."""

import sqlite3
from collections.abc import Iterable

from ..errors import ConfigurationError
from .gradebook import Gradebook
from .rows import COLUMNS

__all__ = ["absorb"]

#: Tables about submissions, in the order in which they are filled: the id's column, and all others.
_TABLES = {
    "submissions": ("id", *COLUMNS[1:], "there"),
    "sources": ("submission", "path", "data"),
    "results": ("submission", "key", "full", "shown", "figures", "graded_at"),
    "overrides": (
        "submission", "exercise", "points", "comment", "who", "at", "undone_by", "undone_at",
    ),
    "history": ("submission", "at", "who", "what"),
}  # fmt: skip


def absorb(book: Gradebook, others: Iterable[Gradebook]) -> None:
    """Adds what is there in others: submissions, results, points by hand, history; all or nothing.

    Raises ConfigurationError when two have the same submission, or one cannot be read.
    """
    with book.transaction():
        for other in others:
            for table, columns in _TABLES.items():
                try:
                    _copy(other.connection, book.connection, table, columns)
                except sqlite3.Error as error:
                    raise ConfigurationError(f"{other.folder}: {table}: {error}") from error


def _copy(
    source: sqlite3.Connection, target: sqlite3.Connection, table: str, columns: tuple[str, ...]
) -> None:
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    there = "SELECT id FROM submissions WHERE there = 1"
    rows = source.execute(
        f"SELECT {names} FROM {table} WHERE {columns[0]} IN ({there}) ORDER BY rowid"
    )
    target.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
