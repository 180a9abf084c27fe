"""The gradebook: submissions, results, overrides and history; every change is one transaction."""

import contextlib
import difflib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ..errors import ConfigurationError
from ..model import (
    Batch,
    Figures,
    Override,
    Pictures,
    Result,
    RunSummary,
    Shard,
    SubmissionRecord,
)
from .rows import (
    COLUMNS,
    as_figures,
    as_result,
    batch_of,
    facts_of,
    record_of,
    values_of,
)
from .schema import connect
from .state import state_of

__all__ = ["FILE", "Gradebook"]

FILE = "gradebook.sqlite"
LOCK = "batch.lock"


class Gradebook:
    """Opens, or makes, the gradebook of a batch's folder.

    Raises ConfigurationError, with what to do, when the disk is full, the folder is read-only, the
    file is damaged, or another batch is at work on it (`exclusive`).
    """

    def __init__(self, folder: Path, make: bool = False, exclusive: bool = False) -> None:
        self.folder = folder
        file = folder / FILE
        if not make and not file.is_file():
            raise ConfigurationError(f"{folder}: holds no {FILE}; `grader batch --out` makes one")
        with self._plainly():
            folder.mkdir(parents=True, exist_ok=True)
        self.lock: Any = None
        if exclusive:
            self._alone()
        self.connection = connect(file)
        self._batch: Batch | None = None

    def _alone(self) -> None:
        """Holds a lock as long as this process lives; the kernel lets it go when it is killed."""
        import fcntl

        with self._plainly():
            self.lock = (self.folder / LOCK).open("a")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.lock.close()
            raise ConfigurationError(
                f"{self.folder}: another batch is at work there; wait for it, or end it"
            ) from error

    def close(self) -> None:
        """Closes the file, and lets the lock go."""
        self.connection.close()
        if self.lock is not None:
            self.lock.close()

    def __enter__(self) -> "Gradebook":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _plainly(self) -> Iterator[None]:
        """Errors of the disk as sentences."""
        try:
            yield
        except sqlite3.Error as error:
            raise ConfigurationError(f"{self.folder / FILE}: {error}") from error
        except OSError as error:
            raise ConfigurationError(f"{self.folder}: {error.strerror}") from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing."""
        with self._plainly():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def _all(self, query: str, *values: Any) -> list[Any]:
        with self._plainly():
            return self.connection.execute(query, values).fetchall()

    @property
    def batch(self) -> Batch:
        """What it was graded by, the last time; read once."""
        if self._batch is None:
            self._batch = batch_of(dict(self._all("SELECT key, value FROM meta")))
        return self._batch

    def set_key(self, submission: str, key: str) -> None:
        """What its result was made from, where the result stays as it is."""
        with self.transaction():
            self.connection.execute(
                "UPDATE results SET key = ? WHERE submission = ?", (key, submission)
            )

    def save_batch(self, batch: Batch, pictures: Pictures) -> None:
        """Keeps what it is graded by from now on, and the pictures of its pages."""
        self._keep(**facts_of(batch), pictures=_json(pictures))
        self._batch = batch

    @property
    def pictures(self) -> Pictures:
        """The pictures that it was graded with."""
        return msgspec.json.decode(self._fact("pictures", "{}"), type=Pictures, strict=False)

    @property
    def runs(self) -> list[RunSummary]:
        """How it stood after each run, the oldest first."""
        return msgspec.json.decode(self._fact("runs", "[]"), type=list[RunSummary])

    def save_runs(self, runs: Sequence[RunSummary]) -> None:
        """Keeps these in place of those before."""
        self._keep(runs=_json(runs))

    @property
    def earlier(self) -> list[RunSummary]:
        """How other batches stood, against which the progress is shown."""
        return msgspec.json.decode(self._fact("earlier", "[]"), type=list[RunSummary])

    def save_earlier(self, runs: Sequence[RunSummary]) -> None:
        """Keeps these in place of those before."""
        self._keep(earlier=_json(runs))

    @property
    def clusters(self) -> list[list[str]]:
        """The ids of submissions that are alike, group by group."""
        return msgspec.json.decode(self._fact("alike", "[]"), type=list[list[str]])

    def save_clusters(self, clusters: Sequence[Sequence[str]]) -> None:
        """Keeps these in place of those before."""
        self._keep(alike=_json(clusters))

    @property
    def pushed(self) -> dict[str, float]:
        """The points that were sent to other systems, by what the place is called there."""
        return msgspec.json.decode(self._fact("pushed", "{}"), type=dict[str, float])

    def save_pushed(self, points: Mapping[str, float]) -> None:
        """Keeps these in place of those before."""
        self._keep(pushed=_json(points))

    @property
    def state(self) -> str:
        """A digest that is another one after every change that grades or pages show."""
        with self._plainly():
            return state_of(self.connection)

    @property
    def written(self) -> str:
        """What `save_written` was told last."""
        return self._fact("written", "")

    def save_written(self, state: str) -> None:
        """Keeps in which state the grades and the class page were written."""
        self._keep(written=state)

    def _fact(self, key: str, default: str) -> str:
        found = self._all("SELECT value FROM meta WHERE key = ?", key)
        return str(found[0][0]) if found else default

    def _keep(self, **facts: str) -> None:
        with self.transaction():
            self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    @property
    def shard(self) -> Shard | None:
        """Which part of a batch this is; None when it is a whole one."""
        return msgspec.json.decode(self._fact("shard", "null"), type=Shard | None)

    def save_shard(self, shard: Shard) -> None:
        """Keeps which part of a batch this is."""
        self._keep(shard=_json(shard))

    def take(
        self,
        records: Sequence[SubmissionRecord],
        files: Mapping[str, Mapping[str, bytes]],
        elsewhere: Sequence[SubmissionRecord] = (),
    ) -> None:
        """The submissions of an intake with their files by id, in place of those before.

        What is not there any more stays; it is not counted then, but nothing is lost.  Of those
        that are graded elsewhere, the ids stay given.
        """
        names = ", ".join(COLUMNS)
        marks = ", ".join("?" * len(COLUMNS))
        update = ", ".join(f"{c} = excluded.{c}" for c in COLUMNS[1:])
        with self.transaction():
            kept = dict(self.connection.execute("SELECT id, content FROM submissions"))
            self.connection.execute("UPDATE submissions SET there = 0")
            for there, known in ((0, elsewhere), (1, records)):
                self.connection.executemany(
                    f"INSERT INTO submissions ({names}, there) VALUES ({marks}, {there})"
                    f" ON CONFLICT(id) DO UPDATE SET {update}, there = {there}",
                    map(values_of, known),
                )
            for record in records:
                if kept.get(record.id) == record.content:  # a hash of its files
                    continue
                self.connection.execute("DELETE FROM sources WHERE submission = ?", (record.id,))
                self.connection.executemany(
                    "INSERT INTO sources VALUES (?, ?, ?)",
                    [(record.id, path, data) for path, data in files[record.id].items()],
                )

    def submissions(self) -> list[SubmissionRecord]:
        """The submissions of the last intake, in the order of their ids."""
        return self._records("WHERE there = 1")

    def everybody(self) -> list[SubmissionRecord]:
        """Every submission that was ever here, also of those that are gone."""
        return self._records()

    def _records(self, where: str = "", *values: str) -> list[SubmissionRecord]:
        query = f"SELECT {', '.join(COLUMNS)} FROM submissions {where} ORDER BY id"
        return [record_of(found) for found in self._all(query, *values)]

    def submission(self, name: str) -> SubmissionRecord:
        """One of them, by its id, or by what only one of its people is known by.

        Raises ConfigurationError that names those that are alike.
        """
        found = self._records("WHERE id = ?", name)
        if found:
            return found[0]
        there, word = self.submissions(), name.lower()
        own = [
            record
            for record in there
            if word in {known.lower() for person in record.people for known in person.known_by}
        ]
        if len(own) == 1:
            return own[0]
        raise ConfigurationError(
            f"{self.folder}: no submission is called {name!r}{_meant(name, own, there)}"
        )

    def files(self, submission: str) -> dict[str, bytes]:
        """What was handed in, as it was run."""
        query = "SELECT path, data FROM sources WHERE submission = ? ORDER BY path"
        return dict(self._all(query, submission))

    def keys(self) -> dict[str, str]:
        """Submission -> what its result was made from."""
        return dict(self._all("SELECT submission, key FROM results"))

    def save(
        self, submission: str, key: str, full: str, shown: str, figures: bytes, at: str
    ) -> None:
        """A result, in place of the one before; call it inside a transaction."""
        self.connection.execute(
            "INSERT OR REPLACE INTO results (submission, key, full, shown, figures, graded_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (submission, key, full, shown, zlib.compress(figures, 1), at),
        )

    def result(self, submission: str) -> Result | None:
        """The whole result, hidden cases and all."""
        found = self._all("SELECT full FROM results WHERE submission = ?", submission)
        return as_result(found[0][0]) if found else None

    def results(self) -> Iterator[tuple[str, str]]:
        """(submission, what is shown) of every submission that is there, one at a time."""
        query = (
            "SELECT r.submission, r.shown FROM results r JOIN submissions s"
            " ON s.id = r.submission WHERE s.there = 1 ORDER BY r.submission"
        )
        with self._plainly():
            yield from self.connection.execute(query)

    def whole(self) -> Iterator[tuple[str, Result]]:
        """Every submission that is there with its whole result, one at a time; for staff."""
        query = (
            "SELECT r.submission, r.full FROM results r JOIN submissions s"
            " ON s.id = r.submission WHERE s.there = 1 ORDER BY r.submission"
        )
        with self._plainly():
            for name, text in self.connection.execute(query):
                yield name, as_result(text)

    def handed_out(self, submission: str) -> tuple[str, Figures]:
        """What is shown of a result, as JSON and as figures.  The submission must have one."""
        query = "SELECT shown, figures FROM results WHERE submission = ?"
        shown, figures = self._all(query, submission)[0]
        return shown, as_figures(zlib.decompress(figures)) if figures else Figures()

    def note(self, submission: str, at: str, who: str, what: str) -> None:
        """A line of history; call it inside a transaction."""
        self.connection.execute(
            "INSERT INTO history (submission, at, who, what) VALUES (?, ?, ?, ?)",
            (submission, at, who, what),
        )

    def history(self, submission: str) -> list[tuple[str, str, str]]:
        """(when, who, what), the oldest first."""
        query = "SELECT at, who, what FROM history WHERE submission = ? ORDER BY id"
        return self._all(query, submission)

    def overrides(self, submission: str) -> list[Override]:
        """The points by hand that are in force, the oldest first."""
        names = Override.__struct_fields__
        query = (
            f"SELECT {', '.join(names)} FROM overrides"
            " WHERE submission = ? AND undone_at IS NULL ORDER BY id"
        )
        found = self._all(query, submission)
        return [Override(**dict(zip(names, values, strict=True))) for values in found]

    def give(
        self, submission: str, exercise: str, points: float, comment: str, who: str, at: str
    ) -> None:
        """Points by hand, in place of those before."""
        with self.transaction():
            self._undo(submission, exercise, who, at)
            self.connection.execute(
                "INSERT INTO overrides (submission, exercise, points, comment, who, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (submission, exercise, points, comment, who, at),
            )
            self.note(submission, at, who, f"{exercise}: {points:g} points by hand: {comment}")

    def take_back(self, submission: str, exercise: str, who: str, at: str) -> None:
        """The grader's points again."""
        with self.transaction():
            self._undo(submission, exercise, who, at)
            self.note(submission, at, who, f"{exercise}: points by hand taken back")

    def _undo(self, submission: str, exercise: str, who: str, at: str) -> None:
        self.connection.execute(
            "UPDATE overrides SET undone_by = ?, undone_at = ?"
            " WHERE submission = ? AND exercise = ? AND undone_at IS NULL",
            (who, at, submission, exercise),
        )

    def forget(self, submission: str, anonymous: bool) -> None:
        """Deletes a submission, or who handed it in; the bytes themselves are overwritten, too."""
        with self.transaction():
            if anonymous:
                self.connection.execute(
                    "UPDATE submissions SET people = ?, name = ?, marks = '{}', source = ''"
                    " WHERE id = ?",
                    ('[{"key": "anonymous"}]', "anonymous", submission),
                )
            else:
                self.connection.execute("DELETE FROM submissions WHERE id = ?", (submission,))
        with self._plainly():
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _meant(name: str, own: Sequence[SubmissionRecord], there: Sequence[SubmissionRecord]) -> str:
    """Who may have been meant: those that are known so, or else are called alike."""
    known = [record.id for record in own or there]
    near = known[:3] if own else [id_ for id_ in known if name.lower() in id_.lower()][:3]
    near = near or difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    return f"; did you mean {', '.join(near)}?" if near else ""


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
