"""The box at level `limits`: clocks, limits, output, and our own failures."""

import gc
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import clocks
import pytest

from grader.errors import SandboxError
from grader.grading import grade
from grader.model import Case, Limits, Outcome
from grader.paper import public_paper
from grader.sandbox.backend import open_backend
from grader.sandbox.backends import limits as level
from grader.sandbox.box import Box
from grader.sandbox.outcomes import outcome as as_outcome
from grader.sandbox.output import HEAD, TAIL, Output
from grader.submission import Submission

from .cases import case

pytestmark = pytest.mark.slow

ECHO = b"def f(x):\n    return x\n"


def run(source: str, *cases: Case, **limits: Any) -> tuple[list[Outcome], str]:
    backend = open_backend("limits")
    clocked = clocks.limits(Limits(**limits))
    with Box({"m.py": source.encode()}, "m", clocked, cases, backend) as box:
        problem = box.problem()
        outcomes = [problem] if problem else list(box.run())
    return outcomes, box.stdout


def test_values_and_output() -> None:
    outcomes, stdout = run("def f(x):\n    print('called')\n    return 2 * x\n", case("f", 3))
    assert [(o.status, o.value) for o in outcomes] == [("value", 6)]
    assert stdout == "called\n"


def test_a_timeout_names_the_line_and_costs_one_case() -> None:
    source = "def f(x):\n    while x:\n        pass\n    return 1\n"
    outcomes, _ = run(source, case("f", 0), case("f", 1), case("f", 0), seconds=0.5)
    assert [o.status for o in outcomes] == ["value", "timeout", "value"]
    assert "line 2 of m.py" in outcomes[1].message or "line 3 of m.py" in outcomes[1].message


def test_the_total_is_bounded() -> None:
    source = "def f(x):\n    while True:\n        pass\n"
    outcomes, _ = run(source, *[case("f", 1)] * 6, seconds=0.3, total_seconds=0.5)
    assert {o.status for o in outcomes} == {"timeout"}
    assert "not run" in outcomes[-1].message


def test_memory_is_a_budget_beyond_the_interpreters_own() -> None:
    source = "def f(n):\n    return len(bytearray(n * 2**20))\n"
    outcomes, _ = run(source, case("f", 50), case("f", 300), case("f", 50), memory_mb=128)
    assert [o.status for o in outcomes] == ["value", "memory", "value"]


def test_each_case_may_come_in_a_new_process() -> None:
    source = "import os\ndef f(x):\n    os._exit(3)\n"
    outcomes, _ = run(source, *[case("f", 1)] * 3)
    assert [o.status for o in outcomes] == ["error"] * 3
    assert "exit code 3, at line 3 of m.py" in outcomes[0].message


def test_a_flood_is_bounded() -> None:
    outcomes, stdout = run(
        "def f(x):\n    for i in range(x):\n        print('y' * 1000)\n    return 1\n",
        case("f", 20_000),
    )
    assert outcomes[0].value == 1
    assert len(stdout) < HEAD + TAIL + 200
    assert "bytes of output are not shown" in stdout


def test_a_process_that_does_not_start_is_our_fault(
    monkeypatch: pytest.MonkeyPatch, course: Path
) -> None:
    def dead() -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-c", "pass"],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            start_new_session=True,
        )

    monkeypatch.setattr(level, "spawn_child", dead)
    with pytest.raises(SandboxError):
        run("def f(x):\n    return 1\n", case("f", 1))
    result = grade(public_paper(course / "assignments/losses"), Submission("s", {"losses.py": b""}))
    assert result.status == "internal_error"
    assert result.score is None


def test_a_process_that_cannot_be_spawned_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(SandboxError, match="could not be started"):
        run("", case("f", 1))


FRAMES = """
import os, struct
def frame(job):
    items = {b"id": b"i" + struct.pack("<q", job), b"status": b"s" + struct.pack("<I", 5) + b"value",
             b"value": b"f" + struct.pack("<d", 42.0)}
    data = b"d" + struct.pack("<I", len(items))
    for key, value in items.items():
        data += b"s" + struct.pack("<I", len(key)) + key + value
    return struct.pack("<I", len(data)) + data
def f(x):
    for job in range(50):
        for fd in range(3, 12):
            try:
                os.write(fd, frame(job))
            except OSError:
                pass
    return 1.0
def g(x):
    return 2.0
"""


def test_forged_replies_cost_their_own_case_only() -> None:
    outcomes, _ = run(FRAMES, case("f", 1), case("g", 1), case("g", 1))
    assert [o.status for o in outcomes] == ["error", "value", "value"]
    assert [o.value for o in outcomes] == [None, 2.0, 2.0]


@pytest.mark.parametrize(
    "reply",
    [
        {"status": "passed"},
        {"status": 7},
        {},
        {"status": "value", "breaches": 3, "fault": [1]},
        {"status": "error", "fault": {"frames": [[1, 2], "x"], "line": "y"}},
    ],
)
def test_replies_of_no_known_form(reply: dict[str, Any]) -> None:
    outcome = as_outcome("c", reply)
    assert outcome.status in {"error", "value"}


def test_output_keeps_both_ends() -> None:
    read, write = __import__("os").pipe()
    with open(read, "rb") as stream, open(write, "wb") as sink:
        output = Output(stream)
        sink.write(b"start\n" + b"x" * (HEAD + TAIL) + b"\nend")
        sink.close()
        output.close()
    assert output.text().startswith("start")
    assert output.text().endswith("end")


def test_traces_are_taken_out_of_the_output() -> None:
    text = (
        "before\nTimeout (0:00:01)!\nThread 0x00007f (most recent call first):\n"
        '  File "submission/m.py", line 7 in inner\n  File "submission/m.py", line 9 in f\n'
        '  File "/x/child.py", line 1 in serve\n'
    )
    import io

    output = Output(io.BytesIO(text.encode()))
    output.close()
    trace = output.trace({"m.py": b"\n" * 10})
    assert trace is not None
    assert (trace.name, trace.line, trace.function) == ("m.py", 7, "inner")
    assert output.text() == "before\n"


def test_a_busy_parent_does_not_make_a_case_look_slow() -> None:
    cases = [case("f", 1)] * 30
    with Box(
        {"m.py": ECHO}, "m", clocks.limits(Limits(seconds=0.5)), cases, open_backend("limits")
    ) as box:
        assert box.problem() is None
        outcomes = []
        for outcome in box.run():
            if not outcomes:
                time.sleep(clocks.scaled(1.0))
            outcomes.append(outcome)
    assert {outcome.status for outcome in outcomes} == {"value"}


@pytest.mark.parametrize("isolation", ["limits", "sealed"])
@pytest.mark.parametrize("answers", [0, 1, 2])
def test_a_process_that_is_left_early_ends_by_itself(isolation: str, answers: int) -> None:
    """Nobody waits until it must be killed: in a class that would be a second for each."""
    with Box({"m.py": ECHO}, "m", Limits(), [case("f", 1)] * 2, open_backend(isolation)) as box:
        assert box.problem() is None
        outcomes = [outcome.value for outcome, _ in zip(box.run(), range(answers), strict=False)]
    assert outcomes == [1] * answers
    assert (box.code, box.ended_by_us) == (0, False)


def test_a_flood_leaves_no_thread_and_no_descriptor_behind() -> None:
    flood = FRAMES.replace("range(50)", "range(3000)")
    run(flood, case("f", 1))
    before = threading.active_count(), len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        outcomes, _ = run(flood, case("f", 1))
        assert "the grader's own channel" in outcomes[0].message
    gc.collect()
    time.sleep(clocks.scaled(0.5))
    after = threading.active_count(), len(os.listdir("/proc/self/fd"))
    assert after[0] <= before[0]
    assert after[1] <= before[1]


@pytest.mark.parametrize(
    "body",
    [
        "return {2**70: 1}",
        "return {(1, 2): 3}",
        "import sys; sys.stdout.close(); return 1.0",
        "import sys; sys.stdout = None; return 1.0",
    ],
)
def test_odd_answers_do_not_end_the_process(body: str) -> None:
    outcomes, _ = run(f"def f(x):\n    {body}\n", case("f", 1), case("f", 1))
    assert [outcome.status for outcome in outcomes] == ["value", "value"]


def test_a_large_answer_given_twice_is_too_large_and_no_crash() -> None:
    source = "calls = []\ndef f(x):\n    calls.append(1)\n    return [len(calls)] * 300_000\n"
    outcomes, _ = run(source, case("f", 1))
    assert "too large" in outcomes[0].message
