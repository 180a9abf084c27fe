"""A page as lines for a terminal, wrapped to a width."""

import re
import textwrap
from collections.abc import Iterator, Sequence

from .page import Block, Cell, Code, Heading, Items, Link, Markdown, Page, Table, Text

__all__ = ["lines_of"]

#: The widest that a column is, but for the last one, and the least that the last one has.
WIDEST, LEAST = 30, 24


def lines_of(page: Page, width: int) -> Iterator[str]:
    """The page, line by line; headings stand at the margin, everything else is indented."""
    yield from _wrapped(page.title, width)
    if page.summary:
        yield from _wrapped(page.summary, width, 2)
    for block in page.blocks:
        yield ""
        yield from _lines(block, width)


def _lines(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from _wrapped(text, width)
        case Text(text):
            yield from _wrapped(text, width, 2)
        case Code(text):
            yield from (f"    {line}".rstrip() for line in text.splitlines())
        case Markdown(text):
            yield from _markdown(text, width)
        case Items(items):
            for item in items:
                yield from _wrapped(_plain(item), width, 4, first="  - ")
        case Table(head, rows):
            yield from _table(head, rows, width)


def _markdown(text: str, width: int) -> Iterator[str]:
    """As it was written, its paragraphs and items wrapped, without the bars of a table."""
    for group in _groups(text.splitlines()):
        first = group[0]
        if first.startswith("|"):
            yield from _row(first, width)
        elif first.startswith("#"):
            yield from _wrapped(first.lstrip("# "), width, 4)
        elif first.startswith("    ") or not first.strip():
            yield f"    {first}".rstrip()
        else:
            hang = 6 if first.startswith("- ") else 4
            text = " ".join(line.strip() for line in group)
            yield from _wrapped(text, width, hang, first="    ")


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of a paragraph or an item together, every other one by itself."""
    group: list[str] = []
    for line in lines:
        alone = not line.strip() or line.startswith(("|", "#", "    "))
        if group and (alone or line.startswith("- ")):
            yield group
            group = []
        if alone:
            yield [line]
        else:
            group.append(line)
    if group:
        yield group


def _row(line: str, width: int) -> Iterator[str]:
    """A row of a table in Markdown; nothing of the line below its head."""
    if not re.fullmatch(r"\|[\s|:-]+\|", line):
        cells = re.split(r"(?<!\\)\|", line.strip("| "))
        text = "  ".join(cell.strip().replace("\\|", "|") for cell in cells)
        yield from _wrapped(text, width, 6, first="    ")


def _table(head: Sequence[str], rows: Sequence[Sequence[Cell]], width: int) -> Iterator[str]:
    """Columns beside each other; the last one is wrapped."""
    cells = [[_plain(cell).replace("`", "") for cell in row] for row in (head, *rows) if row]
    widths = [min(WIDEST, max(map(len, column))) for column in zip(*cells, strict=True)][:-1]
    indent = 2 + sum(widths) + 2 * len(widths)
    if width - indent < LEAST:
        indent = 6
    for row in cells:
        first = "  " + "".join(
            f"{cell:<{size}}  " for cell, size in zip(row[:-1], widths, strict=True)
        )
        if len(first) > indent:  # a cell that is too long has the line for itself
            yield first.rstrip()
            first = " " * indent
        yield from _wrapped(row[-1], width, indent, first=first)


def _wrapped(text: str, width: int, indent: int = 0, first: str | None = None) -> Iterator[str]:
    pad = " " * indent
    begin = pad if first is None else first
    lines = textwrap.wrap(
        text, max(width, indent + LEAST), initial_indent=begin, subsequent_indent=pad,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    yield from lines or [begin.rstrip()]


def _plain(cell: Cell) -> str:
    return cell.words if isinstance(cell, Link) else cell
