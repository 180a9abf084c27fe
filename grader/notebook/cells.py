"""The cells that were executed in a running notebook, as a notebook that could be handed in."""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import ConfigurationError
from ..runner.magics import python_of
from ..runner.notebook import DAMAGE

__all__ = ["as_notebook", "defined", "executed", "files_beside", "in_effect"]

_IMPORTED = re.compile(r"(?m)^[ \t]*(?:from|import)[ \t]+(\w+)")


class _Names(NamedTuple):
    """What a cell binds at its margin, what that reads at once, and all that it mentions."""

    bound: frozenset[str]
    read: frozenset[str]
    mentioned: frozenset[str]


def executed() -> list[str]:
    """The text of every cell in the order of execution; the first is that of In [1].

    Raises ConfigurationError where no IPython runs.
    """
    import sys

    module = sys.modules.get("IPython")  # it is there, if it runs us
    shell: Any = module.get_ipython() if module is not None else None
    if shell is None:
        raise ConfigurationError(
            "check() grades the cells of the notebook that it is called in, and there is none "
            "here; `grader check PATH` grades files"
        )
    return [str(text) for text in shell.history_manager.input_hist_raw[1:]]


def in_effect(cells: Sequence[str]) -> list[str]:
    """The cells, with "" in the place of those that need not be run again.

    These are cells that cannot be parsed, and cells all of whose names a later one defines again
    while nothing between them mentions one: a function that was executed five times while it was
    written is run once.  The others stay as they are and where they are, since the last definition
    of a name wins by itself when all are run in their order.
    """
    names = [_names(text) for text in cells]
    return [
        text if own is not None and not _is_replaced(own, names[i + 1 :]) else ""
        for i, (text, own) in enumerate(zip(cells, names, strict=True))
    ]


def defined(cells: Sequence[str]) -> frozenset[str]:
    """The names that the cells bind."""
    return frozenset[str]().union(*(own.bound for own in map(_names, cells) if own is not None))


def as_notebook(cells: Sequence[str]) -> bytes:
    """An .ipynb of code cells, of which cell n is the n-th of these, as In [n]."""
    return json.dumps({"cells": [{"cell_type": "code", "source": c} for c in cells]}).encode()


def files_beside(cells: Sequence[str], folder: Path) -> bool:
    """Whether a cell imports a module that lies in a folder.

    Only then is the folder read: in a service, it may hold all that somebody owns.
    """
    tops = {name for text in cells for name in _IMPORTED.findall(text)}
    return any((folder / f"{top}.py").is_file() or (folder / top).is_dir() for top in tops)


def _names(text: str) -> _Names | None:
    """None where it is not Python, and has defined nothing."""
    try:
        tree = ast.parse(python_of(text).text)
    except DAMAGE:
        return None
    read = {name for statement in tree.body for name in _read_at_once(statement)}
    bound = {name for statement in tree.body for name in _bound(statement)}
    mentioned = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return _Names(frozenset(bound), frozenset(read), frozenset(mentioned))


def _bound(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        yield from ((a.asname or a.name).partition(".")[0] for a in statement.names)
    else:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id


def _read_at_once(statement: ast.stmt) -> Iterator[str]:
    """The names that are read while a statement is executed, not when a function is called."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        parts: list[ast.AST] = [*statement.decorator_list, statement.args]
    elif isinstance(statement, ast.AugAssign):
        parts = [statement]
        yield from (n.id for n in ast.walk(statement.target) if isinstance(n, ast.Name))
    else:
        parts = [statement]
    for node in (node for part in parts for node in ast.walk(part)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def _is_replaced(own: _Names, later: Sequence[_Names | None]) -> bool:
    """Whether one later cell binds all names of a cell again, and none between mentions one."""
    for other in later:
        if other is None:
            continue
        if own.bound and own.bound <= other.bound:
            return not own.bound & other.read
        if own.bound & other.mentioned:
            return False
    return False
