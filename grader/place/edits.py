"""Small changes of a definition: each is a span of its bytes, and the text that takes its place.

A kind of change is one entry of `EXPRESSIONS` or `STATEMENTS`: a function of a node and of what its
function has in scope, and how likely such a change is (a smaller number is tried before).
"""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from . import expressions, statements
from .inverses import Inverse, inverses
from .missing import missing
from .scope import Scope, functions_in
from .source import Piece, Span

__all__ = [
    "EXPRESSIONS", "STATEMENTS", "Edit", "Repair", "edits_of", "last_first", "numbers_of",
]  # fmt: skip

#: An expression with fewer characters says nothing of where it stands: the one around it is told.
SHORTEST, LONGEST = 4, 80

OfExpression = Callable[[ast.expr, Scope], Iterator[str]]
OfStatement = Callable[[list[ast.stmt], int, Piece], Iterator[tuple[int, int, str]]]


class Edit(msgspec.Struct, frozen=True):
    """A change of one place.

    `line` is where the statement begins that is changed, `last` where it ends, `shown` the
    student's own text there.
    """

    kind: str
    rank: int
    piece: int
    span: Span
    text: bytes
    line: int
    last: int
    shown: str


#: A statement more; before what there are thousands of.
MISSING, RANK_OF_MISSING = "missing", 3
INFINITIES = ("np.inf", "-np.inf")
#: A number that is solved for, unless it is larger.
RANK_OF_NUMBER, LARGEST = 2, 1e300
#: What a known mistake is the change of.
INVERSE, RANK_OF_INVERSE = "inverse", 1


#: Edits that are made together, of places apart.
Repair = tuple[Edit, ...]


def last_first(repair: Repair) -> list[Edit]:
    """Its edits in the order in which they can be made: none moves the span of another."""
    return sorted(repair, key=lambda edit: (edit.piece, edit.span.start), reverse=True)


#: Kind -> (rank, what a node may become).
EXPRESSIONS: Mapping[str, tuple[int, OfExpression]] = {
    "operator": (1, expressions.operator),
    "operands": (1, expressions.operands),
    "comparison": (1, expressions.comparison),
    "constant": (1, expressions.constant),
    "sign": (1, expressions.sign),
    "condition": (1, expressions.condition),
    "call": (1, expressions.call),
    "index": (1, expressions.index),
    "grouping": (1, expressions.grouping),
    "name": (1, expressions.name),
    "transposed": (2, expressions.transposed),
    "axis": (1, expressions.axis),
    "indexed": (3, expressions.indexed),
    "one_more": (2, expressions.one_more),
    "function_around": (4, expressions.function_around),
    "factor": (4, expressions.factor),
    "other_expression": (5, expressions.other_expression),
    "term": (5, expressions.term),
}
#: Kind -> (rank, what of a block is replaced by what: first byte, last byte, text).
STATEMENTS: Mapping[str, tuple[int, OfStatement]] = {
    "dropped": (1, statements.dropped),
    "assignment": (1, statements.assignment),
    "swapped": (2, statements.swapped),
    "moved": (2, statements.moved),
    "out_of_block": (2, statements.out_of_block),
}


def edits_of(piece: Piece, number: int, known: Sequence[Inverse] = ()) -> Iterator[Edit]:
    """Every change of a definition that the tables know, and those that known mistakes suggest.

    `number` is the piece's own.
    """
    for scope in functions_in(piece):
        for block in scope.blocks:
            yield from _of_block(piece, number, block, scope)
            for i, statement in enumerate(block):
                yield from _of_statement(piece, number, block, i)
                for node, around in scope.expressions_of(statement):
                    yield from _of_expression(piece, number, scope, statement, node, around)
                    yield from _inverses(piece, number, scope, statement, (node, *around), known)
        for node in scope.defaults:
            yield from _of_expression(piece, number, scope, scope.function, node, ())


def numbers_of(piece: Piece, number: int) -> Iterator[Edit]:
    """The numbers of a definition, each as the edit that changes nothing.  `number` is its own."""
    for scope in functions_in(piece):
        inside = (
            (statement, node, around)
            for block in scope.blocks
            for statement in block
            for node, around in scope.expressions_of(statement)
        )
        defaults = ((scope.function, node, ()) for node in scope.defaults)
        for statement, node, around in chain(inside, defaults):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                continue
            if abs(value) <= LARGEST:
                span, text = piece.span(node), repr(value).encode()
                first, last = _lines(piece, statement)
                shown = _shown(piece, statement, (node, *around))
                yield Edit("number", RANK_OF_NUMBER, number, span, text, first, last, shown)


def _of_expression(
    piece: Piece,
    number: int,
    scope: Scope,
    statement: ast.stmt,
    node: ast.expr,
    around: tuple[ast.expr, ...],
) -> Iterator[Edit]:
    span = piece.span(node)
    was = ast.unparse(node)
    seen = {was}
    shown = _shown(piece, statement, (node, *around))
    first, last = _lines(piece, statement)
    for kind, (rank, changes) in EXPRESSIONS.items():
        if around and _is_same_around(kind, around[0]):
            continue
        for new in changes(node, scope):
            if new not in seen and not _decides_alone(new, around):
                seen.add(new)
                text = f"({new})".encode()
                yield Edit(kind, rank, number, span, text, first, last, shown)


def _decides_alone(new: str, around: tuple[ast.expr, ...]) -> bool:
    """Whether a comparison would be one with infinity.

    Then what is wrong behind it is not run any more, and somewhere else.
    """
    return new in INFINITIES and bool(around) and isinstance(around[0], ast.Compare)


def _inverses(
    piece: Piece,
    number: int,
    scope: Scope,
    statement: ast.stmt,
    nodes: tuple[ast.expr, ...],
    known: Sequence[Inverse],
) -> Iterator[Edit]:
    span, shown = piece.span(nodes[0]), _shown(piece, statement, nodes)
    first, last = _lines(piece, statement)
    for new in dict.fromkeys(inverses(nodes[0], scope, known)):
        yield Edit(INVERSE, RANK_OF_INVERSE, number, span, f"({new})".encode(), first, last, shown)


def _of_block(piece: Piece, number: int, block: list[ast.stmt], scope: Scope) -> Iterator[Edit]:
    """A statement more; `line` is then that of the statement before it, `last` of the one after."""
    indents = {piece.indent_of(statement) for statement in block}
    if len(indents) != 1 or b"".join(indents).strip():
        return
    indent = next(iter(indents)).decode()
    for position, new, about in missing(block, scope):
        before, after = block[max(0, position - 1)], block[min(position, len(block) - 1)]
        if position == 0:
            at, text = piece.span(after).start, f"{new}\n{indent}"
        else:
            at, text = piece.span(before).end, f"\n{indent}{new}"
        first = piece.line_of(before) if position == 0 else _end(piece, before)
        last = _end(piece, after) if position == len(block) else piece.line_of(after)
        yield Edit(
            MISSING,
            RANK_OF_MISSING,
            number,
            Span(at, at),
            text.encode(),
            first,
            max(first, last),
            about,
        )


def _end(piece: Piece, statement: ast.stmt) -> int:
    """The line of the module in which a statement ends."""
    return piece.line + (statement.end_lineno or statement.lineno) - 1


def _is_same_around(kind: str, around: ast.expr) -> bool:
    """Whether the change comes to the same in the product, or the sum, that a node is part of."""
    if kind in ("sign", "factor"):
        operator = getattr(around, "op", None)
        return isinstance(operator, (ast.Mult, ast.Div, ast.MatMult, ast.USub))
    return kind == "term" and isinstance(getattr(around, "op", None), (ast.Add, ast.Sub))


def _of_statement(piece: Piece, number: int, block: list[ast.stmt], i: int) -> Iterator[Edit]:
    for kind, (rank, changes) in STATEMENTS.items():
        for start, end, text in changes(block, i, piece):
            first, last = _lines(piece, block[i])
            shown = _shown(piece, block[i], ())
            yield Edit(kind, rank, number, Span(start, end), text.encode(), first, last, shown)


def _lines(piece: Piece, statement: ast.stmt) -> tuple[int, int]:
    """The lines of a statement; of a loop, a condition or a function those of its head."""
    first = piece.line_of(statement)
    body = getattr(statement, "body", None)
    end = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return first, max(first, piece.line + end - 1)


def _shown(piece: Piece, statement: ast.stmt, nodes: tuple[ast.expr, ...]) -> str:
    """The student's own text: the smallest expression that is not a mere name or number."""
    for node in nodes:
        text = " ".join(piece.text(piece.span(node)).split())
        plain = isinstance(node, (ast.Name, ast.Constant, ast.Attribute, ast.Slice, ast.Tuple))
        if not plain and SHORTEST <= len(text) <= LONGEST:
            return text
    text = piece.text(piece.span(statement)).partition("\n")[0].strip()
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
