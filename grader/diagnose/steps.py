"""What a run does in the step in which it first goes wrong.  Rules for `structure`.

Up to that step everything is as it should be, so that the step can be compared by itself; what
comes after it is computed from another theta.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..leaves import Leaf
from ..leaves.distance import first_step
from .evidence import CaseEvidence, Evidence, Statement
from .factors import common_factor, factor_of, near, quantity_of, rounded

__all__ = [
    "decay", "direction", "factor_of_step", "first_wrong", "same_step", "stands_still",
    "which_first",
]  # fmt: skip


#: Arrays by the number of their axes, as they are called.
KINDS = ("number", "vector", "matrix")
#: Of one step, relative to the size of theta.
ROUNDING = 1e-13


class Move(NamedTuple):
    """What a step adds to an array of theta, expected and got; `before` is where it starts."""

    key: str
    before: np.ndarray
    expected: np.ndarray
    got: np.ndarray
    off: bool


class FirstWrong(NamedTuple):
    """The first step of a case that is off, counted from 1, and what it does to each array."""

    look: CaseEvidence
    step: int
    moves: list[Move]
    moved_before: bool

    @property
    def part(self) -> dict[str, str]:
        """What is off, as the parameter of a sentence."""
        return {"part": "first_step" if self.step == 1 else "first_wrong_step"}


def first_wrong(examined: Evidence) -> list[FirstWrong]:
    """That step of every case that is off; [] where one is no run, or of theta alone."""
    found = [_first_wrong(look) for look in examined.compared]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else []


def _first_wrong(look: CaseEvidence) -> FirstWrong | None:
    leaves, scale = look.leaves or [], look.case.spec.scale
    if not leaves or not all(leaf.run and len(leaf.expected) > 1 for leaf in leaves):
        return None
    off = {leaf.key for leaf in look.off}
    firsts = {
        leaf.key: first_step(leaf, look.tolerance, scale) for leaf in leaves if leaf.key in off
    }
    step = min(firsts.values(), default=0)
    if step < 1:
        return None
    moves = [
        Move(
            leaf.key,
            leaf.expected[step - 1],
            leaf.expected[step] - leaf.expected[step - 1],
            leaf.got[step] - leaf.got[step - 1],
            firsts.get(leaf.key) == step,
        )
        for leaf in leaves
    ]
    moved_before = any(np.ptp(leaf.expected[:step], axis=0).any() for leaf in leaves)
    return FirstWrong(look, step, moves, moved_before)


def _without_rest(steps: Sequence[FirstWrong]) -> Sequence[FirstWrong]:
    """Without the cases that rest at their start, where others go wrong in the first step."""
    if all(one.step > 1 for one in steps):
        return steps
    return [one for one in steps if one.step == 1 or one.moved_before]


def factor_of_step(examined: Evidence) -> Statement | None:
    """The step has the right direction and the wrong length, in all arrays by one factor."""
    steps = _without_rest(first_wrong(examined))
    if len({one.step == 1 for one in steps}) != 1:
        return None
    found: list[tuple[CaseEvidence, float, int]] = []
    for one in steps:
        moved = [m for m in one.moves if np.any(m.expected) or np.any(m.got)]
        common = common_factor([Leaf(m.key, m.expected, m.got) for m in moved])
        if not moved or common is None:
            return None
        found.append((one.look, *common))
    if all(near(factor, 1.0) for _, factor, _ in found):
        return None
    said = quantity_of(found)
    if said is None and all(near(factor, found[0][1]) for _, factor, _ in found):
        said = Statement("factor_of_first_step", {"factor": rounded(found[0][1])})
    return said and Statement(said.rule, said.parameters | steps[0].part)


def stands_still(examined: Evidence) -> Statement | None:
    """Nothing moves in the first step, in any case."""
    steps = first_wrong(examined)
    still = [
        all(not np.any(m.got) for m in one.moves) and any(np.any(m.expected) for m in one.moves)
        for one in steps
    ]
    if len(steps) > 1 and all(still) and all(one.step == 1 for one in steps):
        return Statement("stands_still")
    return None


def decay(examined: Evidence) -> Statement | None:
    """Besides the expected step, what is off is multiplied by a number: it shrinks, or grows."""
    rates: list[float] = []
    entries = 0
    for one in first_wrong(examined):
        off = [m for m in one.moves if m.off]
        common = common_factor([Leaf(m.key, m.before, m.got - m.expected) for m in off])
        if common is None:
            return None
        rates.append(common[0])
        entries += common[1]
    if len(rates) < 2 or entries < 2 * len(rates) or not all(abs(rate) < 1 for rate in rates):
        return None
    if all(rate < 0 for rate in rates):
        return Statement("shrinks")
    return Statement("grows") if all(rate > 0 for rate in rates) else None


def direction(examined: Evidence) -> Statement | None:
    """In the first step every array goes in the right direction, not all by the right length."""
    lengths: list[float] = []
    steps = first_wrong(examined)
    for one in steps:
        for m in one.moves if one.step == 1 else ():
            if not np.any(m.expected) and not np.any(m.got):
                continue
            found = factor_of(Leaf(m.key, m.expected, m.got))
            if found is None or found[0] <= 0:
                return None
            lengths += [found[0]] if found[1] > 2 else []  # two numbers may agree by chance
    off = [length for length in lengths if not near(length, 1.0)]
    return Statement("direction_of_first_step") if len(off) > 1 else None


def which_first(examined: Evidence) -> Statement | None:
    """The arrays of one kind go wrong first: the matrices, or all but the first.

    Arrays that depend on those follow in the next step, by the gradient.
    """
    split = [
        ([m for m in one.moves if not _exact(m)], [m for m in one.moves if _exact(m)])
        for one in first_wrong(examined)
    ]
    known = [(off, right) for off, right in split if right]
    if len(known) < 2:
        return None
    axes = {m.before.ndim for off, _ in split for m in off}
    others = {m.before.ndim for _, right in known for m in right}
    if len(axes) == 1 and not axes & others:
        kind = axes.pop()
        return Statement("first_of_axes", {"arrays": KINDS[kind] if kind < len(KINDS) else kind})
    if all([m.key for m in right] == ["theta[0]"] for _, right in known):
        return Statement("first_array_right")
    return None


def _exact(move: Move) -> bool:
    """Whether an array is right to the last digits, and not only off by less than the tolerance."""
    size = max(float(np.max(np.abs(part), initial=0.0)) for part in (move.before, move.expected))
    return bool(np.all(np.abs(move.got - move.expected) <= ROUNDING * size))


def same_step(examined: Evidence) -> Statement | None:
    """In every case the run goes off at the same step, which is not the first."""
    steps = {one.step for one in first_wrong(examined)}
    if len(examined.compared) < 2 or len(steps) != 1 or steps == {1}:
        return None
    (step,) = steps
    rule = "second_step" if step == 2 else "same_step"
    return Statement(rule, {"at_step": step, "before": step - 1})
