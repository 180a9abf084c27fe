"""How far the reasons reach: wrong solutions for which no mistake was written, each with a label.

A set is a folder: index.json, and for each of its entries ID/<assignment>.py.  Whether a sentence
is true only a person can say; what was judged is kept as the *meaning* of the findings, so that
another wording keeps its label and another reason asks to be judged anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from ..course import assignment_folder
from ..diagnose.consistency import NOT_DERIVATIVE
from ..errors import ConfigurationError
from ..files import python_files, read_bytes
from ..grade import grade
from ..model import ExerciseResult, Finding
from ..paper import Paper, public_paper
from ..submission import Submission

__all__ = ["LABELS", "Entry", "Examined", "Judged", "Told", "examine", "read_entries"]

INDEX, JUDGED = "index.json", "judged.json"
#: true and specific; true from the structure of the error; the true place; not recognised;
#: misleading or false; not caught; a right solution with all its points, and one without
LABELS = ("S", "T", "P", "U", "M", "N", "right", "lost")
Label = Literal["S", "T", "P", "U", "M", "N", "right", "lost"]
#: Rules that say no more than that the answer is wrong.
NOTHING = NOT_DERIVATIVE | {"unrecognised", "unrecognised_in_part"}
#: An entry of all exercises.
EVERY = "*"


class Entry(msgspec.Struct, frozen=True):
    """A wrong solution, or a right one: what is wrong in words, and how its texts were judged."""

    id: str
    assignment: str
    exercise: str
    wrong: str
    label: Label
    kind: str = ""
    expect: str = ""
    note: str = ""


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a finding means: its rule, what it is about and where, whatever its words."""

    rule: str
    mistake: str | None = None
    subject: str | None = None
    case: str | None = None
    step: int | None = None
    node: int | None = None
    line: int | None = None

    @classmethod
    def of(cls, finding: Finding) -> "Told":
        """The meaning of a finding."""
        place = finding.place
        where = {k: getattr(place, k) for k in ("case", "step", "node", "line")} if place else {}
        return cls(finding.rule or finding.kind, finding.mistake, finding.subject, **where)


class Judged(msgspec.Struct, frozen=True):
    """How a person judged what was told."""

    id: str
    label: Label | None
    told: tuple[Told, ...] = ()


class Examined(msgspec.Struct, frozen=True):
    """An entry as it is told now; `label` is None where a person must judge, `was` is as before."""

    entry: Entry
    told: tuple[Told, ...]
    sentences: tuple[str, ...]
    label: Label | None
    was: Judged | None = None

    @property
    def changed(self) -> bool:
        """Whether something else is told than was judged."""
        return self.was is not None and self.was.told != self.told


def examine(
    course: Path, folder: Path, names: tuple[str, ...] = (), judged: Path | None = None
) -> list[Examined]:
    """Grades the entries of the set, of all assignments or those named, on the public cases.

    What was judged is in the file `judged`, or in the set's own judged.json if there is one.
    Raises ConfigurationError, with the file and what is expected.
    """
    entries = read_entries(folder)
    known = {one.id: one for one in _read_judged(folder, judged)}
    papers: dict[str, Paper] = {}
    found = []
    for entry in entries:
        if names and entry.assignment not in names:
            continue
        if entry.assignment not in papers:
            papers[entry.assignment] = public_paper(assignment_folder(course, entry.assignment))
        found.append(_examined(papers[entry.assignment], folder, entry, known.get(entry.id)))
    return found


def read_entries(folder: Path) -> list[Entry]:
    """The entries of index.json.  Raises ConfigurationError."""
    file = folder / INDEX
    entries: list[Entry] = _read(file, list[Entry])
    for entry in entries:
        if not (folder / entry.id).is_dir():
            raise ConfigurationError(f"{file}: {entry.id}: there is no folder {folder / entry.id}")
    return entries


def _read_judged(folder: Path, judged: Path | None) -> list[Judged]:
    file = judged or folder / JUDGED
    if judged is None and not file.is_file():
        return []
    found: list[Judged] = _read(file, list[Judged])
    return found


def _read(file: Path, what: Any) -> Any:
    try:
        return msgspec.json.decode(read_bytes(file), type=what)
    except msgspec.MsgspecError as error:
        raise ConfigurationError(f"{file}: {error}") from error


def _examined(paper: Paper, folder: Path, entry: Entry, was: Judged | None) -> Examined:
    names = [exercise.name for exercise in paper.exercises]
    if entry.exercise not in (EVERY, *names):
        raise ConfigurationError(
            f"{folder / INDEX}: {entry.id}: {entry.assignment} has no exercise {entry.exercise!r}"
        )
    files = {name: file.read_bytes() for name, file in python_files(folder / entry.id).items()}
    result = grade(paper, Submission(entry.id, files))
    if result.status != "graded":
        raise ConfigurationError(f"{folder / entry.id}: is not graded: {result.message}")
    asked = [e for e in result.exercises if entry.exercise in (EVERY, e.name)]
    told = tuple(Told.of(finding) for finding in _findings(asked))
    sentences = tuple(finding.message for finding in _findings(asked))
    elsewhere = [e for e in result.exercises if e not in asked]
    return Examined(entry, told, sentences, _label(entry, asked, elsewhere, told, was), was)


def _findings(exercises: list[ExerciseResult]) -> Iterator[Finding]:
    for exercise in exercises:
        yield from exercise.findings


def _label(
    entry: Entry,
    asked: list[ExerciseResult],
    elsewhere: list[ExerciseResult],
    told: tuple[Told, ...],
    was: Judged | None,
) -> Label | None:
    """What can be seen without judging; else what was judged of the same meaning; else None.

    Without a judgement that has its meaning, that of the index counts where one cannot see that
    it is of another text.
    """
    whole = all(e.score == e.max_score for e in asked)
    if entry.label in ("right", "lost"):
        return "right" if whole and all(e.score == e.max_score for e in elsewhere) else "lost"
    if whole:
        return "N"
    if all(one.rule in NOTHING for one in told):
        return "U"
    if was is not None:
        return was.label if was.told == told and was.label not in ("U", "N") else None
    return entry.label if entry.label in ("S", "T", "P", "M") else None
