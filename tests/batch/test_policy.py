"""The rules: late, grace, extensions, bonus, dropped, points by hand."""

from pathlib import Path

import pytest

from grader.errors import SpecError
from grader.model import ExerciseResult, Grade, Override, Policy, Result
from grader.policy import check_people, grade_of, late_days, read_policy, zone_words

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


BERLIN = Policy(
    timezone="Europe/Berlin",
    due="2026-10-24T18:00",
    extensions={"Cid": 7, "dan@x.org": "2026-10-26"},
)


@pytest.mark.parametrize(
    ("who", "time", "days"),
    [
        ("ada", "2026-10-24T18:00:00+02:00", 0),
        ("ada", "2026-10-24T18:00:01+02:00", 1),
        ("ada", "2026-10-25T18:00:00+01:00", 1),  # 25 hours later, one day on the clock
        ("ada", "2026-10-25T18:00:01+01:00", 2),
        ("ada", "2026-10-25T17:00:00Z", 1),
        ("ada", "2026-10-25T18:00", 1),  # without an offset: the policy's zone
        ("ada", "2026-10-25 18:00:00 +0100", 1),
        ("cid", "2026-10-31T18:00:00+01:00", 0),
        ("CID", "2026-10-31T18:00:01+01:00", 1),
        ("DAN@X.ORG", "2026-10-26T23:59:59+01:00", 0),
        ("dan@x.org", "2026-10-27T00:00:00+01:00", 1),
    ],
)
def test_days_late_are_counted_on_the_wall_clock(who: str, time: str, days: int) -> None:
    assert late_days(BERLIN, [who], time, None) == days


@pytest.mark.parametrize(
    ("zone", "time", "days"),
    [
        ("America/New_York", "2026-03-08T23:30:00-04:00", 1),  # 22.5 hours after, the clock went on
        ("America/New_York", "2026-03-09T00:00:01-04:00", 2),
        ("Australia/Lord_Howe", "2026-03-08T00:00:01+11:00", 1),
        ("Asia/Kolkata", "2026-03-08T00:00:00+05:30", 1),
        ("UTC", "2026-03-07T23:59:59.999Z", 0),
    ],
)
def test_a_day_alone_ends_with_it_in_the_zone(zone: str, time: str, days: int) -> None:
    assert late_days(Policy(timezone=zone, due="2026-03-07"), ["ada"], time, None) == days


@pytest.mark.parametrize(
    ("due", "days", "words"),
    [
        ("2026-11-20T23:59:00+01:00", 0, "in UTC+01:00, as the due time"),
        ("2026-11-20T23:59:00-05:00", 0, "in UTC-05:00, as the due time"),
        ("2026-11-20T23:00:00", 1, "in UTC, since the policy names no timezone"),
    ],
)
def test_a_time_without_an_offset_has_that_of_the_due_time(due: str, days: int, words: str) -> None:
    assert late_days(Policy(due=due), ["ada"], "2026-11-20T23:30", None) == days
    assert zone_words(Policy(due=due)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("timezone: Europe/Pragu", "p.yaml:1:11: expected a time zone like Europe/Prague"),
        ("timezone: CEST-7", "expected a time zone"),
        ("due: 20 November", "expected a time like 2026-11-20T23:59"),
        ("extensions: {ada: 2, Ada: 3}", "'Ada' stands here twice"),
        ("bonus: [Nestrov]", "there is no exercise"),
    ],
)
def test_rules_that_name_nothing_are_errors(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(text)
    with pytest.raises(SpecError, match=words):
        read_policy(file, ["Nesterov", "Adam"])


def test_an_extension_names_somebody_and_one_only(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text("extensions:\n  ADA@x.org: 2\n  adda: 1\n  Kim Lee: 3\n")
    known = {"ada@x.org": {"ada"}, "ada": {"ada"}, "kim lee": {"1", "2"}}
    policy = read_policy(file, ["Adam"])
    with pytest.raises(SpecError) as raised:
        check_people(file, policy, known)
    first, second = str(raised.value).splitlines()
    assert "p.yaml:3:3: nobody is known as 'adda'" in first
    assert "did you mean 'ada'?" in first
    assert "p.yaml:4:3: 'Kim Lee' may be any of 1, 2" in second
