"""A mistake as a small edit of the reference, applied to its syntax tree.

`replace` is an expression or a few statements; it must occur exactly once in the function, method
or class named by `in`, compared as syntax, so that formatting and comments do not matter.  `with`
takes its place and may have several lines.
"""

import ast
from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import CourseError, EditError
from ..model import Edit
from .blame import REFERENCE, not_python

__all__ = ["apply_edits", "find_definition"]

Body = list[ast.stmt]


def apply_edits(files: Mapping[str, bytes], edits: Iterable[Edit]) -> dict[str, bytes]:
    """The reference's files with the edits made, one after the other.

    Raises EditError when a place does not exist or does not occur exactly once, CourseError when
    the reference is not Python.
    """
    trees: dict[str, ast.Module] = {}
    for edit in edits:
        module, *path = edit.where.split(".")
        file = f"{module}.py"
        if file not in files:
            raise EditError(f"the reference has no module {module!r} (in: {edit.where})")
        if file not in trees:
            trees[file] = _tree(files[file], file)
        _edit(_find(trees[file], path, edit.where), edit)
    edited = {file: ast.unparse(ast.fix_missing_locations(tree)) for file, tree in trees.items()}
    return {**files, **{file: text.encode() for file, text in edited.items()}}


def find_definition(files: Mapping[str, bytes], where: str) -> tuple[ast.Module, ast.AST]:
    """The module and the function or class named "module.function" in it.

    Raises EditError when there is none, CourseError when the module is not Python.
    """
    module, *path = where.split(".")
    file = f"{module}.py"
    if file not in files or not path:
        raise EditError(f"the reference has no {where!r}")
    tree = _tree(files[file], file)
    return tree, _find(tree, path, where)


def _tree(source: bytes, file: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise CourseError(not_python(f"{REFERENCE}/{file}", error)) from error


def _find(tree: ast.Module, path: list[str], where: str) -> ast.AST:
    node: Any = tree
    for name in path:
        for child in node.body:
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)) and child.name == name:
                node = child
                break
        else:
            raise EditError(f"the reference has no {where!r}")
    return node  # type: ignore[no-any-return]


def _edit(scope: ast.AST, edit: Edit) -> None:
    old = _parse(edit.replace, edit)
    new = _parse(edit.with_, edit)
    if _is_expression(old) and _is_expression(new):
        count = _replace_expression(scope, old[0].value, new[0].value)  # type: ignore[attr-defined]
    else:
        count = _replace_statements(scope, old, new)
    if [ast.dump(node) for node in old] == [ast.dump(node) for node in _parse(edit.with_, edit)]:
        raise EditError(f"{edit.replace!r} in {edit.where}: the edit changes nothing")
    if count != 1:
        times = "does not occur" if count == 0 else f"occurs {count} times"
        raise EditError(f"{edit.replace!r} {times} in {edit.where}; it must occur exactly once")


def _parse(text: str, edit: Edit) -> Body:
    try:
        return ast.parse(text).body
    except SyntaxError as error:
        raise EditError(f"{text!r} (in {edit.where}) is not Python: {error.msg}") from error


def _is_expression(body: Body) -> bool:
    return len(body) == 1 and isinstance(body[0], ast.Expr)


class _Expressions(ast.NodeTransformer):
    def __init__(self, old: ast.expr, new: ast.expr) -> None:
        self.old, self.new, self.count = ast.dump(old), new, 0

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.expr) and ast.dump(node) == self.old:
            self.count += 1
            return self.new
        return self.generic_visit(node)


def _replace_expression(scope: ast.AST, old: ast.expr, new: ast.expr) -> int:
    transformer = _Expressions(old, new)
    transformer.visit(scope)
    return transformer.count


def _replace_statements(scope: ast.AST, old: Body, new: Body) -> int:
    wanted = [ast.dump(statement) for statement in old]
    places: list[tuple[Body, int]] = []
    for node in ast.walk(scope):
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if isinstance(body, list):
                dumps = [ast.dump(statement) for statement in body]
                places += [
                    (body, i)
                    for i in range(len(body) - len(old) + 1)
                    if dumps[i : i + len(old)] == wanted
                ]
    if len(places) == 1:
        body, i = places[0]
        body[i : i + len(old)] = new
    return len(places)
