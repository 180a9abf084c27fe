"""Anything else: what lies at the top is one submission each, a file or a folder, by its name."""

import unicodedata
from collections import Counter
from pathlib import PurePosixPath

from ..model import Person
from ..submission.hand_in import HandIn
from ..submission.tree import ARCHIVES, Tree

NAME = "folder"
ORDER = 90
ABOUT = "a folder of files, archives or folders, named after who handed them in"
OWN = ()

KINDS = (".py", ".ipynb", *ARCHIVES)


def fits(tree: Tree) -> set[str]:
    """Folders with something in them, and files that are code or hold some."""
    return {
        top
        for top in tree.top()
        if not top.startswith((".", "__"))
        and (top not in tree.files or top.lower().endswith(KINDS))
    }


def read(tree: Tree) -> list[HandIn]:
    """One per file or folder at the top."""
    inside = {top: files for top, files in tree.inside().items() if top not in tree.files}
    for path, entry in tree.files.items():
        if "/" not in path and path.lower().endswith(KINDS):
            inside.setdefault(_stem(path), {})[path] = entry
    forms = Counter(unicodedata.normalize("NFC", name) for name in inside)
    return [
        HandIn(people=(_student(name, forms),), files=files, source=name)
        for name, files in sorted(inside.items())
        if not name.startswith((".", "__"))
    ]


def _student(name: str, forms: Counter[str]) -> Person:
    """By the name in the form in which accents are one letter: a Mac writes them as two."""
    form = unicodedata.normalize("NFC", name)
    return Person(key=form if forms[form] == 1 else name, name=form)


def _stem(path: str) -> str:
    """The name without its endings: a.tar.gz is of a."""
    for ending in sorted(KINDS, key=len, reverse=True):
        if path.lower().endswith(ending):
            return path[: -len(ending)]
    return PurePosixPath(path).stem
