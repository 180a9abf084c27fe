"""Docstrings and hand-outs as blocks."""

import ast
import re
import textwrap
from collections.abc import Iterator

from .page import Block, Code, Text

__all__ = ["blocks_of", "first_paragraph", "handed_out", "interface_of"]


def blocks_of(text: str) -> Iterator[Block]:
    """The paragraphs of a docstring; what is indented, even in part, is kept as it stands."""
    for part in re.split(r"\n\s*\n", textwrap.dedent(text).strip("\n")):
        lines = part.splitlines()
        if any(line.startswith(" ") for line in lines):
            yield Code(textwrap.dedent(part))
        elif lines:
            yield Text(" ".join(part.split()))


def first_paragraph(text: str | None) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((text or "").strip().split("\n\n")[0].split())


def interface_of(source: str, name: str) -> str:
    """A function or class of a template: its signatures and docstrings, without what they do.

    Empty where the template has no such definition, as for a variable.
    """
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            for part in ast.walk(node):
                if isinstance(part, ast.FunctionDef):
                    part.body = _docstring(part) or [ast.Expr(ast.Constant(...))]
            return ast.unparse(ast.fix_missing_locations(node))
    return ""


def _docstring(node: ast.FunctionDef) -> list[ast.stmt]:
    return node.body[:1] if ast.get_docstring(node) is not None else []


def handed_out(text: str, name: str) -> str:
    """What a hand-out says of an exercise, as Markdown; empty where it does not name it.

    That is a row of a table, or a paragraph that begins with the exercise's name in bold, with what
    stands below it up to the next one.
    """
    lines = text.splitlines()
    row = re.compile(rf"\|\s*`{re.escape(name)}\b")
    paragraph = re.compile(rf"\*\*`{re.escape(name)}\b")
    for i, line in enumerate(lines):
        if row.match(line):
            return "\n".join([*_head(lines[:i]), line])
        if paragraph.match(line):
            return "\n".join([line, *_below(lines[i + 1 :])]).strip()
    return ""


def _head(before: list[str]) -> list[str]:
    """The two lines at the top of the table whose rows these lines end with."""
    start = len(before)
    while start and before[start - 1].startswith("|"):
        start -= 1
    return before[start : start + 2]


def _below(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith(("#", "**`", "|")):
            return
        yield line
