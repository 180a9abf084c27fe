"""What is fuzzed: bytes from a child, all the way to a verdict."""

from typing import Any

import numpy as np

from grader.compare import judge
from grader.model import Case, CaseSpec, Exercise, Golden, Outcome
from grader.runner.codec import CodecError, encode
from grader.runner.decoder import decode
from grader.sandbox.outcomes import outcome

EXPECTED = np.array([[1.0, -2.0], [0.5, 4.0]])
GOLDEN = Golden(expected=EXPECTED, torch=EXPECTED)
CASE = Case(
    Exercise(name="f", points=1.0, reference=""),
    CaseSpec(name="c"),
    encode({"exercise": "f", "adapter": "function", "args": [EXPECTED]}),
)
STATUSES = {"value", "missing", "not_implemented", "error", "memory"}


def taste(data: bytes) -> str:
    """refused, no reply, or the verdict.  Anything raised but CodecError is a find."""
    try:
        value = decode(data)
    except CodecError:
        return "refused"
    if not isinstance(value, dict):
        return "no reply"
    found = outcome(CASE.id, value)
    assert isinstance(found, Outcome)
    assert found.status in STATUSES
    verdict = judge(CASE, GOLDEN, found, 1e-10)
    if verdict.status == "passed":
        assert np.array_equal(found.value, EXPECTED) or _near(found.value), found
    return str(verdict.status)


def _near(value: Any) -> bool:
    return bool(np.max(np.abs(np.asarray(value, dtype=float) - EXPECTED)) <= 1e-9)


def seeds() -> list[bytes]:
    """Replies as a child sends them, one of each kind, with values of each kind."""
    fault = {"type": "ValueError", "message": "no", "line": 3,
             "frames": [["submission/m.py", 3, "f", "raise ValueError('no')"]]}  # fmt: skip
    values: list[Any] = [
        EXPECTED, EXPECTED.tolist(), None, True, 3, -0.5, "text", b"bytes", float("nan"),
        EXPECTED.astype(np.float32), EXPECTED.astype(complex), EXPECTED.T.copy(), [EXPECTED] * 3,
        {"theta": [[EXPECTED]] * 3, "state": [{"v": [EXPECTED], "t": 1}] * 3}, (1, 2.0, "x"),
        np.zeros((0, 3)), np.arange(6, dtype=np.uint8), [[[[1]]]], {1: 2, None: 3.0, "t": True},
    ]  # fmt: skip
    replies = [
        {"id": 7, "status": "value", "value": value, "again": value, "breaches": ["argument_changed"] * (i % 2),
         "fault": None, "signals": [["divide by zero", 4]]}
        for i, value in enumerate(values)
    ]  # fmt: skip
    replies += [{"id": 7, "status": status, "fault": fault} for status in ("error", "memory")]
    replies += [{"id": 7, "status": "missing", "value": ["f", "g"]}, {"id": -1, "status": "hello"}]
    return [encode(reply) for reply in replies]
