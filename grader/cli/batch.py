"""`grader batch`: a class is graded; the same command again takes it up where it was."""

import os
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from ..batch.intake import take_in
from ..batch.prepare import prepare, secret_seed
from ..batch.roster import Roster, read_roster
from ..batch.run import Summary, run
from ..batch.show import announce, progress, summary
from ..batch.write import write_pages
from ..course import assignment_folder
from ..golden.reference import read_sources
from ..policy import Policy, read_policy
from ..sandbox.levels import choose
from ..spec import load
from ..store import Gradebook

__all__ = ["batch"]


@click.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--assignment", "name", required=True, metavar="NAME", help="What was handed in.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--from", "format_name", metavar="FORMAT", help="If it is not recognised by itself.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Workers; one per core.")
@click.option("--isolation", metavar="LEVEL", help="Another level than the best that is safe.")
@click.option("--seed-file", type=click.Path(path_type=Path), help="Holds the secret seed.")
@click.option("--roster", "roster_file", type=click.Path(path_type=Path), help="The class, a CSV.")
@click.option("--policy", "policy_file", type=click.Path(path_type=Path), help="Rules, a YAML.")
@click.pass_obj
def batch(
    course: Callable[[], Path],
    submissions: Path,
    name: str,
    out: Path,
    format_name: str | None,
    jobs: int | None,
    isolation: str | None,
    seed_file: Path | None,
    roster_file: Path | None,
    policy_file: Path | None,
) -> None:
    """Grades a folder, an archive or a download of SUBMISSIONS into DIR.

    Run again, it grades what is new or changed.  Exit code 0 although students are wrong; 3 if a
    submission could not be graded by our own fault.
    """
    folder = assignment_folder(course(), name)
    assignment, _ = load(folder)
    exercises = [exercise.name for exercise in assignment.exercises]
    policy = read_policy(policy_file, exercises) if policy_file else Policy()
    roster = read_roster(roster_file) if roster_file else Roster()
    read_sources(course())  # only a checkout has it: said before anything is made
    intake = take_in(submissions, assignment.module, format_name, roster, policy.counts)
    finding = choose(isolation)
    with Gradebook(out, make=True, exclusive=True) as book:
        announce(intake, roster, finding.level)
        prepared = prepare(course(), folder, secret_seed(out, seed_file))
        book.set_meta(
            assignment=name,
            title=assignment.title,
            exercises="\n".join(exercises),
            seed_id=prepared.seed_id,
            isolation=finding.level,
            policy=msgspec.json.encode(policy).decode(),
            roster=msgspec.json.encode(roster.people).decode(),
            pictures=msgspec.json.encode(prepared.pictures).decode(),
        )
        with progress() as tell:
            found = run(book, intake, prepared, finding.level, policy, jobs or cores(), tell)
        whole = found.graded > 0 and not found.left
        sheet = write_pages(book, note=whole) if found.graded or found.kept else None
        summary(found, sheet, out, _again(submissions, name, out))
    raise click.exceptions.Exit(_code(found))


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _again(submissions: Path, name: str, out: Path) -> str:
    return f"grader batch {submissions} --assignment {name} --out {out}"


def _code(found: Summary) -> int:
    if found.internal_errors:
        return 3
    return 1 if found.left else 0
