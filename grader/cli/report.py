"""`grader report`: the pages of a batch anew, for staff, for students, on paper."""

from collections.abc import Sequence
from pathlib import Path

import click

from ..batch.grades import page_of
from ..batch.run import files_of
from ..batch.write import add_earlier, write_pages
from ..browser import browser, print_page, print_pages
from ..errors import ConfigurationError
from ..files import write_atomic
from ..model import SubmissionRecord
from ..store import Gradebook
from ..store.gradebook import FILE

__all__ = ["report"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--publish", type=click.Path(path_type=Path), metavar="DIR", help="What students may see, only."
)
@click.option("--pdf", is_flag=True, help="Each page as a PDF, too, by a browser.")
@click.option("--submission", "only", metavar="S", multiple=True, help="This one; repeatable.")
@click.option(
    "--earlier", type=click.Path(path_type=Path), multiple=True, metavar="DIR",
    help="A batch to show the progress against.",
)  # fmt: skip
def report(
    folder: Path, publish: Path | None, pdf: bool, only: tuple[str, ...], earlier: tuple[Path, ...]
) -> None:
    """Writes the pages of the batch in DIR anew, from its gradebook.  Nothing is run again."""
    if pdf and browser() is None:
        print_page(Path(), Path())  # says what is missing before anything is written
    if publish is not None and (publish / FILE).exists():
        raise ConfigurationError(
            f"--publish {publish}: holds a gradebook, which is yours; give an empty folder"
        )
    with Gradebook(folder, exclusive=True) as book:
        records = [book.submission(name) for name in only] if only else book.submissions()
        graded = book.keys()
        records = [record for record in records if record.id in graded]
        if not records:
            raise ConfigurationError(f"{folder}: nothing was graded yet")
        for other in earlier:
            with Gradebook(other) as before:
                add_earlier(book, before)
        place = publish or folder
        pages = _write(book, records, place)
        if publish is None:
            write_pages(book)
    if pdf:
        bar = click.progressbar(print_pages(pages), length=len(pages), label="printing")
        with bar as printing:
            for _ in printing:
                pass
    click.echo(f"{len(pages)} pages in {place / 'reports'}")
    if publish is None:
        click.echo(f"the class: {folder / 'index.html'}")


def _write(book: Gradebook, records: Sequence[SubmissionRecord], place: Path) -> list[Path]:
    """The result and the page of each: what its student may see, and nothing of the others."""
    pictures = book.pictures
    pages = []
    try:
        for name in ("results", "reports"):
            (place / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{place}: {error.strerror}") from error
    for record in records:
        result, page = files_of(place, record.id)
        write_atomic(result, book.handed_out(record.id)[0] + "\n")
        write_atomic(page, page_of(book, record, pictures))
        pages.append(page)
    return pages
