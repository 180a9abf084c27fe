"""A page as Markdown, for the documentation site."""

import posixpath
import re
from collections.abc import Iterator

from .indexes import index_of
from .page import Block, Cell, Code, Heading, Items, Link, Markdown, Page, Table, Text

__all__ = ["escaped", "markdown_of"]

#: What would be taken for markup in a paragraph.
_SIGNS = re.compile(r"([\\*_{}\[\]<>#|~$^@:!&])")
#: At the beginning of a line: a list, a heading, a quotation, a rule.
_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


def markdown_of(page: Page) -> str:
    """The page's file.  Links are relative to where the page lies."""
    folder = posixpath.dirname(page.path)
    parts = [f"# {escaped(page.title)}"]
    if index_of(page) is not None:  # the sidebar has the indexes: a thousand pages are too many
        parts.insert(0, "---\norphan: true\n---")
    index = index_of(page)
    if index is not None:
        parts.append(f"*{_cell(index, folder)}*")
    if page.summary:
        parts.append(escaped(page.summary))
    parts += ["\n".join(_lines(block, folder)) for block in page.blocks]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it; what stands between backticks stays code."""
    parts = re.split(r"(`[^`\n]+`)", text)
    return "".join(part if i % 2 else _escaped(part) for i, part in enumerate(parts))


def _escaped(text: str) -> str:
    marked = _SIGNS.sub(r"\\\1", text).replace("`", r"\`")
    return _START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", marked)


def _lines(block: Block, folder: str) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"## {escaped(text)}"
        case Text(text):
            yield escaped(text)
        case Markdown(text):
            yield text.strip()
        case Code(text, language):
            fence = "`" * max(3, 1 + _longest_run(text))
            yield f"{fence}{language}\n{text.rstrip()}\n{fence}"
        case Items(items):
            yield from (f"- {_cell(item, folder)}" for item in items)
        case Table((), rows):
            yield from (f"- {_cell(n, folder)}: {_cell(value, folder)}" for n, value in rows)
        case Table(head, rows):
            for row in (head, ("---",) * len(head), *rows):
                cells = row if row and row[0] == "---" else [_cell(cell, folder) for cell in row]
                yield f"| {' | '.join(map(str, cells))} |"


def _cell(cell: Cell, folder: str) -> str:
    if isinstance(cell, Link):
        return f"[{escaped(cell.words)}]({posixpath.relpath(f'{cell.path}.md', folder)})"
    # a bar divides cells in code, too
    return re.sub(r"(?<!\\)\|", r"\\|", escaped(" ".join(cell.split())))


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)
