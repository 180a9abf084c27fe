"""Writes grader/locale/grader.pot: every sentence that students read, as translators need it.

    python docs/make_catalogue.py

Sentences stand in the tables of `grader/wording`, in the templates of the pages, and as `_("...")`.
Needs babel, which is among the packages for development.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

import grader.wording

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "grader" / "locale" / "grader.pot"
KEYWORDS = {"_": None, "gettext": None}  # the latter is what `{% trans %}` becomes


def tables() -> Iterator[tuple[str, str]]:
    """(module, sentence) of every table and constant of grader.wording."""
    for found in sorted(pkgutil.iter_modules(grader.wording.__path__), key=lambda m: m.name):
        module = importlib.import_module(f"grader.wording.{found.name}")
        for name, value in vars(module).items():
            if name.isupper() and not isinstance(value, (tuple, int)):  # lists of rules, limits
                yield from ((f"grader/wording/{found.name}.py", text) for text in texts(value))


def texts(value: Any) -> Iterator[str]:
    """The sentences in a table, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


def written() -> Iterator[tuple[str, str]]:
    """(file, sentence) of every `_("...")`, in Python and in the templates of pages."""
    for file in sorted((ROOT / "grader").rglob("*")):
        method = {".py": "python", ".html": "jinja2"}.get(file.suffix)
        if method is None or "skeleton" in file.parts:
            continue
        for _line, message, _comments, _context in extract(method, file.open("rb"), KEYWORDS):
            yield file.relative_to(ROOT).as_posix(), message if isinstance(message, str) else ""


def catalogue() -> Catalog:
    """All sentences, each with the files that it stands in."""
    found = Catalog(project="course-grader", charset="utf-8", fuzzy=False)
    for file, text in [*tables(), *written()]:
        if any(character.isalpha() for character in text):
            found.add(text, locations=[(file, 0)])
    return found


def text_of(found: Catalog) -> bytes:
    """A catalogue as gettext writes it, without a date: the same from the same sentences."""
    out = BytesIO()
    write_po(out, found, omit_header=True, include_lineno=False, sort_output=True, width=100)
    return out.getvalue()


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(text_of(catalogue()))
    print(f"{FILE.relative_to(ROOT)}: {len(catalogue())} sentences")
