"""`grader override`: points by hand, kept over every regrade, and taken back with --undo."""

from pathlib import Path

import click

from ..batch.correct import override as by_hand
from ..batch.correct import undo
from ..batch.write import write_pages
from ..errors import ConfigurationError
from ..store import Gradebook

__all__ = ["override"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("submission", metavar="S")
@click.argument("exercise", metavar="E")
@click.option("--points", type=float, metavar="P", help="In place of the grader's.")
@click.option("--comment", default="", metavar="TEXT", help="Why; the student reads it.")
@click.option("--undo", "back", is_flag=True, help="Takes the points by hand back.")
def override(
    folder: Path, submission: str, exercise: str, points: float | None, comment: str, back: bool
) -> None:
    """Gives exercise E of submission S in DIR points by hand."""
    if back == (points is not None):
        raise ConfigurationError("give --points P with --comment, or --undo")
    with Gradebook(folder, exclusive=True) as book:
        record = book.submission(submission)
        if back:
            undo(book, record, exercise)
        else:
            assert points is not None
            by_hand(book, record, exercise, points, comment.strip())
        sheet = write_pages(book)
    (entry,) = (e for e in sheet.entries if e.id == record.id)
    score = "no grade" if entry.score is None else f"{entry.score:g} of {entry.max_score:g}"
    click.echo(f"{record.id}: {score}")
