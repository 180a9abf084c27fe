"""What is fuzzed: bytes from a child, all the way to a verdict."""

from typing import Any

import numpy as np

from grader.compare import Comparison, judge, verdicts_of
from grader.model import Case, CaseSpec, Exercise, Golden, Outcome
from grader.runner.codec import CodecError, encode, encode_apart
from grader.runner.frames import plain_reply
from grader.sandbox.outcomes import outcome
from grader.sandbox.process import read_reply

EXPECTED = np.array([[1.0, -2.0], [0.5, 4.0]])
GOLDEN = Golden(expected=EXPECTED, torch=EXPECTED)
CASE = Case(
    Exercise(name="f", points=1.0, reference=""),
    CaseSpec(name="c"),
    encode({"exercise": "f", "adapter": "function", "args": [EXPECTED]}),
)
COMPARISON = Comparison(CASE, GOLDEN, 1e-10)
JOB = 7
STATUSES = {"value", "missing", "not_implemented", "error", "memory"}


def taste(data: bytes) -> str:
    """refused, or the verdict.  Anything raised but CodecError is a find."""
    try:
        reply = read_reply(data, JOB)
    except CodecError:
        return "refused"
    found = outcome(CASE.id, reply)
    assert isinstance(found, Outcome)
    assert found.status in STATUSES
    verdict = judge(CASE, GOLDEN, found, 1e-10)
    (quick,) = verdicts_of([(COMPARISON, found)])
    assert quick.status == verdict.status
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
        {"id": JOB, "status": "value", **encode_apart(value)._asdict(), "again": value,
         "breaches": [["argument_changed", None, None]] * (i % 2), "signals": [["divide by zero", 4, "f"]]}
        for i, value in enumerate(values)
    ]  # fmt: skip
    replies += [{"id": JOB, "status": status, "fault": fault} for status in ("error", "memory")]
    replies += [
        {"id": JOB, "status": "missing", "value": ["f", "g"]},
        {"id": -1, "status": "hello"},
    ]
    plain = [plain_reply(JOB, encode_apart(value)) for value in values]
    return [*plain, *(encode(reply) for reply in replies)]
