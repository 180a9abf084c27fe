"""What is sent, and to whom, is found without a network."""

from typing import Any

import pytest
from sheets import canvas, entry, sheet

from grader.exporters._rows import RowOwner
from grader.push.plan import Enrolled, make_plan


def student(user: int, name: str, score: float | None = None, **more: Any) -> Enrolled:
    facts = {key: more.pop(key) for key in ("ids", "email") if key in more}
    owner = RowOwner(line=user, unit="user", number=str(user), name=name, **facts)
    return Enrolled(user=user, owner=owner, score=score, **more)


def test_a_new_grade_with_comment_and_page() -> None:
    plan = make_plan(sheet(canvas("11", "Ada", 5.0, page="<p>")), [student(11, "Ada")], {})
    (change,) = plan.changes
    assert (change.points, change.page) == (5.0, "<p>")
    assert change.comment == (
        "5 of 23 points.\nEverything is right.\n"
        "The page with all details is attached; download it, and open it in a browser."
    )


def test_what_is_there_is_not_sent_again() -> None:
    sheet_ = sheet(canvas("11", "Ada", 5.0, page="<p>"))
    (first,) = make_plan(sheet_, [student(11, "Ada")], {}).changes
    there = student(11, "Ada", 5.0, comments=(first.comment,), files=(first.page_name,))
    again = make_plan(sheet_, [there], {})
    assert (again.changes, again.unchanged) == ((), (there,))


def test_another_page_has_another_name() -> None:
    one, other = (
        make_plan(sheet(canvas("11", "Ada", 5.0, page=page)), [student(11, "Ada")], {}).changes[0]
        for page in ("<p>", "<q>")
    )
    assert one.page_name != other.page_name


@pytest.mark.parametrize(
    ("there", "pushed", "overwrite", "sent"),
    [
        (4.0, {}, False, False),  # a person gave it
        (4.0, {11: 3.0}, False, False),  # a person changed it
        (4.0, {11: 4.0}, False, True),
        (4.0, {}, True, True),
        (None, {}, False, True),
    ],
)
def test_a_grade_by_hand_stays(
    there: float | None, pushed: dict[int, float], overwrite: bool, sent: bool
) -> None:
    students = [student(11, "Ada", there)]
    plan = make_plan(sheet(canvas("11", "Ada", 5.0)), students, pushed, overwrite)
    assert (bool(plan.changes), bool(plan.kept)) == (sent, not sent)


def test_who_has_none_and_who_is_excused_is_left_alone() -> None:
    entries = canvas("11", "Ada", None), canvas("12", "Bob", 5.0)
    plan = make_plan(sheet(*entries), [student(11, "Ada"), student(12, "Bob", excused=True)], {})
    assert not plan.changes
    assert plan.kept == ("Ada (11): has no grade yet", "Bob (12): is excused")


def test_two_of_one_name_are_never_guessed() -> None:
    students = [student(11, "Lovelace, Ada"), student(12, "Lovelace, Ada")]
    plan = make_plan(sheet(entry("Ada Lovelace", 5.0)), students, {})
    assert not plan.changes
    assert "its name is that of users 11 and 12" in plan.placing.unclear[0]


def test_a_login_tells_them_apart() -> None:
    students = [student(11, "Lovelace, Ada", ids=("ada1",)), student(12, "Lovelace, Ada")]
    plan = make_plan(sheet(entry("Ada Lovelace", 5.0, sid="ada1")), students, {})
    assert [change.student.user for change in plan.changes] == [11]


def test_who_left_is_listed() -> None:
    plan = make_plan(sheet(canvas("11", "Ada"), canvas("12", "Bob")), [student(11, "Ada")], {})
    assert plan.placing.nowhere == ("Bob-12",)
