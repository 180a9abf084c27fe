"""Every adapter has two files, each with all members, and nobody else asks for one by its name."""

import re
from pathlib import Path

import pytest

from grader.adapters import Adapter, load, names
from grader.runner.adapters import ADAPTERS, ChildAdapter

ROOT = Path(__file__).parents[2]


def members(protocol: type) -> list[str]:
    return [name for name in vars(protocol) if not name.startswith("_")]


@pytest.mark.parametrize("name", names())
def test_both_halves_are_whole(name: str) -> None:
    for half, protocol in ((load(name), Adapter), (ADAPTERS[name], ChildAdapter)):
        assert members(protocol)
        assert [member for member in members(protocol) if not hasattr(half, member)] == []


def test_only_probes_have_a_half_alone() -> None:
    assert ADAPTERS.keys() - set(names()) == {"differences"}


def test_nobody_else_asks_which_adapter_it_is() -> None:
    asks = re.compile(r"adapter\b[^=\n]{0,20}\s(==|!=|in|not in)\s+[\[({\"']")
    halves = {ROOT / "grader/adapters", ROOT / "grader/runner/adapters"}
    for file in (ROOT / "grader").rglob("*.py"):
        if file.parent not in halves:
            assert not asks.search(file.read_text()), file


def test_the_search_for_such_questions_finds_one() -> None:
    asks = re.compile(r"adapter\b[^=\n]{0,20}\s(==|!=|in|not in)\s+[\[({\"']")
    assert asks.search('if exercise.adapter == "steps":')
    assert asks.search('if case.exercise.adapter in ("steps", "run"):')
