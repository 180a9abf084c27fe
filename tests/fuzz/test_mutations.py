"""A child's replies with random damage give a verdict or the one expected error; scripts/soak runs a million."""

import pytest
import target
from mutations import run

from grader.runner.codec import encode


def test_damaged_replies() -> None:
    ends = run(10_000, seed=5)
    assert {"refused", "failed", "error"} <= set(ends)
    assert sum(ends.values()) == 10_000


def test_every_seed_gets_a_verdict() -> None:
    assert {target.taste(seed) for seed in target.seeds()} >= {
        "passed",
        "failed",
        "error",
        "missing",
    }


def test_a_find_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(target, "outcome", broken)
    with pytest.raises(ZeroDivisionError):
        target.taste(encode({"id": target.JOB, "status": "memory"}))
