"""Charts over the steps of a run and over epochs."""

import math
from collections.abc import Sequence

import msgspec

from ...language import translated as _
from ...model.pictures import Curve, CurvesFigure, ErrorsFigure
from .svg import Chart, chart, log_chart, number

__all__ = ["CurvesView", "ErrorsView", "curves_view", "errors_view"]

#: Classes of lines; a page has no more colours than can be told apart.
COLOURS = 8


class ErrorsView(msgspec.Struct, frozen=True):
    """The error by step, one line a tensor."""

    case: str
    chart: Chart
    template: str = "errors"


class CurvesView(msgspec.Struct, frozen=True):
    """Losses by epoch, given and expected."""

    case: str
    about: str
    chart: Chart
    words: str
    template: str = "curves"


def errors_view(figure: ErrorsFigure) -> ErrorsView:
    """On a log scale, with the tolerance across."""
    series = [
        (name, f"c{i % COLOURS}", _floats(errors))
        for i, (name, errors) in enumerate(figure.tensors)
    ]
    worst = max((v for _, _, row in series for v in row if math.isfinite(v)), default=0.0)
    told = _("The relative error in each step; the largest is {worst}.")
    about = told.format(worst=number(worst, 2))
    across = ((figure.tolerance, _("tolerance")),)
    return ErrorsView(figure.case, log_chart(_("error by step"), about, series, across))


def curves_view(figure: CurvesFigure) -> CurvesView:
    """Yours solid, expected dashed; the epochs that were chosen as lines down."""
    same = figure.got == figure.expected
    series = [_series(curve, "own") for curve in figure.got]
    if not same:
        series += [_series(curve, "ref") for curve in figure.expected]
    downs = [(best, _("best"), "best") for best in (figure.best,) if best is not None]
    downs += [(last, _("last"), "last") for last in (figure.last,) if last is not None]
    for name, own, right in (
        (_("best"), figure.best, figure.best_expected),
        (_("last"), figure.last, figure.last_expected),
    ):
        if right is not None and right != own:
            downs.append((right, _("{name}, expected").format(name=name), "right"))
    told = _("{what} at epoch {epoch}")
    about = "; ".join(told.format(what=label, epoch=step) for step, label, *_kind in downs)
    made = chart(_("loss by epoch"), about, series, downs)
    return CurvesView(figure.case, figure.about, made, figure.words)


def _series(curve: Curve, whose: str) -> tuple[str, str, list[float]]:
    colour = "c1" if curve.name == "dev" else "c0"
    label = curve.name if whose == "own" else _("{name}, expected").format(name=curve.name)
    return label, f"{colour} {whose}", _floats(curve.values)


def _floats(values: Sequence[float | str]) -> list[float]:
    return [float(value) for value in values]
