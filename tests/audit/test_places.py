"""What is mutated for an exercise: its own function wherever it stands, and every helper once."""

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from grader.audit.model import ExerciseAudit
from grader.audit.places import places_of, why_none
from grader.audit.report import AssignmentAudit, as_json, as_table
from grader.audit.survivors import audit_mutants
from grader.cli.app import run
from grader.diagnose.build import Builder
from grader.golden.file import write
from grader.golden.make import make
from grader.golden.reference import read_sources
from grader.validate.context import Sheet

ASSIGNMENT = """
assignment: tiny
title: Helpers in other modules
seed: 1
exercises:
  - {name: twice, points: 2, reference: front.twice, cases: &one [{name: a, args: [{normal: [3]}]}]}
  - {name: calls, points: 2, reference: front.calls, cases: *one}
  - {name: through, points: 2, reference: front.through, cases: *one}
  - {name: shares, points: 2, reference: front.shares, cases: *one}
  - {name: copied, points: 1, reference: front.copied, cases: *one}
  - {name: again, points: 1, reference: front.again, cases: *one}
  - {name: TABLE, points: 1, adapter: answers, reference: front.TABLE, cases: [{name: v, key: v}]}
"""
FRONT = '''
    """Exercises that leave the work to others."""

    import numpy as np

    from . import deep
    from .back import doubled as twice
    from .back import plus_three


    def calls(x):
        return plus_three(x)


    def through(x):
        return deep.squared(x)


    def shares(x):
        return plus_three(x) - local(x, 5.0)


    def local(x, k):
        return x / k


    def copied(x):
        return np.array(x)


    def again(x):
        return twice(x)


    TABLE = deep.table()
'''
BACK = '''
    """Helpers."""

    from .deep import squared


    def doubled(x):
        return 2.0 * x


    def plus_three(x):
        return squared(x) + 3.0
'''
DEEP = '''
    """Helpers of helpers."""


    def squared(x):
        return x**2


    def table():
        return {"v": 4.0}
'''


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    for file, text in (
        ("assignments/tiny/assignment.yaml", ASSIGNMENT),
        ("reference/front.py", FRONT),
        ("reference/back.py", BACK),
        ("reference/deep.py", DEEP),
    ):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text))
    return tmp_path


@pytest.fixture
def builder(tiny: Path) -> Iterator[Builder]:
    sheet, sources = Sheet(tiny / "assignments/tiny"), read_sources(tiny)
    made = Builder(
        sources, sheet.assignment, sheet.cases, make(sources, sheet.assignment, sheet.cases)
    )
    yield made
    made.close()


def mutated(builder: Builder, exercise: str) -> dict[str, tuple[str, ...]]:
    places = places_of(builder, builder.assignment.exercise(exercise))
    return {place.name: place.exercises for place in places}


def test_calls_are_followed_into_other_modules_and_every_function_has_one_turn(
    builder: Builder,
) -> None:
    assert mutated(builder, "twice") == {"back.doubled": ("twice",)}, "it is re-exported"
    assert mutated(builder, "calls") == {
        "front.calls": ("calls",),
        "back.plus_three": ("calls", "shares"),
        "deep.squared": ("calls", "shares", "through"),
    }
    assert mutated(builder, "through") == {"front.through": ("through",)}
    assert mutated(builder, "shares") == {"front.shares": ("shares",), "front.local": ("shares",)}
    assert mutated(builder, "TABLE") == {"deep.table": ("TABLE",)}, "worked out at import"


def test_helpers_elsewhere_are_killed_or_told(builder: Builder, tiny: Path) -> None:
    killed, survived, met = audit_mutants(builder, builder.assignment.exercise("calls"), [])
    assert killed >= 6
    assert (survived, met) == ([], [])
    # A helper that could be anything where no case looks: told with its file and whose cases.
    back = tiny / "reference/back.py"
    back.write_text(back.read_text().replace("squared(x) + 3.0", "squared(x) + max(3.0, 1.0)"))
    other = Builder(read_sources(tiny), builder.assignment, builder.cases, builder.goldens)
    try:
        _, survived, _ = audit_mutants(other, builder.assignment.exercise("calls"), [])
    finally:
        other.close()
    assert {(m.place, m.exercises) for m in survived} == {("back.plus_three", ("calls", "shares"))}
    audit = ExerciseAudit(assignment="tiny", exercise="calls", survived=tuple(survived))
    lines = as_table([AssignmentAudit(builder.assignment, (audit,))])
    where = f"tiny: reference/back.py:{survived[0].line}: "
    words = "no case of calls, shares notices"
    assert any(line.startswith(where) and words in line for line in lines)


def test_why_nothing_was_mutated(builder: Builder) -> None:
    why = {e.name: why_none(builder, e) for e in builder.assignment.exercises}
    assert why["copied"] == "no rule changes anything in front.copied"
    assert (
        why["again"] == "no rule changes anything in front.again; back.doubled is mutated for twice"
    )
    killed, survived, met = audit_mutants(builder, builder.assignment.exercise("copied"), [])
    assert (killed, survived, met) == (0, [], [])


def test_the_table_and_the_json_say_that_nothing_was_mutated(builder: Builder) -> None:
    audit = ExerciseAudit(assignment="tiny", exercise="copied", unmutated="no rule")
    audits = [AssignmentAudit(builder.assignment, (audit,))]
    assert "tiny: copied: nothing was mutated: no rule" in as_table(audits)
    (found,) = as_json(audits)["assignments"]
    assert found["mutants"]["none"] == [{"exercise": "copied", "because": "no rule"}]
    assert found["faults"] == []


@pytest.mark.slow
def test_the_command_on_a_course_of_helpers(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = Sheet(tiny / "assignments/tiny")
    fresh = make(read_sources(tiny), sheet.assignment, sheet.cases)
    write(sheet.assignment, sheet.cases, fresh, {}, None)
    code = run(["--course", str(tiny), "audit", "tiny", "--json"])
    out, err = capsys.readouterr()
    assert (code, err) == (0, ""), out
    (found,) = json.loads(out)["assignments"]
    assert [none["exercise"] for none in found["mutants"]["none"]] == ["through", "copied", "again"]
