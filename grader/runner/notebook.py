"""A notebook as a module: its code cells in order, in one namespace.

It is read and parsed in the child, since a file that is made to be hard to parse is a submission,
too.  What IPython alone understands is taken out (`magics`); a cell that cannot be parsed takes
down only itself, a statement that cannot be compiled, raises or ends the program only itself.
"""

import ast
import re
from collections.abc import Callable
from typing import Any

from .cells import code_cells
from .magics import python_of
from .notes import Notes
from .python2 import of_syntax
from .statements import run_statements

__all__ = ["DAMAGE", "run_notebook"]

_DEFINED = re.compile(r"^(?:def|class)\s+(\w+)", re.MULTILINE)
#: `from grader import ...`, and the statements that may be a call of what it imports.
GRADER = ("grader", 0)
_VALUES = (ast.Expr, ast.Assign)
#: What parsing a student's text may raise.
DAMAGE = (SyntaxError, ValueError, RecursionError, MemoryError)


def run_notebook(
    source: bytes,
    file: str,
    namespace: dict[str, Any],
    remember: Callable[[str, bytes], None],
    notes: Notes,
    write: Callable[[str, str, bool], bool] = lambda name, text, append: False,
) -> None:
    """Runs the cells; `remember` is told each cell's text, for tracebacks.

    `write` is given what %%writefile would write, and says whether the cell is to be run as well:
    it is where the file is the graded module itself.  Raises ValueError when it is no notebook.
    """
    flags = 0
    ours: set[str] = set()
    for number, text in code_cells(source, file):
        name = f"{file}, cell {number}"
        remember(name, text.encode("utf-8", "replace"))
        tree = _parsed(text, name)
        if tree is None:
            tree = _without_magics(text, name, notes, write)
        if tree is not None:
            body = [each for each in tree.body if not _asks_for_grade(each, ours)]
            flags = run_statements(body, name, namespace, notes, flags)


def _asks_for_grade(statement: ast.stmt, ours: set[str]) -> bool:
    """Whether a notebook only asks for its own grade here: imports the grader, or calls check().

    `ours` are the names that it has imported from the grader so far.
    """
    if isinstance(statement, ast.Import) and all(a.name == "grader" for a in statement.names):
        ours.update(alias.asname or alias.name for alias in statement.names)
        return True
    if isinstance(statement, ast.ImportFrom) and (statement.module, statement.level) == GRADER:
        ours.update(alias.asname or alias.name for alias in statement.names)
        return True
    value = getattr(statement, "value", None) if isinstance(statement, _VALUES) else None
    if not isinstance(value, ast.Call):
        return False
    called = value.func.value if isinstance(value.func, ast.Attribute) else value.func
    return isinstance(called, ast.Name) and called.id in ours


def _parsed(text: str, name: str) -> ast.Module | None:
    try:
        return ast.parse(text, name)
    except DAMAGE:
        return None


def _without_magics(
    text: str, name: str, notes: Notes, write: Callable[[str, str, bool], bool]
) -> ast.Module | None:
    """The statements of a cell that is not Python as it stands; None when nothing is to be run."""
    cell = python_of(text)
    lost = tuple(_DEFINED.findall(text))
    for line, words in cell.left_out:
        notes.add(name, line, words, () if cell.text else lost)
    if cell.written and not write(cell.written, cell.text, cell.append):
        return None
    try:
        return ast.parse(cell.text, name)
    except DAMAGE as error:
        line = getattr(error, "lineno", None) or 1
        words = of_syntax(name, line) or getattr(error, "msg", None) or str(error)
        notes.add(name, line, f"the cell is left out: {type(error).__name__}: {words}", lost)
        return None
