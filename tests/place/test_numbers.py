"""The steps by which a number is solved for."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from grader.model import Golden, Outcome
from grader.place.edits import Edit, Repair
from grader.place.numbers import solved
from grader.place.source import Span

from .papers import DoublePaper

EDIT = Edit("number", 2, 0, Span(0, 1), b"0.5", 1, 1, "0.5")


def found(answer: Callable[[float], np.ndarray], expected: np.ndarray) -> list[float]:
    """The values of a number with which `answer` is what is expected."""
    (case, *_) = DoublePaper().cases

    def answers(repairs: Sequence[Repair]) -> Iterator[tuple[Repair, Outcome]]:
        for repair in repairs:
            value = answer(float(repair[0].text.strip(b"()")))
            yield repair, Outcome(case="x", status="value", answer=value)

    def is_right(outcome: Outcome) -> bool:
        return bool(np.allclose(outcome.value, expected, rtol=1e-12, atol=0))

    repairs = solved(answers, case, Golden(expected=expected), [EDIT], is_right)
    return [float(edit.text.strip(b"()")) for (edit,) in repairs]


X = np.array([0.5, -1.25, 3.0])


@pytest.mark.parametrize(
    "answer",
    [
        lambda c: c * X,
        lambda c: X + c,
        lambda c: np.exp(c) * X,
        lambda c: c**3 + X,
        lambda c: X / c,
    ],
)
def test_it_is_found_and_written_as_a_person_would(answer: Callable[[float], np.ndarray]) -> None:
    values = found(answer, answer(0.75))
    assert values[0] == 0.75
    assert values == pytest.approx([0.75] * len(values))


@pytest.mark.parametrize(
    "answer",
    [
        lambda c: 0 * c + X,  # it makes no difference
        lambda c: c * 1e-200 * X,  # nor one that squares do not lose
        lambda c: c * 1e200 * X,
        lambda c: np.full(3, np.nan),
        lambda c: np.ones(int(4 * c)),  # not the form that is expected
    ],
)
def test_what_leads_nowhere_is_given_up(answer: Callable[[float], np.ndarray]) -> None:
    assert found(answer, 2 * X) == []
