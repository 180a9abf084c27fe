"""Every attack gets its verdict, and nothing else: nothing got out, was reached, or was changed.

Each runs at every level that claims to stop it, beside an honest submission and before another one,
whose results must not change by a bit.
"""

import os
from collections.abc import Iterator

import pytest

from grader.errors import SandboxError

from . import outer
from .trial import Trials, names, read, wrong
from .world import World

LEVELS = ("sealed+ns", "sealed", "limits")
PAIRS = [(level, name) for level in LEVELS for name in names() if level in read(name).levels]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World() as world:
        yield world


@pytest.fixture(scope="module")
def trials(request: pytest.FixtureRequest, world: World) -> Iterator[Trials]:
    try:
        trials = Trials(request.param, world)
    except SandboxError as error:
        if os.getuid() == 0 or os.environ.get("CI") == "true":
            raise  # there it is installed
        pytest.skip(str(error))
    yield trials
    trials.close()


@pytest.mark.slow
@pytest.mark.parametrize(("trials", "name"), PAIRS, indirect=["trials"])
def test_attack(trials: Trials, name: str) -> None:
    attack = read(name)
    if attack.danger:
        found = outer.run(trials.backend.level, name)
        assert found == {"wrong": [], "harm": []}
        return
    result, harm = trials.run(attack)
    assert wrong(attack, result) + harm == []
