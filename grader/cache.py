"""What takes long to make of a course's files, kept from one `grader check` to the next.

Reading YAML and drawing inputs takes longer than grading does, and so does taking the reference
apart for mistakes with a constant.  The key is a hash of everything that they are made from (the
files of the assignment's folder, the reference, this version of the grader), what is kept is data
in our own bounded encoding, behind a checksum.  Inputs that do not fit golden.json, which has a
hash of each case's, are noticed.  It is a convenience on one's own machine, where everything else
lies open as well.  Without a place to write, nothing is kept.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from . import __version__
from .digests import framed_digest, pack, unpack
from .home import cache_folder
from .model import Assignment, Case, CaseSpec
from .runner.codec import CodecError

__all__ = ["Entry", "load"]

Kept = TypeVar("Kept")

#: The assignment, its public cases, and its probes.
Drawn = tuple[Assignment, list[Case], list[Case]]


class Entry:
    """What the cache has for one state of an assignment; it is read at once, decoded when asked."""

    def __init__(self, folder: Path, name: str, sources: Callable[[Path], Iterable[Path]]) -> None:
        self.where = partial(_place, folder, name, sources)
        self.place = self.where()
        self.stored: bytes | None = None
        with contextlib.suppress(OSError):
            self.stored = self.place.read_bytes() if self.place else None

    def get(
        self,
        make: Callable[[], Kept],
        plain: Callable[[Kept], Any],
        restored: Callable[[Any], Kept],
    ) -> Kept:
        """What was stored, or else what is made, and put in its place."""
        if self.stored is not None:
            with contextlib.suppress(
                CodecError, msgspec.DecodeError, KeyError, TypeError, ValueError
            ):
                return restored(unpack(self.stored))
        made = make()
        if self.place is not None and self.place == self.where():  # nothing was changed meanwhile
            with contextlib.suppress(OSError, CodecError, TypeError):
                _store(self.place, pack(plain(made)))
        return made


def load(folder: Path, draw: Callable[[], Drawn]) -> Drawn:
    """The assignment, its cases and its probes from the cache, or drawn and put there."""
    entry = Entry(folder, folder.name, _drawn_from)
    return entry.get(draw, _plain, lambda data: _restored(data, folder))


def _place(folder: Path, name: str, sources: Callable[[Path], Iterable[Path]]) -> Path | None:
    """The file for this state of the sources; None when it cannot be told."""
    try:
        # marshal's form is a Python's own
        start = f"{__version__} {sys.version} {_own_digest()}"
        parts = [(file.name, file.read_bytes()) for file in sources(folder)]
        digest = framed_digest(parts, start=f"{start} {folder.resolve()}\0")
        return Path(cache_folder(), f"{name}-{digest[:24]}.bin")
    except (OSError, RuntimeError):
        return None


def _drawn_from(folder: Path) -> list[Path]:
    adapters = sorted((folder.resolve().parent.parent / "adapters").glob("*.py"))
    files = [*sorted(folder.iterdir()), *adapters]
    return [file for file in files if file.is_file() and file.suffix not in (".md", ".pyc")]


@cache
def _own_digest() -> str:
    """Of what reads and draws: in a checkout it changes without a new version."""
    package = Path(__file__).parent
    folders = [
        sorted((package / name).glob("*.py")) for name in ("adapters", "cases", "spec", "model")
    ]
    runner = [package / "runner" / f"{name}.py" for name in ("codec", "decoder", "structure")]
    sources = [*runner, *(file for files in folders for file in files)]
    return framed_digest((file.name, file.read_bytes()) for file in sources)


def _plain(drawn: Drawn) -> dict[str, Any]:
    assignment, *groups = drawn
    cases, probes = (
        [[case.exercise.name, case.spec.name, case.data, case.structure] for case in group]
        for group in groups
    )
    return {
        "assignment": msgspec.json.encode(assignment),
        "cases": cases,
        "probes": probes,
    }


def _restored(data: dict[str, Any], folder: Path) -> Drawn:
    assignment = msgspec.json.decode(data["assignment"], type=Assignment)
    # The folder may have been named otherwise when this was kept, relative to another place.
    assignment = msgspec.structs.replace(assignment, folder=str(folder))
    exercises = {exercise.name: exercise for exercise in assignment.exercises}
    specs = {(e.name, spec.name): spec for e in assignment.exercises for spec in e.cases}
    cases = [
        Case(exercises[exercise], specs[exercise, case], inputs, made=structure)
        for exercise, case, inputs, structure in data["cases"]
    ]
    probes = [
        Case(exercises[exercise], CaseSpec(name=case, weight=0.0), inputs, made=structure)
        for exercise, case, inputs, structure in data["probes"]
    ]
    return assignment, cases, probes


def _store(place: Path, data: bytes) -> None:
    """Writes in one step, and takes older states of the assignment away."""
    import tempfile  # only when something is stored

    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=place.parent)
    with open(descriptor, "wb") as file:
        file.write(data)
    os.replace(draft, place)
    start = f"{place.name.rpartition('-')[0]}-"
    for old in place.parent.iterdir():
        # An assignment may be called losses-2: its states have longer names.
        alike = old.name.startswith(start) and len(old.name) == len(place.name)
        if alike and old != place:
            with contextlib.suppress(OSError):
                old.unlink()
