"""The rules: late, grace, extensions, bonus, dropped, points by hand."""

from pathlib import Path

import pytest

from grader.errors import SpecError
from grader.model import ExerciseResult, Grade, Result
from grader.policy import Override, Policy, grade_of, late_days, read_policy

DUE = "2026-11-20T23:59:00+01:00"


def result(**scores: float | None) -> Result:
    exercises = tuple(
        ExerciseResult(name=name, score=score or 0.0, max_score=4.0,
                       status="internal_error" if score is None else "passed")
        for name, score in scores.items()
    )  # fmt: skip
    return Result(assignment="a", submission="s", status="graded", score=0.0, max_score=8.0,
                  isolation="fake", seconds=0.0, stdout="", exercises=exercises)  # fmt: skip


@pytest.mark.parametrize(
    ("when", "days"),
    [("2026-11-20T23:58:00+01:00", 0), ("2026-11-21T00:08:00+01:00", 0), ("2026-11-21T00:10:00+01:00", 1),
     ("2026-11-20T23:05:00+00:00", 0), ("2026-11-22T00:00:00+01:00", 2), ("2026-11-21 00:30:00 +01:00", 1), (None, 0), ("nonsense", 0)],
)  # fmt: skip
def test_days_begun(when: str | None, days: int) -> None:
    policy = Policy(due=DUE, grace_minutes=10)
    assert late_days(policy, ["ada"], when, None) == days


def test_extensions_and_what_the_format_says() -> None:
    policy = Policy(due=DUE, extensions={"ada": 2, "bob": "2026-12-01T00:00:00Z"})
    late = "2026-11-22T12:00:00+01:00"
    assert [late_days(policy, [who], late, None) for who in ("ada", "bob", "cleo")] == [0, 0, 2]
    assert late_days(Policy(), ["x"], None, True) == 1
    assert late_days(policy, ["ada"], None, True) == 0


def test_penalty_and_cap() -> None:
    policy = Policy(late_penalty_per_day=10, late_penalty_cap=25)
    grades = [grade_of(result(a=4, b=4), policy, days).score for days in (0, 1, 2, 3, 9)]
    assert grades == [8.0, 7.2, 6.4, 6.0, 6.0]


def test_bonus_and_dropped() -> None:
    grade = grade_of(result(a=4, b=1, c=2), Policy(bonus=("c",), drop_lowest=1))
    assert (grade.score, grade.max_score) == (6.0, 4.0)
    assert any("b is not counted" in note for note in grade.notes)


def test_points_by_hand() -> None:
    by_hand = Override(exercise="a", points=3.5, comment="nearly", who="eve", at="now")
    grade = grade_of(result(a=1, b=4), Policy(late_penalty_per_day=10), 1, [by_hand])
    assert grade.score == pytest.approx(6.75)
    assert "3.5 points given by eve: nearly" in grade.notes[0]


def test_our_fault_gives_no_grade_until_every_exercise_has_points() -> None:
    broken = result(a=None, b=4)
    assert grade_of(broken, Policy()).score is None
    by_hand = Override(exercise="a", points=2, comment="read it", who="eve", at="now")
    assert grade_of(broken, Policy(), 0, [by_hand]).score == 6.0
    assert isinstance(grade_of(broken, Policy()), Grade)


def test_every_fault_of_the_file_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(
        "due: tomorrow\nbonus: [Adm]\nhidden: all\nlate_penalty_per_day: -1\ndrop_lowest: 9\ncolour: red\n"
    )
    with pytest.raises(SpecError) as caught:
        read_policy(file, ["Adam", "SGD"])
    text = str(caught.value)
    assert "policy.yaml:3:9" in text
    assert "policy.yaml:6:1: unknown key 'colour'" in text
    file.write_text("due: tomorrow\nbonus: [Adm]\nlate_penalty_per_day: -1\ndrop_lowest: 9\n")
    with pytest.raises(SpecError) as caught:
        read_policy(file, ["Adam", "SGD"])
    text = str(caught.value)
    assert "policy.yaml:1:6: expected a time like" in text
    assert "did you mean 'Adam'" in text
    assert "must not be below 0" in text
    assert "only 2 exercises" in text


def test_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(
        f"due: {DUE}\ngrace_minutes: 10\nextensions: {{ada: 2, '1815': '2026-12-01T12:00:00+01:00'}}\nhidden: names\ncounts: best\n"
    )
    policy = read_policy(file, ["Adam"])
    assert (policy.grace_minutes, policy.hidden, policy.counts) == (10, "names", "best")
    assert policy.extensions["ada"] == 2
