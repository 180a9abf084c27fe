"""A page of the manual as data: what it is about, and blocks of text, code and tables.

Text is plain; what stands between backticks is code.  A cell of a table may be a `Link` to another
page.  `grader.manual.terminal` and `grader.manual.markdown` write a page.
"""

from typing import Literal

import msgspec

__all__ = [
    "Block", "Cell", "Code", "Heading", "Items", "Kind", "Link", "Markdown", "Page", "Table",
    "Text",
]  # fmt: skip

Kind = Literal[
    "assignment", "exercise", "mistake", "command", "exporter", "importer", "target", "file",
    "finding", "error",
]  # fmt: skip


class Link(msgspec.Struct, frozen=True, tag="link"):
    """A page, by its path, and the words that stand for it."""

    path: str
    words: str


Cell = str | Link


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """The title of what follows, below the page's own."""

    text: str


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A paragraph."""

    text: str


class Markdown(msgspec.Struct, frozen=True, tag="markdown"):
    """What an author wrote as Markdown, as it stands."""

    text: str


class Code(msgspec.Struct, frozen=True, tag="code"):
    """Lines that are not wrapped; `language` is a lexer's name, or "text"."""

    text: str
    language: str = "text"


class Items(msgspec.Struct, frozen=True, tag="items"):
    """A list."""

    items: tuple[Cell, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table; each row has as many cells as the head, or two if that is empty: a name, a value."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Text | Markdown | Code | Items | Table


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of one thing.

    `name` is what it is called by in `grader explain`; `path` is where it lies in the site, without
    a suffix; `summary` is a sentence.
    """

    kind: Kind
    name: str
    path: str
    title: str
    summary: str = ""
    blocks: tuple[Block, ...] = ()
