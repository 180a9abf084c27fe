"""A result as a notebook shows it below a cell: a table, and the whole page folded under it."""

from ..language import translated as _
from ..model import WORST_FIRST, Result
from ..wording.lines import line_of
from .cases import SYMBOLS, cut
from .render import render

__all__ = ["inline"]

#: Lines on how the cells were read.
NOTES = 6
#: Of what stands beside an exercise.
LINE = 400


def inline(result: Result, page: str) -> str:
    """A piece of HTML without scripts or styles of its own; `page` is framed, and asks for nothing.

    A viewer that takes frames away, as of a notebook that is not trusted, leaves the table.
    """
    exercises = sorted(result.exercises, key=lambda e: WORST_FIRST.index(e.status))
    rows = [
        {
            "symbol": SYMBOLS.get(e.status, "✗"),
            "good": e.status == "passed",
            "name": e.name,
            "points": f"{round(e.score, 2):g}/{e.max_score:g}",
            "line": cut(line_of(e), LINE),
        }
        for e in exercises
    ]
    score = "–" if result.score is None else f"{result.score:g}"
    return render(
        "grader.report",
        "inline.html",
        title=result.assignment,
        score=_("{score} of {most} points").format(score=score, most=f"{result.max_score:g}"),
        message=cut(result.message or ""),
        notes=[cut(note) for note in result.notes[:NOTES]],
        rows=rows if result.status != "unreadable" else [],
        page=page,
    )
