"""The functions of a definition: their blocks, expressions, and the names that are in scope."""

import ast
from collections.abc import Iterator
from functools import cached_property

from .source import Piece

__all__ = ["Scope", "functions_in"]

Function = ast.FunctionDef | ast.Lambda
#: More names or expressions than these are not tried for one another.
MOST_NAMES, MOST_EXPRESSIONS = 16, 30
LONGEST = 40


class Scope:
    """One function or method, with the methods of its class beside it."""

    def __init__(self, function: ast.FunctionDef, owner: ast.AST) -> None:
        self.function = function
        self.owner = owner

    @property
    def defaults(self) -> list[ast.expr]:
        """The defaults of its arguments."""
        arguments = self.function.args
        return [*arguments.defaults, *(d for d in arguments.kw_defaults if d is not None)]

    @cached_property
    def blocks(self) -> list[list[ast.stmt]]:
        """Every list of statements in it, without those of functions within and docstrings."""
        found: list[list[ast.stmt]] = []
        waiting: list[ast.AST] = [self.function]
        while waiting:
            node = waiting.pop(0)
            for field in ("body", "orelse", "finalbody"):
                block = getattr(node, field, None)
                if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                    found.append([s for s in block if not _is_text(s)])
                    waiting += [s for s in block if not isinstance(s, ast.ClassDef)]
            waiting += getattr(node, "handlers", [])
        return found

    def expressions_of(
        self, statement: ast.stmt
    ) -> Iterator[tuple[ast.expr, tuple[ast.expr, ...]]]:
        """The expressions of a statement itself, each with those around it, the nearest first."""
        waiting: list[tuple[ast.AST, tuple[ast.expr, ...]]] = [(statement, ())]
        while waiting:
            node, around = waiting.pop(0)
            if isinstance(node, ast.expr):
                if _may_change(node):
                    yield node, around
                around = (node, *around)
            for field, value in ast.iter_fields(node):
                if field in ("annotation", "returns", "decorator_list", "args") and isinstance(
                    node, (ast.FunctionDef, ast.AnnAssign, ast.Lambda, ast.arg)
                ):
                    continue
                if field == "func":  # what is called has kinds of its own
                    value = getattr(value, "value", None)
                items = value if isinstance(value, list) else [value]
                inside = [i for i in items if isinstance(i, ast.AST) and not _ends(i)]
                waiting += [(i, around) for i in inside]

    @cached_property
    def names(self) -> list[str]:
        """What may stand for something else: arguments, variables, the object's own attributes."""
        found: dict[str, None] = {a.arg: None for a in self._arguments() if a.arg != "self"}
        for node in ast.walk(self.function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found[node.id] = None
        for node in ast.walk(self.owner):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "self"
                and not _is_method(node.attr, self.owner)
            ):
                found[f"self.{node.attr}"] = None
        return list(found)[:MOST_NAMES]

    @property
    def arguments(self) -> list[str]:
        """The names of what it is given."""
        return [a.arg for a in self._arguments() if a.arg != "self"]

    @cached_property
    def counted(self) -> list[str]:
        """The names that its loops bind, and those of comprehensions."""
        loops = [n for n in ast.walk(self.function) if isinstance(n, (ast.For, ast.comprehension))]
        return list(dict.fromkeys(n.target.id for n in loops if isinstance(n.target, ast.Name)))

    @cached_property
    def expressions(self) -> list[str]:
        """Other expressions of the function, such as may be meant in another place."""
        found: dict[str, None] = {}
        for node in ast.walk(self.function):
            if isinstance(node, (ast.BinOp, ast.Call, ast.Subscript)):
                text = ast.unparse(node)
                if len(text) <= LONGEST and isinstance(
                    getattr(node, "ctx", None), (ast.Load, type(None))
                ):
                    found[text] = None
        return list(found)[:MOST_EXPRESSIONS]

    def _arguments(self) -> list[ast.arg]:
        arguments = self.function.args
        return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def functions_in(piece: Piece) -> Iterator[Scope]:
    """The functions and methods of a definition, those within others, too."""
    owner = piece.tree.body[0]
    for node in ast.walk(owner):
        if isinstance(node, ast.FunctionDef):
            yield Scope(node, owner)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _is_method(name: str, owner: ast.AST) -> bool:
    methods = (n.name for n in getattr(owner, "body", []) if isinstance(n, ast.FunctionDef))
    return name in methods


def _ends(node: ast.AST) -> bool:
    """What is not looked into: other statements, and text with expressions in it."""
    return isinstance(node, (ast.stmt, ast.excepthandler, ast.JoinedStr))


def _may_change(node: ast.expr) -> bool:
    if isinstance(node, (ast.Starred, ast.Slice, ast.JoinedStr)):
        return False
    return isinstance(getattr(node, "ctx", None), (ast.Load, type(None)))
