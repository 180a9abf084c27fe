"""Where in an answer of a known form the expected entries lie; many answers compared at once."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..leaves import Leaf, norm
from ..model import Answer, ErrorSize, TorchVerdict, Verdict
from ..runner.decoder import decode_apart

__all__ = ["LARGE", "Block", "Blocks", "Layout", "NotPlain", "Tensors"]

#: A layout of more entries is compared by itself: to copy it takes longer than is won.
LARGE = 2000
#: Of all blocks that a judge keeps, at some 50 bytes each.
MOST_ENTRIES = 200_000


class NotPlain(Exception):
    """What cannot be compared in one pass: an infinity is expected, say."""


class Tensors:
    """The entries of all expected tensors in a row, and where an answer's numbers have theirs."""

    def __init__(self, leaves: Callable[[Any], list[Leaf]], answer: Answer, scale: float) -> None:
        count = len(answer.numbers) // 8
        # Numbered twice: an entry that moves with its number is one of them, what stands still is
        # no number of the answer's (an integer, a start that was given).
        first, second = (
            leaves(decode_apart(answer.form, np.arange(start, start + count).tobytes()))
            for start in (0.0, float(count))
        )
        if not first or any(leaf.expected.size == 0 for leaf in first):
            raise NotPlain
        self.place, moved = (_row([leaf.got for leaf in found]) for found in (first, second))
        self.still = self.place == moved
        self.expected = _row([leaf.expected for leaf in first])
        sizes = [np.full(leaf.expected.size, norm(leaf, scale)) for leaf in first]
        self.sizes = np.concatenate(sizes)
        known = (self.still | (moved - self.place == count)).all()
        if not (known and np.isfinite(self.expected).all() and np.isfinite(self.sizes).all()):
            raise NotPlain


class Layout:
    """The expected entries of a form, a row for the reference's and perhaps one for torch's.

    Raises NotPlain when the rows do not lie alike.
    """

    def __init__(self, rows: list[Tensors], numbers: int, tolerance: float) -> None:
        own, other = rows[0], rows[-1]
        if not (np.array_equal(own.place, other.place) and (own.still == other.still).all()):
            raise NotPlain
        self.numbers = numbers
        self.index = np.where(own.still, 0, own.place).astype(np.intp)
        self.still = np.flatnonzero(own.still)
        self.fixed = own.place[self.still]
        self.expected = np.stack([row.expected for row in rows])
        self.sizes = np.stack([row.sizes for row in rows])
        self.bounds = tolerance * self.sizes
        self.has_torch = len(rows) > 1


class Block:
    """Some layouts, in whose answers all entries are compared in one pass.

    Of several it has copies, one behind the other.
    """

    def __init__(self, layouts: Sequence[Layout]) -> None:
        sizes = [layout.index.size for layout in layouts]
        self.has_torch = [layout.has_torch for layout in layouts]
        self.starts = np.cumsum([0, *sizes[:-1]])
        self.counts = np.array(sizes)
        if len(layouts) == 1:
            (own,) = layouts
            self.index, self.still, self.fixed = own.index, own.still, own.fixed
            self.expected, self.sizes, self.bounds = own.expected, own.sizes, own.bounds
            return
        before = np.cumsum([0, *(layout.numbers for layout in layouts[:-1])])
        self.index = np.concatenate(
            [layout.index + at for layout, at in zip(layouts, before, strict=True)]
        )
        self.still = np.concatenate(
            [layout.still + at for layout, at in zip(layouts, self.starts, strict=True)]
        )
        self.index[self.still] = 0
        self.fixed = np.concatenate([layout.fixed for layout in layouts])
        rows = 1 + any(self.has_torch)
        self.expected, self.sizes, self.bounds = (
            np.concatenate([_rows(getattr(layout, name), rows) for layout in layouts], axis=1)
            for name in ("expected", "sizes", "bounds")
        )

    def verdicts(self, answers: Sequence[bytes]) -> list[Verdict | None]:
        """The verdict on each answer of which every entry is right; None for any other.

        `answers` are the numbers of an answer to each layout: as many as its form has, which the
        answer has made sure of.
        """
        numbers = np.frombuffer(b"".join(answers))
        got = numbers[self.index] if numbers.size else np.zeros(self.index.shape)
        if self.still.size:
            got[self.still] = self.fixed
        with np.errstate(invalid="ignore", over="ignore"):
            error = np.abs(got - self.expected)
            within = (error <= self.bounds).all(axis=0)  # nan is not
            relative = error / self.sizes
        relative[:, ~within] = np.inf
        worst = np.maximum.reduceat(relative, self.starts, axis=1)
        # Of each answer the first entry whose relative error is the largest.
        places = np.flatnonzero(relative[0] == np.repeat(worst[0], self.counts))
        first = places[np.searchsorted(places, self.starts)]
        absolute, of_reference, of_torch = error[0, first], worst[0], worst[-1]
        found = zip(absolute.tolist(), of_reference.tolist(), of_torch.tolist(), strict=True)
        return [
            _passed(ErrorSize(a, r), t if has_torch else None) if r < np.inf else None
            for (a, r, t), has_torch in zip(found, self.has_torch, strict=True)
        ]


class Blocks:
    """The blocks of one judge, kept for the next submission as long as there are not too many."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Layout, ...], Block] = {}
        self.entries = 0

    def of(self, layouts: tuple[Layout, ...]) -> Block:
        """The block of these layouts; that of a single one has nothing of its own to be kept."""
        if len(layouts) == 1:
            return Block(layouts)
        if layouts not in self.kept:
            block = Block(layouts)
            if self.entries + block.index.size > MOST_ENTRIES:
                self.kept.clear()
                self.entries = 0
            self.kept[layouts] = block
            self.entries += block.index.size
        return self.kept[layouts]


def _passed(error: ErrorSize, of_torch: float | None) -> Verdict:
    torch = None if of_torch is None else TorchVerdict("passed", of_torch)
    return Verdict(status="passed", error=error, torch=torch)


def _rows(of_layout: np.ndarray, count: int) -> np.ndarray:
    """So many rows; where there is none for torch, the reference's stands twice."""
    return of_layout if len(of_layout) == count else np.repeat(of_layout, count, axis=0)


def _row(arrays: list[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.asarray(array, np.float64).reshape(-1) for array in arrays])
