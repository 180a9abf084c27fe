"""`grader history`: what has happened to a submission, when, and by whom; and forgetting it."""

from pathlib import Path

import click

from ..batch.correct import forget as drop
from ..batch.write import write_pages
from ..store import Gradebook
from .words import clean

__all__ = ["history"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("submission", metavar="S")
@click.option("--forget", is_flag=True, help="Deletes everything of this student.")
@click.option("--anonymous", is_flag=True, help="Keeps work and grade, without the person.")
def history(folder: Path, submission: str, forget: bool, anonymous: bool) -> None:
    """Shows what has happened to submission S of the batch in DIR."""
    with Gradebook(folder, exclusive=forget or anonymous) as book:
        record = book.submission(submission)
        if forget or anonymous:
            drop(book, record, anonymous)
            if book.submissions():
                write_pages(book)
            click.echo(f"{record.id}: {'is anonymous now' if anonymous else 'is forgotten'}")
            return
        click.echo(
            clean(
                f"{record.id}: {record.name}, handed in {record.handed_in or 'at an unknown time'}"
            )
        )
        for remark in record.remarks:
            click.echo(clean(f"  {remark}"))
        for at, who, what in book.history(record.id):
            click.echo(clean(f"  {at}  {who}: {what}"))
