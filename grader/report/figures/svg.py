"""Scales, ticks and lines of a chart, in the coordinates of its SVG."""

import math
from collections.abc import Iterable, Sequence

import msgspec
from markupsafe import Markup

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
        return self.all((value,))[0]

    def all(self, values: Iterable[float]) -> list[float]:
        """The places of many values."""
        low, start = self.low, self.start
        span = self.high - low
        if not math.isfinite(span):  # numbers so large that their difference is none
            return [start for _ in values]
        unit = (self.end - start) / (span or 1.0)
        least, most = sorted((start - (self.end - start), start + 2 * (self.end - start)))
        places = [start + unit * (value - low) for value in values]
        if not places or (min(places) >= least and max(places) <= most):
            return places
        return [least if p < least else most if p > most else p for p in places]


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
    axes: Markup
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
    return f"{value + 0.0:.{digits}g}".replace("e-0", "e-").replace("e+0", "e")


def points(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The attribute of a polyline, in whole pixels of a picture that is shown half as large."""
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in zip(xs, ys, strict=True))


def relative(xs: Sequence[float], ys: Sequence[float]) -> str:
    """A path from point to point in whole steps, which is half as long as a polyline."""
    columns, rows = list(map(round, xs)), list(map(round, ys))
    across = map(int.__sub__, columns, [0, *columns])
    down = map(int.__sub__, rows, [0, *rows])
    steps = [f"{a} {b}" if b >= 0 else f"{a}{b}" for a, b in zip(across, down, strict=True)]
    return f"m{' '.join(steps)}" if steps else "m0 0"


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
    return _chart(title, about, series, y, ticks, downs)


def log_chart(
    title: str,
    about: str,
    series: Series,
    across: Sequence[tuple[float, str]] = (),
) -> Chart:
    """Sizes on a log scale: |value| by step; `across` are (value, label) of lines across."""
    logs = [(label, kind, _logs(row)) for label, kind, row in series]
    lines = [math.log10(value) for value, _ in across]
    powers = [p for _, _, row in logs for p in row if p - p == 0.0] + lines or [0.0]
    low = math.floor(min(powers))
    high = max(math.ceil(max(powers)), low + 1)
    y = Scale(low, high, HEIGHT - BOTTOM, TOP)
    ticks = [(float(p), f"1e{p}") for p in range(low, high + 1, max(1, (high - low) // 4))]
    floored = [
        (label, kind, [low if p == -math.inf else p for p in row] if -math.inf in row else row)
        for label, kind, row in logs
    ]
    made = _chart(title, about, floored, y, ticks, ())
    if not across:
        return made
    limits = tuple(
        Mark(place(y.at(power)), label, "limit")
        for power, (_, label) in zip(lines, across, strict=True)
    )
    return msgspec.structs.replace(made, across=limits)


def _logs(row: Sequence[float]) -> list[float]:
    """Powers of ten; -inf of what is 0 to a picture."""
    log10, least = math.log10, -math.inf
    sizes = map(abs, row)
    return [log10(s) if s > SMALLEST else math.nan if s != s else least for s in sizes]


def _chart(
    title: str,
    about: str,
    series: Series,
    y: Scale,
    ticks: Sequence[tuple[float, str]],
    downs: Sequence[tuple[float, str, str]],
) -> Chart:
    steps = max((len(row) for _, _, row in series), default=2) - 1
    x = Scale(0.0, max(steps, 1), LEFT, WIDTH - RIGHT)
    places = [2 * at for at in x.all(range(max(steps, 0) + 1))]
    halves = Scale(y.low, y.high, 2 * y.start, 2 * y.end)
    lines = tuple(Line(_line(row, places, halves), kind, label) for label, kind, row in series)
    xs = [(places[i] / 2, str(i)) for i in sorted({0, max(steps, 0) // 2, max(steps, 0)})]
    ys = list(zip(y.all(v for v, _ in ticks), (label for _, label in ticks), strict=True))
    return Chart(
        title=title,
        about=about,
        lines=lines,
        axes=_axes(xs, ys),
        downs=tuple(_down(x.at(step), label, kind) for step, label, kind in downs),
        steps=steps,
    )


def _down(at: float, label: str, kind: str) -> Mark:
    """A line down; near the right edge, its label stands left of it."""
    return Mark(place(at), label, f"{kind} end" if at > 0.7 * WIDTH else kind)


def _axes(xs: Sequence[tuple[float, str]], ys: Sequence[tuple[float, str]]) -> Markup:
    """The lines across with their numbers, and the numbers below: ours, so that they are HTML."""
    grid = "".join(f"M{LEFT:g} {place(y)}H{WIDTH - RIGHT:g}" for y, _ in ys)
    left = "".join(f'<text y="{place(y)}">{label}</text>' for y, label in ys)
    below = "".join(f'<text x="{place(x)}">{label}</text>' for x, label in xs)
    return Markup(
        f'<path class="grid" d="{grid}"/>'
        f'<g class="ys" transform="translate({LEFT - 5:g} 3)">{left}</g>'
        f'<g class="xs" transform="translate(0 {HEIGHT - BOTTOM + 14:g})">{below}</g>'
    )


def _line(row: Sequence[float], places: Sequence[float], y: Scale) -> str:
    """A row of values as a path, in half pixels; what is not finite is left out."""
    if not all(map(math.isfinite, row)):
        places = [a for a, v in zip(places, row, strict=False) if math.isfinite(v)]
        row = [v for v in row if math.isfinite(v)]
    return relative(places[: len(row)], y.all(row))
