"""A course's rules and the points that a person gave: what turns a result into a grade."""

from typing import Literal

import msgspec

__all__ = ["Override", "Policy"]


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """The rules; without any, a result is its grade.

    `extensions` are days, or a due time of their own, by whatever somebody is known by.
    """

    timezone: str | None = None
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
