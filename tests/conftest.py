"""Fixtures that many tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import clocks
import measured_child
import pytest
from hypothesis import HealthCheck, settings

from grader.course import find_course
from grader.errors import SandboxError
from grader.sandbox import spawn
from grader.sandbox.backend import Backend, open_backend
from grader.sandbox.backends import limits

# A busy machine is no failure: no example is refused for the time that it took.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


# Under `coverage run`, the process that runs submissions is measured, too.
if "COVERAGE_RUN" in os.environ:
    limits.command = measured_child.measured(limits.command)


def pytest_configure() -> None:
    """Measures the machine before there are workers; they, and all that tests start, are told."""
    os.environ.setdefault(clocks.VARIABLE, f"{clocks.slowness():.2f}")


def pytest_report_header() -> str:
    return f"clocks: times {clocks.slowness():.2f} (tests/clocks.py)"


@pytest.fixture(scope="module")
def backend() -> Iterator[Backend]:
    """The best that this machine has of what forks; else the plainest."""
    try:
        backend = open_backend("sealed")
        backend.prepare()
    except SandboxError:
        backend = open_backend("limits")
    yield backend
    backend.close()


@pytest.fixture(autouse=True)
def _unmeasured(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that looks into the process that runs submissions finds it as it is otherwise."""
    if request.node.get_closest_marker("unmeasured"):
        monkeypatch.setattr(limits, "command", spawn.command)


@pytest.fixture(scope="session")
def course() -> Path:
    return find_course()


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the cache of the person who runs it."""
    base = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(base))
    monkeypatch.setenv("LOCALAPPDATA", str(base))
