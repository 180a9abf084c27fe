"""The class page of a batch: who has what, which exercises are hard, and the commonest mistakes."""

from collections import Counter

import msgspec

from .render import render

__all__ = ["ClassView", "Line", "class_page"]

BINS = 10


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A submission in the table."""

    id: str
    name: str
    score: float | None
    max_score: float
    status: str
    late: bool
    exercises: tuple[str, ...]
    mistakes: tuple[tuple[str, str], ...] = ()
    message: str = ""


class ClassView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the class page shows."""

    title: str
    isolation: str
    exercises: tuple[str, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()


def class_page(view: ClassView) -> str:
    """The page as HTML."""
    return render(
        "grader.report",
        "class.html",
        view=view,
        bins=_bins(view),
        passes=_passes(view),
        mistakes=_mistakes(view),
        human=[line for line in view.lines if line.status == "internal_error"],
    )


def _bins(view: ClassView) -> list[tuple[str, int, int]]:
    """(range, count, percent of the largest) of the scores, by tenths of the maximum."""
    counts = [0] * BINS
    for line in view.lines:
        if line.score is not None and line.max_score:
            counts[min(BINS - 1, max(0, int(BINS * line.score / line.max_score)))] += 1
    largest = max(counts) or 1
    return [
        (f"{100 * i // BINS}–{100 * (i + 1) // BINS} %", count, round(100 * count / largest))
        for i, count in enumerate(counts)
    ]


def _passes(view: ClassView) -> list[tuple[str, int, int]]:
    """(exercise, how many are right, percent)."""
    found = []
    for i, name in enumerate(view.exercises):
        right = sum(line.exercises[i] == "passed" for line in view.lines)
        found.append((name, right, round(100 * right / (len(view.lines) or 1))))
    return found


def _mistakes(view: ClassView) -> list[tuple[str, int, list[Line]]]:
    """(what is said of it, how many made it, who), the commonest first."""
    counts: Counter[str] = Counter()
    who: dict[str, list[Line]] = {}
    said: dict[str, str] = {}
    for line in view.lines:
        for mistake, message in dict(line.mistakes).items():
            counts[mistake] += 1
            said.setdefault(mistake, message)
            who.setdefault(mistake, []).append(line)
    return [
        (said[m], count, who[m]) for m, count in sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    ]
