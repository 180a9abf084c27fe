"""Where an answer first parts from the expected one."""

from collections.abc import Sequence

import msgspec
import numpy as np

from ..model import Divergence
from .distance import Distance, first_step, measure
from .pairing import Leaf

__all__ = ["Parting", "at_entry", "at_node", "at_step"]


class Parting(msgspec.Struct, eq=False):
    """The place, and the tensor or the row of one that holds it.

    `row` counts from 0 along axis 0 of `leaf`, where that counts steps; of a `history` (by epochs,
    say) nobody calls them so.  `operation` is what a node does.  Of a `secret` answer neither the
    place nor the expected number is shown.
    """

    leaf: Leaf
    part: Leaf
    place: Divergence
    wrong: np.ndarray | None = None
    row: int | None = None
    history: bool = False
    operation: str = ""
    secret: bool = False


#: The tensors that are off, each with its distance.
Off = Sequence[tuple[Leaf, Distance]]


def at_entry(off: Off) -> Parting:
    """The worst entry of the first tensor that is off."""
    leaf, distance = off[0]
    place = Divergence(key=leaf.key or None, index=distance.index)
    return Parting(leaf, leaf, place, distance.wrong)


def at_node(off: Off, operations: Sequence[str], backwards: bool) -> Parting:
    """The first wrong node of a vector with an entry for each; the last one, going back."""
    leaf, distance = off[0]
    wrong = np.flatnonzero(distance.wrong)
    node = int(wrong[-1] if backwards else wrong[0])
    place = Divergence(node=node, index=(node,))
    return Parting(leaf, leaf, place, distance.wrong, operation=operations[node])


def at_step(off: Off, tolerance: float, scale: float, history: bool = False) -> Parting:
    """The worst entry of the first step at which some tensor is off."""
    stepwise = [leaf for leaf, _ in off if leaf.steps]
    starts = [first_step(leaf, tolerance, scale) for leaf in stepwise]
    which = starts.index(min(starts))
    leaf, step = stepwise[which], starts[which]
    part = Leaf(leaf.key, leaf.expected[step], leaf.got[step])
    index = measure(part, tolerance, scale).index
    # Row 0 of a run is the start; elsewhere (losses per epoch) the first row is step 1.
    count = step if leaf.run else step + 1
    place = Divergence(step=count, tensor=leaf.key or None, index=index)
    return Parting(leaf, part, place, row=step, history=history and not leaf.run)
