"""The cheapest lengths of cases that show every fact: a weighted set cover, found greedily.

The greedy choice takes what shows most for its price (Chvatal, 1979: within a logarithm of the
best); deletion in reverse then shortens what later choices made needless, the dearest first.  The
same deletion from all cases at once is tried as well, and the cheaper of the two is taken.
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

__all__ = ["Column", "cheapest"]


class Column(msgspec.Struct, frozen=True):
    """A case that may be left out or shortened: `lengths` ascending, `prices` in seconds.

    `kept` is one that its author keeps as it is; of its `groups`, so many must stay.
    """

    lengths: tuple[int, ...]
    prices: tuple[float, ...]
    groups: tuple[str, ...]
    kept: bool = False

    def price(self, length: int) -> float:
        """What a length costs, 0 being the case left out."""
        return self.prices[self.lengths.index(length)] if length else 0.0


def cheapest(columns: Sequence[Column], needs: np.ndarray, least: Mapping[str, int]) -> list[int]:
    """The length of each column, 0 where it is left out; of each group at least `least` stay.

    `needs` is (facts, columns): the length from which on a column shows a fact, beyond its longest
    where it does not.  A fact that no column shows is not asked for.
    """
    longest = np.array([column.lengths[-1] for column in columns])
    needs = needs[(needs <= longest).any(axis=1)]
    whole = [column.lengths[-1] for column in columns]
    starts = (whole, _greedy(columns, needs, least))
    found = [_shortened(columns, needs, least, start) for start in starts]
    return min(found, key=lambda chosen: _cost(columns, chosen))


def _cost(columns: Sequence[Column], chosen: Sequence[int]) -> float:
    return sum(column.price(length) for column, length in zip(columns, chosen, strict=True))


def _greedy(columns: Sequence[Column], needs: np.ndarray, least: Mapping[str, int]) -> list[int]:
    """Column by column what shows the most facts for its price, until all are shown."""
    chosen = [column.lengths[-1] if column.kept else 0 for column in columns]
    open_ = ~(needs <= np.array(chosen)).any(axis=1)
    while open_.any():
        best, gain = (0, 0), 0.0
        for c, column in enumerate(columns):
            for length in column.lengths:
                if length <= chosen[c]:
                    continue
                price = column.price(length) - column.price(chosen[c])
                shown = int((needs[open_, c] <= length).sum()) / max(price, 1e-12)
                if shown > gain:
                    best, gain = (c, length), shown
        chosen[best[0]] = best[1]
        open_ &= needs[:, best[0]] > best[1]
    _fill(columns, least, chosen)
    return chosen


def _fill(columns: Sequence[Column], least: Mapping[str, int], chosen: list[int]) -> None:
    """Adds the cheapest cases of groups that have too few."""
    for c in sorted(range(len(columns)), key=lambda c: columns[c].prices[-1]):
        if not chosen[c] and any(_count(columns, chosen, g) < least[g] for g in columns[c].groups):
            chosen[c] = columns[c].lengths[0]


def _count(columns: Sequence[Column], chosen: Sequence[int], group: str) -> int:
    return sum(1 for column, n in zip(columns, chosen, strict=True) if n and group in column.groups)


def _shortened(
    columns: Sequence[Column], needs: np.ndarray, least: Mapping[str, int], start: Sequence[int]
) -> list[int]:
    """Each column as short as the others allow, the dearest first, until nothing changes."""
    chosen = list(start)
    while True:
        before = list(chosen)
        dearest = sorted(range(len(columns)), key=lambda c: -columns[c].price(before[c]))
        for c in (c for c in dearest if chosen[c] and not columns[c].kept):
            chosen[c] = _least(columns, needs, least, chosen, c)
        if chosen == before:
            return chosen


def _least(
    columns: Sequence[Column],
    needs: np.ndarray,
    least: Mapping[str, int],
    chosen: Sequence[int],
    c: int,
) -> int:
    """The shortest length of one column with which all facts are shown, given the others."""
    others = [0 if i == c else length for i, length in enumerate(chosen)]
    alone = ~(needs <= np.array(others)).any(axis=1)
    wanted = int(needs[alone, c].max(initial=0))
    if any(_count(columns, others, g) < least[g] for g in columns[c].groups):
        wanted = max(wanted, columns[c].lengths[0])
    return next((n for n in (0, *columns[c].lengths) if n >= wanted), columns[c].lengths[-1])
