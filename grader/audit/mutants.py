"""Mistakes made by rule: small changes of the reference's syntax, as a second opinion.

A course's own mistakes are what its author thought of.  These are what nobody thought of: a sign,
an off-by-one, swapped arguments, a dropped term, another constant, at every place of a function.
One that passes every case shows a case that is missing, or is no mistake; then it is listed in
equivalent.yaml with the reason.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

__all__ = ["Mutant", "mutants"]

#: Functions that do not care for the order of their arguments.
SYMMETRIC = frozenset({"max", "min", "maximum", "minimum"})
#: Functions of one argument whose call may be forgotten.
UNARY = frozenset({"sqrt", "exp", "log", "abs", "tanh", "sin", "cos", "sign"})


class Mutant(msgspec.Struct, frozen=True):
    """One changed place: `was` and `now` are the whole statement, without and with the change."""

    place: str
    line: int
    was: str
    now: str
    files: dict[str, bytes]


Change = Callable[[Any], Iterator[ast.AST]]


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    swapped: dict[type, type] = {
        ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    }  # fmt: skip
    if type(node.op) in swapped:
        yield ast.BinOp(node.left, swapped[type(node.op)](), node.right)
    if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult)):
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)):
        yield node.left
    if isinstance(node.op, (ast.Add, ast.Mult)):
        yield node.right
    if isinstance(node.op, ast.Sub):
        yield ast.UnaryOp(ast.USub(), node.right)


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.USub):
        yield node.operand


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    other: dict[type, type] = {
        ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
        ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    }  # fmt: skip
    opposite: dict[type, type] = {
        ast.Lt: ast.Gt,
        ast.Gt: ast.Lt,
        ast.LtE: ast.GtE,
        ast.GtE: ast.LtE,
    }
    for table in (other, opposite):
        if len(node.ops) == 1 and type(node.ops[0]) in table:
            yield ast.Compare(node.left, [table[type(node.ops[0])]()], node.comparators)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def _call(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    if (
        len(node.args) == 2
        and name not in SYMMETRIC
        and not any(isinstance(a, ast.Starred) for a in node.args)
    ):
        yield ast.Call(node.func, node.args[::-1], node.keywords)
    if name in UNARY and len(node.args) == 1:
        yield node.args[0]
    for i in range(len(node.keywords) if name != "errstate" else 0):  # an axis, keepdims
        yield ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])


CHANGES: dict[type, Change] = {
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.Call: _call,
}


def mutants(sources: Mapping[str, bytes], place: str) -> Iterator[Mutant]:
    """Every mutant of the function or method "module.name" or "module.Class.name"."""
    module, *path = place.split(".")
    file = f"{module}.py"
    tree = ast.parse(sources[file])
    scope = _scope(tree, path)
    if scope is None:
        return
    for statement, parent, field, index in list(_sites(scope)):
        node = _child(parent, field, index)
        was = _text(statement)
        for new in CHANGES[type(node)](node):
            _put(parent, field, index, new)
            now = _text(ast.fix_missing_locations(copy.deepcopy(statement)))
            if now != was:
                text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
                yield Mutant(place, statement.lineno, was, now, {**sources, file: text.encode()})
            _put(parent, field, index, node)


def _text(statement: ast.stmt) -> str:
    """The statement on one line; of a loop or a condition its head, of a function its arguments."""
    if isinstance(statement, ast.FunctionDef):
        return f"def {statement.name}({ast.unparse(statement.args)})"
    return ast.unparse(statement).partition("\n")[0]


def _scope(tree: ast.Module, path: Sequence[str]) -> ast.FunctionDef | None:
    node: Any = tree
    for name in path:
        node = next(
            (
                child
                for child in node.body
                if isinstance(child, (ast.FunctionDef, ast.ClassDef)) and child.name == name
            ),
            None,
        )
        if node is None:
            return None
    return node if isinstance(node, ast.FunctionDef) else None


def _sites(scope: ast.FunctionDef) -> Iterator[tuple[ast.stmt, ast.AST, str, int | None]]:
    """(statement, parent, field, index) of every expression that a rule can change."""
    for default in range(len(scope.args.defaults)):
        if type(scope.args.defaults[default]) in CHANGES:
            yield scope, scope.args, "defaults", default
    pending: list[tuple[ast.stmt, ast.AST]] = [(s, s) for s in _body(scope)]
    while pending:
        statement, node = pending.pop(0)
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "decorator_list", "returns"):
                continue
            items: list[tuple[int | None, Any]] = (
                list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            )
            for index, item in items:
                if not isinstance(item, ast.AST):
                    continue
                if type(item) in CHANGES and not _is_docstring(node):
                    yield statement, node, field, index
                inner = item if isinstance(item, ast.stmt) else statement
                pending.append((inner, item))


def _body(scope: ast.FunctionDef) -> list[ast.stmt]:
    return scope.body[1:] if _is_docstring(scope.body[0]) else scope.body


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _child(parent: ast.AST, field: str, index: int | None) -> Any:
    value = getattr(parent, field)
    return value if index is None else value[index]


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node
