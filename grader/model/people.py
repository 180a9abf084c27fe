"""Who hands in: one shape for downloads, the class list, the gradebook, sheets and exports."""

from collections.abc import Iterable

import msgspec

__all__ = ["Person", "RosterEntry", "key_of"]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of a class.

    `key` is what their source tells people apart by: Canvas' user, Moodle's participant, the name
    of a folder.  `sid` is the university's own number; name, address and it may be empty.
    """

    key: str
    name: str = ""
    email: str = ""
    sid: str = ""

    @property
    def label(self) -> str:
        """What they are listed by."""
        return self.name or self.key

    @property
    def known_by(self) -> tuple[str, ...]:
        """Everything that they can be called by."""
        return tuple(filter(None, (self.key, self.sid, self.email, self.name)))


class RosterEntry(Person, frozen=True, kw_only=True, rename={"key": "id"}):
    """One row of the class list; its `key`, which may be empty, is the column `id`.

    `numbered`: the key is what Canvas or Moodle knows them by.  `submitted` is an ISO time.
    """

    key: str = ""
    group: str = ""
    submitted: str = ""
    numbered: bool = False

    @property
    def label(self) -> str:
        """What they are listed by."""
        return self.name or self.sid or self.email or self.key


def key_of(people: Iterable[Person]) -> str:
    """The key of a group, or of its one person."""
    return "+".join(sorted(person.key for person in people))
