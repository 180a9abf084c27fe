"""Rules on graphs of scalar nodes: where they speak, and where they must not."""

from typing import Any

import numpy as np
from looks import look, rule_of

from grader.diagnose.evidence import CaseEvidence, Evidence
from grader.diagnose.graphs import behind_shared

#: 0 and 1 feed 2, which feeds 3 and 4; these feed the result, 5.
GRAPH: list[Any] = [
    ("in", []), ("in", []), ("mul", [0, 1]), ("sin", [2]), ("exp", [2]), ("add", [3, 4])
]  # fmt: skip
#: A chain: no node feeds two others.
CHAIN: list[Any] = [("in", []), ("sin", [0]), ("exp", [1])]
RIGHT = np.array([2.0, 3.0, 4.0, 0.5, 1.0, 1.0])


def backward(*off: int, graph: list[Any] = GRAPH, expected: np.ndarray = RIGHT) -> CaseEvidence:
    got = expected + 0.7 * np.isin(np.arange(len(expected)), off) if off else expected
    return look(expected, got, "graph", [graph, []], ["graph", "inputs"], backwards=True)


def test_the_error_begins_behind_a_node_that_feeds_several() -> None:
    chain = backward(graph=CHAIN, expected=RIGHT[:3])
    assert (
        rule_of(behind_shared(Evidence([backward(0, 1), backward(0, 1), chain]))) == "behind_shared"
    )


def test_the_error_begins_elsewhere() -> None:
    assert behind_shared(Evidence([backward(0, 1, 2), backward(0, 1)])) is None, "at 2, before it"
    assert behind_shared(Evidence([backward(0), backward(1), backward(0)])) is None, "half of them"
    assert behind_shared(Evidence([backward(0, 1)])) is None, "two nodes are chance"
    of_chain = [backward(0, graph=CHAIN, expected=RIGHT[:3])] * 4
    assert behind_shared(Evidence(of_chain)) is None
    forward = look(RIGHT, RIGHT + 1, "graph", [GRAPH, []], ["graph", "inputs"])
    assert behind_shared(Evidence([forward] * 3)) is None
