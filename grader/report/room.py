"""How high things are on a page, about, so that what stands beside long code fills its column.

Heights are in rem, as the style sheet has them.
"""

from collections.abc import Sequence

from ..model.pictures import Code
from .cases import CaseView
from .figures import View
from .figures.charts import CurvesView, ErrorsView
from .figures.graph import GraphView
from .figures.network import NetworkView
from .figures.tensors import Grid, TensorsView

__all__ = ["Room", "code_height", "figure_height", "grid_height"]

#: A line of code, of a table and of text; the most that code takes, which scrolls in itself then.
ROW, ENTRY, LINE, TALLEST = 1.24, 1.65, 1.5, 36.5
#: Characters of a line in half a page: of code, of text.
COLUMNS, WORDS = 62, 66
#: A heading with its margins; a chart with its axes.
HEADING, CHART = 2.3, 15.5
PIXELS = 16.0


class Room:
    """What is left beside code of a height, below a case."""

    def __init__(self, height: float, case: CaseView | None) -> None:
        self.left = height - (_case_height(case) if case is not None else 0.0)

    def takes(self, height: float, always: bool = False) -> bool:
        """Whether something fits, which takes its room then; what is there `always` takes it."""
        fits = always or height <= self.left
        if fits:
            self.left -= height
        return fits

    def lines(self) -> int:
        """How many lines of text are left for below a heading."""
        return max(0, int((self.left - HEADING) / LINE))


def code_height(code: Code) -> float:
    """The height of code below its heading; with marked lines, it is shown wholly."""
    rows = sum(1 + len(row) // COLUMNS for row in code.text.split("\n"))
    height = ROW * rows + HEADING + LINE
    return height if code.marked else min(height, TALLEST)


def grid_height(grids: Sequence[Grid]) -> float:
    """The height of quantities that stand below each other."""
    return sum(HEADING + ENTRY * len(grid.rows) for grid in grids)


def figure_height(figure: View) -> float:
    """The height of a figure in half a page."""
    match figure:
        case ErrorsView() | CurvesView():
            return HEADING + LINE + CHART
        case GraphView() | NetworkView():
            return HEADING + 2 * LINE + figure.height / PIXELS
        case TensorsView():
            rows = (max(ENTRY * len(t.cells), t.height / PIXELS) for t in figure.tensors)
            notes = sum(
                LINE + (HEADING if t.cells and not t.right else 0.6) for t in figure.tensors
            )
            return HEADING + LINE + sum(rows) + notes


def _case_height(case: CaseView) -> float:
    texts = [case.about, case.message, *case.rows]
    height = HEADING + LINE * sum(1 + len(text) // WORDS for text in texts if text)
    height += LINE * bool(case.judges)
    rows = sum(1 + len(row) // COLUMNS for row in case.traceback.split("\n") if row)
    return height + min(ROW * rows + LINE, TALLEST) * bool(rows)
