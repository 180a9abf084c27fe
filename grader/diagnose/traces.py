"""Runs: what the state says of a step, and what happens in time.  Rules for `structure`."""

import math
from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..leaves.distance import first_step
from .evidence import CaseEvidence, Evidence, Statement
from .factors import rounded
from .forms import histories

__all__ = ["alike_rows", "epochs", "shifted", "state"]


def state(examined: Evidence) -> Statement | None:
    """Whether theta goes wrong because its state does, or by the step alone.

    Cases in which the state is not known say nothing; the others must agree, and be the half.
    """
    places = [look.verdict.first_divergence for look in examined.compared]
    known = [place for place in places if place and (place.state or place.right_states)]
    if not known or 2 * len(known) < len(places):
        return None
    offsets = {place.offset for place in known}
    names = {place.state for place in known}
    right = {place.right_states for place in known}
    if len(names) != 1 or (names == {None} and len(right) != 1):
        return None
    (name,) = names
    if name is None:
        return Statement("state_right", {"states": list(right.pop())})
    if None in offsets:
        return None if len(offsets) > 1 else Statement("state_off", {"state": name})
    if len(offsets) == 1 and len(known) > 1:
        return Statement("state_offset", {"state": name, "offset": rounded(offsets.pop() or 0.0)})
    return Statement("state_offset_of_case", {"state": name})


def alike_rows(examined: Evidence) -> Statement | None:
    """Every row of a trajectory is the last one: one array was stored again and again."""
    if examined.compared and all(map(_rows_alike, examined.compared)):
        return Statement("alike_rows")
    return None


def _rows_alike(look: CaseEvidence) -> bool:
    runs = [leaf for leaf in look.leaves or [] if leaf.steps and len(leaf.got) > 1]
    return bool(runs) and all(
        _near(leaf.got, np.broadcast_to(leaf.expected[-1], leaf.got.shape), look.tolerance)
        for leaf in runs
    )


def shifted(examined: Evidence) -> Statement | None:
    """Every row of every history stands one place too late, or one too early."""
    for rule, late in (("rows_late", True), ("rows_early", False)):
        if examined.wrong and all(_moved(look, late) for look in examined.wrong):
            return Statement(rule)
    return None


def _moved(look: CaseEvidence, late: bool) -> bool:
    """Whether all histories that are off would be right if they were moved by a row."""
    if not adapter_of(look.case.exercise).one_call:
        return False
    pairs = [(e, g) for e, g in histories(look) if len(e) > 3 and np.ptp(e) > 0]
    off = [(e, g) for e, g in pairs if len(e) != len(g) or not _near(e, g, look.tolerance)]
    moved = [(e, g[1:]) if late else (e[1:], g) for e, g in off if e.ndim == 1]
    shorter = [min(len(e), len(g)) for e, g in moved]
    return bool(shorter) and all(
        n > 2 and _near(e[:n], g[:n], look.tolerance)
        for n, (e, g) in zip(shorter, moved, strict=True)
    )


def _near(expected: np.ndarray, got: np.ndarray, tolerance: float) -> bool:
    size = float(np.max(np.abs(expected), initial=0.0))
    return bool(np.all(np.abs(got - expected) <= tolerance * size)) and size > 0


def epochs(examined: Evidence) -> Statement | None:
    """Right in the whole first epoch, and off from the second one on."""
    several = [look for look in examined.compared if _steps_of_epoch(look) is not None]
    if len(several) < len(examined.compared) or not several:
        return None
    return Statement("second_epoch") if all(map(_off_in_second, several)) else None


def _off_in_second(look: CaseEvidence) -> bool:
    """Whether a run is first off in the second epoch; a row is an update."""
    of_epoch, runs = _steps_of_epoch(look), [leaf for leaf in look.leaves or [] if leaf.run]
    if of_epoch is None or not runs:
        return False
    scale = look.case.spec.scale
    first = min(first_step(leaf, look.tolerance, scale) for leaf in runs)
    return of_epoch < first <= 2 * of_epoch


def _steps_of_epoch(look: CaseEvidence) -> int | None:
    """The minibatches of an epoch, where the inputs have permutations and a size m."""
    names = dict(zip(look.case.exercise.arguments, look.arguments, strict=False))
    m = names.get("m")
    rows = next((value for value in names.values() if _permutations(value)), None)
    if rows is None or not isinstance(m, int) or len(rows) < 2:
        return None
    return math.ceil(len(rows[0]) / m)


def _permutations(value: Any) -> bool:
    rows = value if isinstance(value, (list, np.ndarray)) else []
    if len(rows) < 2 or not all(isinstance(row, (list, np.ndarray)) for row in rows):
        return False
    arrays = [np.asarray(row) for row in rows]
    return all(
        a.ndim == 1 and a.dtype.kind == "i" and np.array_equal(np.sort(a), np.arange(a.size))
        for a in arrays
    )
