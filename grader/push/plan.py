"""What is to be changed, and what is left alone and why: values in, values out."""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from ..exporters._cells import number
from ..exporters._rows import Placement, RowOwner, place
from ..language import translated as _
from ..model import ClassEntry, ClassSheet
from ..wording.services import ALL_RIGHT, PAGE_ATTACHED, SCORE

__all__ = ["Change", "Enrolled", "Plan", "make_plan"]

#: Points that differ by less are the same: other systems round.
SAME = 0.005


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """A student of the course, with the grade and the comments that are there.

    `files` are the names of the files that hang on the comments.
    """

    user: int
    owner: RowOwner
    score: float | None = None
    excused: bool = False
    comments: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Who it is, for the staff."""
        return f"{self.owner.name or self.owner.email} ({self.user})"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent for one student: new points, or none; a comment and a page, or none."""

    student: Enrolled
    entry: ClassEntry
    points: float | None = None
    comment: str | None = None
    page: str | None = None
    page_name: str = ""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """All changes; who has the right grade already; who is left alone, each with the reason."""

    changes: tuple[Change, ...]
    unchanged: tuple[Enrolled, ...]
    kept: tuple[str, ...]
    placing: Placement


def make_plan(
    sheet: ClassSheet,
    students: Sequence[Enrolled],
    pushed: Mapping[int, float],
    overwrite: bool = False,
    pages: bool = True,
) -> Plan:
    """Compares the sheet with what is there.

    `pushed` are the points that we put there ourselves, by student: whoever has others has them
    from a person, and keeps them unless `overwrite`.
    """
    placing = place(sheet, [student.owner for student in students], "canvas_user")
    changes, unchanged, kept = [], [], []
    for row, entry in sorted(placing.entries.items()):
        student = students[row]
        reason = _left_alone(student, entry, pushed, overwrite)
        if reason:
            kept.append(f"{student.label}: {reason}")
            continue
        change = _change(student, entry, pages)
        if change.points is None and change.comment is None:
            unchanged.append(student)
        else:
            changes.append(change)
    return Plan(
        changes=tuple(changes), unchanged=tuple(unchanged), kept=tuple(kept), placing=placing
    )


def _left_alone(
    student: Enrolled, entry: ClassEntry, pushed: Mapping[int, float], overwrite: bool
) -> str:
    """Why nothing is sent; empty if something may be."""
    if entry.score is None:
        return "has no grade yet"
    if student.excused:
        return "is excused"
    there, ours = student.score, pushed.get(student.user)
    if there is None or overwrite or _same(there, entry.score):
        return ""
    if ours is None or not _same(there, ours):
        return f"has {number(there)}, which was not sent from here; --overwrite replaces it"
    return ""


def _change(student: Enrolled, entry: ClassEntry, pages: bool) -> Change:
    assert entry.score is not None
    right = student.score is not None and _same(student.score, entry.score)
    page = entry.page if pages and entry.page else None
    name = _page_name(entry, page) if page is not None else ""
    comment = _comment(entry, page is not None)
    said = comment in student.comments and (not name or name in student.files)
    return Change(
        student=student,
        entry=entry,
        points=None if right else entry.score,
        comment=None if said else comment,
        page=None if said else page,
        page_name="" if said else name,
    )


def _comment(entry: ClassEntry, page: bool) -> str:
    points = _(SCORE).format(score=number(entry.score), maximum=number(entry.max_score))
    parts = [points, entry.comment or _(ALL_RIGHT), *([_(PAGE_ATTACHED)] if page else [])]
    return "\n".join(parts)


def _page_name(entry: ClassEntry, page: str) -> str:
    """The name tells what is in it: a page that is there is not sent again."""
    digest = hashlib.sha256(page.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{entry.result.assignment}-{digest}.html"


def _same(one: float, other: float) -> bool:
    return abs(one - other) < SAME
