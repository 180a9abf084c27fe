"""A notebook as a module: its code cells in order, in one namespace.

It is read and parsed in the child, since a file that is made to be hard to parse is a submission,
too.  Lines of magics and shell escapes are dropped.  A cell that cannot be parsed takes down only
itself, a statement that raises only itself; both are said on stderr, so that a plot or an old
experiment does not cost the functions beside it.
"""

import ast
import json
import sys
from collections.abc import Callable
from typing import Any

__all__ = ["code_cells", "run_notebook"]

#: Cell magics whose cell is Python; of another kind, the cell is left out.
PYTHON = ("%%time", "%%timeit", "%%capture", "%%prun")


def run_notebook(
    source: bytes, file: str, namespace: dict[str, Any], remember: Callable[[str, bytes], None]
) -> None:
    """Runs the cells; `remember` is told each cell's text, for tracebacks.

    Raises ValueError when it is no notebook.
    """
    for number, text in code_cells(source, file):
        name = f"{file}, cell {number}"
        remember(name, text.encode("utf-8", "replace"))
        tree = _parsed(text, name)
        for statement in tree.body if tree is not None else []:
            code = compile(ast.Module([statement], []), name, "exec", dont_inherit=True)
            try:
                exec(code, namespace)
            except Exception as error:
                _say(f"{name}, line {statement.lineno}: left out: {type(error).__name__}: {error}")


def code_cells(source: bytes, file: str) -> list[tuple[int, str]]:
    """(number from 1, text) of every code cell.  Raises ValueError when it is no notebook."""
    try:
        data = json.loads(source)
        cells = data["cells"] if "cells" in data else data["worksheets"][0]["cells"]
        found = []
        for number, cell in enumerate(cells, 1):
            if cell.get("cell_type") == "code":
                text = cell.get("source", cell.get("input", ""))
                found.append((number, text if isinstance(text, str) else "".join(text)))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"{file.partition('/')[2]} is no notebook: {error}") from None
    return found


def _parsed(text: str, name: str) -> ast.Module | None:
    """The cell's statements, without magics; None when it cannot be parsed."""
    first = text.lstrip().partition("\n")[0].split(" ")[0]
    if first.startswith("%%") and first not in PYTHON:
        return None
    try:
        return ast.parse(text, name)
    except (SyntaxError, ValueError):
        pass  # perhaps because of a magic
    try:
        return ast.parse("\n".join(_line(line) for line in text.split("\n")), name)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        _say(f"{name}, line {line}: left out: {type(error).__name__}: {error}")
        return None


def _line(line: str) -> str:
    """The line, or as much of a statement as a magic may have stood for."""
    bare = line.lstrip()
    if bare.startswith(("%", "!", "?")) or bare.rstrip().endswith("?"):
        return line[: len(line) - len(bare)] + "pass"
    return line


def _say(words: str) -> None:
    print(words.partition("/")[2][:500], file=sys.stderr)
