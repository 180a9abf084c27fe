"""validate's page for the course's site: per exercise the errors on a log scale, and its bounds."""

import math
from collections.abc import Sequence

import msgspec

from ..report.render import render
from .check import Check

__all__ = ["page"]

#: The axis, in powers of ten; everything below the first stands at the left edge, 0 too.
LOW, HIGH = -18, -6
WIDTH = 520.0
MARGIN = 10.0
ROW = 18.0
#: The errors of a check fall into bins; a dot stands for each bin that is not empty.
BINS = 48


class Row(msgspec.Struct, frozen=True):
    """One check as a line of a plot: dots (x, radius), the bound's x."""

    label: str
    kind: str
    cases: str
    error: str
    bound: str
    status: str
    y: float
    dots: tuple[tuple[float, float], ...]
    limit: float | None


class Panel(msgspec.Struct, frozen=True):
    """An exercise with its checks; `noise` is the noise floor's x."""

    title: str
    ok: bool
    height: float
    noise: float | None
    rows: tuple[Row, ...]


def page(checks: Sequence[Check], seed: int) -> str:
    """The page as HTML."""
    panels: dict[str, list[Check]] = {}
    for check in checks:
        key = f"{check.assignment}.{check.exercise}" if check.exercise else check.assignment
        panels.setdefault(key, []).append(check)
    ticks = [(f"1e{power}", _x(10.0**power)) for power in range(LOW, HIGH + 1, 2)]
    return render(
        "grader.validate",
        "validate.html",
        panels=[_panel(title, group) for title, group in panels.items()],
        failed=[check for check in checks if check.status == "failed"],
        count=len(checks),
        cases=sum(check.cases for check in checks),
        seed=seed,
        ticks=ticks,
        width=WIDTH + 2 * MARGIN,
    )


def _panel(title: str, checks: Sequence[Check]) -> Panel:
    noise = [c.max_error for c in checks if c.kind == "noise" and c.max_error is not None]
    rows = tuple(_row(check, i) for i, check in enumerate(checks))
    return Panel(
        title=title,
        ok=all(check.status == "passed" for check in checks),
        height=ROW * len(rows),
        noise=_x(max(noise)) if noise else None,
        rows=rows,
    )


def _row(check: Check, i: int) -> Row:
    counts: dict[int, int] = {}
    for error in check.errors:
        place = round((_x(error) - MARGIN) / WIDTH * BINS)
        counts[place] = counts.get(place, 0) + 1
    dots = tuple(
        (MARGIN + WIDTH * place / BINS, 2.0 + 1.4 * math.log10(count))
        for place, count in sorted(counts.items())
    )
    return Row(
        label=check.oracle or check.kind,
        kind=check.kind,
        cases=str(check.cases or ""),
        error="" if check.max_error is None else f"{check.max_error:.1e}",
        bound="" if check.tolerance is None else f"{check.tolerance:.0e}",
        status=check.status,
        y=ROW * (i + 0.5),
        dots=dots,
        limit=_x(check.tolerance) if check.tolerance else None,
    )


def _x(error: float) -> float:
    """The place of an error on the log scale."""
    if not error > 0:
        return MARGIN
    power = min(max(math.log10(error), LOW), HIGH) if math.isfinite(error) else HIGH
    return MARGIN + WIDTH * (power - LOW) / (HIGH - LOW)
