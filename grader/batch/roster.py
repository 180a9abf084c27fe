"""The class list, if there is one: who is missing, names, and groups that share a grade."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import ConfigurationError
from ..exporters import _words as words
from ..exporters._names import fold, split_group_name, variants
from ..exporters.canvas import is_gradebook, is_student
from ..model import Person, RosterEntry
from ..policy import when
from ..tables import Row, Table, read_table
from .moodle_time import moodle_time

__all__ = ["Roster", "read_roster"]

#: Field -> the headers that it is known by, as `plain_title` gives them.
HEADERS = {
    "id": ("id", "user id", "user_id", "student id", "student_id", *words.IDENTIFIER,
           *words.PARTICIPANT),
    "name": ("name", "full name", "student", "student name", *words.NAME),
    "email": ("email", "email address", "e-mail", *words.EMAIL),
    "sid": ("sid", "sis user id", "sis login id", "login", "username", "id number", "id-nummer"),
    "group": ("group", "team"),
    "submitted": ("submitted", "submitted at", *words.SUBMITTED),
}  # fmt: skip
#: A number of the university is another one than that of Canvas or Moodle.
UNIVERSITY = ("student id", "student_id")
FIRST, LAST = ("first name", "vorname"), ("last name", "surname", "nachname")
_NUMBERED = re.compile(r"(\D*[^\W\d_]\D*)\s([0-9]+)")


class Roster:
    """The class list, looked up by whatever a format tells people apart by.

    Only what one row alone has finds it.  `remarks` are what staff should know of the list.
    """

    def __init__(self, people: Sequence[RosterEntry] = (), remarks: Sequence[str] = ()) -> None:
        self.people = list(people)
        self.remarks: list[str] = list(remarks)
        self._places = {id(person): i for i, person in enumerate(self.people)}
        self.numbered = any(person.numbered for person in people)
        self.groups: dict[str, list[RosterEntry]] = defaultdict(list)
        self.by: dict[tuple[str, str], list[RosterEntry]] = defaultdict(list)
        for person in people:
            self.groups[person.group].append(person)
            for field in ("key", "sid", "email"):
                if value := getattr(person, field).strip().casefold():
                    self.by[field, value].append(person)
            for name in variants(person.name):
                self.by["name", name].append(person)

    def find(self, student: Person) -> RosterEntry | None:
        """The row of a student: by number, then address, then name; none where that is unclear.

        Where list and student have a number of the same system, only the number decides.
        """
        if not self.people:
            return None
        own = self._one("key", student.key)
        sid = self._one("sid", student.sid) or self._one("sid", student.key)
        if own is not None:
            return own
        if self.numbered and student.key.isdigit() and student.key != student.sid:
            named = bool(student.name) and sid is not None and not self._called(sid, student)
            return None if named else sid
        if sid is not None:
            return sid
        email = self._one("email", student.email) or self._one("email", student.key)
        return email or self._named(student)

    def missing(self, students: Iterable[Person]) -> list[RosterEntry]:
        """Who is on the list and handed nothing in, neither alone nor with a group."""
        found = [person for student in students if (person := self.find(student)) is not None]
        there = {id(person) for person in found}
        groups = {person.group for person in found if person.group}
        return [
            p for p in self.people if id(p) not in there and (not p.group or p.group not in groups)
        ]

    def whose(self, student: Person) -> str:
        """What a student's submissions are counted together by: group, row of the list, or key."""
        person = self.find(student)
        if person is None:
            return f"key {student.key}"
        if person.group:
            return f"group {person.group.strip().casefold()}"
        return f"row {self._places[id(person)]}"

    def sharing(self, student: Person) -> list[RosterEntry]:
        """Who else gets the grade of this student's group."""
        person = self.find(student)
        if person is None or not person.group:
            return []
        return [other for other in self.groups[person.group] if other is not person]

    def _one(self, field: str, value: str) -> RosterEntry | None:
        found = self.by.get((field, value.strip().casefold()), ()) if value else ()
        return found[0] if len(found) == 1 else None

    def _called(self, person: RosterEntry, student: Person) -> bool:
        return bool(variants(person.name) & variants(student.name))

    def _named(self, student: Person) -> RosterEntry | None:
        name = student.name or student.key
        found = self._with(variants(name)) or self._in_group(name)
        person = found[0] if len(found) == 1 else None
        if person is not None and student.email and person.email:
            return None  # the address was looked for, and is another one
        return person

    def _with(self, names: Iterable[str]) -> list[RosterEntry]:
        found = [person for name in names for person in self.by.get(("name", name), ())]
        return [person for i, person in enumerate(found) if not any(person is f for f in found[:i])]

    def _in_group(self, name: str) -> list[RosterEntry]:
        """Those whom `Group A-Ada Lovelace` may mean."""
        return [
            person
            for group, rest in split_group_name(name)
            for person in self._with([rest])
            if (fold(person.group) == group if person.group else " " in rest)
        ]


def read_roster(file: Path) -> Roster:
    """A CSV with a row of headers.  Raises ConfigurationError that says what was expected."""
    table = read_table(file)
    columns = {field: table.column(*names) for field, names in HEADERS.items()}
    first, last = table.column(*FIRST), table.column(*LAST)
    who = [columns[field] for field in ("id", "name", "email", "sid")] + [last]
    if all(column is None for column in who):
        wanted = ", ".join(names[0] for names in HEADERS.values())
        found = ", ".join(table.titles)
        raise ConfigurationError(
            f"{file}:{table.header.line}:1: expected a row of headers, some of: {wanted}; found "
            f"{found}; rename the headers so"
        )
    gradebook = is_gradebook(table)
    people = []
    for row in table.body():
        if gradebook and not is_student(table, row):
            continue
        name = row.get(columns["name"]) or f"{row.get(first)} {row.get(last)}".strip()
        facts = {f: _value(row.get(c)) for f, c in columns.items()}
        facts["submitted"] = _time(table, row, columns["submitted"])
        facts["name"] = name
        if any(facts.values()):
            people.append((row.line, _person(table, columns["id"], facts)))
    return _checked(file, people)


def _value(cell: str) -> str:
    return "" if cell in ("-", "–", "—") else cell


def _person(table: Table, column: int | None, facts: dict[str, str]) -> RosterEntry:
    """`Participant 2002` is 2002, where Moodle writes so."""
    title = table.titles[column] if column is not None else ""
    found = _NUMBERED.fullmatch(facts["id"])
    moodle = title in (*words.IDENTIFIER, *words.PARTICIPANT)
    if found and (moodle or found[1].strip().casefold() in words.PARTICIPANT):
        facts["id"] = found[2]
    numbered = facts["id"].isdigit() and title not in UNIVERSITY
    return RosterEntry(key=facts.pop("id"), **facts, numbered=numbered)


def _time(table: Table, row: Row, column: int | None) -> str:
    """When it was handed in, as an ISO time; one without an offset stays so.

    Raises ConfigurationError for anything that is neither a time nor nothing.
    """
    text = _value(row.get(column))
    if not text or when(text) is not None:
        return text
    time = moodle_time(text)
    if time is None:
        assert column is not None
        line, place = table.place(row, column)
        raise ConfigurationError(
            f"{table.file}:{line}:{place}: found {text[:60]!r} in the column "
            f"{table.titles[column]!r}, expected a time; write it as 2026-11-20T23:30"
        )
    return time.isoformat()


def _checked(file: Path, people: list[tuple[int, RosterEntry]]) -> Roster:
    """Rows that are the same are kept once, and told.

    Raises ConfigurationError for one id, address or number in rows that say different things.
    """
    kept: list[tuple[int, RosterEntry]] = []
    remarks: list[str] = []
    seen: dict[tuple[str, str], tuple[int, RosterEntry]] = {}
    for line, person in people:
        again = False
        for field, value in (("id", person.key), ("email", person.email), ("sid", person.sid)):
            if not value:
                continue
            before, other = seen.setdefault((field, value.casefold()), (line, person))
            if other is person:
                continue
            if other != person:
                raise ConfigurationError(
                    f"{file}:{line}:1: found the {field} {value!r} of line {before} again, in a "
                    f"row that says something else ({other.label}, {person.label}), expected one "
                    "row for it; delete or mend one of the two"
                )
            if not again:
                remarks.append(f"{file}:{line}:1: says the same as line {before}; it counts once")
            again = True
        if not again:
            kept.append((line, person))
    return Roster([person for _, person in kept], remarks + _namesakes(file, kept))


def _namesakes(file: Path, people: list[tuple[int, RosterEntry]]) -> list[str]:
    """A remark for rows that nothing but a shared name tells of."""
    lines: dict[str, list[int]] = defaultdict(list)
    for line, person in people:
        if not (person.key or person.email or person.sid):
            lines[fold(person.name)].append(line)
    return [
        f"{file}:{found[-1]}:1: the lines {', '.join(map(str, found))} have one name and nothing "
        "else that tells them apart; nobody is matched to them"
        for found in lines.values()
        if len(found) > 1
    ]
