"""Objectives whose gradients a student's code calls, rebuilt in the child from plain data.

A case names one as `{"objective": kind, "params": {...}}` (made by `grader.cases`).  All of them
count their calls, and those with a sequence of minibatches take the k-th of them in the k-th call,
whatever it is called for: an extra call shows in the numbers.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

__all__ = ["OBJECTIVES", "Objective", "build"]

Arrays = list[np.ndarray]
#: Bytes of gradients that are kept until they are looked at.
KEPT = 4 * 2**20


class Objective:
    """gradient(theta) -> list of arrays, of the shapes of theta; counts its calls."""

    def __init__(self, freeze: bool) -> None:
        self.calls = 0
        self.freeze = freeze
        self.given: list[tuple[np.ndarray, bytes]] = []
        self.size = 0
        self.changed = False

    #: The arguments of gradient(), which may also be given by name.
    names: tuple[str, ...] = ("theta",)

    def __call__(self, *given: Any, **named: Any) -> Any:
        if named or len(given) != len(self.names):
            given = self._by_name(given, named)
        k, self.calls = self.calls, self.calls + 1
        return self.gradient(k, *given)

    def _by_name(self, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        more = (named.pop(name) for name in self.names[len(given) :] if name in named)
        arguments = (*given, *more)
        if named or len(arguments) != len(self.names):
            raise TypeError(f"gradient() takes {', '.join(self.names)}")
        return arguments

    def gradient(self, k: int, *arguments: Any) -> Any:
        raise NotImplementedError

    def hand_out(self, g: np.ndarray) -> np.ndarray:
        """An array of ours that the caller gets, whole or in parts: kept, to tell a change of it.

        What it was is kept beside it; of long runs with large arrays, what is older is looked at
        in between and let go.
        """
        self.given.append((g, g.tobytes()))
        self.size += g.nbytes
        if self.size > KEPT:
            self.changed = self.written()
            self.given, self.size = self.given[-2:], 0
        if self.freeze:
            g.flags.writeable = False
        return g

    def written(self) -> bool:
        """Whether an array that was handed out was changed by the caller."""
        return self.changed or any(g.tobytes() != before for g, before in self.given)


class Parts:
    """The tensors of theta as parts of one array, so that a gradient takes few calls of numpy.

    One tensor alone stays as it is.
    """

    def __init__(self, like: Sequence[np.ndarray]) -> None:
        self.shapes = [part.shape for part in like]
        self.alone = len(like) == 1
        ends = np.cumsum([part.size for part in like]).tolist()
        self.places = [slice(a, b) for a, b in zip([0, *ends], ends, strict=False)]
        self.flat = np.empty(ends[-1] if ends else 0)
        self.views = [] if self.alone else self.split(self.flat)

    def join(self, parts: Any) -> np.ndarray:
        """All entries, one after the other, in an array that the next call takes again.

        Raises TypeError, in a student's words, for other shapes.
        """
        try:
            fits = type(parts) in (list, tuple) and [p.shape for p in parts] == self.shapes
        except AttributeError:
            fits = False
        if not fits:
            parts = _floats(parts, self.shapes)
        if self.alone:
            one: np.ndarray = parts[0]
            return one
        for view, part in zip(self.views, parts, strict=True):
            view[...] = part
        return self.flat

    def split(self, flat: np.ndarray) -> Arrays:
        """The tensors, as views."""
        if self.alone:
            return [flat]
        pairs = zip(self.places, self.shapes, strict=True)
        return [flat[place].reshape(shape) for place, shape in pairs]


def _floats(theta: Any, shapes: list[tuple[int, ...]]) -> Arrays:
    """theta as float64 arrays.  Raises TypeError, in a student's words, for other shapes."""
    if not isinstance(theta, (list, tuple)):
        raise TypeError(f"gradient(theta) takes a list of {len(shapes)} arrays, got {theta!r:.80}")
    arrays = [np.asarray(part, dtype=np.float64) for part in theta]
    if [part.shape for part in arrays] != shapes:
        found = [part.shape for part in arrays]
        raise TypeError(f"gradient(theta) takes arrays of shapes {shapes}, got {found}")
    return arrays


class Quadratic(Objective):
    """J = sum over the tensors of 1/2 curvature * (theta - minimum)^2, elementwise.

    `noise`, if given, is a sequence of lists of arrays: the k-th is added in the k-th call.
    `scale` multiplies the gradient.  With `single`, theta is one array and no list.
    """

    def __init__(
        self,
        freeze: bool,
        curvature: Arrays,
        minimum: Arrays,
        noise: Sequence[Arrays] = (),
        scale: float = 1.0,
        single: bool = False,
    ) -> None:
        super().__init__(freeze)
        self.parts = Parts(minimum)
        self.minimum = self.parts.join(minimum).astype(np.float64)
        self.curvature = self.parts.join(curvature).astype(np.float64)
        self.noise, self.scale, self.single = noise, scale, single

    def gradient(self, k: int, *arguments: Any) -> Any:
        (theta,) = arguments
        g = self.parts.join([theta] if self.single else theta) - self.minimum
        g *= self.curvature
        if self.noise:
            g += self.parts.join(self.noise[k % len(self.noise)])
        if self.scale != 1.0:
            g *= self.scale
        parts = self.parts.split(self.hand_out(g))
        return parts[0] if self.single else parts


class Regression(Objective):
    """Linear regression: theta = [W (n, o), b (o,)], the mean squared error of one minibatch.

    X (T, m, n) and Y (T, m, o) hold the minibatches; the k-th call takes the k-th.
    """

    def __init__(self, freeze: bool, X: np.ndarray, Y: np.ndarray, scale: float = 1.0) -> None:
        super().__init__(freeze)
        self.X, self.Y, self.scale = X, Y, scale
        self.shapes = [(X.shape[2], Y.shape[2]), (Y.shape[2],)]

    def gradient(self, k: int, *arguments: Any) -> Any:
        (theta,) = arguments
        W, b = _floats(theta, self.shapes)
        X, Y = self.X[k % len(self.X)], self.Y[k % len(self.X)]
        residual = X @ W + b - Y
        factor = 2.0 * self.scale / residual.size
        g = factor * (X.T @ residual), factor * residual.sum(axis=0)
        return [self.hand_out(part) for part in g]


class SumOfSquares(Objective):
    """gradient(theta, X, y): of the squared error of X theta against y, *summed* over the rows."""

    names = ("theta", "X", "y")

    def gradient(self, k: int, *arguments: Any) -> Any:
        theta, X, y = (np.asarray(argument, dtype=np.float64) for argument in arguments)
        if X.ndim != 2 or y.shape != X.shape[:1] or theta.shape != X.shape[1:]:
            raise TypeError(
                "gradient(theta, X, y) takes theta (n,), X (m, n) and y (m,); "
                f"got {theta.shape}, {X.shape} and {y.shape}"
            )
        return self.hand_out(2.0 * (X.T @ (X @ theta - y)))


class Given(Objective):
    """The k-th call returns the k-th of given gradients, wherever it is asked."""

    def __init__(self, freeze: bool, gradients: Sequence[Arrays]) -> None:
        super().__init__(freeze)
        self.gradients = gradients

    def gradient(self, k: int, *arguments: Any) -> Any:
        (theta,) = arguments
        parts = self.gradients[k % len(self.gradients)]
        _floats(theta, [part.shape for part in parts])
        return [self.hand_out(part.copy()) for part in parts]


class Polynomial(Objective):
    """J(x, y) = sum of c x^i y^j over `terms`, rows (c, i, j); theta = [(x, y)]."""

    def __init__(self, freeze: bool, terms: np.ndarray, single: bool = False) -> None:
        super().__init__(freeze)
        self.c, i, j = np.asarray(terms, dtype=np.float64).T
        # c x^i has the derivative c i x^(i-1); where i is 0, i is the factor that makes it 0.
        self.i, self.j = i, j
        self.i1, self.j1 = np.maximum(i - 1, 0), np.maximum(j - 1, 0)
        self.single = single
        self.shapes: list[tuple[int, ...]] = [(2,)]

    def gradient(self, k: int, *arguments: Any) -> Any:
        (theta,) = arguments
        ((x, y),) = _floats([theta] if self.single else theta, self.shapes)
        g_x = np.sum(self.c * self.i * x**self.i1 * y**self.j)
        g_y = np.sum(self.c * self.j * x**self.i * y**self.j1)
        g = self.hand_out(np.array([g_x, g_y]))
        return g if self.single else [g]


OBJECTIVES: dict[str, Callable[..., Objective]] = {
    "polynomial": Polynomial,
    "quadratic": Quadratic,
    "regression": Regression,
    "sum_of_squares": SumOfSquares,
    "sequence": Given,
}


def build(data: dict[str, Any], freeze: bool) -> Objective:
    """The objective that `data` describes; the arrays that it returns are read-only if `freeze`."""
    return OBJECTIVES[data["objective"]](freeze, **data["params"])
