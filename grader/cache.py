"""An assignment with its public cases drawn, kept from one `grader check` to the next.

Reading YAML and drawing inputs takes longer than grading does.  The key is a hash of everything
that they are made from (the files of the assignment's folder, this version of the grader), what is
kept is data in our own bounded encoding, and golden.json holds a hash of every case's inputs, so
that damaged or outdated inputs are noticed.  It is a student's convenience on the student's own
machine, where everything else lies open as well.  Without a place to write, nothing is kept.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from . import __version__
from .digests import framed_digest, pack, unpack
from .files import cache_folder
from .model import Assignment, Case, CaseSpec
from .runner.codec import CodecError

__all__ = ["load"]

#: The assignment, its public cases, and its probes.
Drawn = tuple[Assignment, list[Case], list[Case]]


def load(folder: Path, draw: Callable[[], Drawn]) -> Drawn:
    """The assignment, its cases and its probes from the cache, or drawn and put there."""
    place = _place(folder)
    if place is None:
        return draw()
    with contextlib.suppress(
        OSError, CodecError, msgspec.DecodeError, KeyError, TypeError, ValueError
    ):
        return _restored(unpack(place.read_bytes()), folder)
    drawn = draw()
    with contextlib.suppress(OSError, CodecError, TypeError):
        _store(place, pack(_plain(drawn)))
    return drawn


def _place(folder: Path) -> Path | None:
    """The file for this state of the assignment; None when it cannot be told."""
    try:
        adapters = sorted((folder.resolve().parent.parent / "adapters").glob("*.py"))
        start = f"{__version__} {sys.version}"  # marshal's form is a Python's own
        parts = [
            (file.name, file.read_bytes())
            for file in (*sorted(folder.iterdir()), *adapters, *_own_sources())
            if file.is_file() and file.suffix not in (".md", ".pyc")
        ]
        digest = framed_digest(parts, start=f"{start} {folder.resolve()}\0")
        return cache_folder() / f"{folder.name}-{digest[:24]}.bin"
    except (OSError, RuntimeError):
        return None


def _own_sources() -> list[Path]:
    """What draws cases: in a checkout it changes without a new version."""
    package = Path(__file__).parent
    folders = [
        sorted((package / name).glob("*.py")) for name in ("adapters", "cases", "spec", "model")
    ]
    runner = [package / "runner" / f"{name}.py" for name in ("codec", "decoder", "structure")]
    return [*runner, *(file for files in folders for file in files)]


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
    for old in place.parent.glob(f"{place.name.rpartition('-')[0]}-*.bin"):
        if old != place:
            with contextlib.suppress(OSError):
                old.unlink()
