"""Whose row of a template is whose: found once, by one set of rules, for every system.

A submission that comes from the system itself is known by the system's own number, and by nothing
else where a row has one.  Anyone else is told by number, then SIS id or login, then e-mail, then
name, each only where one row and one submission have it; whatever else is known must not speak
against it.  What cannot be told is left as it is and listed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ..model import ClassEntry, ClassSheet, Person
from ..tables import Table
from ._names import same_words, variants

__all__ = ["Filled", "Placement", "RowOwner", "place"]

LEVELS = ("number", "id", "email", "name")
WORDS = {"number": "number", "id": "id", "email": "address", "name": "name"}


class RowOwner(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says of whose it is; `unit` and `line` are what the row is called by."""

    line: int
    unit: str = "line"
    number: str = ""
    ids: tuple[str, ...] = ()
    email: str = ""
    name: str = ""

    @property
    def place(self) -> str:
        """The row in a sentence: `line 3`."""
        return f"{self.unit} {self.line}"

    def values(self, level: str) -> set[str]:
        """What it can be found by."""
        if level == "name":
            return variants(self.name)
        if level == "id":
            return _folded(self.ids)
        if level == "number":
            return _folded([self.number])
        return _addresses([self.email, *self.ids])


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """The submission of each row by the row's place in the list, and what has no row.

    `nowhere` are submissions for none of whose people there is a row, `partly` says who of a group
    has none, `unclear` which rows were not told apart, and why.
    """

    entries: dict[int, ClassEntry]
    nowhere: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A template that was filled in, who is where in it, and what staff should know of it."""

    table: Table
    placing: Placement
    remarks: tuple[str, ...] = ()


class _Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One person who gets an entry's grade; `own` if the system itself gave the number."""

    entry: ClassEntry
    person: Person
    own: bool

    def values(self, level: str) -> set[str]:
        key = self.person.key
        told = [] if self.own else [key]
        if level == "number":
            return _folded([key])
        if level == "id":
            return _folded([self.person.sid, *told])
        if level == "email":
            return _addresses([self.person.email, *told])
        return variants(self.name)

    @property
    def name(self) -> str:
        return self.person.name or ("" if self.own else self.person.key)


class _Unclear(Exception):
    """Why a claim cannot be told."""


def place(sheet: ClassSheet, seats: Sequence[RowOwner], mark: str) -> Placement:
    """Finds everyone's row; `mark` is where a submission keeps the system's own number."""
    rules = _Rules(seats, [claim for entry in sheet.entries for claim in _claims(entry, mark)])
    claimed: dict[int, dict[str, ClassEntry]] = defaultdict(dict)
    unclear: dict[str, None] = {}
    without: dict[str, list[str]] = defaultdict(list)
    listed = set()
    for claim in rules.claims:
        try:
            seat = rules.find(claim)
        except _Unclear as why:
            unclear[str(why)] = None
            listed.add(claim.entry.id)
            continue
        if seat is None:
            without[claim.entry.id].append(claim.person.label)
        else:
            claimed[seat][claim.entry.id] = claim.entry
    entries = {}
    for number, found in sorted(claimed.items()):
        if len(found) == 1:
            (entries[number],) = found.values()
        else:
            where = seats[number].place
            unclear[f"{where} is that of {len(found)} submissions ({', '.join(found)})"] = None
            listed |= set(found)
    seated = {entry.id for entry in entries.values()} | listed
    return Placement(
        entries=entries,
        nowhere=tuple(e.id for e in sheet.entries if e.id not in seated),
        partly=tuple(f"{i} ({', '.join(n)})" for i, n in without.items() if i in seated),
        unclear=tuple(unclear),
    )


class _Rules:
    """Rows and claims, each by what it is found by."""

    def __init__(self, seats: Sequence[RowOwner], claims: list[_Claim]) -> None:
        self.seats, self.claims = seats, claims
        self.rows: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.rivals: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
        for level in LEVELS:
            for number, seat in enumerate(seats):
                for value in seat.values(level):
                    self.rows[level, value].add(number)
            for claim in claims:
                for value in claim.values(level):
                    self.rivals[level, value, _sure(claim, level)].add(claim.entry.id)

    def find(self, claim: _Claim) -> int | None:
        """The row of a claim; None if there is none.  Raises _Unclear."""
        told: dict[str, int] = {}
        doubts: dict[str, set[int]] = {}
        said = ""
        for level in LEVELS:
            rows = self._rows(claim, level)
            rivals = self._rivals(claim, level, rows)
            if len(rows) == 1 == len(rivals):
                (told[level],) = rows
            elif rows:
                doubts[level] = rows
                said = said or self._shared(claim, level, rows, rivals)
            if rows and claim.own and level == "number":
                break
        if not told and doubts:
            raise _Unclear(said)
        if not told:
            return None
        row = next(iter(told.values()))
        if any(row not in rows for rows in doubts.values()):
            raise _Unclear(f"{said}, but something else is that of {self.seats[row].place}")
        self._agree(claim, told)
        return row

    def _rows(self, claim: _Claim, level: str) -> set[int]:
        rows = {row for value in claim.values(level) for row in self.rows.get((level, value), ())}
        if claim.own and level != "number":  # a number that is not its own is somebody else's
            rows = {row for row in rows if not self.seats[row].number}
        return rows

    def _rivals(self, claim: _Claim, level: str, rows: set[int]) -> set[str]:
        """The submissions that share with the claim what it has in common with the rows."""
        return {
            who
            for row in rows
            for value in self.seats[row].values(level) & claim.values(level)
            for who in self.rivals[level, value, _sure(claim, level)]
        }

    def _shared(self, claim: _Claim, level: str, rows: set[int], rivals: set[str]) -> str:
        lines = _lines(self.seats[row] for row in rows)
        said = f"{claim.entry.id}: its {WORDS[level]} is that of {lines}"
        if len(rivals) > 1:
            said += f" and of {len(rivals)} submissions ({', '.join(sorted(rivals))})"
        return said

    def _agree(self, claim: _Claim, told: dict[str, int]) -> None:
        """Raises _Unclear when something that is known speaks against the row."""
        if len(set(told.values())) > 1:
            words = ", ".join(
                f"its {WORDS[level]} is that of {self.seats[row].place}"
                for level, row in told.items()
            )
            raise _Unclear(f"{claim.entry.id}: {words}")
        seat = self.seats[next(iter(told.values()))]
        if set(told) == {"name"}:
            # a login and a number are two kinds and may both be right; so may login and address
            known = claim.values("id") - _folded([claim.name])
            digits = [{v for v in ids if v.isdigit()} for ids in (known, seat.values("id"))]
            own = claim.values("email") - _folded([claim.person.sid])
            addresses = [own, _addresses([seat.email])]
            for level, (here, there) in (("id", digits), ("email", addresses)):
                if here and there and not here & there:
                    raise _Unclear(f"{claim.entry.id}: its name is that of {seat.place}, "
                                   f"its {WORDS[level]} is not")  # fmt: skip
        name = claim.person.name
        named = name == claim.person.key or same_words(name, seat.name)
        if set(told) == {"number"} and not claim.own and not named:
            raise _Unclear(f"{claim.entry.id}: its number is that of {seat.place}, its name is not")


def _claims(entry: ClassEntry, mark: str) -> Iterator[_Claim]:
    number = entry.marks.get(mark, "")
    for person in entry.people:
        yield _Claim(entry=entry, person=person, own=bool(number) and person.key == number)


def _sure(claim: _Claim, level: str) -> bool:
    """The system's own number is no rival of one that only looks like it."""
    return claim.own and level == "number"


def _folded(values: Iterable[str]) -> set[str]:
    return {value.strip().casefold() for value in values} - {""}


def _addresses(values: Iterable[str]) -> set[str]:
    return {value for value in _folded(values) if re.fullmatch(r"[^@\s]+@[^@\s]+", value)}


def _lines(seats: Iterable[RowOwner]) -> str:
    found = sorted(seats, key=lambda seat: seat.line)
    words = ", ".join(str(seat.line) for seat in found[:-1])
    return f"{found[0].unit}s {words} and {found[-1].line}" if words else found[0].place
