"""What is told of wrong solutions that no mistake was written for: tests/unseen/.

judged.json has how a person judged what each was told, by its meaning (rule, mistake, subject,
place); other words keep a label, another reason asks for a new one.
"""

from pathlib import Path

import pytest

from grader.audit.unseen import Examined, examine, read_entries
from grader.course import assignment_names, find_course

UNSEEN = Path(__file__).parent / "unseen"
COURSE = find_course()


def remark(one: Examined) -> str:
    return f"{one.entry.id}: {one.told}, {one.sentences}"


@pytest.mark.slow
@pytest.mark.parametrize("name", assignment_names(COURSE))
def test_what_is_told_was_judged_and_none_of_it_is_false(name: str) -> None:
    found = examine(COURSE, UNSEEN, (name,))
    assert [remark(one) for one in found if one.label is None or one.changed] == []
    assert [remark(one) for one in found if one.label in ("M", "N", "lost")] == []
    told = [one for one in found if one.label in ("S", "T", "P")]
    assert len(told) >= 0.5 * len([one for one in found if one.label != "right"])


def test_there_are_enough() -> None:
    assert len(read_entries(UNSEEN)) >= 75
