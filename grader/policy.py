"""A course's rules as YAML, and the grade that they make of a result.

timezone: Europe/Prague            # of times without an offset, and of days late; an IANA name
due: 2026-11-20T23:59:00+01:00     # or 2026-11-20T23:59, in that zone; 2026-11-20 is its end
grace_minutes: 10
late_penalty_per_day: 10           # percent of the points reached, for each day begun
late_penalty_cap: 50               # percent
extensions: {ada: 2, "1815": 2026-12-01T12:00:00+01:00}     # days, or a due time of their own
bonus: [Nesterov]                  # their points count, and not in the maximum
drop_lowest: 1                     # exercises, the lowest share first
counts: latest                     # of several submissions: latest, best, first
hidden: names                      # what students see of hidden cases: score, names, nothing
"""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec

from .files import read_bytes
from .model import ExerciseResult, Grade, Override, Policy, Result
from .score import rounded
from .spec import Source, did_you_mean, parse
from .spec.structs import struct

__all__ = [
    "Terms", "check_people", "folded", "grade_of", "has_no_offset", "late_days", "read_policy",
    "when", "zone_of", "zone_words",
]  # fmt: skip

DAY = timedelta(days=1)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a grade of a submission's result: rules, days late, points given by hand."""

    policy: Policy = Policy()
    days_late: int = 0
    overrides: tuple[Override, ...] = ()

    def grade(self, result: Result) -> Grade:
        """The grade of a result on these terms; see `grade_of`."""
        return grade_of(result, self.policy, self.days_late, self.overrides)


def zone_of(policy: Policy) -> tzinfo:
    """That of times without an offset: the course's, else the due time's, else UTC."""
    if policy.timezone is not None:
        return ZoneInfo(policy.timezone)
    due = when(policy.due, ending=True)
    return UTC if due is None or due.tzinfo is None else due.tzinfo


def zone_words(policy: Policy) -> str:
    """The same for a person to read, with where it is from."""
    if policy.timezone is not None:
        return f"in {policy.timezone}, the policy's timezone"
    due = when(policy.due, ending=True)
    if due is None or has_no_offset(policy.due):
        return "in UTC, since the policy names no timezone"
    return f"in {due.tzname()}, as the due time"


def read_policy(file: Path, exercises: Sequence[str]) -> Policy:
    """Raises SpecError with every fault, and ConfigurationError when it cannot be read."""
    raw, source = parse(read_bytes(file), str(file))
    policy = struct(Policy, {} if raw is None else raw, (), source)
    if policy is not None:
        _check(policy, exercises, source)
    source.check()
    assert policy is not None
    return policy


def _check(policy: Policy, exercises: Sequence[str], source: Source) -> None:
    if policy.timezone is not None and not _is_zone(policy.timezone):
        close = difflib.get_close_matches(policy.timezone, available_timezones(), n=1)
        meant = f"; did you mean {close[0]!r}?" if close else ""
        words = f"expected a time zone like Europe/Prague, found {policy.timezone!r}{meant}"
        source.fault(("timezone",), words)
    if policy.due is not None:
        _time(policy.due, ("due",), source)
    _check_extensions(policy.extensions, source)
    for i, name in enumerate(policy.bonus):
        if name not in exercises:
            meant = did_you_mean(name, exercises)
            source.fault(("bonus", i), f"there is no exercise {name!r}{meant}")
    for key in ("grace_minutes", "late_penalty_per_day", "late_penalty_cap", "drop_lowest"):
        if getattr(policy, key) < 0:
            source.fault((key,), f"{key} must not be below 0, found {getattr(policy, key)}")
    if policy.drop_lowest >= len(exercises):
        source.fault(("drop_lowest",), f"there are only {len(exercises)} exercises")


def _check_extensions(extensions: Mapping[str, float | str], source: Source) -> None:
    seen: dict[str, str] = {}
    for who in extensions:
        if folded(who) in seen:
            words = f"{who!r} stands here twice, as {seen[folded(who)]!r} too"
            source.fault_at_key(("extensions", who), words)
        seen[folded(who)] = who
    for who, extension in extensions.items():
        if isinstance(extension, str):
            _time(extension, ("extensions", who), source)


def _time(text: str, path: tuple[str, ...], source: Source) -> None:
    if when(text, ending=True) is None:
        words = "expected a time like 2026-11-20T23:59, or with an offset, or a day"
        source.fault(path, f"{words}, found {text!r}")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def has_no_offset(text: str | None) -> bool:
    """Whether a time leaves open which clock it is of."""
    time = _parsed(text or "")
    return time is not None and time.tzinfo is None


@lru_cache(maxsize=2**12)  # each time is asked for often, and the due time for everybody
def _parsed(text: str) -> datetime | None:
    """A time as files have it: ISO 8601, also with a space before the offset or nanoseconds."""
    plain = re.sub(r"\s*(?:UTC|GMT)$", "+00:00", text.strip())
    plain = re.sub(r"\s+(?=(?:Z|[+-]\d\d:?\d\d)$)", "", plain)
    plain = re.sub(r"(\.\d{6})\d+", r"\1", plain)
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        return None


def when(text: str | None, zone: tzinfo = UTC, ending: bool = False) -> datetime | None:
    """A time as it stands in files, in `zone` if it does not say; None when it is none.

    A day alone is its beginning, to nobody's harm, or with `ending` its end.
    """
    time = _parsed(text or "")
    if time is None:
        return None
    if ending and _DAY.fullmatch((text or "").strip()):
        time = time.replace(hour=23, minute=59, second=59, microsecond=999999)
    return time if time.tzinfo else time.replace(tzinfo=zone)


def folded(text: str) -> str:
    """What people are known by, as it is compared: without case, accents in one form."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def late_days(
    policy: Policy, people: Sequence[str], handed_in: str | None, said: bool | None
) -> int:
    """Days begun after the due time, with grace and extension; 1 when only the format says late."""
    due = _due(policy, people)
    time = when(handed_in, zone_of(policy))
    if due is None or time is None:
        return 1 if said and not _extensions(policy, people) else 0
    if time <= due.astimezone(UTC) + timedelta(minutes=policy.grace_minutes):
        return 0
    days = max(0, (time - due) // DAY - 1)
    while time > due + days * DAY:  # on the wall clock: a day may have 23 hours, or 25
        days += 1
    return days


def _extensions(policy: Policy, people: Sequence[str]) -> list[float | str]:
    """The extensions of these people, whatever they are named by."""
    known = set(map(folded, people))
    return [e for who, e in policy.extensions.items() if folded(who) in known]


def _due(policy: Policy, people: Sequence[str]) -> datetime | None:
    """The due time of these people: the latest that one of them was given, by the zone's clock."""
    zone = zone_of(policy)
    due = _local(policy.due, zone)
    own = []
    for extension in _extensions(policy, people):
        if isinstance(extension, str):
            own.append(_local(extension, zone))
        elif due is not None:
            own.append(due + extension * DAY)
    known = [time for time in (due, *own) if time is not None]
    return max(known) if known else None


def _local(text: str | None, zone: tzinfo) -> datetime | None:
    """A due time on the zone's wall clock, on which days are counted."""
    time = when(text, zone, ending=True)
    return None if time is None else time.astimezone(zone)


def check_people(file: Path, policy: Policy, known: Mapping[str, set[str]]) -> None:
    """Raises SpecError for an extension of somebody who is not there, or who may be two.

    `known` has what people are known by, folded, and which people that are.
    """
    _, source = parse(read_bytes(file), str(file))
    for who in policy.extensions:
        people = known.get(folded(who), set())
        if not people:
            close = difflib.get_close_matches(folded(who), known, n=1, cutoff=0.6)
            meant = f"; did you mean {close[0]!r}?" if close else ""
            words = f"nobody is known as {who!r} (others of the class are by --roster){meant}"
            source.fault_at_key(("extensions", who), words)
        elif len(people) > 1:
            several = ", ".join(sorted(people)[:5])
            words = f"{who!r} may be any of {several}; name one by an id or an address"
            source.fault_at_key(("extensions", who), words)
    source.check()


def grade_of(
    result: Result, policy: Policy, days_late: int = 0, overrides: Sequence[Override] = ()
) -> Grade:
    """The grade.  An `internal_error` has none, unless every exercise was given points by hand."""
    by_hand = {override.exercise: override for override in overrides}
    points = {e.name: _points(e, result, by_hand) for e in result.exercises}
    notes = [
        f"{o.exercise}: {o.points:g} points given by {o.who}: {o.comment}" for o in by_hand.values()
    ]
    dropped = _dropped(result.exercises, points, policy)
    notes += [f"{name} is not counted: the lowest is dropped" for name in dropped]
    counting = [e for e in result.exercises if e.name not in dropped]
    maximum = rounded(sum(e.max_score for e in counting if e.name not in policy.bonus))
    ungraded = any(points[e.name] is None for e in counting)
    if ungraded or (result.status == "internal_error" and not counting):
        return Grade(score=None, max_score=maximum, raw=None, exercises=points,
                     late=days_late > 0, days_late=days_late, notes=tuple(notes))  # fmt: skip
    raw = rounded(sum(points[e.name] or 0.0 for e in counting))
    share = min(policy.late_penalty_per_day * days_late, policy.late_penalty_cap, 100.0)
    penalty = rounded(raw * share / 100.0)
    if penalty:
        notes.append(f"{days_late} day{'s' * (days_late > 1)} late: {share:g} % off")
    return Grade(
        score=rounded(raw - penalty),
        max_score=maximum,
        raw=raw,
        exercises=points,
        late=days_late > 0,
        days_late=days_late,
        penalty=penalty,
        notes=tuple(notes),
    )


def _points(
    exercise: ExerciseResult, result: Result, by_hand: Mapping[str, Override]
) -> float | None:
    if exercise.name in by_hand:
        return by_hand[exercise.name].points
    ours = exercise.status == "internal_error" or result.status == "internal_error"
    return None if ours else exercise.score


def _dropped(
    exercises: Sequence[ExerciseResult], points: Mapping[str, Any], policy: Policy
) -> list[str]:
    """The names of those with the lowest share of their points; bonus ones are not dropped."""
    counted = [e for e in exercises if e.name not in policy.bonus and e.max_score > 0]
    order = sorted(counted, key=lambda e: (points[e.name] or 0.0) / e.max_score)
    return [exercise.name for exercise in order[: policy.drop_lowest]]
