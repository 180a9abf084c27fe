"""Ids of submissions: given once, they belong to a key for the life of a gradebook."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import msgspec

from ..model import SubmissionRecord
from ..policy import folded
from ..submission.hand_in import HandIn
from .roster import Roster

__all__ = ["Identities", "Known", "who_is_known"]


class Known(msgspec.Struct, frozen=True):
    """An id that was given, and to which key.

    `people` are the keys of its people, by which it is known in a gradebook that an older grader
    made: there, `key` is empty.
    """

    id: str
    key: str
    people: str


class Identities:
    """Names for files and rows: readable, safe in every file system, each given once.

    A key keeps its id, whoever comes or goes; an id that was given is never given to another.
    """

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self.by_key: dict[str, str] = {}
        self.unclaimed: dict[str, list[str]] = {}
        self.given: set[str] = set()
        for one in known:
            self.given.add(one.id.lower())
            if one.key:
                self.by_key[one.key] = one.id
            else:
                self.unclaimed.setdefault(one.people, []).append(one.id)

    def of(self, key: str, handed: HandIn) -> str:
        """The id of a key, as it was given, or a new one made of the people's names."""
        if key not in self.by_key:
            older = self.unclaimed.get(handed.key)
            self.by_key[key] = older.pop(0) if older else self._new(handed)
        return self.by_key[key]

    def _new(self, handed: HandIn) -> str:
        words = [f"{s.name} {s.key}" if s.name != s.key else s.key for s in handed.people]
        base = plain(" ".join(words))[:80] or "submission"
        name, number = base, 1
        while name.lower() in self.given:
            number += 1
            name = f"{base}.{number}"
        self.given.add(name.lower())
        return name


def plain(text: str) -> str:
    """ASCII letters, digits, dots and dashes; everything else is an underscore."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "_", ascii_).strip("_-")


def who_is_known(
    submissions: Iterable[SubmissionRecord],
    roster: Roster,
    before: Mapping[str, set[str]],
) -> dict[str, set[str]]:
    """What people are known by, folded, and by which of them.

    `before` are those of earlier runs.
    """
    known = {name: set(people) for name, people in before.items()}
    listed: dict[int, str] = {}

    def add(who: str, *names: str) -> None:
        for name in names:
            known.setdefault(folded(name), set()).add(who)

    for record in submissions:
        for person in record.people:
            entry = roster.find(person)
            who = record.id if entry is None else listed.setdefault(id(entry), record.id)
            add(who, record.id, *person.known_by)
    for entry in roster.people:
        add(listed.get(id(entry), entry.label), *entry.known_by)
    return known
