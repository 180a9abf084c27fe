"""Scales, ticks and lines of a chart, in the coordinates of its SVG."""

import math
from collections.abc import Callable, Iterable, Sequence

import msgspec

__all__ = [
    "Chart",
    "Line",
    "Mark",
    "Scale",
    "chart",
    "log_chart",
    "number",
    "place",
    "points",
    "relative",
]

WIDTH, HEIGHT = 320.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 8.0, 10.0, 20.0
#: Below this, a number is 0 to a picture on a log scale.
SMALLEST = 1e-17

Pair = tuple[float, float]
#: (label, kind, value by step)
Series = Sequence[tuple[str, str, Sequence[float]]]


class Scale(msgspec.Struct, frozen=True):
    """From the numbers low to high to the places start to end."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value; what lies outside stands a little outside, too."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + (self.end - self.start) * min(max(share, -1.0), 2.0)


class Line(msgspec.Struct, frozen=True):
    """A line of a chart: its path, in half pixels, its classes, and what it is."""

    path: str
    kind: str
    label: str


class Mark(msgspec.Struct, frozen=True):
    """A place on an axis, or a line across."""

    at: str
    label: str
    kind: str = ""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A small chart with its axes; `about` is what it says to those who do not see it."""

    title: str
    about: str
    lines: tuple[Line, ...]
    xs: tuple[Mark, ...]
    ys: tuple[Mark, ...]
    across: tuple[Mark, ...] = ()
    downs: tuple[Mark, ...] = ()
    steps: int = 0
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM


def number(value: float | str | None, digits: int = 6) -> str:
    """A number for the eye; "nan" and the infinities are words already."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{value:.{digits}g}".replace("e-0", "e-").replace("e+0", "e")


def points(pairs: Iterable[Pair]) -> str:
    """The attribute of a polyline, in whole pixels of a picture that is shown half as large."""
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in pairs)


def relative(pairs: Iterable[Pair]) -> str:
    """A path from point to point in whole steps, which is half as long as a polyline."""
    parts: list[str] = []
    before = (0, 0)
    for x, y in pairs:
        here = (round(x), round(y))
        step = f"{here[0] - before[0]} {here[1] - before[1]}"
        parts.append(step.replace(" -", "-"))
        before = here
    return f"m{' '.join(parts)}" if parts else "m0 0"


def place(value: float) -> str:
    """A coordinate to a tenth of a pixel: more is not seen, and pages have thousands of them."""
    return f"{value:.1f}".removesuffix(".0")


def chart(
    title: str,
    about: str,
    series: Series,
    downs: Sequence[tuple[float, str, str]] = (),
) -> Chart:
    """(label, kind, value by step) as lines on a linear scale; `downs` are (step, label, kind)."""
    values = [v for _, _, row in series for v in row if math.isfinite(v)]
    low, high = min(values, default=0.0), max(values, default=1.0)
    y = Scale(low, high if high > low else low + 1, HEIGHT - BOTTOM, TOP)
    ticks = [(v, number(v, 3)) for v in (low, (low + high) / 2, high)]
    return _chart(title, about, series, y, ticks, downs, float)


def log_chart(
    title: str,
    about: str,
    series: Series,
    across: Sequence[tuple[float, str]] = (),
) -> Chart:
    """Sizes on a log scale: |value| by step; `across` are (value, label) of lines across."""
    sizes = [abs(v) for _, _, row in series for v in row if math.isfinite(v)]
    sizes = [v for v in (*sizes, *(v for v, _ in across)) if v > SMALLEST] or [1.0]
    low, high = math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes)))
    y = Scale(low, max(high, low + 1), HEIGHT - BOTTOM, TOP)
    every = max(1, (max(high, low + 1) - low) // 4)
    ticks = [(float(p), f"1e{p}") for p in range(low, max(high, low + 1) + 1, every)]
    made = _chart(title, about, series, y, ticks, (), lambda v: _log(v, low))
    limits = tuple(Mark(place(y.at(math.log10(v))), label, "limit") for v, label in across)
    return msgspec.structs.replace(made, across=limits)


def _log(value: float, low: float) -> float:
    size = abs(value)
    return max(math.log10(size), low) if size > SMALLEST else low


def _chart(
    title: str,
    about: str,
    series: Series,
    y: Scale,
    ticks: Sequence[tuple[float, str]],
    downs: Sequence[tuple[float, str, str]],
    height: Callable[[float], float],
) -> Chart:
    steps = max((len(row) for _, _, row in series), default=2) - 1
    x = Scale(0.0, max(steps, 1), LEFT, WIDTH - RIGHT)
    lines = tuple(
        Line(
            relative(
                (2 * x.at(i), 2 * y.at(height(v))) for i, v in enumerate(row) if math.isfinite(v)
            ),
            kind,
            label,
        )
        for label, kind, row in series
    )
    return Chart(
        title=title,
        about=about,
        lines=lines,
        xs=tuple(Mark(place(x.at(i)), str(i)) for i in sorted({0, steps // 2, steps})),
        ys=tuple(Mark(place(y.at(v)), label) for v, label in ticks),
        downs=tuple(Mark(place(x.at(step)), label, kind) for step, label, kind in downs),
        steps=steps,
    )
