"""Random numbers that are the same everywhere.

numpy does not promise that its distributions stay as they are, and log and sqrt differ by an ulp
between platforms.  So everything here is made of the bits of a hash (SHAKE-256 of seed and counter)
by exact arithmetic, and rounded to a few decimals, which also makes inputs readable.
"""

import hashlib
import math
from collections.abc import Sequence

import numpy as np

__all__ = ["Draw", "seed_of"]

Shape = int | Sequence[int]


def seed_of(*words: object) -> int:
    """A seed from words and numbers, the same on every machine."""
    text = "/".join(map(str, words))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")


def as_shape(shape: Shape) -> tuple[int, ...]:
    """3 -> (3,), [3, 2] -> (3, 2).  Raises ValueError for anything else."""
    sizes = (shape,) if isinstance(shape, int) else tuple(shape)
    for size in sizes:
        if type(size) is not int or size < 0:
            raise ValueError(f"a shape is a list of whole numbers, found {shape!r}")
    return sizes


class Draw:
    """A stream of random numbers for one case."""

    def __init__(self, seed: int) -> None:
        self.seed, self.count = seed, 0

    def unit(self, shape: Shape) -> np.ndarray:
        """Uniform on [0, 1), float64."""
        shape = as_shape(shape)
        self.count += 1
        stream = hashlib.shake_256(f"{self.seed}/{self.count}".encode())
        raw = np.frombuffer(stream.digest(8 * math.prod(shape)), "<u8")
        return (raw >> np.uint64(11)).astype(np.float64).reshape(shape) * 2.0**-53

    def uniform(self, shape: Shape, low: float, high: float, decimals: int = 3) -> np.ndarray:
        """Uniform on [low, high), rounded."""
        return np.round(low + (high - low) * self.unit(shape), decimals)

    def normal(self, shape: Shape, scale: float = 1.0, decimals: int = 3) -> np.ndarray:
        """Normal to the eye: the sum of twelve uniform numbers less six, times scale, rounded."""
        total = self.unit((12, *as_shape(shape))).sum(axis=0) - 6.0
        return np.round(scale * total, decimals)

    def integers(self, shape: Shape, low: int, high: int) -> np.ndarray:
        """int64 from low to high - 1."""
        return (low + np.floor((high - low) * self.unit(shape))).astype(np.int64)

    def permutation(self, n: int) -> np.ndarray:
        """A permutation of 0 ... n-1, int64."""
        return np.argsort(self.unit(n), kind="stable").astype(np.int64)

    def signs(self, shape: Shape) -> np.ndarray:
        """-1.0 and 1.0, both of them wherever there are two entries or more."""
        signs = np.where(self.unit(shape) < 0.5, -1.0, 1.0)
        flat = signs.reshape(-1)
        if flat.size > 1 and abs(flat.sum()) == flat.size:
            flat[self.integers(1, 0, flat.size)[0]] *= -1
        return signs
