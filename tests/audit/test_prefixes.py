"""What is seen of a shortened run is what a run of that many steps would show."""

from pathlib import Path

import pytest

from grader.audit.prefixes import NEVER, TRIED, WHOLE, Seen, lengths, see
from grader.cases.build import draw_cases
from grader.compare import judge
from grader.golden.edits import apply_edits
from grader.golden.make import frozen_answer
from grader.golden.reference import Reference, read_sources
from grader.golden.run import outcome_of
from grader.model import Edit, Golden
from grader.spec import load_text

ROOT = Path(__file__).parents[2]
TOLERANCE = 1e-10
TEXT = """
assignment: optimizers
title: One run
seed: 1
exercises:
  - name: Momentum
    points: 1
    adapter: steps
    reference: optimizers.Momentum
    arguments: [alpha, beta]
    cases:
      - name: run
        args: [0.05, 0.8]
        theta: [{normal: [3, 2]}, {normal: [2]}]
        gradient: {regression: {batches: 12, m: 5, n: 3, o: 2}}
        steps: STEPS
"""
SIGN = Edit(where="optimizers.Momentum.step", replace="self.alpha", with_="-self.alpha")


def seen(steps: int, edit: Edit | None) -> list[Seen]:
    """A run of so many steps of the reference, or of one that is wrong."""
    text = TEXT.replace("STEPS", str(steps))
    assignment, source = load_text(text, "a.yaml", ROOT / "assignments/optimizers")
    (case,) = draw_cases(assignment, source)
    sources = read_sources(ROOT)
    right = Reference(sources)
    other = Reference(sources if edit is None else apply_edits(sources, [edit]))
    try:
        golden = Golden(frozen_answer(right, case))
        outcome = outcome_of(other.target(case.exercise.reference), case)
    finally:
        right.close()
        other.close()
    return see(case, golden, outcome, judge(case, golden, outcome, TOLERANCE), TOLERANCE)


def test_a_case_that_is_no_run_is_asked_whole() -> None:
    assert lengths(None) == (WHOLE,)


def test_a_run_is_looked_at_on_its_way_and_whole() -> None:
    assert lengths(9) == (*(n for n in TRIED if n < 9), 9)
    assert max(lengths(200)) < NEVER


def test_the_beginning_of_a_long_run_is_the_short_run() -> None:
    long, short = seen(12, SIGN), seen(7, SIGN)
    at = lengths(12).index(7)
    assert long[at].error == pytest.approx(short[-1].error)
    assert long[at].error > 1.0


def test_a_right_run_shows_nothing_at_any_length() -> None:
    assert all(each.error <= 1.0 for each in seen(12, None))
