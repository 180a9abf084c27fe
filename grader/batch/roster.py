"""The class list, if there is one: who is missing, names, and groups that share a grade."""

import contextlib
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from ..errors import ConfigurationError
from ..files import read_text
from ..policy import when
from ..submission.handed import Student

__all__ = ["Person", "Roster", "read_roster"]

#: Field -> the headers that it is known by, in lower case.
HEADERS = {
    "id": ("id", "user id", "user_id", "student id", "student_id", "identifier", "participant"),
    "name": ("name", "full name", "student", "student name"),
    "email": ("email", "email address", "e-mail"),
    "sid": ("sid", "sis user id", "sis login id", "login", "username", "id number"),
    "group": ("group", "team"),
    "submitted": ("submitted", "submitted at", "last modified (submission)"),
}


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the class list."""

    id: str = ""
    name: str = ""
    email: str = ""
    sid: str = ""
    group: str = ""
    submitted: str = ""

    @property
    def label(self) -> str:
        """What they are listed by."""
        return self.name or self.sid or self.email or self.id


class Roster:
    """The class list, looked up by whatever a format tells people apart by."""

    def __init__(self, people: Sequence[Person] = ()) -> None:
        self.people = list(people)
        self.by: dict[str, Person] = {}
        for field in ("name", "email", "sid", "id"):  # the surest last, so that it wins
            for person in people:
                value = getattr(person, field).strip().lower()
                if value:
                    self.by[f"{field}:{value}"] = person

    def find(self, student: Student) -> Person | None:
        """The row of a student."""
        wanted = (("id", student.key), ("sid", student.sid), ("sid", student.key),
                  ("email", student.email), ("email", student.key),
                  ("name", student.name), ("name", student.key))  # fmt: skip
        for field, value in wanted:
            found = self.by.get(f"{field}:{value.strip().lower()}") if value else None
            if found is not None:
                return found
        return None

    def missing(self, students: Iterable[Student]) -> list[Person]:
        """Who is on the list and handed nothing in, neither alone nor with a group."""
        found = [person for student in students if (person := self.find(student)) is not None]
        groups = {person.group for person in found if person.group}
        return [p for p in self.people if p not in found and (not p.group or p.group not in groups)]

    def sharing(self, student: Student) -> list[Person]:
        """Who else gets the grade of this student's group."""
        person = self.find(student)
        if person is None or not person.group:
            return []
        return [other for other in self.people if other.group == person.group and other != person]


def _time(text: str) -> str:
    """A time as an ISO one; as Moodle writes it in English, too.  Anything else is none."""
    for form in ("%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, form).isoformat()
    return text if when(text) is not None else ""


def read_roster(file: Path) -> Roster:
    """A CSV with a row of headers.  Raises ConfigurationError that says what was expected."""
    text = read_text(file)
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    columns = {
        field: header.index(known)
        for field, names in HEADERS.items()
        if (known := next((name for name in names if name in header), None)) is not None
    }
    if not set(columns) - {"group", "submitted"}:
        wanted = ", ".join(names[0] for names in HEADERS.values())
        found = ", ".join(header) or "nothing"
        raise ConfigurationError(
            f"{file}:1:1: expected a row of headers, some of: {wanted}; found {found}"
        )
    people = []
    for cells in rows[1:]:
        facts = {f: cells[i].strip() for f, i in columns.items() if i < len(cells)}
        facts["submitted"] = _time(facts.get("submitted", ""))
        if any(facts.values()):
            people.append(Person(**facts))
    return Roster(people)
