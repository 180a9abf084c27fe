"""A student's module as its definitions, each with its bytes and its syntax tree."""

import ast
import contextlib
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate

import msgspec

from ..runner.cells import code_cells
from ..submission.definitions import NESTS, nests

__all__ = ["Piece", "Source", "Span", "pieces_of", "source_of"]

#: Longer modules than this are not searched.
LARGEST = 200_000
LARGEST_NOTEBOOK = 5_000_000
BOM = b"\xef\xbb\xbf"


class Span(msgspec.Struct, frozen=True):
    """Bytes of a piece, from `start` to before `end`."""

    start: int
    end: int


class Piece:
    """A definition at the top of a module, from the byte `start`, in line `line`, on.

    Of a notebook, `cell` is the number of its cell, `start` counts in that, and `line` in all of
    its code cells together, of which there are so many lines `before` this one.
    """

    def __init__(
        self, source: bytes, line: int, start: int = 0, cell: int = 0, before: int = 0
    ) -> None:
        self.source = source
        self.line = line + before
        self.start = start
        self.cell, self.before = cell, before
        lines = source.splitlines(keepends=True)
        self.starts = [0]
        for text in lines:
            self.starts.append(self.starts[-1] + len(text))
        self.tree = ast.parse(source)

    @property
    def name(self) -> str:
        """What it defines."""
        return str(getattr(self.tree.body[0], "name", ""))

    def span(self, node: ast.AST) -> Span:
        """The bytes of a node that has a position."""
        first, last = node.lineno, node.end_lineno  # type: ignore[attr-defined]
        start, end = node.col_offset, node.end_col_offset  # type: ignore[attr-defined]
        return Span(self.starts[first - 1] + start, self.starts[last - 1] + end)

    def text(self, span: Span) -> str:
        """What stands there."""
        return self.source[span.start : span.end].decode("utf-8", "replace")

    def line_of(self, node: ast.AST) -> int:
        """The line of the module in which a node begins."""
        return self.line + int(node.lineno) - 1  # type: ignore[attr-defined]

    def indent_of(self, node: ast.AST) -> bytes:
        """The white space before a statement; other text where it does not begin its line."""
        start = self.starts[node.lineno - 1]  # type: ignore[attr-defined]
        return self.source[start : start + node.col_offset]  # type: ignore[attr-defined]


class Source:
    """The file of a submission that has a module: a text, or a notebook with its code cells."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self.data = data
        self.cells: list[tuple[int, str]] = []
        if file.endswith(".ipynb") and len(data) <= LARGEST_NOTEBOOK and nests(data) <= NESTS:
            with contextlib.suppress(ValueError):
                self.cells = code_cells(data, file)

    def pieces(self, leave: Collection[str] = ()) -> list[Piece]:
        """Its definitions, but for those named in `leave`; [] where it cannot be read so."""
        if not self.file.endswith(".ipynb"):
            return pieces_of(self.data, leave)
        found: list[Piece] = []
        before = 0
        for number, text in self.cells:
            with contextlib.suppress(UnicodeEncodeError):
                found += pieces_of(text.encode(), leave, number, before)
            before += text.count("\n") + 1
        return found if before * 20 <= LARGEST else []

    def label(self, cell: int) -> str:
        """By which name the code of a cell, or of the file, is known in its process."""
        return f"{self.file}, cell {cell}" if cell else self.file

    def where(self, line: int) -> tuple[int, int]:
        """The cell of a notebook that a line is in, and its number there; cell 0 is the file."""
        before = 0
        for number, text in self.cells:
            count = text.count("\n") + 1
            if line <= before + count:
                return number, line - before
            before += count
        return 0, line

    def edited(self, changes: Sequence[tuple[Piece, Span, bytes]]) -> bytes:
        """The file with changes made, the last of a definition first."""
        if not self.cells:
            return _edited(self.data, changes)
        texts = dict(self.cells)
        for piece, span, text in changes:
            cell = _edited(texts[piece.cell].encode(), [(piece, span, text)])
            texts[piece.cell] = cell.decode()
        made = [{"cell_type": "code", "source": text} for text in texts.values()]
        return msgspec.json.encode({"cells": made})


def _edited(data: bytes, changes: Sequence[tuple[Piece, Span, bytes]]) -> bytes:
    for piece, span, text in changes:
        data = data[: piece.start + span.start] + text + data[piece.start + span.end :]
    return data


def source_of(files: Mapping[str, bytes], file: str) -> Source:
    """Where a module is: in its file, or in a notebook of that name."""
    notebook = f"{file.removesuffix('.py')}.ipynb"
    if file not in files and notebook in files:
        return Source(notebook, files[notebook])
    return Source(file, files.get(file, b""))


def pieces_of(
    source: bytes, leave: Collection[str] = (), cell: int = 0, before: int = 0
) -> list[Piece]:
    """The functions, classes and lambdas at the top of a module, but for those named in `leave`.

    [] where the file is no plain UTF-8 text of Python, or too long.
    """
    mark = len(BOM) if source.startswith(BOM) else 0
    source = source[mark:]
    if len(source) > LARGEST or b"\f" in source or b"\r" in source.replace(b"\r\n", b""):
        return []
    try:
        tree = ast.parse(source.decode("utf-8"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lines = source.splitlines(keepends=True)
    found = []
    starts = list(accumulate(map(len, lines), initial=mark))
    for node in tree.body:
        if _is_definition(node) and getattr(node, "name", "") not in leave:
            decorators = getattr(node, "decorator_list", [])
            first = min([node.lineno, *(d.lineno for d in decorators)])
            text = b"".join(lines[first - 1 : node.end_lineno])
            if node.col_offset == 0 and text.count(b"\n") < 400:
                found.append(Piece(text, first, starts[first - 1], cell, before))
    return found


def _is_definition(node: ast.stmt) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return True
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)
