"""What statements of a block may become: (start, end, text), bytes of their piece and what is new.

Each function gets a block, the index of a statement in it, and the piece that both are of.
"""

import ast
from collections.abc import Iterator

from .source import Piece

__all__ = ["assignment", "dropped", "moved", "out_of_block", "swapped"]

Changes = Iterator[tuple[int, int, str]]
AUGMENTED = ("", "+", "-", "*", "/")
#: How far a statement is moved.
FAR = 6


def dropped(block: list[ast.stmt], i: int, piece: Piece) -> Changes:
    """Nothing in its place; of a loop or a condition, what is inside remains."""
    span = piece.span(block[i])
    if not isinstance(block[i], (ast.FunctionDef, ast.ClassDef, ast.Pass, ast.Import)):
        yield span.start, span.end, "pass"


def assignment(block: list[ast.stmt], i: int, piece: Piece) -> Changes:
    """`x = e` for `x += e`, other operations, and a negated value."""
    node = block[i]
    if isinstance(node, ast.AugAssign):
        target = node.target
    elif isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]  # type: ignore[assignment]
    else:
        return
    if isinstance(target, (ast.Tuple, ast.List)):
        return
    left, right = piece.text(piece.span(target)), piece.text(piece.span(node.value))
    span = piece.span(node)
    if "\n" in right:
        right = f"({right})"
    for sign in AUGMENTED:
        yield span.start, span.end, f"{left} {sign}= {right}"
    if isinstance(node, ast.AugAssign):  # a new object, and not the same one changed in place
        sign = ast.unparse(node).removeprefix(ast.unparse(target)).strip().partition("=")[0]
        yield span.start, span.end, f"{left} = {left} {sign} ({right})"


def swapped(block: list[ast.stmt], i: int, piece: Piece) -> Changes:
    """The statement after it comes first."""
    if i + 1 < len(block):
        yield from _reordered(block, i, i + 1, piece)


def moved(block: list[ast.stmt], i: int, piece: Piece) -> Changes:
    """A few statements up or down."""
    for j in range(max(0, i - FAR), min(len(block), i + FAR + 1)):
        if abs(i - j) > 1:
            yield from _reordered(block, i, j, piece)


def out_of_block(block: list[ast.stmt], i: int, piece: Piece) -> Changes:
    """The last statement within a loop or a condition comes after it; the next one comes in."""
    node = block[i]
    body = getattr(node, "body", None)
    if not isinstance(node, (ast.For, ast.While, ast.If, ast.With)) or not body:
        return
    if getattr(node, "orelse", None):
        return
    if len(body) > 1:
        span, last = piece.span(node), piece.span(body[-1])
        outer, inner = piece.indent_of(node).decode(), piece.indent_of(body[-1]).decode()
        if not (outer + inner).strip() and last.end == span.end:
            text = piece.text(last).replace(f"\n{inner}", f"\n{outer}")
            head = piece.source[span.start : last.start].decode("utf-8", "replace").rstrip()
            yield span.start, span.end, f"{head}\n{outer}{text}"
    if i + 1 < len(block):
        span, after = piece.span(node), piece.span(block[i + 1])
        outer, inner = piece.indent_of(node).decode(), piece.indent_of(body[-1]).decode()
        if not (outer + inner).strip():
            text = piece.text(after).replace(f"\n{outer}", f"\n{inner}")
            yield span.start, after.end, f"{piece.text(span)}\n{inner}{text}"


def _reordered(block: list[ast.stmt], i: int, j: int, piece: Piece) -> Changes:
    """Statement i at the place of j, and those between one further."""
    low, high = min(i, j), max(i, j)
    nodes = block[low : high + 1]
    indents = {piece.indent_of(node) for node in nodes}
    if len(indents) > 1 or b"".join(indents).strip():
        return
    order = [*nodes[1:], nodes[0]] if i < j else [nodes[-1], *nodes[:-1]]
    between = "\n" + next(iter(indents)).decode()
    start, end = piece.span(nodes[0]).start, piece.span(nodes[-1]).end
    yield start, end, between.join(piece.text(piece.span(node)) for node in order)
