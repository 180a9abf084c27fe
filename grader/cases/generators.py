"""What an author can write where a case needs an input: one function each, found by its name.

`{normal: {shape: [3, 2], scale: 2}}` calls normal(draw, shape=[3, 2], scale=2); `{normal: [3, 2]}`
gives the first parameter alone.  A generator guarantees what its docstring says for *any* seed,
and raises ValueError with a sentence when its parameters cannot be met.  To add one, write it here
or in a module imported at the end; docs/authors.md is made from the docstrings.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar, cast

import numpy as np

from .draw import Draw, Shape

__all__ = ["GENERATORS", "Generator", "generator"]

Array = np.ndarray


class Generator(Protocol):
    """Takes a stream of random numbers and parameters by name, and gives plain data."""

    __name__: str

    def __hash__(self) -> int:
        """A function's."""

    def __call__(self, draw: Draw, /, **parameters: Any) -> Any:
        """Raises ValueError, with a sentence, for parameters that cannot be met."""


G = TypeVar("G", bound=Callable[..., Any])
GENERATORS: dict[str, Generator] = {}


def generator(function: G) -> G:
    """Registers a function under its name."""
    GENERATORS[function.__name__] = cast(Generator, function)
    return function


@generator
def values(draw: Draw, data: list[Any]) -> Array:
    """A float64 array of the numbers given."""
    return np.array(data, dtype=np.float64)


@generator
def ints(draw: Draw, data: list[Any]) -> Array:
    """An int64 array of the numbers given."""
    return np.array(data, dtype=np.int64)


@generator
def normal(
    draw: Draw,
    shape: Shape,
    scale: float = 1.0,
    shift: float = 0.0,
    rows: Sequence[float] = (),
) -> Array:
    """Normal numbers times scale, plus shift; `rows` are added to the rows in turn."""
    array = draw.normal(shape, scale) + shift
    if rows:
        if array.ndim != 2 or len(rows) != len(array):
            raise ValueError(f"rows needs one number for each row, shape is {array.shape}")
        array = array + np.array(rows, dtype=np.float64)[:, np.newaxis]
    return np.asarray(array)


@generator
def uniform(draw: Draw, shape: Shape, low: float = -1.0, high: float = 1.0) -> Array:
    """Uniform numbers from low to high."""
    return draw.uniform(shape, low, high)


@generator
def away(draw: Draw, shape: Shape, low: float = 0.1, high: float = 2.0) -> Array:
    """Numbers whose size lies between low and high, of both signs: none is near 0."""
    return draw.signs(shape) * draw.uniform(shape, low, high)


@generator
def with_zeros(
    draw: Draw, shape: Shape, zeros: int = 2, low: float = 0.1, high: float = 2.0
) -> Array:
    """As `away`, with `zeros` entries exactly 0 and both signs among the rest."""
    size = int(np.prod(np.zeros(shape).shape))
    if zeros + 2 > size:
        raise ValueError(f"{zeros} zeros and both signs need more than {size} entries")
    flat = np.concatenate([np.zeros(zeros), away(draw, size - zeros, low, high)])
    return np.asarray(flat[draw.permutation(size)].reshape(shape))


@generator
def numbers(draw: Draw, count: int, low: float = 0.0, high: float = 1.0) -> list[float]:
    """A list of plain numbers from low to high."""
    return [float(x) for x in draw.uniform(count, low, high)]


@generator
def integers(draw: Draw, shape: Shape, low: int, high: int) -> Array:
    """int64 from low to high - 1."""
    return draw.integers(shape, low, high)


@generator
def labels(draw: Draw, m: int, classes: int) -> Array:
    """m class indices, int64; all classes occur if m allows, and not in order."""
    if m < 2 or classes < 2:
        raise ValueError(f"needs two examples and two classes at least, found {m} and {classes}")
    first = np.arange(min(m, classes))
    gold = np.concatenate([first, draw.integers(m - len(first), 0, classes)])
    shuffled = gold[draw.permutation(m)]
    return shuffled if np.any(np.diff(shuffled) < 0) else np.asarray(shuffled[::-1])


@generator
def targets(draw: Draw, shape: Shape) -> Array:
    """Numbers in [0, 1], with a 0 and a 1 among them and fractions too."""
    y = draw.uniform(shape, 0.0, 1.0)
    flat = y.reshape(-1)
    where = draw.permutation(flat.size)[:2]
    flat[where] = [0.0, 1.0][: flat.size]
    return y


@generator
def probabilities(draw: Draw, shape: Shape, zeros: Sequence[int] = ()) -> Array:
    """A distribution (or one per row) that is not uniform; 0 at the positions `zeros`."""
    weights = draw.integers(shape, 1, 30).astype(np.float64)
    # Steps of 3 along the last axis keep any two neighbours apart, whatever was drawn.
    weights = weights + 30 * (np.arange(weights.shape[-1]) % 3)
    if max(zeros, default=0) >= weights.shape[-1]:
        raise ValueError(f"zeros at {list(zeros)}, but there are {weights.shape[-1]} outcomes")
    weights[..., list(zeros)] = 0.0
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


@generator
def permutation(draw: Draw, n: int) -> Array:
    """A permutation of 0 ... n-1 that is not the identity."""
    p = draw.permutation(n)
    return p if np.any(p != np.arange(n)) else np.asarray(p[::-1])


@generator
def permutations(draw: Draw, n: int, epochs: int) -> list[Array]:
    """One permutation per epoch, no two neighbours alike, none the identity."""
    found: list[Array] = []
    while len(found) < epochs:
        p = permutation(draw, n)
        if not found or np.any(p != found[-1]):
            found.append(p)
    return found


@generator
def layers(draw: Draw, sizes: Sequence[int], scale: float = 1.0) -> list[Array]:
    """Parameters [W1, b1, W2, b2 ...] of an MLP with these layer sizes; biases are not zero."""
    if len(sizes) < 2:
        raise ValueError(f"sizes needs an input and an output at least, found {list(sizes)}")
    result: list[Array] = []
    for n, o in zip(sizes[:-1], sizes[1:], strict=True):
        spread = scale / math.sqrt(n)
        result += [draw.normal((n, o), spread), away(draw, o, 0.05 * scale, 0.5 * scale)]
    return result


@generator
def record(draw: Draw, **fields: Any) -> dict[str, Any]:
    """A dict; its values may name generators themselves."""
    return fields


@generator
def returned(draw: Draw, part: int | str) -> dict[str, Any]:
    """Part 0, 1, ... of what the earlier exercise returned, or `all` of it (adapter `after`)."""
    return {"returned": part}


@generator
def losses(
    draw: Draw, epochs: int, best: int, waits: Sequence[int] = (), tie: bool = False
) -> Array:
    """Dev losses that improve in jumps: before the best epoch, plateaus of the lengths `waits`.

    Every improvement is followed by worse epochs that go up and down, so that the loss of the
    epoch before is no measure; after `best` nothing is better.  With `tie`, an epoch after the
    best equals it exactly.
    """
    if not 0 <= best < epochs or sum(waits) + len(waits) > best:
        raise ValueError(f"{list(waits)} does not fit before epoch {best} of {epochs}")
    level, out = 4.0, []
    for wait in waits:
        level -= 0.3 + 0.1 * float(draw.unit(1)[0])
        out += [level, *_worse(draw, level, wait)]
    while len(out) <= best:
        level -= 0.3 + 0.1 * float(draw.unit(1)[0])
        out.append(level)
    out += _worse(draw, level, epochs - len(out))
    if tie and best + 2 < epochs:
        out[best + 2] = out[best]
    array = np.round(out, 3)
    if tie and best + 2 < epochs:
        array[best + 2] = array[best]
    return array


def _worse(draw: Draw, level: float, count: int) -> list[float]:
    """`count` losses above level, each second one lower than the one before it."""
    ups = draw.uniform(count, 0.05, 0.15)
    return [level + up + (0.1 if i % 2 == 0 else 0.0) for i, up in enumerate(ups)]
