"""Runs: what the state says of a step, and what happens in time.  Rules for `structure`."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..leaves.distance import first_step
from ..model import Divergence
from .evidence import CaseEvidence, Evidence, Statement
from .factors import near, quantity_of, rounded
from .forms import histories

__all__ = [
    "alike_rows",
    "epochs",
    "histories_right",
    "shifted",
    "some_histories_right",
    "state",
]


def state(examined: Evidence) -> Statement | None:
    """Whether theta goes wrong because its state does, or by the step alone.

    Cases in which the state is not known say nothing; the others must agree, and be the half.
    """
    known = [
        (look, place)
        for look in examined.compared
        if (place := look.verdict.first_divergence)
        and (place.state or place.right_states or place.scaled_states)
    ]
    if not known or 2 * len(known) < len(examined.compared):
        return None
    places = [place for _, place in known]
    names = {place.state for place in places}
    right = {place.right_states for place in places}
    if len(names) != 1:
        return None
    (name,) = names
    if name is not None:
        return _off(name, places)
    if any(place.scaled_states for place in places):
        return _scaled(known)
    return Statement("state_right", {"states": list(right.pop())}) if len(right) == 1 else None


def _off(name: str, places: Sequence[Divergence]) -> Statement | None:
    """What a state that goes wrong is off by, or that it was right before."""
    offsets = {place.offset for place in places}
    if None in offsets:
        if len(offsets) > 1:
            return None
        opposite = all(near(scale, -1.0) for place in places for _, scale in place.scaled_states)
        turned = opposite and all(place.scaled_states for place in places)
        return Statement("state_off_turned" if turned else "state_off", {"state": name})
    if len(offsets) == 1 and len(places) > 1:
        return Statement("state_offset", {"state": name, "offset": rounded(offsets.pop() or 0.0)})
    return Statement("state_offset_of_case", {"state": name})


def _scaled(known: Sequence[tuple[CaseEvidence, Divergence]]) -> Statement | None:
    """The first state that is a factor times the lecture's, where a quantity is that factor."""
    names = [[name for name, _ in place.scaled_states] for _, place in known]
    if any(those != names[0] for those in names):
        return None
    name = names[0][0]
    found = [(look, dict(place.scaled_states)[name], 1) for look, place in known]
    if all(near(scale, -1.0) for _, scale, _ in found):
        return Statement("state_turned", {"state": name})
    said = quantity_of(found) if len(found) > 1 else None
    if said is None:
        return None
    divided = said.rule == "divided_by_quantity"
    return Statement(
        "state_divided" if divided else "state_times", said.parameters | {"state": name}
    )


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


def histories_right(examined: Evidence) -> Statement | None:
    """Every history is right in the rows that both runs have: its end is wrong, or its best."""
    if examined.wrong and all(map(_right_so_far, examined.wrong)):
        return Statement("histories_right")
    return None


def some_histories_right(examined: Evidence) -> Statement | None:
    """Some of the histories, the same ones in every case, are right in the rows of both runs."""
    named = [_histories_by_name(look) for look in examined.wrong]
    if len(named) < 2 or not all(named):
        return None
    names = list(named[0])
    right = [n for n in names if all(known.get(n) is True for known in named)]
    off = [n for n in names if all(known.get(n) is False for known in named)]
    if not right or not off or len(right) + len(off) < len(names):
        return None
    return Statement("some_histories_right", {"histories": right, "other_histories": off})


def _histories_by_name(look: CaseEvidence) -> dict[str, bool]:
    """Which histories are right as far as both runs go; {} where there is nothing to compare."""
    expected, got = look.golden.expected, look.outcome.value
    if not adapter_of(look.case.exercise).one_call or not isinstance(expected, dict):
        return {}
    pairs = {id(e): g for e, g in histories(look)}
    found = {}
    for name, e in expected.items():
        if isinstance(e, np.ndarray) and e.ndim == 1 and id(e) in pairs and isinstance(got, dict):
            n = min(len(e), len(pairs[id(e)]))
            found[str(name)] = _near(e[:n], pairs[id(e)][:n], look.tolerance)
    return found


def _right_so_far(look: CaseEvidence) -> bool:
    expected = look.golden.expected
    if not adapter_of(look.case.exercise).one_call or not isinstance(expected, dict):
        return False
    pairs = [(e, g) for e, g in histories(look) if e.ndim == 1 and np.ptp(e) > 0]
    shorter = [min(len(e), len(g)) for e, g in pairs]
    return len(pairs) > 0 and all(
        _near(e[:n], g[:n], look.tolerance) for n, (e, g) in zip(shorter, pairs, strict=True)
    )
