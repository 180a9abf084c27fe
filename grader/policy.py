"""A course's rules as YAML, and the grade that they make of a result.

due: 2026-11-20T23:59:00+01:00     # with an offset; without one it is UTC
grace_minutes: 10
late_penalty_per_day: 10           # percent of the points reached, for each day begun
late_penalty_cap: 50               # percent
extensions: {ada: 2, "1815": 2026-12-01T12:00:00+01:00}     # days, or a due time of their own
bonus: [Nesterov]                  # their points count, and not in the maximum
drop_lowest: 1                     # exercises, the lowest share first
counts: latest                     # of several submissions: latest, best, first
hidden: names                      # what students see of hidden cases: score, names, nothing
"""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from .files import read_bytes
from .model import ExerciseResult, Grade, Result
from .score import rounded
from .spec import Source, did_you_mean, parse
from .spec.structs import struct

__all__ = ["Override", "Policy", "grade_of", "late_days", "read_policy", "when"]

DAY = timedelta(days=1)


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """The rules; without any, a result is its grade."""

    due: str | None = None
    grace_minutes: float = 0.0
    late_penalty_per_day: float = 0.0
    late_penalty_cap: float = 100.0
    extensions: dict[str, float | str] = {}
    bonus: tuple[str, ...] = ()
    drop_lowest: int = 0
    counts: Literal["latest", "best", "first"] = "latest"
    hidden: Literal["score", "names", "nothing"] = "score"


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """Points that a person gave by hand, in place of the grader's."""

    exercise: str
    points: float
    comment: str
    who: str
    at: str


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
    if policy.due is not None:
        _time(policy.due, ("due",), source)
    for who, extension in policy.extensions.items():
        if isinstance(extension, str):
            _time(extension, ("extensions", who), source)
    for i, name in enumerate(policy.bonus):
        if name not in exercises:
            meant = did_you_mean(name, exercises)
            source.fault(("bonus", i), f"there is no exercise {name!r}{meant}")
    for key in ("grace_minutes", "late_penalty_per_day", "late_penalty_cap", "drop_lowest"):
        if getattr(policy, key) < 0:
            source.fault((key,), f"{key} must not be below 0, found {getattr(policy, key)}")
    if policy.drop_lowest >= len(exercises):
        source.fault(("drop_lowest",), f"there are only {len(exercises)} exercises")


def _time(text: str, path: tuple[str, ...], source: Source) -> None:
    if when(text) is None:
        source.fault(path, f"expected a time like 2026-11-20T23:59:00+01:00, found {text!r}")


def when(text: str | None) -> datetime | None:
    """A time as it stands in files, in UTC if it does not say; None when it is none."""
    try:
        time = datetime.fromisoformat((text or "").replace(" UTC", "+00:00").strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def late_days(
    policy: Policy, people: Sequence[str], handed_in: str | None, said: bool | None
) -> int:
    """Days begun after the due time, with grace and extension; 1 when only the format says late."""
    due = _due(policy, people)
    time = when(handed_in)
    if due is None or time is None:
        extended = any(person in policy.extensions for person in people)
        return 1 if said and not extended else 0
    if time <= due + timedelta(minutes=policy.grace_minutes):
        return 0
    return math.ceil((time - due) / DAY)


def _due(policy: Policy, people: Sequence[str]) -> datetime | None:
    """The due time of these people: the latest that one of them was given."""
    due = when(policy.due)
    own = []
    for person in people:
        extension = policy.extensions.get(person)
        if isinstance(extension, str):
            own.append(when(extension))
        elif extension is not None and due is not None:
            own.append(due + extension * DAY)
    known = [time for time in (due, *own) if time is not None]
    return max(known) if known else None


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
