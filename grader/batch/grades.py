"""The grades of a batch, from its gradebook: what every export starts from."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from ..errors import ConfigurationError
from ..model import Result
from ..policy import Grade, Override, Policy, grade_of, late_days
from ..store import Gradebook, Row
from ..submission.handed import Student
from .roster import Person, Roster

__all__ = ["Graded", "Sheet", "read_sheet"]


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """A submission, its result and its grade; `sharing` are others of its group."""

    row: Row
    result: Result
    shown: Result
    grade: Grade
    sharing: tuple[Person, ...] = ()

    @property
    def comment(self) -> str:
        """A line for the student: the reasons of the grade and what to look at."""
        said = list(self.grade.notes)
        if self.result.message:
            said.append(self.result.message)
        for exercise in self.shown.exercises:
            if exercise.status != "passed":
                words = [f.message for f in exercise.findings[:1]]
                said.append(f"{exercise.name}: {words[0] if words else exercise.status}")
        return "; ".join(" ".join(line.split()) for line in said)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in the order of their ids, with the facts of the batch."""

    assignment: str
    title: str
    exercises: tuple[str, ...]
    max_score: float
    seed_id: str
    isolation: str
    folder: str
    graded: tuple[Graded, ...]
    missing: tuple[Person, ...] = ()


def read_sheet(book: Gradebook) -> Sheet:
    """The sheet of a gradebook.  Raises ConfigurationError when nothing was graded yet."""
    policy = msgspec.json.decode(book.meta("policy") or "{}", type=Policy)
    people = msgspec.json.decode(book.meta("roster") or "[]", type=list[Person])
    roster = Roster(people)
    graded = list(_counting(_graded(book, policy, roster), policy))
    if not graded:
        raise ConfigurationError(f"{book.folder}: nothing was graded yet")
    first = graded[0].result
    rows = book.rows()
    missing = roster.missing([_student(p) for row in rows for p in row.people])
    return Sheet(
        assignment=first.assignment,
        title=book.meta("title") or first.assignment,
        exercises=tuple((book.meta("exercises") or "").split("\n")),
        max_score=max(g.grade.max_score for g in graded),
        seed_id=book.meta("seed_id") or "",
        isolation=book.meta("isolation") or "",
        folder=str(Path(book.folder)),
        graded=tuple(graded),
        missing=tuple(missing),
    )


def _graded(book: Gradebook, policy: Policy, roster: Roster) -> Iterator[Graded]:
    shown = {name: text for name, text, _ in book.results()}
    for row in book.rows():
        result = book.result(row.id)
        if result is None:
            continue
        days = late_days(policy, row.keys, row.handed_in, row.late)
        overrides = [
            Override(**{k: v for k, v in found.items() if k != "id"})
            for found in book.overrides(row.id)
        ]
        sharing = {p.label: p for person in row.people for p in roster.sharing(_student(person))}
        yield Graded(
            row=row,
            result=result,
            shown=msgspec.json.decode(shown[row.id], type=Result, strict=False),
            grade=grade_of(result, policy, days, overrides),
            sharing=tuple(sharing.values()),
        )


def _counting(graded: Iterator[Graded], policy: Policy) -> Iterator[Graded]:
    """Of several by the same people the best, if that is the policy; else all."""
    if policy.counts != "best":
        yield from graded
        return
    best: dict[str, Graded] = {}
    for one in graded:
        key = "+".join(sorted(person["key"] for person in one.row.people))
        other = best.get(key)
        if other is None or (one.grade.score or 0.0) > (other.grade.score or 0.0):
            best[key] = one
    yield from sorted(best.values(), key=lambda one: one.row.id)


def _student(person: dict[str, str]) -> Student:
    return Student(**person)
