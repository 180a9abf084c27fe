"""A busy machine costs nobody marks: what a case waits for a processor is not counted."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import clocks
import pytest

from grader.model import Limits
from grader.sandbox.backend import open_backend
from grader.sandbox.box import Box
from grader.sandbox.process import Process
from grader.sandbox.runqueue import LEAST, Patience, descendant, queued

from .cases import case

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux keeps the account")
#: Busy processes that share one processor with the submission.
BUSY = 4
SOURCE = b"""
import time

def works(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds

def loops(x):
    while True:
        pass

def sleeps(x):
    time.sleep(60)
"""


def test_patience_is_bounded_in_all() -> None:
    patience = Patience(1.0)
    assert patience.granted(LEAST / 2) == 0.0
    assert patience.granted(0.7) == 0.7
    assert patience.granted(0.7) == pytest.approx(0.3)
    assert patience.granted(0.7) == 0.0


class Starved(Process):
    """A process that does not answer: when it is asked, and how long it has waited by then."""

    def __init__(self, *account: tuple[float, float]) -> None:
        self.waited, self.account, self.now = 0.0, iter(account), 0.0
        self.handle: Any = self
        self.deadlines: list[float] = []

    def queued(self) -> float:
        self.now, waited = next(self.account)
        return waited

    def monotonic(self) -> float:
        return self.now

    def _arrives(self, deadline: float) -> bool:
        self.deadlines.append(deadline)
        return False


def test_what_a_process_waited_before_its_clock_began_puts_nothing_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patience = Patience(10.0)
    process = Starved((22.0, 100.0), (24.0, 100.5), (24.5, 100.5))  # 100 s, while it was started
    monkeypatch.setattr("grader.sandbox.process.time", process)
    assert process.reply(1, 20.0, 2.0, patience) is None
    assert process.deadlines == [22.0, 24.0, 24.5]
    assert patience.left == 7.5


def test_a_judge_that_comes_late_to_its_clock_counts_what_was_waited_until_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process = Starved((24.0, 3.5), (25.5, 3.5))  # 2 s late; until then it had run for 0.5 s
    monkeypatch.setattr("grader.sandbox.process.time", process)
    assert process.reply(1, 20.0, 2.0, Patience(10.0)) is None
    assert process.deadlines == [22.0, 25.5]


@pytest.fixture
def one_busy_processor() -> Iterator[None]:
    """What is started meanwhile has a fifth of one processor."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    loop = [sys.executable, "-c", "while True: pass"]
    others = [subprocess.Popen(loop) for _ in range(BUSY)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()
        os.sched_setaffinity(0, before)


@linux
@pytest.mark.usefixtures("one_busy_processor")
def test_what_a_process_has_waited_is_known() -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        time.sleep(clocks.scaled(1.0))
        assert descendant(os.getpid(), 1) == process.pid
        early = queued(process.pid)
        time.sleep(clocks.scaled(1.0))
        assert queued(process.pid) > early > LEAST
        process.kill()
    assert queued(process.pid) == 0.0
    assert descendant(process.pid, 1) is None


@linux
@pytest.mark.slow
@pytest.mark.usefixtures("one_busy_processor")
@pytest.mark.parametrize("level", ["limits", "sealed", "sealed+ns"])
def test_a_busy_machine_ends_no_honest_case(level: str) -> None:
    """Run twice, it needs 0.3 s of a processor of which it has a fifth, and is given 0.6 s."""
    assert statuses(level, ("works", 0.15), ("works", 0.15)) == ["value", "value"]


@linux
@pytest.mark.slow
@pytest.mark.usefixtures("one_busy_processor")
@pytest.mark.parametrize("level", ["limits", "sealed"])
def test_what_does_not_end_is_ended_all_the_same(level: str) -> None:
    assert statuses(level, ("loops", 1.0), ("sleeps", 1.0)) == ["timeout", "timeout"]


def statuses(level: str, *calls: tuple[str, float]) -> list[str]:
    backend = open_backend(level)
    cases = [case(name, x) for name, x in calls]
    try:
        with Box(
            {"m.py": SOURCE}, "m", Limits(seconds=0.6, total_seconds=10.0), cases, backend
        ) as box:
            assert box.problem() is None
            return [outcome.status for outcome in box.run()]
    finally:
        backend.close()
