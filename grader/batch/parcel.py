"""What a worker on another machine is sent once: a setup, with the course's files that it reads.

A worker need not see the course's folder: the files are written to one of its own.
"""

import pickle
from pathlib import Path, PurePosixPath

import msgspec

from ..files import read_bytes
from ..model import Assignment, Case, Exercise
from ..paper import Paper
from .worker import Setup

__all__ = ["pack", "unpack"]


class _Parcel(msgspec.Struct, frozen=True):
    setup: Setup
    files: dict[str, bytes]


def pack(setup: Setup) -> bytes:
    """A setup with the files of its assignment and of the course's adapters and languages.

    The hidden cases are part of it, as is what the reference has to give (`parts`, `families`,
    `slips`), but not the reference itself.  Raises ConfigurationError when a file cannot be read.
    """
    setup.paper.parts, setup.paper.families, setup.paper.slips  # noqa: B018  the reference is here
    folder = Path(setup.paper.assignment.folder)
    course = folder.resolve().parent.parent
    files = {
        file.relative_to(course).as_posix(): read_bytes(file)
        for place in (folder.resolve(), course / "adapters", course / "locale")
        for file in sorted(place.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }
    return pickle.dumps(_Parcel(setup, files), protocol=pickle.HIGHEST_PROTOCOL)


def unpack(data: bytes, course: Path) -> Setup:
    """The setup of a parcel, its files now below `course`.

    A pickle runs whatever its sender wants: unpack only what came from the batch itself.
    """
    parcel: _Parcel = pickle.loads(data)
    for name, content in parcel.files.items():
        file = course / PurePosixPath(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return msgspec.structs.replace(parcel.setup, paper=_moved(parcel.setup.paper, course))


def _moved(paper: Paper, course: Path) -> Paper:
    """The paper of a course that is now somewhere else."""
    adapters = str(course / "adapters")

    def exercise(old: Exercise) -> Exercise:
        return msgspec.structs.replace(old, adapters=adapters) if old.adapters else old

    def cases(old: list[Case]) -> list[Case]:
        return [msgspec.structs.replace(c, exercise=exercise(c.exercise)) for c in old]

    before = paper.assignment
    after: Assignment = msgspec.structs.replace(
        before,
        folder=str(course / "assignments" / Path(before.folder).name),
        exercises=tuple(map(exercise, before.exercises)),
    )
    goldens = {
        case.id: paper.golden(case) for case in paper.cases if case.spec.visibility == "hidden"
    }
    shown = [case for case in paper.cases if case.spec.visibility != "hidden"]
    hidden = [case for case in paper.cases if case.spec.visibility == "hidden"]
    moved = Paper(after, cases(shown), cases(paper.probes)).with_hidden(cases(hidden), goldens)
    moved.parts, moved.families = paper.parts, paper.families  # the reference stays where it is
    moved.slips = paper.slips
    return moved
