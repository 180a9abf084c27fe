"""Which of several submissions of the same people counts."""

import pytest

from grader.batch.counting import counting_by_points, counting_by_time, together
from grader.batch.roster import Roster
from grader.model import ClassEntry, Person, Policy, Result, RosterEntry, SubmissionRecord
from grader.submission.hand_in import HandIn

ADA, BOB, CID = (Person(key=key) for key in ("ada", "bob", "cid"))
GROUP = Roster([RosterEntry(key="bob", group="g"), RosterEntry(key="cid", group="G ")])


def record(number: int, *people: Person) -> SubmissionRecord:
    return SubmissionRecord(id=f"s{number}", key=f"s{number}", people=people, content="")


def entry(submission: SubmissionRecord, score: float | None) -> ClassEntry:
    result = Result(assignment="a", submission=submission.id, status="graded", score=score, max_score=4.0,
                    isolation="sealed", seconds=0.0, stdout="")  # fmt: skip
    return ClassEntry(
        id=submission.id, name="x", people=submission.people, marks={}, handed_in=None, status="graded",
        late=False, score=score, max_score=4.0, raw=score, penalty=0.0, comment="", points={},
        result=result,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("people", "roster", "groups"),
    [
        ([(ADA,), (BOB,), (CID,)], Roster(), [[0], [1], [2]]),
        ([(ADA,), (BOB,), (ADA,)], Roster(), [[0, 2], [1]]),
        ([(ADA,), (BOB,), (CID,)], GROUP, [[0], [1, 2]]),
        ([(ADA, BOB), (CID,), (BOB,)], Roster(), [[0, 2], [1]]),
        ([(ADA,), (BOB,), (ADA, CID), (BOB, CID)], Roster(), [[0, 1, 2, 3]]),
    ],
)
def test_whose_submissions_are_counted_together(
    people: list[tuple[Person, ...]], roster: Roster, groups: list[list[int]]
) -> None:
    assert together(range(len(people)), lambda i: people[i], roster) == groups


@pytest.mark.parametrize(
    ("counts", "kept"), [("latest", ["1", "2"]), ("first", ["0", "2"]), ("best", ["0", "1", "2"])]
)
def test_by_time(counts: str, kept: list[str]) -> None:
    handed = [
        HandIn(people=(who,), files={}, handed_in=f"2026-11-1{i}", source=str(i))
        for i, who in enumerate((ADA, ADA, BOB))
    ]
    found, superseded = counting_by_time(handed, Roster(), Policy(counts=counts))  # type: ignore[arg-type]
    assert [one.source for one in found] == kept
    assert len(superseded) == 3 - len(kept)


@pytest.mark.parametrize(
    ("counts", "kept", "instead"),
    [
        ("best", ["s0", "s2"], [("s1", "s2"), ("s3", "s2")]),
        ("latest", ["s0", "s1", "s2", "s3"], []),
    ],
)
def test_by_points(counts: str, kept: list[str], instead: list[tuple[str, str]]) -> None:
    records = [record(0, ADA), record(1, BOB), record(2, CID), record(3, BOB, CID)]
    scores = (1.0, None, 3.0, 3.0)
    entries = map(entry, records, scores)
    found, superseded = counting_by_points(entries, records, GROUP, Policy(counts=counts))  # type: ignore[arg-type]
    assert ([one.id for one in found], superseded) == (kept, instead)
