"""A template as a notebook: a cell for each function or class, and one that asks for the grade."""

import ast
import json
from collections.abc import Iterator

__all__ = ["template_notebook"]

INTRODUCTION = """# {title}

{about}

Fill in every cell; `handout.md` says what each must do.  Execute the cells that you have written,
then the last one: it grades what was executed.  Save under this name, and hand in the file."""


def template_notebook(source: str, name: str) -> bytes:
    """The .ipynb (nbformat 4.5) of a template's text; `name` is the assignment's."""
    first, *rest = (ast.get_docstring(ast.parse(source)) or name).split("\n\n")
    about = "\n\n".join(part for part in rest if "grader check" not in part)
    words = INTRODUCTION.format(title=first.strip().rstrip("."), about=about)
    markdown = words.replace("\n\n\n\n", "\n\n")
    texts = [*_parts(source), f'from grader import check\n\ncheck("{name}")']
    cells = [_cell("markdown", markdown, "introduction")]
    cells += [_cell("code", text, f"cell-{n}") for n, text in enumerate(texts, 1)]
    document = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _cell(kind: str, text: str, id: str) -> dict[str, object]:
    lines = text.splitlines(keepends=True)
    code: dict[str, object] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": id, "metadata": {}, "source": lines, **code}


def _parts(source: str) -> Iterator[str]:
    """The lines of each definition with the comments above it, and what stands between them."""
    body = ast.parse(source).body
    if body and ast.get_docstring(ast.parse(source)) is not None:
        start, body = body[0].end_lineno or 0, body[1:]
    else:
        start = 0
    lines = source.splitlines()
    for before, statement in zip([None, *body], body, strict=False):
        first = min(
            [statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))]
        )
        while first - 1 > start and lines[first - 2].startswith("#"):
            first -= 1  # a comment directly above belongs to it
        if before is not None and (_defines(statement) or _defines(before)):
            if text := "\n".join(lines[start : first - 1]).strip("\n"):
                yield text
            start = first - 1
    if text := "\n".join(lines[start:]).strip("\n"):
        yield text


def _defines(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
