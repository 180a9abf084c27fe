"""Ways over a surface: contour lines, the reference's way, the submission's, and their numbers."""

import math
from collections.abc import Sequence
from functools import cache

import msgspec

from ...language import translated as _
from ...model import Figures, Pictures, Surface, Track
from .charts import COLOURS
from .svg import Chart, Scale, log_chart, number, points, relative

__all__ = ["ContoursView", "RaceView", "WayView", "contours_view", "race_view", "way_view"]

#: Twice what a map has on most screens: whole numbers are fine enough.
WIDTH = 640.0
Point = tuple[float, float]
#: Lines of a state: one for each of the two parameters.
AXES = ("x", "y")
#: A state is known from the first step on.
NONE = (math.nan, math.nan)


class ContoursView(msgspec.Struct, frozen=True):
    """The lines of a surface, drawn once in a page and used wherever it is shown."""

    name: str
    width: float
    height: float
    levels: tuple[tuple[int, str], ...]


class PathView(msgspec.Struct, frozen=True, kw_only=True):
    """A way: its points, its colour, what it is of, and whose it is."""

    points: str
    kind: str
    label: str
    own: bool


class WayView(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise on one surface."""

    name: str
    surface: str
    title: str
    width: float
    height: float
    steps: int
    paths: tuple[PathView, ...]
    charts: tuple[Chart, ...]
    about: str


class RaceView(msgspec.Struct, frozen=True, kw_only=True):
    """All of them on every surface; `racers` are (colour, name, whether it is right)."""

    racers: tuple[tuple[int, str, bool], ...]
    ways: tuple[WayView, ...]
    steps: int


def _scales(surface: Surface) -> tuple[Scale, Scale, float]:
    height = WIDTH * 0.75
    return (
        Scale(*surface.x, 0.0, WIDTH),
        Scale(*surface.y, height, 0.0),
        height,
    )


@cache
def contours_view(surface: Surface) -> ContoursView:
    """The lines, those of low loss first."""
    x, y, height = _scales(surface)
    levels = tuple(
        # Each line begins where the picture does: M0 0 before it.
        (i, "".join("M0 0" + relative(*_places(x, y, line)) for line in level.lines))
        for i, level in enumerate(surface.contours)
    )
    return ContoursView(surface.name, WIDTH, height, levels)


def _places(x: Scale, y: Scale, rows: Sequence[Point]) -> tuple[list[float], list[float]]:
    return x.all(a for a, _ in rows), y.all(b for _, b in rows)


def _path(surface: Surface, track: Track, kind: str, label: str, own: bool) -> PathView:
    x, y, _ = _scales(surface)
    drawn = points(*_places(x, y, track.rows))
    return PathView(points=drawn, kind=kind, label=label, own=own)


def way_view(name: str, pictures: Pictures, figures: Figures, right: bool) -> WayView | None:
    """An exercise on the surface where its way is furthest from the reference's.

    A submission that is right goes the reference's way; one that gave none has only that.
    """
    known = [s for s in pictures.surfaces if name in s.tracks]
    if not known:
        return None
    if right:
        return _right(known[0], name)
    surface = max(known, key=lambda s: _apart(s, name, figures))
    return _way(surface, name, figures.tracks.get(surface.name, {}).get(name), right=False)


def _way(surface: Surface, name: str, own: Track | None, right: bool) -> WayView:
    wanted = surface.tracks[name]
    paths = [_expected(surface, name, "ref", "expected", False)]
    if own is not None:
        paths.append(_path(surface, own, "c0 own", "yours", own=True))
    return WayView(
        name=name,
        surface=surface.name,
        title=surface.title,
        width=WIDTH,
        height=_scales(surface)[2],
        steps=surface.steps,
        paths=tuple(paths),
        charts=_charts(surface, wanted, own),
        about=_about(surface, wanted, own, right),
    )


def _apart(surface: Surface, name: str, figures: Figures) -> float:
    own = figures.tracks.get(surface.name, {}).get(name)
    if own is None:
        return -1.0
    sizes = [math.dist(a, b) for a, b in zip(own.rows, surface.tracks[name].rows, strict=False)]
    (left, right), (low, high) = surface.x, surface.y
    return max(sizes, default=0.0) / math.hypot(right - left, high - low)


def _about(surface: Surface, wanted: Track, own: Track | None, right: bool) -> str:
    if right:
        told = _("On {surface}: the expected path ends at ({where}), and so does yours.")
    elif own is None:
        told = _("On {surface}: the expected path ends at ({where}); yours was not drawn.")
    elif len(own.rows) > surface.steps:
        told = _("On {surface}: the expected path ends at ({where}), yours at ({ends}).")
    else:
        told = _(
            "On {surface}: the expected path ends at ({where}), yours at ({ends}) after {steps} "
            "steps."
        )
    return told.format(
        surface=surface.title,
        where=_point(wanted.rows[-1]),
        ends=_point(own.rows[-1]) if own is not None else "",
        steps=len(own.rows) - 1 if own is not None else 0,
    )


def _point(row: Sequence[float]) -> str:
    return ", ".join(number(v, 3) for v in row)


def _charts(surface: Surface, wanted: Track, own: Track | None) -> tuple[Chart, ...]:
    """Parameters, loss, error and every state that both name, on log scales."""
    shown = own or wanted
    pairs = [(_("yours"), "own", own)] if own is not None else []
    if own != wanted:
        pairs.append((_("expected"), "ref", wanted))
    made = [
        _by_axis(
            "θ",
            _("The parameters, by size, x and y."),
            [(label, kind, t.rows) for label, kind, t in pairs],
        )
    ]
    losses = [(label, f"c2 {kind}", _losses(surface, track)) for label, kind, track in pairs]
    made.append(
        log_chart(_("loss"), _("The loss J, above the smallest on all expected paths."), losses)
    )
    if shown != wanted:
        errors = [math.dist(a, b) for a, b in zip(shown.rows, wanted.rows, strict=False)]
        told = _("How far yours is from the expected path; at most {most}.")
        about = told.format(most=number(max(errors), 2))
        made.append(log_chart(_("error"), about, [(_("distance"), "c3 own", errors)]))
    told = _("The state {state}, by size, x and y.")
    for state, rows in shown.states.items():
        both = [(_("yours"), "own", (NONE, *rows))] if own is not None else []
        if state in wanted.states and (own is None or rows != wanted.states[state]):
            both.append((_("expected"), "ref", (NONE, *wanted.states[state])))
        made.append(_by_axis(state, told.format(state=state), both))
    return tuple(made)


def _losses(surface: Surface, track: Track) -> list[float]:
    """Above the least of all expected ways, so that a log can show it."""
    for name, wanted in surface.tracks.items():
        if wanted is track:
            return _expected_losses(surface, name)
    least = _least(surface)
    return [max(surface.loss(row) - least, 0.0) for row in track.rows]


@cache
def _least(surface: Surface) -> float:
    losses = (surface.loss(row) for track in surface.tracks.values() for row in track.rows)
    return min(losses, default=0.0)


@cache
def _expected_losses(surface: Surface, name: str) -> list[float]:
    return [surface.loss(row) - _least(surface) for row in surface.tracks[name].rows]


@cache
def _expected(surface: Surface, name: str, kind: str, label: str, own: bool) -> PathView:
    """The reference's way, drawn once for a whole class."""
    return _path(surface, surface.tracks[name], kind, label, own)


@cache
def _right(surface: Surface, name: str) -> WayView:
    """What is shown of everybody who is right."""
    return _way(surface, name, surface.tracks[name], right=True)


def _by_axis(
    title: str, about: str, both: Sequence[tuple[str, str, Sequence[tuple[float, float]]]]
) -> Chart:
    series = [
        (f"{axis}, {label}", f"c{k} {kind}", [row[k] for row in rows])
        for label, kind, rows in both
        for k, axis in enumerate(AXES)
    ]
    return log_chart(f"|{title}|", about, series)


def race_view(
    pictures: Pictures, figures: Figures, order: Sequence[str], right: Sequence[str]
) -> RaceView | None:
    """Every optimizer on every surface: the submission's way where it differs, dashed the other."""
    known = {name for surface in pictures.surfaces for name in surface.tracks}
    names = [name for name in order if name in known]
    if len(names) < 2:
        return None
    ways = []
    for surface in pictures.surfaces:
        paths = []
        for i, name in enumerate(names):
            if name not in surface.tracks:
                continue
            colour = f"c{i % COLOURS} r{i % COLOURS}"
            own = figures.tracks.get(surface.name, {}).get(name)
            if name not in right:
                paths.append(_expected(surface, name, f"{colour} ref", name, False))
            if name in right:
                paths.append(_expected(surface, name, f"{colour} own", name, True))
            elif own is not None:
                paths.append(_path(surface, own, f"{colour} own", name, own=True))
        ways.append(
            WayView(
                name="race",
                surface=surface.name,
                title=surface.title,
                width=WIDTH,
                height=_scales(surface)[2],
                steps=surface.steps,
                paths=tuple(paths),
                charts=(),
                about=_("{count} optimizers on {surface}").format(
                    count=len(names), surface=surface.title
                ),
            )
        )
    racers = tuple((i % COLOURS, name, name in right) for i, name in enumerate(names))
    return RaceView(racers=racers, ways=tuple(ways), steps=max(w.steps for w in ways))
