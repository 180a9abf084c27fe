"""Points: partial credit per weight, one rounding at the end, and the status of an exercise."""

import pytest

from grader.model import Exercise, Verdict
from grader.score import points, rounded, status_of

EXERCISE = Exercise(name="f", points=4, reference="m.f")


def test_partial_credit() -> None:
    assert points(EXERCISE, [1, 1, 2], ["passed", "failed", "passed"]) == 3
    assert points(EXERCISE, [1, 1, 1], ["passed", "failed", "failed"]) == pytest.approx(4 / 3)
    assert points(EXERCISE, [0, 1], ["failed", "passed"]) == 4
    assert rounded(sum([4 / 3] * 3)) == 4


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["passed", "passed"], "passed"),
        (["passed", "failed"], "partial"),
        (["passed", "timeout"], "partial"),
        (["failed", "error"], "failed"),
        (["error", "timeout", "timeout"], "timeout"),
        (["not_implemented", "error"], "not_implemented"),
        (["missing"], "missing"),
        (["memory", "memory", "error"], "memory"),
        (["passed", "internal_error"], "internal_error"),
    ],
)
def test_status(statuses: list[str], status: str) -> None:
    verdicts = [Verdict(status=s) for s in statuses]  # type: ignore[arg-type]
    assert status_of(verdicts, [1] * len(verdicts)) == status


def test_cases_without_weight_have_no_say() -> None:
    verdicts = [Verdict(status="passed"), Verdict(status="failed")]
    assert status_of(verdicts, [0, 1]) == "failed"
    assert status_of(verdicts, [1, 0]) == "passed"
