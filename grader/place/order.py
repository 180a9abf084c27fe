"""In which order changes are tried: how likely they are, and which lines the failing cases run."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby

from .edits import Edit

__all__ = ["ranks"]


def ranks(
    edits: Iterable[Edit], failing: AbstractSet[int], passing: AbstractSet[int]
) -> list[list[Edit]]:
    """The changes of lines that a failing case runs, those of one rank together, in order.

    `failing` and `passing` are the lines that cases run which are wrong, and which are right: what
    right ones do not run comes first within a rank.
    """
    reached = [edit for edit in edits if not failing.isdisjoint(_span(edit))]
    reached.sort(key=lambda edit: (edit.rank, not passing.isdisjoint(_span(edit))))
    return [list(group) for _, group in groupby(reached, key=lambda edit: edit.rank)]


def _span(edit: Edit) -> Sequence[int]:
    return range(edit.line, edit.last + 1)
