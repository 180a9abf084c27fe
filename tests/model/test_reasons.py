"""The reason of an exercise in a line."""

import pytest

from grader.model import CaseResult, ExerciseResult, Finding, reason, reasons


def case(status: str, message: str) -> CaseResult:
    return CaseResult(name="c", visibility="public", status=status, message=message)  # type: ignore[arg-type]


def exercise(*cases: CaseResult, found: tuple[str, ...] = ()) -> ExerciseResult:
    findings = tuple(Finding(kind="structure", message=message) for message in found)
    return ExerciseResult(
        name="mse", score=0.0, max_score=1.0, status="failed", findings=findings, cases=cases
    )


WRONG = (case("passed", "fine"), case("failed", "off by 2"), case("error", "ValueError"))


def test_findings_come_before_cases_and_what_passed_is_no_reason() -> None:
    assert reasons(exercise(*WRONG, found=("a factor 2", "a row"))) == [
        "a factor 2", "a row", "off by 2", "ValueError",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "otherwise", "said"),
    [
        (exercise(*WRONG, found=("a factor 2",)), None, "a factor 2"),
        (exercise(*WRONG, found=("a factor 2",)), "other", "a factor 2"),
        (exercise(*WRONG), None, "off by 2"),
        (exercise(*WRONG), "other", "other"),
        (exercise(*WRONG), "", ""),
        (exercise(), None, "failed"),
        (exercise(case("failed", "")), None, ""),
    ],
)
def test_one_line(found: ExerciseResult, otherwise: str | None, said: str) -> None:
    assert reason(found, otherwise) == said
