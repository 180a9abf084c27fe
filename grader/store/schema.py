"""The tables, and how an older gradebook becomes newer: a step per version, all or nothing."""

import sqlite3
from pathlib import Path

from ..errors import ConfigurationError

__all__ = ["VERSION", "connect"]

#: Steps, the first makes version 1 of nothing.  Append only.
MIGRATIONS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE submissions (
        id TEXT PRIMARY KEY, people TEXT NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
        problem TEXT NOT NULL, remarks TEXT NOT NULL, attempt INTEGER NOT NULL, late INTEGER,
        handed_in TEXT, marks TEXT NOT NULL, source TEXT NOT NULL, there INTEGER NOT NULL DEFAULT 1
    );
    CREATE TABLE sources (
        submission TEXT NOT NULL REFERENCES submissions(id) ON DELETE CASCADE,
        path TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (submission, path)
    );
    CREATE TABLE results (
        submission TEXT PRIMARY KEY REFERENCES submissions(id) ON DELETE CASCADE,
        key TEXT NOT NULL, full TEXT NOT NULL, shown TEXT NOT NULL, page TEXT NOT NULL,
        graded_at TEXT NOT NULL
    );
    CREATE TABLE overrides (
        id INTEGER PRIMARY KEY,
        submission TEXT NOT NULL REFERENCES submissions(id) ON DELETE CASCADE,
        exercise TEXT NOT NULL, points REAL NOT NULL, comment TEXT NOT NULL, who TEXT NOT NULL,
        at TEXT NOT NULL, undone_by TEXT, undone_at TEXT
    );
    CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        submission TEXT NOT NULL REFERENCES submissions(id) ON DELETE CASCADE,
        at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL
    );
    """,
    # A page is made of what is shown and of the figures, whenever it is asked for.
    """
    ALTER TABLE results DROP COLUMN page;
    ALTER TABLE results ADD COLUMN figures BLOB NOT NULL DEFAULT x'';
    """,
    # An id belongs to a key; which file was graded, and where it lay.
    """
    ALTER TABLE submissions ADD COLUMN key TEXT NOT NULL DEFAULT '';
    ALTER TABLE submissions ADD COLUMN inside TEXT NOT NULL DEFAULT '';
    ALTER TABLE submissions ADD COLUMN chosen TEXT NOT NULL DEFAULT '';
    """,
)
VERSION = len(MIGRATIONS)


def connect(file: Path) -> sqlite3.Connection:
    """The database, at this version.  Raises ConfigurationError."""
    try:
        connection = sqlite3.connect(file, timeout=10.0, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        # A power cut may cost the last results, which are made again; it damages nothing.
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        _migrate(connection, file)
    except sqlite3.Error as error:
        raise ConfigurationError(f"{file}: is no gradebook that can be used: {error}") from error
    return connection


def _migrate(connection: sqlite3.Connection, file: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise ConfigurationError(
            f"{file}: was made by a newer grader (version {version}, this one knows {VERSION})"
        )
    for number in range(version, VERSION):
        steps = f"BEGIN IMMEDIATE;{MIGRATIONS[number]};PRAGMA user_version={number + 1};COMMIT;"
        connection.executescript(steps)
