"""Graphs of scalar nodes: which operation all errors have in common.  A rule for `structure`."""

import numpy as np

from ..adapters import adapter_of
from .evidence import CaseEvidence, Evidence, Statement

__all__ = ["operation"]


def operation(examined: Evidence) -> Statement | None:
    """The one operation that is at the first node that is off in every case.

    What feeds that node is right.  Going back, it is an operation that the first wrong node feeds,
    where it is at work in no right case.
    """
    looks = examined.compared
    if not looks or not adapter_of(looks[0].case.exercise).nodes(looks[0].case):
        return None
    backwards = looks[0].case.exercise.backwards
    common = set.intersection(*(_suspects(look, backwards) for look in looks))
    for look in examined.looks if backwards else ():
        if look.verdict.status == "passed":
            common -= _at_work(look, backwards)
    if len(common) != 1:
        return None
    return Statement("operation_fed" if backwards else "operation", {"operation": common.pop()})


def _at_work(look: CaseEvidence, backwards: bool) -> set[str]:
    """The operations that a case asks for; going back, of nodes that lead to the result."""
    graph, expected = look.arguments[0], np.asarray(look.golden.expected, np.float64)
    used = expected != 0 if backwards else np.ones(len(graph), bool)
    return {name for (name, _), yes in zip(graph, used, strict=True) if yes}


def _suspects(look: CaseEvidence, backwards: bool) -> set[str]:
    graph = look.arguments[0]
    leaf = look.off[0]
    size = float(np.max(np.abs(leaf.expected), initial=1e-300))
    off = np.flatnonzero(~(np.abs(leaf.got - leaf.expected) <= look.tolerance * size))
    if leaf.expected.ndim != 1 or not off.size:
        return set()
    if not backwards:
        return {graph[int(off[0])][0]}
    node = int(off[-1])
    return {name for name, P in graph if node in P}
