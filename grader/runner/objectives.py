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
FLOAT64 = np.dtype(np.float64)
#: Bytes of gradients that are kept until they are looked at.
KEPT = 4 * 2**20


class Objective:
    """gradient(theta) -> list of arrays, of the shapes of theta; counts its calls.

    What is handed out is kept beside its content, to tell whether it is written to.
    """

    #: The arguments of gradient(), which may also be given by name.
    names: tuple[str, ...] = ("theta",)

    def __init__(self, freeze: bool) -> None:
        self.calls = 0
        self.freeze = freeze
        self.given: Arrays = []
        self.contents: list[bytes] = []
        self.most = 0
        self.changed = False

    def __call__(self, *given: Any, **named: Any) -> Any:
        if named or len(given) != len(self.names):
            given = self._by_name(given, named)
        k, self.calls = self.calls, self.calls + 1
        g = self.gradient(k, *given)
        self._keep(g if type(g) is list else [g])
        return g

    def _by_name(self, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        more = (named.pop(name) for name in self.names[len(given) :] if name in named)
        arguments = (*given, *more)
        if named or len(arguments) != len(self.names):
            raise TypeError(f"gradient() takes {', '.join(self.names)}")
        return arguments

    def gradient(self, k: int, *arguments: Any) -> Any:
        """The gradient in the k-th call: an array of its own, or a list of such."""
        raise NotImplementedError

    def _keep(self, parts: Arrays) -> None:
        if len(self.given) >= self.most:
            self._let_go(parts)
        self.given += parts
        self.contents += [part.tobytes() for part in parts]
        if self.freeze:
            for part in parts:
                part.flags.writeable = False

    def _let_go(self, parts: Arrays) -> None:
        """Looks at what is kept, and forgets the older half: long runs have large gradients."""
        self.changed = self.written()
        half = len(self.given) // 2
        del self.given[:half], self.contents[:half]
        size = max(sum(part.nbytes for part in parts), 1)
        self.most = len(parts) * max(KEPT // size, 8)

    def written(self) -> bool:
        """Whether an array that was handed out was changed by the caller."""
        return self.changed or [part.tobytes() for part in self.given] != self.contents


class Form:
    """What theta must be: a list of arrays of these shapes."""

    def __init__(self, like: Sequence[np.ndarray]) -> None:
        self.shapes = [part.shape for part in like]
        self.exactly = [(np.ndarray, FLOAT64, shape) for shape in self.shapes]

    def floats(self, theta: Any) -> Sequence[np.ndarray]:
        """theta as float64 arrays.  Raises TypeError, in a student's words, for other shapes."""
        if not isinstance(theta, (list, tuple)):
            count = len(self.shapes)
            raise TypeError(f"gradient(theta) takes a list of {count} arrays, got {theta!r:.80}")
        try:
            if [(type(part), part.dtype, part.shape) for part in theta] == self.exactly:
                return theta
        except AttributeError:
            pass
        arrays = [np.asarray(part, dtype=np.float64) for part in theta]
        found = [part.shape for part in arrays]
        if found != self.shapes:
            raise TypeError(f"gradient(theta) takes arrays of shapes {self.shapes}, got {found}")
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
        self.form = Form(minimum)
        self.surface = list(zip(curvature, minimum, strict=True))
        self.noise, self.scale, self.single = noise, scale, single

    def gradient(self, k: int, *arguments: Any) -> Any:
        (theta,) = arguments
        theta = self.form.floats([theta] if self.single else theta)
        g = [c * (p - m) for p, (c, m) in zip(theta, self.surface, strict=True)]
        if self.noise:
            g = [a + b for a, b in zip(g, self.noise[k % len(self.noise)], strict=True)]
        if self.scale != 1.0:
            g = [self.scale * part for part in g]
        return g[0] if self.single else g


class Regression(Objective):
    """Linear regression: theta = [W (n, o), b (o,)], the mean squared error of one minibatch.

    X (T, m, n) and Y (T, m, o) hold the minibatches; the k-th call takes the k-th.
    """

    def __init__(self, freeze: bool, X: np.ndarray, Y: np.ndarray, scale: float = 1.0) -> None:
        super().__init__(freeze)
        self.X, self.Y, self.scale = X, Y, scale
        self.form = Form([np.empty((X.shape[2], Y.shape[2])), np.empty(Y.shape[2])])

    def gradient(self, k: int, *arguments: Any) -> Any:
        (theta,) = arguments
        W, b = self.form.floats(theta)
        X, Y = self.X[k % len(self.X)], self.Y[k % len(self.X)]
        residual = X @ W + b - Y
        factor = 2.0 * self.scale / residual.size
        return [factor * (X.T @ residual), factor * np.add.reduce(residual, axis=0)]


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
        return 2.0 * (X.T @ (X @ theta - y))


class Given(Objective):
    """The k-th call returns the k-th of given gradients, wherever it is asked."""

    def __init__(self, freeze: bool, gradients: Sequence[Arrays]) -> None:
        super().__init__(freeze)
        self.gradients = gradients
        self.form = Form(gradients[0])

    def gradient(self, k: int, *arguments: Any) -> Any:
        (theta,) = arguments
        parts = self.gradients[k % len(self.gradients)]
        self.form.floats(theta)
        return [part.copy() for part in parts]


class Polynomial(Objective):
    """J(x, y) = sum of c x^i y^j over `terms`, rows (c, i, j); theta = [(x, y)]."""

    def __init__(self, freeze: bool, terms: np.ndarray, single: bool = False) -> None:
        super().__init__(freeze)
        self.c, i, j = np.asarray(terms, dtype=np.float64).T
        # c x^i has the derivative c i x^(i-1); where i is 0, i is the factor that makes it 0.
        self.i, self.j = i, j
        self.i1, self.j1 = np.maximum(i - 1, 0), np.maximum(j - 1, 0)
        self.single = single
        self.form = Form([np.empty(2)])

    def gradient(self, k: int, *arguments: Any) -> Any:
        (theta,) = arguments
        ((x, y),) = self.form.floats([theta] if self.single else theta)
        g_x = np.sum(self.c * self.i * x**self.i1 * y**self.j)
        g_y = np.sum(self.c * self.j * x**self.i * y**self.j1)
        g = np.array([g_x, g_y])
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
