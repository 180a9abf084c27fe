"""The lecture's small network: units by layer, weights on the edges, gradients under both."""

import msgspec

from ...language import translated as _
from ...model.pictures import Network, NetworkFigure
from .svg import number

__all__ = ["NetworkView", "network_view"]

STEP_X, STEP_Y, RADIUS = 190, 112, 30
MARGIN_X, MARGIN_Y = 60, 56


class UnitView(msgspec.Struct, frozen=True, kw_only=True):
    """A unit with its value and gradient; each (text, "right", "off" or "none")."""

    name: str
    x: float
    y: float
    value: str
    value_kind: str
    gradient: str
    gradient_kind: str


class WeightView(msgspec.Struct, frozen=True, kw_only=True):
    """An edge; with a weight, its name, value and gradient stand on it."""

    x0: float
    y0: float
    x1: float
    y1: float
    x: float
    y: float
    name: str
    gradient: str
    kind: str


class Entry(msgspec.Struct, frozen=True):
    """A value that was asked for, as text."""

    name: str
    got: str
    expected: str
    off: bool


class NetworkView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole picture, and the same as a table."""

    case: str
    units: tuple[UnitView, ...]
    weights: tuple[WeightView, ...]
    entries: tuple[Entry, ...]
    by_hand: bool
    gradients: bool
    width: float
    height: float
    about: str
    template: str = "network"


def network_view(figure: NetworkFigure, network: Network | None) -> NetworkView:
    """Units from left to right, as on the slide."""
    network = network or Network(layers=(), edges=())
    highest = max((len(layer) for layer in network.layers), default=1)
    height = (highest - 1) * STEP_Y + 2 * MARGIN_Y
    places: dict[str, tuple[float, float]] = {
        name: (MARGIN_X + i * STEP_X, height / 2 + (k - (len(layer) - 1) / 2) * STEP_Y)
        for i, layer in enumerate(network.layers)
        for k, name in enumerate(layer)
    }
    #: The numbers that are given belong to the answers by hand, and to the case that repeats them.
    given = network.given if figure.case in ("", "lecture") else {}
    off = [name for name, (_, _, wrong) in figure.values.items() if wrong]
    told = _("{right} of {all} values are right")
    about = told.format(right=len(figure.values) - len(off), all=len(figure.values))
    entries = tuple(
        Entry(name, number(got), number(expected), wrong)
        for name, (got, expected, wrong) in figure.values.items()
    )
    prefix = network.gradient.partition("{}")[0]
    return NetworkView(
        case=figure.case,
        units=tuple(_unit(name, place, figure, network, given) for name, place in places.items()),
        weights=tuple(_weight(edge, places, figure, network, given) for edge in network.edges),
        entries=entries,
        by_hand=not figure.case,
        gradients=any(name.startswith(prefix) for name in figure.values),
        width=(len(network.layers) - 1) * STEP_X + 2 * MARGIN_X,
        height=height,
        about=about,
    )


def _unit(
    name: str,
    place: tuple[float, float],
    figure: NetworkFigure,
    network: Network,
    given: dict[str, float],
) -> UnitView:
    value, value_kind = _look(figure, name)
    if not value and name in given:
        value, value_kind = number(given[name]), "none"
    gradient, gradient_kind = _look(figure, network.gradient.format(name))
    return UnitView(
        name=name,
        x=place[0],
        y=place[1],
        value=value,
        value_kind=value_kind,
        gradient=gradient,
        gradient_kind=gradient_kind,
    )


def _weight(
    edge: tuple[str, str, str],
    places: dict[str, tuple[float, float]],
    figure: NetworkFigure,
    network: Network,
    given: dict[str, float],
) -> WeightView:
    start, end, name = edge
    (x0, y0), (x1, y1) = places[start], places[end]
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = RADIUS * (x1 - x0) / length, RADIUS * (y1 - y0) / length
    gradient, kind = _look(figure, network.gradient.format(name)) if name else ("", "none")
    label = f"{name} = {number(given[name])}" if name in given else name
    # Nearer to the unit that it enters: there, edges that cross have parted.
    share = 0.7
    return WeightView(
        x0=round(x0 + dx, 1),
        y0=round(y0 + dy, 1),
        x1=round(x1 - dx, 1),
        y1=round(y1 - dy, 1),
        x=round(x0 + share * (x1 - x0), 1),
        y=round(y0 + share * (y1 - y0), 1),
        name=label,
        gradient=gradient,
        kind=kind,
    )


def _look(figure: NetworkFigure, name: str) -> tuple[str, str]:
    """(text, kind) of a value that was asked for; ("", "none") where it was not."""
    if name not in figure.values:
        return "", "none"
    got, _, off = figure.values[name]
    return ("?" if got is None else number(got, 4)), "off" if off else "right"
