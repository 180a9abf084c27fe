"""`grader regrade`: a batch is graded again, after the assignment or the grader changed."""

from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from ..batch.correct import prepared_again
from ..batch.correct import regrade as again
from ..batch.prepare import course_identity
from ..batch.write import write_pages
from ..errors import ConfigurationError
from ..sandbox.levels import choose
from ..store import Gradebook
from .batch import cores

__all__ = ["regrade"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--submission", metavar="S", help="This one only.")
@click.option("--exercise", metavar="E", help="This one only; the others keep their results.")
@click.option(
    "--dry-run", "dry", is_flag=True, help="Shows whose grade would change; keeps nothing."
)
@click.option("--jobs", type=click.IntRange(1), default=None, help="Workers; one per core.")
@click.option("--seed-file", type=click.Path(path_type=Path), help="Holds the secret seed.")
@click.option("--course-moved", "moved", is_flag=True, help="It is the same course nevertheless.")
@click.pass_obj
def regrade(
    course: Callable[[], Path],
    folder: Path,
    submission: str | None,
    exercise: str | None,
    dry: bool,
    jobs: int | None,
    seed_file: Path | None,
    moved: bool,
) -> None:
    """Grades the batch in DIR again and shows whose grade changes.  Points by hand stay."""
    with Gradebook(folder, exclusive=True) as book:
        names = book.batch.exercises
        if exercise is not None and exercise not in names:
            raise ConfigurationError(
                f"there is no exercise {exercise!r}; there are {', '.join(names)}"
            )
        choose(book.batch.isolation or None)
        prepared = prepared_again(course(), book, seed_file, moved)
        if not dry:
            identity = course_identity(course(), Path(prepared.paper.assignment.folder))
            now = msgspec.structs.replace(book.batch, course=identity)
            book.save_batch(now, prepared.pictures)
        records = [book.submission(submission)] if submission else book.submissions()
        changed = failed = 0
        for change in again(book, prepared, records, jobs or cores(), exercise, dry):
            if change.failed:
                failed += 1
                click.echo(f"{change.id}: could not be graded again, by our fault; its grade stays")
                continue
            changed += 1
            before = "none" if change.before is None else f"{change.before:g}"
            after = "none" if change.after is None else f"{change.after:g}"
            click.echo(f"{change.id}: {before} -> {after}")
        if not dry:
            write_pages(book)
    verb = "would change" if dry else "changed"
    click.echo(f"{changed} of {len(records)} grades {verb}")
    raise click.exceptions.Exit(3 if failed else 0)
