"""Comparing in one pass says what the judge says, on right answers, wrong ones, and all forms."""

import random
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from grader.compare import Comparison, comparison_of, graded_together, judge, verdicts_of
from grader.compare.layout import LARGE, MOST_ENTRIES, Blocks
from grader.course import assignment_names, find_course
from grader.golden.reference import Reference, read_sources
from grader.golden.run import outcomes_of
from grader.model import Answer, Breach, Case, CaseSpec, Exercise, Golden, Outcome, Verdict
from grader.model.answer import LONGEST_KNOWN
from grader.paper import public_paper
from grader.runner.codec import encode, encode_apart

EXPECTED = [np.array([[1.0, -2.0], [0.5, 4.0]]), 3.0]
CASE = Case(
    Exercise(name="f", points=1.0, reference=""),
    CaseSpec(name="c"),
    encode({"exercise": "f", "adapter": "function", "args": []}),
)


def outcome(value: Any, **more: Any) -> Outcome:
    return Outcome(case="f/c", status="value", answer=Answer(*encode_apart(value)), **more)


def both(golden: Golden, found: Outcome) -> tuple[Any, Any]:
    return verdict(Comparison(CASE, golden, 1e-10), found), judge(CASE, golden, found, 1e-10)


def verdict(comparison: Comparison, found: Outcome) -> Verdict:
    (alone,) = verdicts_of([(comparison, found)])
    return alone


@pytest.mark.parametrize("golden", [Golden(EXPECTED), Golden(EXPECTED, torch=EXPECTED)])
@pytest.mark.parametrize(
    "value",
    [
        EXPECTED, tuple(EXPECTED), [EXPECTED[0], np.float64(3.0)], [EXPECTED[0], 3],
        [EXPECTED[0] + 1e-13, 3.0], [EXPECTED[0] + 1e-6, 3.0], [EXPECTED[0], float("nan")],
        [EXPECTED[0] * np.inf, 3.0], [EXPECTED[0].astype(np.float32), 3.0], [EXPECTED[0], 4],
        [EXPECTED[0].T.copy(), 3.0], [EXPECTED[0]], None, EXPECTED[0], {"a": 1.0}, [[1.0], 3.0],
    ],
    ids=repr,
)  # fmt: skip
def test_it_agrees_with_the_judge(golden: Golden, value: Any) -> None:
    quick, slow = both(golden, outcome(value))
    assert quick == slow


def test_what_is_to_be_said_of_a_right_answer_is_said() -> None:
    for more in (
        {"breaches": (Breach("argument_changed"),)},
        {"again": [EXPECTED[0] * 2, 3.0]},
    ):
        quick, slow = both(Golden(EXPECTED), outcome(EXPECTED, **more))
        assert quick == slow
        assert quick.status == "failed"


def test_an_infinity_that_is_expected_is_compared_by_the_judge() -> None:
    golden = Golden([np.array([1.0, np.inf]), 3.0])
    right, wrong = outcome([np.array([1.0, np.inf]), 3.0]), outcome([np.array([np.inf, 1.0]), 3.0])
    assert [both(golden, found)[0].status for found in (right, wrong)] == ["passed", "failed"]


def test_torch_that_differs_is_told() -> None:
    quick, slow = both(Golden(EXPECTED, torch=[EXPECTED[0] + 1, 3.0]), outcome(EXPECTED))
    assert quick == slow
    assert quick.torch is not None
    assert quick.torch.status == "failed"


def test_a_list_of_integers_for_an_array_is_told() -> None:
    quick, slow = both(Golden(np.array([2, 0, 1])), outcome([2, 0, 1]))
    assert quick == slow
    assert quick.accepted is not None


def test_the_numbers_of_a_known_form_are_looked_at_each_time() -> None:
    comparison = Comparison(CASE, Golden(EXPECTED), 1e-10)
    assert verdict(comparison, outcome(EXPECTED)).status == "passed"
    for i in range(5):
        numbers = np.array([1.0, -2.0, 0.5, 4.0, 3.0])
        numbers[i] += 1e-8
        value = [numbers[:4].reshape(2, 2), float(numbers[4])]
        assert verdict(comparison, outcome(value)).status == "failed", i
    assert verdict(comparison, outcome(EXPECTED)).status == "passed"


@pytest.mark.parametrize("name", assignment_names(find_course()))
def test_it_agrees_on_every_case_of_the_course(name: str) -> None:
    """On the reference's answers, and on the same with one number changed by chance.

    Each by itself, and all at once.
    """
    course = find_course()
    paper = public_paper(course / "assignments" / name)
    reference = Reference(read_sources(Path(course)))
    rng = random.Random(5)
    every: list[Any] = []
    try:
        for case in paper.cases:
            (right,) = outcomes_of(reference, [case], once=True)
            assert isinstance(right.answer, Answer)
            numbers = np.frombuffer(right.answer.numbers).copy()
            found = [right]
            if numbers.size:
                numbers[rng.randrange(numbers.size)] *= 1 + rng.choice((1e-14, 1e-9, 1e-3))
                changed = Answer(right.answer.form, numbers.tobytes())
                found.append(Outcome(case=case.id, status="value", answer=changed))
            of_case = [(comparison_of(paper, case), one) for one in found]
            slow = [judge(case, paper.golden(case), one, paper.tolerance) for one in found]
            assert [verdict(*one) for one in of_case] == slow, case.id
            every += zip(of_case, slow, strict=True)
        rng.shuffle(every)
        assert verdicts_of([one for one, _ in every]) == [slow for _, slow in every]
    finally:
        reference.close()


def test_a_form_of_any_length_is_not_kept() -> None:
    """A class's judge lives for all of its submissions, each of which may send what it likes."""
    comparison = Comparison(CASE, Golden(EXPECTED), 1e-10)
    for length in (10, LONGEST_KNOWN + 1):
        assert verdict(comparison, outcome([EXPECTED[0], b"x" * length])).status == "failed"
    assert [len(form) < LONGEST_KNOWN for form in comparison.layouts] == [True]


def test_what_is_judged_keeps_its_case() -> None:
    """A trace has the name and the golden value of its case, and is another one."""
    paper = public_paper(find_course() / "assignments" / "optimizers")
    case = paper.cases[0]
    trace = msgspec.structs.replace(case, trace=True)
    nothing = Outcome(case=case.id, status="missing")
    found = graded_together(paper, [(case, nothing), (trace, nothing)])
    assert [graded.case for graded in found] == [case, trace]


def test_right_answers_are_not_looked_at_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails for many at once is hidden by the judge: here it must not be asked."""
    paper = public_paper(find_course() / "assignments" / "optimizers")
    reference = Reference(read_sources(find_course()))
    outcomes = [outcomes_of(reference, [case], once=True)[0] for case in paper.cases]
    reference.close()
    monkeypatch.delattr("grader.compare.comparison.judge")
    found = graded_together(paper, list(zip(paper.cases, outcomes, strict=True)))
    assert {graded.verdict.status for graded in found} == {"passed"}


def test_what_a_judge_keeps_is_bounded() -> None:
    """Which answers come together is a submission's choice, and a judge lives for a whole class."""
    sizes = [3, LARGE, LARGE + 1, 50 * LARGE]
    cases = [(Comparison(CASE, Golden(np.ones(n)), 1e-10), outcome(np.ones(n))) for n in sizes]
    blocks = Blocks()
    rng = random.Random(3)
    for _ in range(300):
        chosen = rng.choices(cases, k=rng.randrange(1, 9))
        assert {v.status for v in verdicts_of(chosen, blocks)} == {"passed"}
        kept = [block.index.size for block in blocks.kept.values()]
        assert sum(kept) == blocks.entries <= MOST_ENTRIES
    assert kept
