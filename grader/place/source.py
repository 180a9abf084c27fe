"""A student's module as its definitions, each with its bytes and its syntax tree."""

import ast
from collections.abc import Collection
from itertools import accumulate

import msgspec

__all__ = ["Piece", "Span", "pieces_of"]

#: Longer modules than this are not searched.
LARGEST = 200_000
BOM = b"\xef\xbb\xbf"


class Span(msgspec.Struct, frozen=True):
    """Bytes of a piece, from `start` to before `end`."""

    start: int
    end: int


class Piece:
    """A definition at the top of a module, from the byte `start`, in line `line`, on."""

    def __init__(self, source: bytes, line: int, start: int = 0) -> None:
        self.source = source
        self.line = line
        self.start = start
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


def pieces_of(source: bytes, leave: Collection[str] = ()) -> list[Piece]:
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
                found.append(Piece(text, first, starts[first - 1]))
    return found


def _is_definition(node: ast.stmt) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return True
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)
