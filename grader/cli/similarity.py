"""`grader similarity`: which submissions of a batch are alike beyond the template."""

from collections.abc import Callable
from pathlib import Path

import click

from ..batch.alike import Cluster, Pair, clusters, compare, fingerprints, text_of
from ..batch.correct import own_course
from ..batch.write import write_pages
from ..exporters._cells import safe, write_table
from ..files import write_atomic
from ..report.alike import AlikeView, ClusterView, PairView, alike_page
from ..store import Gradebook

__all__ = ["similarity"]

#: Pairs that the page shows of a group, side by side.
SHOWN = 10


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_obj
def similarity(course: Callable[[], Path], folder: Path) -> None:
    """Groups of submissions in the batch DIR that are alike, as a page and a CSV.

    Comments, names, layout and order do not matter; what the template has does not count.
    """
    with Gradebook(folder, exclusive=True) as book:
        own_course(course(), book)
        found, count = _compare(course(), book)
        book.save_clusters([cluster.members for cluster in found])
        write_pages(book)
    people = sum(len(cluster.members) for cluster in found)
    click.echo(f"{len(found)} groups, {people} of {count} submissions")
    click.echo(f"{folder / 'similarity.html'}\n{folder / 'similarity.csv'}")


def _compare(course: Path, book: Gradebook) -> tuple[list[Cluster], int]:
    """The groups, with their page and CSV written, and how many were compared."""
    records = book.submissions()
    texts = {record.id: text_of(book.files(record.id)) for record in records}
    template = course / "student_template" / book.batch.assignment
    given = {file.name: file.read_bytes() for file in sorted(template.glob("*.py"))}
    pairs = compare(
        {id_: fingerprints(text) for id_, text in texts.items()}, fingerprints(text_of(given))
    )
    found = clusters(pairs)
    names = {record.id: record.name for record in records}
    title = book.batch.title
    view = AlikeView(title, len(records), tuple(_cluster(c, texts, names) for c in found))
    write_atomic(book.folder / "similarity.html", alike_page(view))
    write_table(book.folder / "similarity.csv", _rows(found))
    return found, len(records)


def _rows(found: list[Cluster]) -> list[list[str]]:
    rows = [["group", "a", "b", "share", "shared"]]
    for number, cluster in enumerate(found, 1):
        rows += [
            [str(number), safe(p.a), safe(p.b), f"{p.share:g}", str(p.shared)]
            for p in cluster.pairs
        ]
    return rows


def _cluster(cluster: Cluster, texts: dict[str, str], names: dict[str, str]) -> ClusterView:
    return ClusterView(
        tuple((member, names[member]) for member in cluster.members),
        tuple(_pair(pair, texts) for pair in cluster.pairs[:SHOWN]),
        max(0, len(cluster.pairs) - SHOWN),
    )


def _pair(pair: Pair, texts: dict[str, str]) -> PairView:
    def side(text: str, marked: tuple[int, ...]) -> tuple[tuple[int, str, bool], ...]:
        lines = text.split("\n")[:2000]
        return tuple((i, line[:300], i in marked) for i, line in enumerate(lines, 1))

    left, right = side(texts[pair.a], pair.lines_a), side(texts[pair.b], pair.lines_b)
    return PairView(pair.a, pair.b, round(100 * pair.share), pair.shared, left, right)
