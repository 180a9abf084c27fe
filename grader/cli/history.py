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
        row = book.row(submission)
        if forget or anonymous:
            drop(book, row, anonymous)
            if book.rows():
                write_pages(book)
            click.echo(f"{row.id}: {'is anonymous now' if anonymous else 'is forgotten'}")
            return
        click.echo(
            clean(f"{row.id}: {row.name}, handed in {row.handed_in or 'at an unknown time'}")
        )
        for remark in row.remarks:
            click.echo(clean(f"  {remark}"))
        for at, who, what in book.history(row.id):
            click.echo(clean(f"  {at}  {who}: {what}"))
