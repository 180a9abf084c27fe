"""A batch in parts: a shard is graded by itself, on any machine; all of them merged are the batch.

A submission belongs to the shard that a hash of its key says, whoever comes or goes.  Each shard
reads the whole intake, so that ids, and what counts of several, are those of one run.  What is made
from all submissions (grades.csv, the class page) is made by `merge` only.
"""

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ..digests import framed_digest
from ..errors import ConfigurationError
from ..model import ClassSheet, Shard
from ..store import Gradebook
from ..store.absorb import absorb
from ..store.gradebook import FILE
from .intake import Intake
from .machine import this_machine
from .prepare import Prepared
from .run import restore
from .write import write_pages

__all__ = ["check_same_shard", "merge", "part_of", "shard_of", "stamped"]


def shard_of(text: str) -> Shard:
    """The shard of `I/N`, 1 <= I <= N.  Raises ConfigurationError."""
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    number, of = map(int, found.groups()) if found else (0, 0)
    if not 1 <= number <= of:
        raise ConfigurationError(
            f"--shard {text}: expected I/N with I from 1 to N, such as 1/8 for the first of eight"
        )
    return Shard(number=number, of=of)


def check_same_shard(folder: Path, before: Shard | None, now: Shard | None) -> None:
    """Raises ConfigurationError when a folder holds another part of a batch than the one of now."""
    if before is None and now is None:
        return
    if before is None:
        raise ConfigurationError(
            f"{folder}: holds a whole batch; give the shard {now} a folder of its own (--out)"
        )
    if now is None or (now.number, now.of) != (before.number, before.of):
        raise ConfigurationError(
            f"{folder}: holds the shard {before}; go on with --shard {before}, or give another "
            "folder (--out)"
        )


def part_of(intake: Intake, shard: Shard) -> Intake:
    """What of an intake is the shard's."""
    numbers = {record.id: _number(record.key, shard.of) for record in intake.submissions}
    own = [record for record in intake.submissions if numbers[record.id] == shard.number]
    others = [record for record in intake.submissions if numbers[record.id] != shard.number]
    files = {record.id: intake.files[record.id] for record in own}
    return msgspec.structs.replace(
        intake, submissions=tuple(own), files=files, elsewhere=tuple(others)
    )


def _number(key: str, of: int) -> int:
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:8], "big") % of + 1


def stamped(shard: Shard, intake: Intake, prepared: Prepared) -> Shard:
    """The shard with what all of its batch must have in common; not finished."""
    every = sorted((*intake.submissions, *intake.elsewhere), key=lambda record: record.id)
    parts = ((record.id, msgspec.json.encode(record, order="sorted")) for record in every)
    return msgspec.structs.replace(
        shard, handed_in=framed_digest(parts), paper=prepared.key, machine=this_machine()
    )


def merge(folders: Sequence[Path], out: Path) -> ClassSheet:
    """Makes one batch in `out` of all shards: the same as if one run had graded it.

    It is made beside `out` and moved there when it is whole.  Raises ConfigurationError for
    folders that are not all the shards of one batch, each once.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ConfigurationError(f"{out}: is not empty; a merged batch needs a new folder (--out)")
    with contextlib.ExitStack() as stack:
        books = [stack.enter_context(_opened(folder)) for folder in folders]
        _check_all(books)
        draft = out.resolve().parent / f".{out.resolve().name}.merging"
        with _draft(draft):
            sheet = _merged(books, draft / out.resolve().name)
            with contextlib.suppress(OSError):
                out.rmdir()
            _move(draft / out.resolve().name, out)
    return sheet


def _opened(folder: Path) -> Gradebook:
    if not (folder / FILE).is_file():
        raise ConfigurationError(f"{folder}: holds no {FILE}; give the --out folders of the shards")
    return Gradebook(folder, exclusive=True)


def _merged(books: Sequence[Gradebook], place: Path) -> ClassSheet:
    """The gradebook, the results and pages of each, and those of all."""
    with Gradebook(place, make=True) as book:
        book.save_batch(books[0].batch, books[0].pictures)
        absorb(book, books)
        restore(book, book.submissions())
        return write_pages(book, note=True)


@contextlib.contextmanager
def _draft(folder: Path) -> Iterator[None]:
    """An empty folder that is gone afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
        yield
    except OSError as error:
        raise ConfigurationError(f"{folder}: {error.strerror}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(source: Path, target: Path) -> None:
    try:
        os.rename(source, target)
    except OSError as error:
        raise ConfigurationError(f"{target}: cannot be made: {error.strerror}") from error


def _check_all(books: Sequence[Gradebook]) -> None:
    """Raises ConfigurationError unless they are all shards of one batch, each once and finished."""
    shards = [_finished(book) for book in books]
    by_number: dict[int, Gradebook] = {}
    for book, shard in zip(books, shards, strict=True):
        difference = _difference(books[0], shards[0], book, shard)
        if difference:
            raise ConfigurationError(
                f"{book.folder}: its shard {shard} is of another batch than the shard {shards[0]} "
                f"in {books[0].folder}: {difference}"
            )
        twice = by_number.setdefault(shard.number, book)
        if twice is not book:
            raise ConfigurationError(
                f"{twice.folder} and {book.folder} both hold the shard {shard}; give one of them"
            )
    missing = [str(n) for n in range(1, shards[0].of + 1) if n not in by_number]
    if missing:
        listed = ", ".join(missing[:20]) + (" ..." if len(missing) > 20 else "")
        raise ConfigurationError(
            f"{len(missing)} of {shards[0].of} shards are missing: {listed}; give their folders too"
        )


def _finished(book: Gradebook) -> Shard:
    shard = book.shard
    if shard is None:
        raise ConfigurationError(
            f"{book.folder}: holds a whole batch and no shard; `grader batch --shard I/N` makes one"
        )
    if not shard.finished:
        raise ConfigurationError(
            f"{book.folder}: the shard {shard} is not finished; run its command again"
        )
    return shard


def _difference(first: Gradebook, one: Shard, second: Gradebook, other: Shard) -> str:
    """In what two shards are not of one batch, in words; empty when they are."""
    ours, theirs = first.batch, second.batch
    content = [book.course.content if book.course else "" for book in (ours, theirs)]
    settings = {
        "its number of shards": (one.of, other.of),
        "its assignment": (ours.assignment, theirs.assignment),
        "its secret seed": (ours.seed_id, theirs.seed_id),
        "its level of isolation": (ours.isolation, theirs.isolation),
        "its policy": (ours.policy, theirs.policy),
        "its class list": (ours.roster, theirs.roster),
        "its assignment or reference, or the grader's version": (
            (content[0], one.paper),
            (content[1], other.paper),
        ),
        "the submissions of the whole class": (one.handed_in, other.handed_in),
    }
    for what, (a, b) in settings.items():
        if a != b:
            shown = f" ({b} instead of {a})" if isinstance(a, str) and len(a) < 20 else ""
            return f"{what} is another{shown}"
    if one.machine is not None and other.machine is not None:
        return "; ".join(one.machine.differences(other.machine))
    return ""
