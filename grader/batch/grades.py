"""The grades of a batch, from its gradebook: what every page and export starts from."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from ..errors import ConfigurationError
from ..model import ClassEntry, ClassSheet, Grade, Pictures, Result
from ..policy import Override, Policy, grade_of, late_days
from ..report import student_page
from ..store import Gradebook, Row
from ..store.rows import as_result
from ..submission.handed import Student
from .roster import Person, Roster

__all__ = [
    "days_of",
    "missing",
    "overrides_of",
    "page_of",
    "pictures_of",
    "policy_of",
    "read_sheet",
    "roster_of",
    "whole_sheet",
]


def policy_of(book: Gradebook) -> Policy:
    """The rules that the last batch was given."""
    return msgspec.json.decode(book.meta("policy") or "{}", type=Policy)


def roster_of(book: Gradebook) -> Roster:
    """The class list that the last batch was given."""
    return Roster(msgspec.json.decode(book.meta("roster") or "[]", type=list[Person]))


def pictures_of(book: Gradebook) -> Pictures:
    """The pictures that the batch was graded with."""
    return msgspec.json.decode(book.meta("pictures") or "{}", type=Pictures, strict=False)


def page_of(book: Gradebook, row: Row, pictures: Pictures) -> str:
    """A student's page with the grade of now: late days, points by hand.  Nothing is run."""
    text, figures = book.handed_out(row.id)
    policy, shown = policy_of(book), as_result(text)
    grade = grade_of(shown, policy, days_of(policy, row), overrides_of(book, row.id))
    return student_page(shown, grade, figures, pictures)


def missing(book: Gradebook) -> list[str]:
    """Who is on the class list and handed nothing in."""
    students = [Student(**person) for row in book.rows() for person in row.people]
    return [person.label for person in roster_of(book).missing(students)]


def days_of(policy: Policy, row: Row) -> int:
    """How many days late a submission is."""
    return late_days(policy, row.keys, row.handed_in, row.late)


def overrides_of(book: Gradebook, submission: str) -> list[Override]:
    """The points given by hand that are in force."""
    return [Override(**found) for found in book.overrides(submission)]


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
    pictures = pictures_of(book)

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
    policy, roster = policy_of(book), roster_of(book)
    rows = {row.id: row for row in book.rows()}

    def entries() -> Iterator[ClassEntry]:
        for name, result in results:
            row = rows[name]
            grade = grade_of(result, policy, days_of(policy, row), overrides_of(book, name))
            yield _entry(row, grade, result, page(name, result, grade), roster)

    found, superseded = _counting(entries(), policy, lambda name: _whose(rows[name], roster))
    if not found:
        raise ConfigurationError(f"{book.folder}: nothing was graded yet")
    return ClassSheet(
        assignment=book.meta("assignment") or found[0].result.assignment,
        title=book.meta("title") or found[0].result.assignment,
        exercises=tuple((book.meta("exercises") or "").split("\n")),
        max_score=max(entry.max_score for entry in found),
        entries=tuple(found),
        due=policy.due,
        superseded=tuple(superseded),
    )


def _without_cases(result: Result) -> Result:
    exercises = tuple(msgspec.structs.replace(e, cases=()) for e in result.exercises)
    return msgspec.structs.replace(result, exercises=exercises, stdout="", violation=False)


def _entry(row: Row, grade: Grade, shown: Result, page: str, roster: Roster) -> ClassEntry:
    people = [_known(person, roster) for person in row.people]
    name = ", ".join(person.get("name") or person["key"] for person in people)
    there = [roster.find(Student(**person)) for person in row.people]
    for person in row.people:
        for other in roster.sharing(Student(**person)):
            if other not in there:
                there.append(other)
                people.append({"key": other.id or other.label, "name": other.name,
                               "email": other.email, "sid": other.sid})  # fmt: skip
    return ClassEntry(
        id=row.id,
        name=name,
        people=tuple(people),
        marks=row.marks,
        handed_in=row.handed_in,
        status=shown.status,
        late=grade.late,
        score=grade.score,
        max_score=grade.max_score,
        raw=grade.raw,
        penalty=grade.penalty,
        comment=_comment(grade, shown, row.remarks),
        chosen_file=row.chosen,
        points=grade.exercises,
        result=shown,
        page=page,
    )


def _known(person: dict[str, str], roster: Roster) -> dict[str, str]:
    """A person with what the class list knows beyond the download."""
    listed = roster.find(Student(**person))
    if listed is None:
        return person
    known = {"name": listed.name, "email": listed.email, "sid": listed.sid}
    own = {k: v for k, v in person.items() if v}
    return person | known | own | ({"name": listed.name} if listed.name else {})


def _comment(grade: Grade, shown: Result, remarks: Sequence[str]) -> str:
    """A line for the student: the reasons of the grade, which file it is of, what to look at."""
    said = [*grade.notes, *remarks[:3]]
    if any(exercise.status != "passed" for exercise in shown.exercises):
        said += [note for note in shown.notes if note not in remarks][:3]
    if shown.message:
        said.append(shown.message)
    for exercise in () if shown.message else shown.exercises:
        if exercise.status != "passed":
            words = [finding.message for finding in exercise.findings[:1]]
            said.append(f"{exercise.name}: {words[0] if words else exercise.status}")
    return "; ".join(" ".join(line.split()) for line in said)


def _whose(row: Row, roster: Roster) -> str:
    """What submissions of the same people, or of one group, have in common."""
    return "+".join(sorted({roster.whose(Student(**person)) for person in row.people}))


def _counting(
    entries: Iterator[ClassEntry], policy: Policy, whose: Callable[[str], str]
) -> tuple[Sequence[ClassEntry], list[tuple[str, str]]]:
    """Of several by the same people the best, if that is the policy; else all.

    With what does not count, and which counts instead.
    """
    if policy.counts != "best":
        return list(entries), []
    best: dict[str, ClassEntry] = {}
    worse: list[tuple[str, str]] = []
    for one in entries:
        key = whose(one.id)
        other = best.get(key)
        if other is None or (one.score or 0.0) > (other.score or 0.0):
            best[key] = one
        if other is not None:
            worse.append((other.id if best[key] is one else one.id, key))
    superseded = [(name, best[key].id) for name, key in worse]
    return sorted(best.values(), key=lambda one: one.id), superseded
