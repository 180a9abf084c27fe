"""An index of the pages of each kind."""

from collections.abc import Iterator, Sequence

from .page import Block, Cell, Heading, Kind, Link, Page, Table

__all__ = ["INDEXES", "index_of", "index_pages"]

#: Kind -> where its index lies, its title, and what is said at its top.
INDEXES: dict[Kind, tuple[str, str, str]] = {
    "command": ("commands", "Commands", "`grader COMMAND -h` prints the same."),
    "assignment": (
        "exercises",
        "Assignments and exercises",
        "What students write, and its points.",
    ),
    "mistake": (
        "mistakes",
        "Known mistakes",
        "What students are told who hand them in, with a case that fails. They say what is wrong, "
        "so that they are worth more after a try than before it; no page has a right line.",
    ),
    "exporter": ("exporters", "Exporters", "Formats of `grader export DIR --to FORMAT`."),
    "importer": ("importers", "Importers", "Downloads that `grader batch` recognises by itself."),
    "target": ("targets", "Where grading runs", "Targets of `grader autograder TARGET NAME`."),
    "file": ("files", "Files and their keys", "What authors and staff write, and what is printed."),
    "finding": (
        "findings",
        "What a report can say",
        "Beside known mistakes, by the slug that is `rule` in `grader check --json`.",
    ),
    "error": ("errors", "Errors", "What the grader says when it cannot do what was asked."),
}


def index_of(page: Page) -> Link | None:
    """The index that a page stands in; None for an index."""
    kind: Kind = "assignment" if page.kind == "exercise" else page.kind
    folder, title, _ = INDEXES[kind]
    path = f"{folder}/index"
    return None if page.path == path else Link(path, title)


def index_pages(pages: Sequence[Page]) -> Iterator[Page]:
    """A page for each kind, with a row for each of its pages."""
    for kind, (folder, title, summary) in INDEXES.items():
        own = [page for page in pages if page.kind == kind]
        yield Page(
            kind=kind,
            name=folder,
            path=f"{folder}/index",
            title=title,
            summary=" ".join(summary.split()),
            blocks=tuple(_blocks(kind, own, pages)),
        )


def _blocks(kind: Kind, own: Sequence[Page], pages: Sequence[Page]) -> Iterator[Block]:
    if kind == "assignment":
        for page in own:
            yield Heading(page.title)
            inside = [p for p in pages if p.path.startswith(f"{page.path}/")]
            yield Table((), ((Link(page.path, page.name), page.summary),))
            yield _table("exercise", inside)
    elif kind == "mistake":
        for folder in dict.fromkeys(page.path.rpartition("/")[0] for page in own):
            yield Heading(folder.rpartition("/")[2])
            inside = [page for page in own if page.path.rpartition("/")[0] == folder]
            yield _table("mistake", inside)
    else:
        yield _table(kind, own)


def _table(head: str, pages: Sequence[Page]) -> Table:
    rows: list[tuple[Cell, ...]] = [(Link(page.path, page.name), page.summary) for page in pages]
    return Table((head, "is"), tuple(rows))
