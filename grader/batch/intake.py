"""From a download to the list of what will be graded: who, which files, and what was left out."""

import hashlib
import importlib
import pkgutil
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Literal

import msgspec

from .. import importers
from ..errors import ConfigurationError, SubmissionError
from ..submission.handed import Handed, Student
from ..submission.pick import pick, unpacked
from ..submission.tree import Skipped, Tree, open_tree
from .roster import Person, Roster

__all__ = ["Intake", "Item", "formats", "take_in"]

Counts = Literal["latest", "best", "first"]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A submission that will be graded; `problem` is why there is nothing to run."""

    id: str
    students: tuple[Student, ...]
    files: dict[str, bytes]
    problem: str = ""
    remarks: tuple[str, ...] = ()
    attempt: int = 0
    late: bool | None = None
    when: str | None = None
    marks: dict[str, str] = {}
    source: str = ""

    @property
    def name(self) -> str:
        """The people's names, or what they are known by."""
        return ", ".join(student.name or student.key for student in self.students)

    @property
    def content(self) -> str:
        """A hash of what will be run."""
        digest = hashlib.sha256(self.problem.encode())
        for path, data in sorted(self.files.items()):
            digest.update(f"\0{path}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """The list that is shown before grading."""

    format: str
    items: tuple[Item, ...]
    skipped: tuple[Skipped, ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()
    missing: tuple[Person, ...] = ()


def formats() -> dict[str, ModuleType]:
    """The importers by their names, in the order in which they are asked."""
    names = [module.name for module in pkgutil.iter_modules(importers.__path__)]
    found = [importlib.import_module(f"{importers.__name__}.{name}") for name in names]
    return {module.NAME: module for module in sorted(found, key=lambda module: module.ORDER)}


def take_in(
    path: Path,
    module: str,
    format_name: str | None = None,
    roster: Roster | None = None,
    counts: Counts = "latest",
) -> Intake:
    """Reads everything at `path`.

    Raises SubmissionError when nothing can be read, and ConfigurationError for an unknown format.
    """
    tree = open_tree(path).unwrapped(module)
    name, importer = _importer(tree, path, format_name)
    handed: list[Handed] = importer.read(tree)
    kept, superseded = _counting(handed, counts)
    ids = _Ids()
    roster = roster or Roster()
    items = [_item(one, module, ids, roster) for one in kept]
    if not items:
        raise SubmissionError(f"{path}: holds nothing that is a submission")
    superseded += [pair for one in handed for pair in one.older]
    return Intake(
        format=name,
        items=tuple(items),
        skipped=tree.skipped,
        superseded=tuple(superseded),
        missing=tuple(roster.missing([s for item in items for s in item.students])),
    )


def _importer(tree: Tree, path: Path, wanted: str | None) -> tuple[str, ModuleType]:
    known = formats()
    if wanted is not None and wanted not in known:
        raise ConfigurationError(f"--from {wanted}: there are {', '.join(known)}")
    for name, module in known.items():
        if (wanted is None or wanted == name) and module.recognise(tree):
            return name, module
    what = f"is no download of {wanted}" if wanted else "holds no files"
    raise SubmissionError(f"{path}: {what}")


def _counting(
    handed: Sequence[Handed], counts: Counts
) -> tuple[list[Handed], list[tuple[str, str]]]:
    """Of several by the same students, the one that counts (all, where the best does)."""
    by_key: dict[str, list[Handed]] = defaultdict(list)
    for one in handed:
        by_key[one.key].append(one)
    kept: list[Handed] = []
    superseded: list[tuple[str, str]] = []
    for group in by_key.values():
        group.sort(key=lambda one: (one.when or "", one.attempt, one.source))
        if counts == "best":
            kept += group
            continue
        chosen = group[0] if counts == "first" else group[-1]
        kept.append(chosen)
        superseded += [(o.source, chosen.source) for o in group if o is not chosen]
    return kept, superseded


def _item(handed: Handed, module: str, ids: "_Ids", roster: Roster) -> Item:
    files, notes = unpacked(handed.files)
    problem = ""
    chosen: dict[str, bytes] = {}
    try:
        chosen, remarks = pick(files, module)
        notes += remarks
    except SubmissionError as error:
        problem = str(error)
        if notes:
            problem += f" ({'; '.join(notes[:3])})"
    return Item(
        id=ids.of(handed),
        students=handed.students,
        files=chosen,
        problem=problem,
        remarks=tuple(notes[:50]),
        attempt=handed.attempt,
        late=handed.late,
        when=handed.when or _listed(handed, roster),
        marks=handed.marks,
        source=handed.source,
    )


def _listed(handed: Handed, roster: Roster) -> str | None:
    """When the class list says that it was handed in, the latest of its people."""
    people = [roster.find(student) for student in handed.students]
    return max((p.submitted for p in people if p is not None and p.submitted), default=None)


class _Ids:
    """Names for files and rows: readable, safe in every file system, each given once."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def of(self, handed: Handed) -> str:
        words = [f"{s.name} {s.key}" if s.name != s.key else s.key for s in handed.students]
        base = plain(" ".join(words))[:80] or "submission"
        name, number = base, 1
        while name.lower() in self.given:
            number += 1
            name = f"{base}.{number}"
        self.given.add(name.lower())
        return name


def plain(text: str) -> str:
    """ASCII letters, digits, dots and dashes; everything else is an underscore."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "_", ascii_).strip("_-")
