"""Graphs of scalar nodes: which operation all errors have in common.  A rule for `structure`."""

import numpy as np

from ..adapters import adapter_of
from .evidence import CaseEvidence, Evidence, Statement

__all__ = ["behind_shared", "operation"]

#: Nodes that are off where a pattern says so, and how many times those that are right there.
FEWEST, MANY = 3, 4


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


def behind_shared(examined: Evidence) -> Statement | None:
    """Going back: off is what feeds a node that feeds several others, and the error begins there.

    So it is where a node hands its gradient on before all of it has come.  What is handed on may
    be 0, so that a few such nodes are right all the same.
    """
    looks = examined.looks
    if not examined.compared or not all(look.leaves and _is_backwards(look) for look in looks):
        return None
    found = [_Behind(look) for look in looks]
    off, right = (sum(getattr(one, name) for one in found) for name in ("off", "right"))
    if not all(one.begins for one in found) or off < FEWEST or off < MANY * right:
        return None
    return Statement("behind_shared")


def _is_backwards(look: CaseEvidence) -> bool:
    exercise = look.case.exercise
    return exercise.backwards and bool(adapter_of(exercise).nodes(look.case))


class _Behind:
    """Of a case, how many nodes are off or right that feed a node which feeds several others.

    `begins` says whether every node is of these before which all is right, and that is off.
    """

    def __init__(self, look: CaseEvidence) -> None:
        leaf, graph = (look.leaves or [])[0], look.arguments[0]
        size = float(np.max(np.abs(leaf.expected), initial=1e-300))
        off = ~(np.abs(leaf.got - leaf.expected) <= look.tolerance * size)
        fed: list[set[int]] = [set() for _ in graph]  # of the nodes that lead to the result
        for j, (_, predecessors) in enumerate(graph):
            for i in predecessors if leaf.expected[j] else ():
                fed[i].add(j)
        behind = [any(len(fed[j]) > 1 for j in nodes) for nodes in fed]
        first = [i for i, nodes in enumerate(fed) if off[i] and not any(off[j] for j in nodes)]
        self.begins = all(behind[i] for i in first)
        self.off = sum(bool(off[i]) for i, yes in enumerate(behind) if yes)
        self.right = sum(not off[i] for i, yes in enumerate(behind) if yes and leaf.expected[i])
