"""What pages show beside a result: pictures of an assignment, and of one submission.

`Pictures` is frozen with the assignment, so that a student's machine draws nothing: formulas as
MathML, contour lines, the reference's way over each surface.  `Figures` is made from one submission
while it is graded.  Both hold numbers in the lecture's own coordinates; the pages scale them.
"""

import math
from typing import Any, Literal

import msgspec

__all__ = [
    "Code",
    "Curve",
    "CurvesFigure",
    "ErrorsFigure",
    "Figure",
    "Figures",
    "GraphFigure",
    "GraphNode",
    "Kind",
    "Level",
    "Network",
    "NetworkFigure",
    "Pictures",
    "Quantity",
    "Sketch",
    "Surface",
    "Tensor",
    "TensorsFigure",
    "Track",
]

Kind = Literal["arrays", "layers", "graph", "steps", "curves", "network"]
Point = tuple[float, float]


class Track(msgspec.Struct, frozen=True):
    """A way over a surface: theta per step, row 0 the start; and each state attribute per step."""

    rows: tuple[Point, ...]
    states: dict[str, tuple[Point, ...]] = {}


class Level(msgspec.Struct, frozen=True):
    """The lines on which the loss has one value."""

    value: float
    lines: tuple[tuple[Point, ...], ...]


class Surface(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A loss of two parameters, a polynomial: (c, i, j) stands for c x^i y^j.

    `racers` are exercises with the arguments that they run with; `tracks` is how the reference
    does.  Compared by identity: what is drawn of a surface is drawn once for a whole class.
    """

    name: str
    title: str
    terms: tuple[tuple[float, int, int], ...]
    x: Point
    y: Point
    start: Point
    steps: int
    levels: int = 9
    racers: dict[str, list[Any]]
    contours: tuple[Level, ...] = ()
    tracks: dict[str, Track] = {}

    def loss(self, point: Point) -> float:
        """J at a point; infinite where a float cannot hold it."""
        x, y = point
        try:
            return sum(c * x**i * y**j for c, i, j in self.terms)
        except OverflowError:
            return math.inf


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """A small network as a slide draws it: units by layer, and edges with the weight's name.

    The value of a unit is looked up by its name, its gradient and that of a weight under
    `gradient`, where {} is the name.
    """

    layers: tuple[tuple[str, ...], ...]
    edges: tuple[tuple[str, str, str], ...]
    gradient: str = "dL/d{}"
    given: dict[str, float] = {}


class Pictures(msgspec.Struct, frozen=True, kw_only=True):
    """Of an assignment: what to draw for which exercise."""

    formulas: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    surfaces: tuple[Surface, ...] = ()
    network: Network | None = None


class Code(msgspec.Struct, frozen=True):
    """A function of the student's: where it stands, and the lines that tracebacks name."""

    file: str
    first: int
    text: str
    marked: tuple[int, ...] = ()


class Quantity(msgspec.Struct, frozen=True):
    """A named value as nested lists, with its shape; `value` is None where it is too large."""

    name: str
    shape: tuple[int, ...]
    value: Any


class Tensor(msgspec.Struct, frozen=True, kw_only=True):
    """One array of an answer beside the expected one; the lists are None where it is too large.

    `levels` says per entry how far off it is: 0 right, then 1 to 5 by orders of magnitude.
    """

    name: str
    shape: tuple[int, ...]
    wrong: int
    size: int
    error: float | str
    expected: Any = None
    got: Any = None
    levels: Any = None


class TensorsFigure(msgspec.Struct, frozen=True, kw_only=True, tag="tensors"):
    """The arrays of an answer on a case; as `layers`, in the order of a network's."""

    case: str
    tensors: tuple[Tensor, ...]
    layers: bool = False


class GraphNode(msgspec.Struct, frozen=True, kw_only=True):
    """A node with its place (layer, row), its value, and what was answered and expected."""

    operation: str
    predecessors: tuple[int, ...]
    place: tuple[int, int]
    value: float | str
    got: float | str
    expected: float | str
    off: bool


class GraphFigure(msgspec.Struct, frozen=True, kw_only=True, tag="graph"):
    """A computation graph; `backward` when the answer is the gradients."""

    case: str
    nodes: tuple[GraphNode, ...]
    backward: bool


class NetworkFigure(msgspec.Struct, frozen=True, kw_only=True, tag="network"):
    """Values by name on the assignment's network: (given, expected or None, whether it is off)."""

    case: str
    values: dict[str, tuple[float | str | None, float | str | None, bool]]


class ErrorsFigure(msgspec.Struct, frozen=True, kw_only=True, tag="errors"):
    """Per tensor the largest error in each step of a run, step 0 the start, and its tolerance."""

    case: str
    tensors: tuple[tuple[str, tuple[float | str, ...]], ...]
    tolerance: float


class Curve(msgspec.Struct, frozen=True):
    """A loss per epoch."""

    name: str
    values: tuple[float | str, ...]


class CurvesFigure(msgspec.Struct, frozen=True, kw_only=True, tag="curves"):
    """Learning curves, given and expected; the epochs, from 0, that were chosen; what they tell."""

    case: str
    about: str
    got: tuple[Curve, ...]
    expected: tuple[Curve, ...]
    best: int | None = None
    last: int | None = None
    best_expected: int | None = None
    last_expected: int | None = None
    words: str = ""


Figure = TensorsFigure | GraphFigure | NetworkFigure | ErrorsFigure | CurvesFigure


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise of one submission: its code, the smallest failing case, and figures.

    `helper` is the code around a line that a finding names outside of the exercise's own code.
    """

    code: Code | None = None
    helper: Code | None = None
    case: str = ""
    inputs: tuple[Quantity, ...] = ()
    figures: tuple[Figure, ...] = ()


class Figures(msgspec.Struct, frozen=True):
    """Everything that is drawn of one submission: by exercise, and by surface and exercise.

    `problem` is the code around the line at which its file could not be read.
    """

    problem: Code | None = None
    sketches: dict[str, Sketch] = {}
    tracks: dict[str, dict[str, Track]] = {}
