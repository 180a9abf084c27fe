"""Statements that may be missing: what other lines of the function suggest, and where it may stand.

Each is (position, text, what it is about): a position is the index of the statement that it would
come before, or the length of the block.
"""

import ast
from collections.abc import Iterator, Sequence

from .scope import Scope

__all__ = ["missing"]

Statements = Iterator[tuple[int, str, str]]
#: Texts that are tried at each position of a function.
MOST = 24
COUNTERS = ("{} += 1",)
COPIES = ("{0} = {0}.copy()", "{0} = list({0})", "{0} = [_.copy() for _ in {0}]")


def missing(block: list[ast.stmt], scope: Scope) -> Statements:
    """What may be missing in a block of a function."""
    texts = _texts(scope)
    inside = _inside_loop(block, scope)
    for position in range(len(block) + 1):
        before = block[position - 1] if position else None
        if isinstance(before, (ast.Return, ast.Break, ast.Continue, ast.Raise)):
            continue  # nothing comes there
        for text, about in texts.items():
            if not any(ast.unparse(s) == text for s in block[max(0, position - 1) : position + 1]):
                yield position, text, about
        if inside and position == len(block):
            yield position, "break", ""


def _texts(scope: Scope) -> dict[str, str]:
    """Statements that the function suggests, each with what it is about, the likeliest first."""
    found: dict[str, str] = {}
    for name in _counters(scope):
        found |= {form.format(name): name for form in COUNTERS}
    for statement in _assignments(scope.function):  # done once more, or for another name
        found.setdefault(ast.unparse(statement), ast.unparse(_target(statement)))
    never_stored = _never_stored(scope)  # once: it reads the whole function
    for statement in _assignments(scope.function):
        for text, about in _for_another(statement, never_stored):
            found.setdefault(text, about)
    values = [value for value in _stored(scope.function) if "." not in value]
    for name in never_stored:
        found |= {f"{name} = {value}": name for value in values}
    for argument in scope.function.args.args:
        if argument.arg != "self":
            for form in COPIES:
                found.setdefault(form.format(argument.arg), argument.arg)
    return dict(list(found.items())[:MOST])


def _assignments(function: ast.AST) -> list[ast.Assign | ast.AugAssign]:
    """Those with one plain target, on one line."""
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, (ast.Assign, ast.AugAssign))
        and isinstance(_target(node), (ast.Name, ast.Attribute, ast.Subscript))
        and "\n" not in ast.unparse(node)
    ]


def _target(node: ast.Assign | ast.AugAssign) -> ast.expr:
    return node.target if isinstance(node, ast.AugAssign) else node.targets[0]


def _stored(function: ast.AST) -> list[str]:
    """What is assigned in the function, in order."""
    names = (ast.unparse(_target(node)) for node in _assignments(function))
    return list(dict.fromkeys(names))


def _counters(scope: Scope) -> list[str]:
    """What begins with a whole number, or is in scope, and is not counted in the function."""
    begun = []
    counted = {ast.unparse(_target(n)) for n in _assignments(scope.function)}
    for node in _assignments(scope.owner):
        whole = isinstance(node.value, ast.Constant) and type(node.value.value) is int
        name = ast.unparse(_target(node))
        if isinstance(node, ast.Assign) and whole and _is_own(node, scope) | ("." in name):
            begun.append(name)
    read = {ast.unparse(n) for n in ast.walk(scope.function) if isinstance(n, ast.Attribute)}
    return [n for n in dict.fromkeys(begun) if "." not in n or (n in read and n not in counted)]


def _is_own(node: ast.AST, scope: Scope) -> bool:
    return any(node is own for own in ast.walk(scope.function))


def _never_stored(scope: Scope) -> list[str]:
    """Attributes of the object that are read in the function, and stored elsewhere only."""
    stored = set(_stored(scope.function))
    own = (name for name in scope.names if name.startswith("self."))
    read = {ast.unparse(n) for n in ast.walk(scope.function) if isinstance(n, ast.Attribute)}
    return [name for name in own if name in read and name not in stored]


def _for_another(
    statement: ast.Assign | ast.AugAssign, never_stored: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The same for an attribute that is never stored: as `r` is updated, so may `s` be."""
    name = ast.unparse(_target(statement))
    for other in never_stored:
        if name != other and name.startswith("self."):
            text = ast.unparse(statement)
            yield text.replace(name, other), other


def _inside_loop(block: list[ast.stmt], scope: Scope) -> bool:
    """Whether a block is the body of a condition within a loop."""
    for loop in ast.walk(scope.function):
        if isinstance(loop, (ast.For, ast.While)):
            for node in ast.walk(loop):
                if isinstance(node, ast.If) and block and node.body and node.body[0] is block[0]:
                    return True
    return False
