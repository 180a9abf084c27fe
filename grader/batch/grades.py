"""The grades of a batch, from its gradebook: what every page and export starts from."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from ..errors import ConfigurationError
from ..model import (
    ClassEntry,
    ClassSheet,
    Grade,
    Person,
    Pictures,
    Policy,
    Result,
    SubmissionRecord,
    reason,
)
from ..policy import Terms, late_days
from ..report import student_page
from ..store import Gradebook
from ..store.rows import as_result
from .counting import counting_by_points
from .roster import Roster

__all__ = ["days_late", "missing", "page_of", "read_sheet", "terms_of", "whole_sheet"]


def terms_of(book: Gradebook, record: SubmissionRecord) -> Terms:
    """What makes a submission's grade of its result now: rules, days late, points by hand."""
    policy = book.batch.policy
    overrides = tuple(book.overrides(record.id))
    return Terms(policy=policy, days_late=days_late(policy, record), overrides=overrides)


def days_late(policy: Policy, record: SubmissionRecord) -> int:
    """How late a submission is by the rules."""
    return late_days(policy, record.known_by, record.handed_in, record.late)


def page_of(book: Gradebook, record: SubmissionRecord, pictures: Pictures) -> str:
    """A student's page with the grade of now: late days, points by hand.  Nothing is run."""
    text, figures = book.handed_out(record.id)
    shown = as_result(text)
    return student_page(shown, terms_of(book, record).grade(shown), figures, pictures)


def missing(book: Gradebook) -> list[str]:
    """Who is on the class list and handed nothing in."""
    people = [person for record in book.submissions() for person in record.people]
    return [entry.label for entry in Roster(book.batch.roster).missing(people)]


def read_sheet(book: Gradebook, look: Callable[[str, Result], None]) -> ClassSheet:
    """The sheet of a gradebook, without cases and pages, which are most of it.

    `look` is shown each submission's whole result on the way, hidden cases and all.  Raises
    ConfigurationError when nothing was graded yet.
    """

    def results() -> Iterator[tuple[str, Result]]:
        for name, result in book.whole():
            look(name, result)
            yield name, _without_cases(result)

    return _sheet(book, results(), lambda *_: "")


def whole_sheet(book: Gradebook, pages: bool = False) -> ClassSheet:
    """The sheet with what each student may see, and their pages, if they are wanted.

    Raises ConfigurationError.
    """
    pictures = book.pictures

    def page(name: str, shown: Result, grade: Grade) -> str:
        if not pages:
            return ""
        return student_page(shown, grade, book.handed_out(name)[1], pictures)

    results = ((name, as_result(text)) for name, text in book.results())
    return _sheet(book, results, page)


def _sheet(
    book: Gradebook,
    results: Iterator[tuple[str, Result]],
    page: Callable[[str, Result, Grade], str],
) -> ClassSheet:
    batch, roster = book.batch, Roster(book.batch.roster)
    records = {record.id: record for record in book.submissions()}

    def entries() -> Iterator[ClassEntry]:
        for name, result in results:
            grade = terms_of(book, records[name]).grade(result)
            yield _entry(records[name], grade, result, page(name, result, grade), roster)

    known = list(records.values())
    found, superseded = counting_by_points(entries(), known, roster, batch.policy)
    if not found:
        raise ConfigurationError(f"{book.folder}: nothing was graded yet")
    return ClassSheet(
        assignment=batch.assignment or found[0].result.assignment,
        title=batch.title or found[0].result.assignment,
        exercises=batch.exercises,
        max_score=max(entry.max_score for entry in found),
        entries=tuple(found),
        due=batch.policy.due,
        superseded=tuple(superseded),
    )


def _without_cases(result: Result) -> Result:
    exercises = tuple(msgspec.structs.replace(e, cases=()) for e in result.exercises)
    return msgspec.structs.replace(result, exercises=exercises, stdout="", violation=False)


def _entry(
    record: SubmissionRecord, grade: Grade, shown: Result, page: str, roster: Roster
) -> ClassEntry:
    people = [_known(person, roster) for person in record.people]
    return ClassEntry(
        id=record.id,
        name=", ".join(person.label for person in people),
        people=(*people, *_sharing(record.people, roster)),
        marks=record.marks,
        handed_in=record.handed_in,
        status=shown.status,
        late=grade.late,
        score=grade.score,
        max_score=grade.max_score,
        raw=grade.raw,
        penalty=grade.penalty,
        comment=_comment(grade, shown, record.remarks),
        chosen_file=record.chosen,
        points=grade.exercises,
        result=shown,
        page=page,
    )


def _known(person: Person, roster: Roster) -> Person:
    """A person with what the class list knows beyond the download; its name is the one to use."""
    listed = roster.find(person)
    if listed is None:
        return person
    return Person(
        key=person.key,
        name=listed.name or person.name,
        email=person.email or listed.email,
        sid=person.sid or listed.sid,
    )


def _sharing(people: Sequence[Person], roster: Roster) -> list[Person]:
    """Who else gets the grade, as members of the same group."""
    there = [roster.find(person) for person in people]
    others = []
    for person in people:
        for other in roster.sharing(person):
            if other not in there:
                there.append(other)
                others.append(
                    Person(
                        key=other.key or other.label,
                        name=other.name,
                        email=other.email,
                        sid=other.sid,
                    )
                )
    return others


def _comment(grade: Grade, shown: Result, remarks: Sequence[str]) -> str:
    """A line for the student: the reasons of the grade, which file it is of, what to look at."""
    said = [*grade.notes, *remarks[:3]]
    if any(exercise.status != "passed" for exercise in shown.exercises):
        said += [note for note in shown.notes if note not in remarks][:3]
    if shown.message:
        said.append(shown.message)
    for exercise in () if shown.message else shown.exercises:
        if exercise.status != "passed":
            said.append(f"{exercise.name}: {reason(exercise, otherwise=exercise.status)}")
    return "; ".join(" ".join(line.split()) for line in said)
