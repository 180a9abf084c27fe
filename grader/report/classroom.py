"""The class page of a batch: who has what, what was not understood, what staff must look at."""

from collections.abc import Sequence

import msgspec

from .render import render

__all__ = [
    "CaseRate",
    "ClassView",
    "ExerciseRate",
    "Group",
    "Line",
    "NeedsReview",
    "RunView",
    "class_page",
    "statistics",
]

BINS = 10
#: What stands in a cell of the table, and in which order it is sorted: the worst first.
SHORT = {
    "internal_error": "ours", "error": "error", "timeout": "slow", "memory": "memory",
    "failed": "wrong", "partial": "partly", "missing": "missing", "not_implemented": "todo",
    "passed": "right",
}  # fmt: skip
#: Groups that are shown at once; the others are folded.
FIRST = 10


class CaseRate(msgspec.Struct, frozen=True):
    """How many passed a case, of how many that were asked."""

    name: str
    passed: int
    of: int

    @property
    def percent(self) -> int:
        """The share, in percent."""
        return 100 * self.passed // (self.of or 1)


class ExerciseRate(CaseRate, frozen=True):
    """How many have an exercise right, and each of its cases."""

    cases: tuple[CaseRate, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Submissions with something in common: an exercise's mistake, or the shape of an error."""

    exercise: str
    message: str
    count: int
    who: tuple[str, ...]
    mistake: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A submission in the table; `mistakes` are indices into the groups of known mistakes."""

    id: str
    name: str
    score: float | None
    max_score: float
    status: str
    late: bool
    exercises: tuple[str, ...]
    mistakes: tuple[int, ...] = ()


class NeedsReview(msgspec.Struct, frozen=True):
    """A submission that somebody must look at, and why."""

    id: str
    name: str
    why: str


class RunView(msgspec.Struct, frozen=True):
    """One batch in the table of progress: its mean in percent, and each exercise's pass rate."""

    name: str
    at: str
    count: int
    mean: float | None
    passes: dict[str, int]


class ClassView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the class page shows."""

    title: str
    isolation: str
    exercises: tuple[ExerciseRate, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()
    known: tuple[Group, ...] = ()
    unknown: tuple[Group, ...] = ()
    needs_review: tuple[NeedsReview, ...] = ()
    clusters: tuple[tuple[str, ...], ...] = ()
    runs: tuple[RunView, ...] = ()


def class_page(view: ClassView) -> str:
    """The page as HTML."""
    names = {line.id: line.name for line in view.lines}
    return render(
        "grader.report",
        "class.html",
        view=view,
        names=names,
        short=SHORT,
        order=list(SHORT.values()),
        marks={SHORT[status] for line in view.lines for status in line.exercises},
        bins=_bins(view.lines),
        facts=statistics(view.lines),
        first=FIRST,
    )


def _share(line: Line) -> float | None:
    if line.score is None or not line.max_score:
        return None
    return 100 * line.score / line.max_score


def _bins(lines: Sequence[Line]) -> list[tuple[str, int, float]]:
    """(range, count, share of the largest) of the scores, by tenths of the maximum."""
    counts = [0] * BINS
    for line in lines:
        share = _share(line)
        if share is not None:
            counts[min(BINS - 1, max(0, int(BINS * share / 100)))] += 1
    largest = max(counts) or 1
    return [
        (f"{100 * i // BINS}–{100 * (i + 1) // BINS}", count, count / largest)
        for i, count in enumerate(counts)
    ]


def statistics(lines: Sequence[Line]) -> dict[str, float]:
    """The mean and the median in percent of the points, and how many have them all; 0 of none."""
    shares = sorted(share for line in lines if (share := _share(line)) is not None)
    count = len(shares)
    middle = (shares[(count - 1) // 2] + shares[count // 2]) / 2 if shares else 0.0
    return {
        "mean": round(sum(shares) / (count or 1), 1),
        "median": round(middle, 1),
        "full": sum(share >= 100 for share in shares),
        "late": sum(line.late for line in lines),
    }
