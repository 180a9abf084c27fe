"""Figures as views: the numbers of `model.pictures` in the coordinates of an SVG, as text.

One module a kind; `views` maps each figure to its view, and templates/figures/ has one template for
each view, found by the view's `template`.
"""

from ...model import Pictures
from ...model.pictures import (
    CurvesFigure,
    ErrorsFigure,
    Figure,
    GraphFigure,
    NetworkFigure,
    TensorsFigure,
)
from .charts import CurvesView, ErrorsView, curves_view, errors_view
from .graph import GraphView, graph_view
from .network import NetworkView, network_view
from .tensors import TensorsView, tensors_view

__all__ = ["View", "view_of"]

View = CurvesView | ErrorsView | GraphView | NetworkView | TensorsView


def view_of(figure: Figure, pictures: Pictures) -> View:
    """The view of a figure; its attribute `template` names what renders it."""
    match figure:
        case TensorsFigure():
            return tensors_view(figure)
        case GraphFigure():
            return graph_view(figure)
        case NetworkFigure():
            return network_view(figure, pictures.network)
        case ErrorsFigure():
            return errors_view(figure)
        case CurvesFigure():
            return curves_view(figure)
