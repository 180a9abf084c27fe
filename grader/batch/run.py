"""The batch: intake, what is new or changed, the workers, the gradebook, and what is handed out.

Everything is written as it comes, a result in one transaction and its files in one step each, so
that a run can be ended at any moment and taken up by running the same command again.
"""

import contextlib
import getpass
import hashlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import msgspec

from ..errors import ConfigurationError
from ..files import write_atomic
from ..language import current
from ..model import Figures, Pictures, SubmissionRecord
from ..place.findings import same_but_places
from ..results import Marking
from ..store import Gradebook
from ..store.rows import as_result
from ..submission import Submission
from ..wording.batch import searching
from .engines import Engine, Lost, Means, Pool
from .grades import days_late, page_of, terms_of
from .intake import Intake
from .prepare import Prepared
from .worker import Done, Job, Setup, finished

__all__ = [
    "PLACED",
    "PLACE_SECONDS",
    "Progress",
    "Summary",
    "current_user",
    "files_of",
    "job_of",
    "restore",
    "run",
    "save",
    "timestamp",
]

Progress = Callable[[int, int, str], None]
#: The end of a result's key if its place was looked for, or none has to be.
PLACED = "/placed"
#: For a submission in which something is wrong that nothing explains.
PLACE_SECONDS = 10.0


class Summary(msgspec.Struct, frozen=True):
    """How a run ended."""

    graded: int
    kept: int
    left: int
    internal_errors: tuple[str, ...]
    seconds: float
    remarks: tuple[str, ...] = ()


def timestamp() -> str:
    """Now, as it is kept."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def job_of(book: Gradebook, record: SubmissionRecord) -> Job:
    """What a worker gets."""
    files = book.files(record.id)
    submission = Submission(record.id, files, record.inside, record.chosen, record.remarks)
    return Job(submission, terms_of(book, record), record.problem)


def run(
    book: Gradebook,
    intake: Intake,
    prepared: Prepared,
    engine: Engine,
    means: Means,
    progress: Progress,
    place: float = 0.0,
) -> Summary:
    """Grades what is new or changed, and records each as it comes.

    The gradebook has what the batch is graded by.  An answer that comes twice is ignored.
    With `place`, so many seconds are given to find the place of what nothing explains, for each
    submission, when everything is graded.

    Raises ConfigurationError, GraderError.
    """
    book.take(intake.submissions, intake.files, intake.elsewhere)
    records = book.submissions()
    keys = {record.id: _key(book, record, prepared) for record in records}
    done_before = book.keys()
    done = {id for id, key in keys.items() if done_before.get(id) in (key, key + PLACED)}
    waiting = [record for record in records if record.id not in done]
    restore(book, [record for record in records if record.id in done])
    _remove_gone(book.folder, {record.id for record in records})
    started = time.monotonic()
    setup = Setup(
        paper=prepared.paper,
        level=book.batch.isolation,
        seed_id=prepared.seed_id,
        pictures=prepared.pictures,
        language=current(),
    )
    jobs = (job_of(book, record) for record in waiting)
    left = {record.id for record in waiting}
    failed: list[str] = []
    remarks: tuple[str, ...] = ()
    searched = place > 0 and any(done_before[id] == keys[id] for id in done)
    if left or searched:
        most = len(left) or len(done)
        means = msgspec.structs.replace(means, processes=min(means.processes, most))
        with engine.open_pool(setup, means) as pool, _gently(pool):
            for answer in pool.run(jobs, len(waiting)):
                found = _lost(answer, setup) if isinstance(answer, Lost) else answer
                if found.id not in left:
                    continue
                save(book, found, keys[found.id] + PLACED * (not found.unplaced), "graded")
                left.remove(found.id)
                if found.status == "internal_error":
                    failed.append(found.id)
                progress(len(waiting) - len(left), len(waiting), _word(found))
            if place and not pool.stopping:
                _search(book, pool, records, keys, means, place)
            remarks = tuple(pool.remarks)
    return Summary(
        graded=len(waiting) - len(left),
        kept=len(records) - len(waiting),
        left=len(left),
        internal_errors=tuple(failed),
        seconds=time.monotonic() - started,
        remarks=remarks,
    )


def _search(
    book: Gradebook,
    pool: Pool,
    records: Iterable[SubmissionRecord],
    keys: Mapping[str, str],
    means: Means,
    place: float,
) -> None:
    """Gives the workers, which have nothing else to do, what has to be searched for its place.

    All is graded and saved: what is found is added to it, and what else would change is not taken.
    """
    done = book.keys()
    waiting = [record for record in records if done.get(record.id) == keys[record.id]]
    if not waiting:
        return
    means.tell(searching(len(waiting)))
    jobs = (msgspec.structs.replace(job_of(book, r), place=place) for r in waiting)
    left = {record.id for record in waiting}
    for answer in pool.run(jobs, len(waiting)):
        if isinstance(answer, Lost) or answer.status != "graded" or answer.id not in left:
            continue
        left.remove(answer.id)
        before = book.result(answer.id)
        if before is None:
            continue
        if same_but_places(before, as_result(answer.full)):
            save(book, answer, keys[answer.id] + PLACED, "")
        else:
            book.set_key(answer.id, keys[answer.id] + PLACED)


def _key(book: Gradebook, record: SubmissionRecord, prepared: Prepared) -> str:
    """What a result depends on: with the same key, it is not made again."""
    policy = book.batch.policy
    said = hashlib.sha256(repr((record.chosen, list(record.remarks))).encode()).hexdigest()[:12]
    made = (record.content, prepared.key, prepared.seed_id, book.batch.isolation)
    return "/".join((*made, policy.hidden, str(days_late(policy, record)), said))


def _word(done: Done) -> str:
    if done.status != "graded":
        return done.status
    return "full" if done.score == done.max_score else "graded"


def _lost(lost: Lost, setup: Setup) -> Done:
    """The result of a job that two workers did not survive."""
    why = f" ({lost.why})" if lost.why else ""
    words = f"the worker that graded this ended, twice{why}; this is our fault, run the batch again"
    result = Marking(setup.paper, lost.job.id, setup.level).internal_error(words)
    return finished(result, Figures(), lost.job, setup)


def save(book: Gradebook, done: Done, key: str, what: str, who: str | None = None) -> None:
    """A result with its files: the files first, so that what the gradebook holds is there."""
    before = book.result(done.id)
    # An internal error is not kept under its key: the next run tries again.
    key = f"again/{key}" if done.status == "internal_error" else key
    _write(book.folder, done.id, done.shown, done.page)
    at = timestamp()
    with book.transaction():
        book.save(done.id, key, done.full, done.shown, done.figures, at)
        score = "no grade" if done.score is None else f"{done.score:g} of {done.max_score:g}"
        was = "" if before is None or before.score is None else f", was {before.score:g}"
        if what:
            book.note(done.id, at, who or "grader", f"{what}: {score}{was}")


def _write(folder: Path, name: str, shown: str, page: str) -> None:
    result, report = files_of(folder, name)
    write_atomic(result, shown + "\n")
    write_atomic(report, page)


def files_of(folder: Path, name: str) -> tuple[Path, Path]:
    """What a student may see: the result and the page."""
    return folder / "results" / f"{name}.json", folder / "reports" / f"{name}.html"


def _sweep(folder: Path) -> None:
    """The folders, and no half-written file of a run that was killed."""
    for name in ("results", "reports"):
        try:
            (folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise ConfigurationError(f"{folder / name}: {error.strerror}") from error
        for draft in (folder / name).glob("*.new"):
            with contextlib.suppress(OSError):
                draft.unlink()


def _remove_gone(folder: Path, there: set[str]) -> None:
    """Takes away the pages and results of submissions that are not there any more."""
    for name in ("results", "reports"):
        for file in (folder / name).iterdir():
            if file.suffix in (".json", ".html", ".pdf") and file.stem not in there:
                with contextlib.suppress(OSError):
                    file.unlink()


def restore(book: Gradebook, kept: Iterable[SubmissionRecord]) -> None:
    """Files that are not there: a killed run did not come to write them, or they were taken away.

    Raises ConfigurationError when that is not possible.
    """
    _sweep(book.folder)
    pictures: Pictures | None = None
    there = {name: _files_in(book.folder / name) for name in ("results", "reports")}
    for record in kept:
        files = files_of(book.folder, record.id)
        if not all(file.name in there[file.parent.name] for file in files):
            pictures = pictures or book.pictures
            shown, _ = book.handed_out(record.id)
            _write(book.folder, record.id, shown, page_of(book, record, pictures))


def _files_in(folder: Path) -> set[str]:
    """The names of a folder's files, asked for once."""
    with os.scandir(folder) as entries:
        return {entry.name for entry in entries if entry.is_file()}


@contextlib.contextmanager
def _gently(pool: Pool) -> Iterator[None]:
    """Ctrl-C once: what runs is finished and saved.  Twice: at once."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        if pool.stopping:
            raise KeyboardInterrupt
        pool.stop()
        print("\nfinishing what runs; Ctrl-C again ends at once", file=sys.stderr)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def current_user() -> str:
    """The user's name, for the history."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
