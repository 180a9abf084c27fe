"""The gradebook's facts, typed: what is kept comes back, and what an older grader kept is read."""

import sqlite3
from pathlib import Path

import pytest

from grader.errors import ConfigurationError
from grader.model import (
    Batch,
    CourseIdentity,
    Override,
    Person,
    Pictures,
    Policy,
    RosterEntry,
    RunSummary,
    SubmissionRecord,
)
from grader.store import Gradebook
from grader.store.gradebook import FILE

BATCH = Batch(
    assignment="losses",
    title="Losses",
    exercises=("mse", "nll"),
    seed_id="5eed",
    isolation="sealed",
    policy=Policy(due="2026-11-20", extensions={"ada": 2.0, "bob": "2026-12-01"}, counts="best"),
    roster=(RosterEntry(key="7", name="Ada", group="g", numbered=True),),
    course=CourseIdentity(folder="/c", content="hash"),
)
RECORD = SubmissionRecord(
    id="ada_7",
    key="canvas:7",
    people=(Person(key="7", name="Ada", email="ada@x"), Person(key="8", name="Bob", sid="Ada")),
    content="hash",
    remarks=("a.py was taken for losses.py",),
    late=True,
    handed_in="2026-11-20T10:00",
    marks={"canvas_user": "7"},
    chosen="a.py",
)


def test_a_batch_is_kept_as_it_is(tmp_path: Path) -> None:
    with Gradebook(tmp_path, make=True) as book:
        assert book.batch == Batch()
        book.save_batch(BATCH, Pictures(formulas={"mse": "m"}))
        assert book.batch == BATCH
    with Gradebook(tmp_path) as again:
        assert again.batch == BATCH
        assert again.pictures.formulas == {"mse": "m"}


def test_facts_are_words_and_json_that_people_can_read(tmp_path: Path) -> None:
    with Gradebook(tmp_path, make=True) as book:
        book.save_batch(BATCH, Pictures())
    with sqlite3.connect(tmp_path / FILE) as connection:
        facts = dict(connection.execute("SELECT key, value FROM meta"))
    assert facts["exercises"] == "mse\nnll"
    assert (facts["course"], facts["course_content"]) == ("/c", "hash")
    assert facts["roster"].startswith('[{"id":"7","name":"Ada"')


def test_a_gradebook_without_all_facts_is_read(tmp_path: Path) -> None:
    with Gradebook(tmp_path, make=True) as book:
        rows = [("assignment", "losses"), ("exercises", "mse"), ("policy", '{"counts":"first"}')]
        book.connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
    with Gradebook(tmp_path) as book:
        policy = Policy(counts="first")
        assert book.batch == Batch(assignment="losses", exercises=("mse",), policy=policy)
        assert (book.runs, book.earlier, book.clusters) == ([], [], [])


def test_what_the_class_page_remembers(tmp_path: Path) -> None:
    run = RunSummary(name="a", at="now", count=2, mean=None, passes={"mse": 50})
    with Gradebook(tmp_path, make=True) as book:
        book.save_runs([run])
        book.save_earlier([run, run])
        book.save_clusters([("a", "b")])
        assert (book.runs, book.earlier, book.clusters) == ([run], [run, run], [["a", "b"]])


def test_a_submission_comes_back_and_is_found_by_what_one_is_known_by(tmp_path: Path) -> None:
    with Gradebook(tmp_path, make=True) as book:
        other = SubmissionRecord(id="cid", key="k", people=(Person(key="cid"),), content="")
        book.take([RECORD, other], {RECORD.id: {"a.py": b"x"}, other.id: {}})
        assert book.submissions() == [RECORD, other]
        assert book.files(RECORD.id) == {"a.py": b"x"}
        for name in ("ada_7", "ADA@x", "8", "bob"):
            assert book.submission(name) == RECORD
        with pytest.raises(ConfigurationError, match=r"'adda_7'; did you mean ada_7\?"):
            book.submission("adda_7")
        book.take([other], {other.id: {}})
        assert (book.submissions(), len(book.everybody())) == ([other], 2)


def test_whom_nothing_is_known_of_any_more(tmp_path: Path) -> None:
    with Gradebook(tmp_path, make=True) as book:
        book.take([RECORD], {RECORD.id: {}})
        book.forget(RECORD.id, anonymous=True)
        (record,) = book.submissions()
        assert (record.people, record.name) == ((Person(key="anonymous"),), "anonymous")


def test_points_by_hand_are_those_in_force(tmp_path: Path) -> None:
    with Gradebook(tmp_path, make=True) as book:
        book.take([RECORD], {RECORD.id: {}})
        book.give(RECORD.id, "mse", 1.0, "nearly", "eve", "1")
        book.give(RECORD.id, "mse", 2.0, "right", "eve", "2")
        given = Override(exercise="mse", points=2.0, comment="right", who="eve", at="2")
        assert book.overrides(RECORD.id) == [given]
        book.take_back(RECORD.id, "mse", "eve", "3")
        assert book.overrides(RECORD.id) == []


def test_the_state_is_another_after_every_change_that_pages_show(tmp_path: Path) -> None:
    with Gradebook(tmp_path, make=True) as book:
        states = [book.state]

        def changed() -> None:
            assert book.state not in states
            states.append(book.state)

        book.take([RECORD], {"ada_7": {"losses.py": b"x"}})
        changed()
        book.save_batch(BATCH, Pictures())
        changed()
        for _ in range(2):  # the same result again may have been made of other hidden cases
            book.save("ada_7", "key", "{}", "{}", b"", "2026-11-20T10:00")
            changed()
        book.give("ada_7", "mse", 1.0, "seen", "me", "2026-11-21T10:00")
        changed()
        book.take_back("ada_7", "mse", "me", "2026-11-22T10:00")
        changed()
        book.save_clusters([["ada_7", "bob_8"]])
        changed()
        book.save_written(book.state)
        book.save_runs([])
        book.save_batch(BATCH, Pictures())
        book.take([RECORD], {"ada_7": {"losses.py": b"x"}})
        assert book.state == book.written == states[-1]
