"""`grader batch`: a class is graded; the same command again takes it up where it was."""

import contextlib
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import msgspec

from ..batch.engines import Engine, Means, engine_of
from ..batch.engines.local import NAME as LOCAL
from ..batch.identity import Identities, Known, who_is_known
from ..batch.intake import read_intake
from ..batch.prepare import check_course, course_identity, prepare, secret_seed
from ..batch.roster import Roster, read_roster
from ..batch.run import PLACE_SECONDS, Summary, run
from ..batch.shards import check_same_shard, part_of, shard_of, stamped
from ..batch.show import announce, progress, summary, told
from ..batch.write import write_pages_if_changed
from ..course import assignment_folder
from ..errors import ConfigurationError
from ..model import Batch, ClassSheet, Policy, Shard, key_of
from ..paper import wanted_of
from ..policy import check_people, folded, read_policy
from ..sandbox.levels import SAFE, choose
from ..spec import load
from ..store import Gradebook
from ..store.gradebook import FILE
from ..submission.files import expect_something

__all__ = ["batch"]


@click.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--assignment", "name", required=True, metavar="NAME", help="What was handed in.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--from", "format_name", metavar="FORMAT", help="If it is not recognised by itself.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Workers; one per core.")
@click.option(
    "--engine", "engine_name", default=LOCAL, metavar="NAME", help="What grades: local, dask."
)
@click.option("--scheduler", metavar="ADDRESS", help="Of the engine's workers, tcp://host:port.")
@click.option("--shard", "shard_text", metavar="I/N", help="This part only; see `grader merge`.")
@click.option("--isolation", metavar="LEVEL", help="Another level than the best that is safe.")
@click.option("--seed-file", type=click.Path(path_type=Path), help="Holds the secret seed.")
@click.option("--roster", "roster_file", type=click.Path(path_type=Path), help="The class, a CSV.")
@click.option("--course-moved", "moved", is_flag=True, help="It is the same course nevertheless.")
@click.option("--policy", "policy_file", type=click.Path(path_type=Path), help="Rules, a YAML.")
@click.option(
    "--place/--no-place",
    default=None,
    help="Search for the line of what nothing explains, when all is graded (here: by itself).",
)
@click.pass_obj
def batch(
    course: Callable[[], Path],
    submissions: Path,
    name: str,
    out: Path,
    format_name: str | None,
    jobs: int | None,
    engine_name: str,
    scheduler: str | None,
    shard_text: str | None,
    isolation: str | None,
    seed_file: Path | None,
    roster_file: Path | None,
    policy_file: Path | None,
    moved: bool,
    place: bool | None,
) -> None:
    """Grades a folder, an archive or a download of SUBMISSIONS into DIR.

    Run again, it grades what is new or changed.  Exit code 0 although students are wrong; 3 if a
    submission could not be graded by our own fault.
    """
    engine = engine_of(engine_name, scheduler)
    shard = shard_of(shard_text) if shard_text else None
    folder = assignment_folder(course(), name)
    assignment, _ = load(folder)
    exercises = [exercise.name for exercise in assignment.exercises]
    before = _before(out, name)
    if before.batch.assignment:
        check_same_shard(out, before.shard, shard)
    policy = read_policy(policy_file, exercises) if policy_file else before.batch.policy
    roster = read_roster(roster_file) if roster_file else Roster(before.batch.roster)
    identity = course_identity(course(), folder)  # only a checkout has it: said before all else
    if not moved:
        check_course(out, before.batch.course, identity)
    identities = Identities(before.known)
    wanted = wanted_of(assignment)
    expect_something(submissions)
    with ThreadPoolExecutor(1) as aside:  # the level's canaries wait most of their time
        trying = aside.submit(_level, engine, isolation)
        intake = read_intake(submissions, wanted, format_name, roster, policy, identities)
        level = trying.result()
    if policy_file is not None:
        known = who_is_known(intake.submissions, roster, before.people)
        check_people(policy_file, policy, known)
    if shard is not None:
        intake = part_of(intake, shard)
    with _saying(_again()), Gradebook(out, make=True, exclusive=True) as book:
        announce(intake, roster, level, policy)
        if policy_file is None and policy != Policy():
            click.echo("  the rules are those of the batch before; --policy gives others")
        prepared = prepare(course(), folder, secret_seed(out, seed_file, shard))
        now = Batch(
            assignment=name,
            title=assignment.title,
            exercises=tuple(exercises),
            seed_id=prepared.seed_id,
            isolation=level,
            policy=policy,
            roster=tuple(roster.people),
            course=identity,
        )
        book.save_batch(now, prepared.pictures)
        if shard is not None:
            shard = stamped(shard, intake, prepared)
            book.save_shard(shard)
        means = Means(processes=jobs or cores(), scheduler=scheduler, tell=told)
        with progress() as tell:
            if (
                place is None
            ):  # a clock decides what is found: not where the same bytes are promised
                place = shard is None and not engine.SCHEDULED
            found = run(book, intake, prepared, engine, means, tell, PLACE_SECONDS * place)
        sheet = _end(book, found, shard)
        summary(found, sheet, out, _again(), shard)
    raise click.exceptions.Exit(_code(found))


def _level(engine: Engine, isolation: str | None) -> str:
    """The level of the batch.  Raises ConfigurationError.

    What is asked of a scheduler's workers, each of them tries for itself; this machine need not
    offer it.
    """
    if engine.SCHEDULED and isolation in SAFE:
        return isolation
    if engine.SCHEDULED and isolation is not None:
        raise ConfigurationError(
            f"--isolation {isolation} with --engine {engine.NAME}: code that can reach the network "
            f"can reach the scheduler, and with it every worker; there are {', '.join(SAFE)}"
        )
    return choose(isolation).level


def _end(book: Gradebook, found: Summary, shard: Shard | None) -> ClassSheet | None:
    """The pages of the whole class, where they change, or the note that a shard is finished."""
    if shard is not None:
        book.save_shard(msgspec.structs.replace(shard, finished=not found.left))
        return None
    whole = found.graded > 0 and not found.left
    there = found.graded or found.kept
    return write_pages_if_changed(book, note=whole) if there else None


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Before(msgspec.Struct, frozen=True):
    """What holds in the batch that is taken up: what it was graded by, ids, people."""

    batch: Batch = Batch()
    shard: Shard | None = None
    known: tuple[Known, ...] = ()
    people: dict[str, set[str]] = {}


def _before(out: Path, assignment: str) -> _Before:
    """What holds if nothing else is said now.  Raises ConfigurationError for another assignment."""
    if not (out / FILE).is_file():
        return _Before()
    with Gradebook(out) as book:
        graded = book.batch.assignment
        if graded not in ("", assignment):
            raise ConfigurationError(
                f"{out}: holds a batch of {graded}; give {assignment} a folder of its own (--out)"
            )
        records = book.everybody()
        people: dict[str, set[str]] = {}
        for record in records:
            for name in record.known_by:
                people.setdefault(folded(name), set()).add(record.id)
        known = (Known(record.id, record.key, key_of(record.people)) for record in records)
        return _Before(book.batch, book.shard, tuple(known), people)


def _again() -> str:
    """The command as it was typed."""
    return shlex.join(["grader", *sys.argv[1:]])


@contextlib.contextmanager
def _saying(again: str) -> Iterator[None]:
    """Ctrl-C where nothing has to be finished: says how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"interrupted; what was graded is kept; to go on: {again}", err=True)
        raise click.exceptions.Exit(1) from None


def _code(found: Summary) -> int:
    if found.internal_errors:
        return 3
    return 1 if found.left else 0
