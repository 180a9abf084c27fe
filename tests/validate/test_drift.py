"""golden.json against the reference: bit for bit on the platform that made it, within 1e-12 elsewhere."""

from pathlib import Path
from typing import Any

import pytest

from grader.cases.build import draw_cases
from grader.golden.file import GoldenFile, platform_facts, read
from grader.golden.make import make
from grader.golden.reference import read_sources
from grader.model import Golden
from grader.spec import load
from grader.validate import drift as module
from grader.validate.drift import drift


def found(course: Path, factor: float, **made_with: str) -> list[str]:
    folder = course / "assignments" / "losses"
    assignment, source = load(folder)
    cases = draw_cases(assignment, source, only="mse")
    fresh = make(read_sources(course), assignment, cases)
    frozen = read(folder)
    data: dict[str, Any] = {**frozen.data, "made_with": platform_facts() | made_with}
    data["cases"] = {case.id: frozen.data["cases"][case.id] for case in cases}
    moved = {id: Golden(golden.expected * factor) for id, golden in fresh.items()}
    return [item.case for item in drift(GoldenFile("golden.json", data), cases, moved)]


ULP = 1 + 2.3e-16


@pytest.fixture(autouse=True)
def _as_frozen(monkeypatch: pytest.MonkeyPatch, course: Path) -> None:
    """Whatever the platform: what the reference answers here is taken for what was frozen."""
    folder = course / "assignments" / "losses"
    assignment, source = load(folder)
    cases = draw_cases(assignment, source, only="mse")
    here = make(read_sources(course), assignment, cases)
    monkeypatch.setattr(GoldenFile, "golden", lambda _, case: here[case.id])
    monkeypatch.setattr(module, "GoldenFile", GoldenFile)


def test_nothing_moved(course: Path) -> None:
    assert found(course, 1.0) == []


def test_an_ulp_is_seen_on_the_same_platform(course: Path) -> None:
    assert len(found(course, ULP)) >= 3


@pytest.mark.parametrize("key", ["numpy", "blas", "processor"])
def test_an_ulp_is_let_pass_on_another(course: Path, key: str) -> None:
    assert found(course, ULP, **{key: "another"}) == []
    assert len(found(course, 1 + 2e-12, **{key: "another"})) >= 3


def test_cases_that_no_longer_exist_are_seen(course: Path) -> None:
    folder = course / "assignments" / "losses"
    assignment, source = load(folder)
    cases = draw_cases(assignment, source, only="mse")
    fresh = make(read_sources(course), assignment, cases)
    gone = cases.pop()
    assert gone.id in [item.case for item in drift(read(folder), cases, fresh)]
