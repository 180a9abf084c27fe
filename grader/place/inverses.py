"""Known mistakes backwards: where the student's code has the shape of a mistake, the right one.

A mistake is an edit of the reference, which has names of its own: they stand for whatever the
student has in their place, the same for the same name.  What only the right text has is looked up
by its name in the function's scope.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from itertools import product, repeat
from pathlib import Path

from ..errors import SpecError
from ..model import Edit
from ..paper import Paper
from ..spec import load_mistakes
from .scope import Scope

__all__ = ["Inverse", "inverses", "inverses_of"]

#: Names that mean the same in every program.
KNOWN = frozenset(
    ("np", "numpy", "math", "len", "range", "zip", "enumerate", "sum", "max", "min", "abs", "list")
)
UNSAID = ("ctx", "type_comment", "kind")
#: Names of the right text that are not in scope under that name: each in scope is tried for them.
MOST_FREE = 1
#: Programs that an inverse makes of one expression.
MOST = 12

#: What a mistake leaves, and what was there.
Inverse = tuple[ast.expr, ast.expr]
Bindings = dict[str, ast.expr]


def inverses_of(paper: Paper, exercise: str) -> list[Inverse]:
    """Those of the known mistakes of an exercise; none where the course's own files are not."""
    folder = Path(paper.assignment.folder)
    if not paper.assignment.folder or not folder.is_dir():
        return []
    try:
        mistakes = load_mistakes(folder, [e.name for e in paper.assignment.exercises])
    except SpecError:
        return []
    every = (m for m in mistakes if m.exercise == exercise and m.kind == "value")
    return list(_pairs(edits for m in every for edits in (m.edits, *m.also)))


def _pairs(found: Iterable[Sequence[Edit]]) -> Iterator[Inverse]:
    """Of mistakes that are one change of an expression, or of what one name is assigned."""
    seen = set()
    for edits in found:
        if len(edits) != 1 or (edits[0].replace, edits[0].with_) in seen:
            continue
        seen.add((edits[0].replace, edits[0].with_))
        try:
            wrong, right = (_expression(text) for text in (edits[0].with_, edits[0].replace))
        except SyntaxError:
            continue
        if wrong is not None and right is not None and not isinstance(wrong, ast.Constant):
            yield wrong, right


def _expression(text: str) -> ast.expr | None:
    """An expression, or the value of the one assignment or return that a text is."""
    body = ast.parse(text).body
    if len(body) != 1:
        return None
    value = getattr(body[0], "value", None)
    plain = isinstance(body[0], (ast.Expr, ast.Assign, ast.AugAssign, ast.Return))
    return value if plain and isinstance(value, ast.expr) else None


def inverses(node: ast.expr, scope: Scope, known: Sequence[Inverse]) -> Iterator[str]:
    """What an expression was before a known mistake made of it what it is."""
    for wrong, right in known:
        found: Bindings = {}
        if _fits(wrong, node, found):
            yield from _filled(right, found, scope)


def _fits(pattern: ast.AST, node: ast.AST, found: Bindings) -> bool:
    """Whether a node has the pattern's shape; what its names stand for is added to `found`."""
    name = _name_of(pattern)
    if name is not None:
        if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) or _is_known(node):
            return False
        before = found.setdefault(name, node)
        return ast.unparse(before) == ast.unparse(node)
    if type(pattern) is not type(node):
        return False
    fields = (field for field in pattern._fields if field not in UNSAID)
    return all(_fits_all(getattr(pattern, f, None), getattr(node, f, None), found) for f in fields)


def _fits_all(pattern: object, node: object, found: Bindings) -> bool:
    """The same of a field: a node, a list of nodes, or a plain value."""
    if isinstance(pattern, ast.AST):
        return isinstance(node, ast.AST) and _fits(pattern, node, found)
    if isinstance(pattern, list):
        same = isinstance(node, list) and len(pattern) == len(node)
        return same and all(map(_fits_all, pattern, node, repeat(found)))  # type: ignore[call-overload]
    return pattern == node


def _name_of(node: ast.AST) -> str | None:
    """The name of a variable or an attribute of the object; None of all else."""
    if isinstance(node, ast.Name) and node.id not in KNOWN:
        return node.id
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    ):
        return node.attr
    return None


def _is_known(node: ast.AST) -> bool:
    root = node
    while isinstance(root, (ast.Attribute, ast.Subscript)):
        root = root.value
    return isinstance(root, ast.Name) and root.id in KNOWN


def _filled(right: ast.expr, found: Bindings, scope: Scope) -> Iterator[str]:
    """The right text in the student's names."""
    bindings = {name: ast.unparse(node) for name, node in found.items()}
    names = dict.fromkeys(n for node in ast.walk(right) if (n := _name_of(node)) and n != "self")
    free = []
    own = _bound_within(right)
    for name in names:
        if name not in bindings and name not in own:
            same = [n for n in scope.names if n.rpartition(".")[2] == name]
            if same:
                bindings[name] = same[0]
            else:
                free.append(name)
    if len(free) > MOST_FREE:
        return
    for count, chosen in enumerate(product(scope.names, repeat=len(free))):
        if count >= MOST:
            return
        made = _Renamed(bindings | dict(zip(free, chosen, strict=True)))
        yield ast.unparse(made.visit(ast.parse(ast.unparse(right), mode="eval").body))


def _bound_within(node: ast.AST) -> set[str]:
    """Names of comprehensions, which need nothing outside."""
    return {
        n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }


class _Renamed(ast.NodeTransformer):
    """Puts texts in the place of names."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    def visit(self, node: ast.AST) -> ast.AST:
        text = self.texts.get(_name_of(node) or "")
        if text is None:
            return self.generic_visit(node)
        if isinstance(getattr(node, "ctx", None), ast.Store):
            return ast.Name(text, ast.Store()) if text.isidentifier() else node
        return ast.parse(text, mode="eval").body
