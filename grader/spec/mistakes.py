"""mistakes.yaml -> Mistakes: a list of entries, each with edits of the reference."""

from pathlib import Path as FilePath
from typing import Any

from ..files import read_bytes
from ..model import Constant, Edit, Mistake
from .structs import struct, unique
from .tree import Path, Source, did_you_mean, parse

__all__ = ["load_mistakes"]


def load_mistakes(folder: FilePath, exercises: list[str]) -> tuple[Mistake, ...]:
    """Reads folder/mistakes.yaml, () when there is none.

    Raises SpecError with every fault, among them an exercise that the assignment does not have.
    """
    file = folder / "mistakes.yaml"
    if not file.is_file():
        return ()
    raw, source = parse(read_bytes(file), str(file))
    if not isinstance(raw, list):
        source.fault((), "expected a list of mistakes")
        source.check()
    read = [_mistake(item, (i,), exercises, source) for i, item in enumerate(raw)]
    _same_as(read, source)
    unique([mistake.id if mistake else None for mistake in read], "mistake", (), source, key="id")
    source.check()
    return tuple(mistake for mistake in read if mistake is not None)


def _same_as(read: list[Mistake | None], source: Source) -> None:
    """Notes a same_as that is no other mistake's id, or one of a chain."""
    first = {m.id for m in read if m is not None and not m.same_as}
    for i, mistake in enumerate(read):
        if mistake is not None and mistake.same_as and mistake.same_as not in first:
            meant = did_you_mean(mistake.same_as, first)
            source.fault((i, "same_as"), f"no other mistake is called {mistake.same_as!r}{meant}")


def _mistake(raw: Any, path: Path, exercises: list[str], source: Source) -> Mistake | None:
    if not isinstance(raw, dict):
        source.fault(path, "expected a mistake, a mapping with the keys id, exercise, edits")
        return None
    edits = _edits(raw.get("edits"), (*path, "edits"), source)
    also = raw.get("also", [])
    if not isinstance(also, list):
        source.fault((*path, "also"), "expected a list of lists of edits")
        also = []
    others = tuple(_edits(item, (*path, "also", i), source) for i, item in enumerate(also))
    constant = _constant(raw.get("constant"), (*path, "constant"), source)
    exercise = raw.get("exercise")
    if isinstance(exercise, str) and exercise not in exercises:
        meant = did_you_mean(exercise, exercises)
        source.fault((*path, "exercise"), f"no exercise is called {exercise!r}{meant}")
    ready = {**raw, "edits": edits} | ({"also": others} if others else {})
    ready |= {"constant": constant} if "constant" in raw else {}
    return struct(Mistake, ready, path, source, ready=("edits", "also", "constant"))


def _constant(raw: Any, path: Path, source: Source) -> Constant | None:
    """Edits with a constant, and its range."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        source.fault(path, "expected a mapping with the keys edits, low, high")
        return None
    edits = _edits(raw.get("edits"), (*path, "edits"), source)
    read = struct(Constant, {**raw, "edits": edits}, path, source, ready=("edits",))
    if read is not None and not read.low < read.high:
        source.fault((*path, "high"), f"expected more than low, {read.low:g}; found {read.high:g}")
    return read


def _edits(items: Any, path: Path, source: Source) -> tuple[Edit, ...]:
    if not isinstance(items, list) or not items:
        source.fault(path, "a mistake needs a list of at least one edit")
        return ()
    read = [struct(Edit, item, (*path, i), source) for i, item in enumerate(items)]
    return tuple(edit for edit in read if edit is not None)
