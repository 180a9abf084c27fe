"""Which of several submissions of the same people counts: by time before, by points afterwards."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from ..model import ClassEntry, Person, Policy, SubmissionRecord
from ..policy import when, zone_of
from ..submission.hand_in import HandIn
from .roster import Roster

__all__ = ["Superseded", "counting_by_points", "counting_by_time", "listed_time", "together"]

T = TypeVar("T")


class Superseded(msgspec.Struct, frozen=True):
    """What does not count, what counts instead, and by which rule."""

    source: str
    instead: str
    why: str


def together(
    found: Iterable[T], people: Callable[[T], Sequence[Person]], roster: Roster
) -> list[list[T]]:
    """Submissions of the same people, or of members of one group, in the order they came."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = name = above[above[name]]
        return name

    firsts = []
    for one in found:
        names = [f"key {person.key}" for person in people(one)]
        names += [roster.whose(person) for person in people(one)]
        for name in names[1:]:
            above[root(name)] = root(names[0])
        firsts.append((one, names[0]))
    groups: dict[str, list[T]] = {}
    for one, name in firsts:
        groups.setdefault(root(name), []).append(one)
    return list(groups.values())


def counting_by_time(
    handed: Sequence[HandIn], roster: Roster, policy: Policy
) -> tuple[list[HandIn], list[Superseded]]:
    """The latest or the first of the same people, as the policy says; all, where the best counts.

    With what does not count.
    """
    kept: list[HandIn] = []
    superseded: list[Superseded] = []
    for group in together(handed, lambda one: one.people, roster):
        if len(group) == 1 or policy.counts == "best":
            kept += group
            continue
        group.sort(key=lambda one: _order(one, roster, policy))
        chosen, next_to = (group[0], group[1]) if policy.counts == "first" else group[-1:-3:-1]
        why = f"the {policy.counts} one of a group, or of one person, counts"
        if _order(chosen, roster, policy)[:-1] == _order(next_to, roster, policy)[:-1]:
            why += "; nothing says which that is, so their names decide: look at them"
        kept.append(chosen)
        others = [one for one in group if one is not chosen]
        superseded += [Superseded(one.source, chosen.source, why) for one in others]
    return kept, superseded


def _order(handed: HandIn, roster: Roster, policy: Policy) -> tuple[datetime, bool, int, int, str]:
    text = handed.handed_in or listed_time(handed, roster, policy)
    time = when(text, zone_of(policy)) or datetime.min.replace(tzinfo=UTC)
    return time, bool(handed.late), handed.order, handed.attempt, handed.source


def listed_time(handed: HandIn, roster: Roster, policy: Policy) -> str | None:
    """When the class list says that it was handed in, the latest of its people."""
    people = [roster.find(person) for person in handed.people]
    times = [p.submitted for p in people if p is not None and when(p.submitted) is not None]
    return max(times, key=lambda t: when(t, zone_of(policy)) or datetime.min, default=None)


def counting_by_points(
    entries: Iterable[ClassEntry],
    records: Sequence[SubmissionRecord],
    roster: Roster,
    policy: Policy,
) -> tuple[list[ClassEntry], list[tuple[str, str]]]:
    """Of several by the same people the best, if that is the policy; else all.

    `records` are those that the entries, which are looked at one at a time, are of.  With what
    does not count: pairs of its id and the one that counts instead.
    """
    if policy.counts != "best":
        return list(entries), []
    groups = enumerate(together(records, lambda record: record.people, roster))
    group_of = {record.id: number for number, group in groups for record in group}
    best: dict[int, ClassEntry] = {}
    worse: list[tuple[str, int]] = []
    for one in entries:
        key = group_of[one.id]
        other = best.get(key)
        if other is None or (one.score or 0.0) > (other.score or 0.0):
            best[key] = one
        if other is not None:
            worse.append((other.id if best[key] is one else one.id, key))
    superseded = [(name, best[key].id) for name, key in worse]
    return sorted(best.values(), key=lambda one: one.id), superseded
