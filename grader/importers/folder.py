"""Anything else: what lies at the top is one submission each, a file or a folder, by its name."""

from pathlib import PurePosixPath

from ..submission.handed import Handed, Student
from ..submission.tree import ARCHIVES, Tree

NAME = "folder"
ORDER = 90
ABOUT = "a folder of files, archives or folders, named after who handed them in"

KINDS = (".py", ".ipynb", *ARCHIVES)


def recognise(tree: Tree) -> bool:
    """Always: it is asked last."""
    return bool(tree.files)


def read(tree: Tree) -> list[Handed]:
    """One per file or folder at the top."""
    inside = tree.inside()
    for path, entry in tree.files.items():
        if "/" not in path and path.lower().endswith(KINDS):
            inside.setdefault(_stem(path), {})[path] = entry
    return [
        Handed(students=(Student(key=name, name=name),), files=files, source=name)
        for name, files in sorted(inside.items())
        if not name.startswith((".", "__"))
    ]


def _stem(path: str) -> str:
    """The name without its endings: a.tar.gz is of a."""
    for ending in sorted(KINDS, key=len, reverse=True):
        if path.lower().endswith(ending):
            return path[: -len(ending)]
    return PurePosixPath(path).stem
