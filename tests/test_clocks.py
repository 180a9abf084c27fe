"""The clocks of the tests: never shorter than on a quiet machine, and never without end."""

import sys

import clocks
import pytest

from grader.model import Limits


@pytest.mark.parametrize(("times", "slowness"), [(0.1, 1.0), (3.0, 3.0), (1000.0, clocks.MOST)])
def test_the_factor_is_bounded(
    times: float, slowness: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(clocks.VARIABLE)
    monkeypatch.setattr(clocks, "WORK", f"print({times * clocks.QUIET})")
    assert clocks.slowness.__wrapped__() == pytest.approx(slowness)


def test_tracing_the_tests_does_not_change_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    traced: list[str] = []
    monkeypatch.delenv(clocks.VARIABLE)
    before = sys.gettrace()
    sys.settrace(lambda frame, *_: traced.append(frame.f_code.co_name))
    try:
        clocks.slowness.__wrapped__()
    finally:
        sys.settrace(before)
    assert "work" not in traced
    assert traced


def test_whoever_knows_better_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clocks.VARIABLE, "2.5")
    assert clocks.slowness.__wrapped__() == 2.5


def test_limits_are_scaled_in_time_and_not_in_memory() -> None:
    scaled = clocks.limits(Limits(seconds=2.0, total_seconds=8.0, memory_mb=64))
    assert scaled.seconds == clocks.scaled(2.0)
    assert scaled.total_seconds == clocks.scaled(8.0)
    assert scaled.memory_mb == 64
