"""What a student starts from, written from the reference: signatures and docstrings, no body."""

import ast
import copy
import textwrap
from collections.abc import Sequence
from typing import TypeAlias

from ..golden.reference import Reference
from ..model import Exercise

__all__ = ["bullet", "head", "stub", "with_docstring"]

Definition: TypeAlias = ast.FunctionDef | ast.ClassDef


def head(title: str) -> str:
    """The beginning of a template."""
    return (
        f'"""{title}.\n\n'
        "Fill in every function; handout.md says what each must do.  Then: grader check\n"
        '"""\n\nimport numpy as np\n'
    )


def stub(reference: Reference, exercise: Exercise) -> str:
    """The exercise's function or class without its body; of a table of answers, one without them.

    Raises CourseError when the reference has none.
    """
    node = _definition(reference, exercise)
    if node is None:
        table = reference.target(exercise.reference, exercise.name)
        keys = list(table) if isinstance(table, dict) else []
        lines = "".join(f'    "{key}": None,\n' for key in keys)
        return f"{exercise.name} = {{\n{lines}}}\n" if lines else f"{exercise.name} = None\n"
    doc = ast.get_docstring(node) or "As handout.md says."
    if isinstance(node, ast.FunctionDef):
        return _function(node, exercise.name, doc, 0)
    methods = [child for child in node.body if isinstance(child, ast.FunctionDef)]
    parts = [
        _function(method, method.name, ast.get_docstring(method), 4)
        for method in methods
        if method.name == "__init__" or not method.name.startswith("_")
    ]
    return f"class {exercise.name}:\n    {_quoted(doc, 4)}\n\n" + "\n".join(parts)


def bullet(reference: Reference, exercise: Exercise) -> str:
    """The exercise in the hand-out: how it is called, its points, what its docstring says first.

    Raises CourseError when the reference has none.
    """
    node = _definition(reference, exercise)
    call, doc = exercise.name, exercise.about
    if node is not None:
        called = _called(node)
        if called is not None:  # a class may inherit its constructor
            names = [argument.arg for argument in _arguments(called.args)]
            call = f"{exercise.name}({', '.join(name for name in names if name != 'self')})"
        doc = (ast.get_docstring(node) or doc).partition("\n\n")[0]
    points = f"{exercise.points:g} point{'' if exercise.points == 1 else 's'}"
    text = f"**`{call}`** ({points}). {' '.join(doc.split())}"
    return textwrap.fill(text.strip(), 100, break_long_words=False, break_on_hyphens=False) + "\n"


def with_docstring(source: str, reference: Reference, exercise: Exercise) -> str | None:
    """A template whose function of that name has got the reference's docstring.

    None where it cannot be put in without changing what is there.
    """
    node = _named(ast.parse(source), exercise.name)
    original = _definition(reference, exercise)
    if node is None or node.body[0].lineno == node.lineno:
        return None
    doc = (ast.get_docstring(original) if original is not None else "") or "As handout.md says."
    first = node.body[0]
    decorators: Sequence[ast.expr] = getattr(first, "decorator_list", [])
    line = min([first.lineno, *(d.lineno for d in decorators)]) - 1
    indent = first.col_offset
    lines = source.splitlines(keepends=True)
    if lines[line][:indent].strip():  # `def f(x):` goes on in this line
        return None
    found = "".join([*lines[:line], f"{' ' * indent}{_quoted(doc, indent)}\n", *lines[line:]])
    return found if ast.dump(_without_docstring(found, exercise.name)) == ast.dump(node) else None


def _without_docstring(source: str, name: str) -> ast.AST:
    node = _named(ast.parse(source), name)
    del node.body[0]  # type: ignore[union-attr]
    return node or ast.Pass()


def _named(tree: ast.AST, name: str) -> Definition | None:
    """The function or class of that name directly inside."""
    for node in getattr(tree, "body", []):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            return node
    return None


def _definition(reference: Reference, exercise: Exercise) -> Definition | None:
    """Where the reference defines it; None for a value."""
    module, *path = reference.home(exercise.reference).split(".")
    node: Definition | ast.Module | None = ast.parse(reference.files[f"{module}.py"])
    for name in path:
        node = None if node is None else _named(node, name)
    return None if isinstance(node, ast.Module) else node


def _called(node: Definition) -> ast.FunctionDef | None:
    """The function that is called: itself, or the constructor of a class."""
    if isinstance(node, ast.FunctionDef):
        return node
    methods = [child for child in node.body if isinstance(child, ast.FunctionDef)]
    return next((method for method in methods if method.name == "__init__"), None)


def _function(node: ast.FunctionDef, name: str, doc: str | None, indent: int) -> str:
    lines = [f"def {name}({_signature(node)}):"]
    lines += [f"    {_quoted(doc, indent + 4)}"] if doc else []
    lines += ["    raise NotImplementedError"]
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


def _signature(node: ast.FunctionDef) -> str:
    """The arguments with their defaults; types are the reference's own business."""
    bare = copy.deepcopy(node.args)
    for argument in _arguments(bare):
        argument.annotation = None
    return ast.unparse(bare)


def _arguments(of: ast.arguments) -> list[ast.arg]:
    """All arguments of a function, in their order."""
    found = [*of.posonlyargs, *of.args, of.vararg, *of.kwonlyargs, of.kwarg]
    return [argument for argument in found if argument is not None]


def _quoted(text: str, indent: int) -> str:
    """A docstring with its quotes, every line after the first indented."""
    quote = "'''" if '"""' in text or text.endswith('"') else '"""'
    prefix = "r" if "\\" in text else ""
    lines = text.splitlines()
    close = f"\n{' ' * indent}{quote}" if len(lines) > 1 else quote
    rest = [f"{' ' * indent}{line}".rstrip() for line in lines[1:]]
    return prefix + quote + "\n".join([lines[0] if lines else "", *rest]) + close
