"""`grader.testing`: our comparison in an author's own tests."""

from typing import Any

import numpy as np
import pytest

from grader.testing import assert_matches


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1, 1.0),
        (np.float64(2), 2.0),
        (float("nan"), float("nan")),
        (np.ones(3) * (1 + 1e-13), np.ones(3)),
        ((np.ones(3), "relu"), (np.ones(3), "relu")),
        ({"a": [1.0, 2.0]}, {"a": [1.0, 2.0]}),
    ],
)
def test_what_is_as_expected(got: Any, expected: Any) -> None:
    assert_matches(got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (np.ones((3, 1)), np.ones(3), "the answer has shape (3, 1), expected (3,)"),
        (np.ones(3) * 1.1, np.ones(3), "entry [0] is 1.1, expected 1 (3 of 3 entries are off)"),
        (None, 1.0, "the answer must be a number, got None (is a `return` missing?)"),
        ({"a": 1.0}, {"b": 1.0}, "the answer lacks the key 'b'"),
        (np.nan, 1.0, "the answer is nan, expected 1"),
    ],
)
def test_what_is_not_is_told_in_a_students_sentence(got: Any, expected: Any, words: str) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_matches(got, expected)
    assert str(caught.value) == words


def test_parts_have_names_and_the_tolerance_is_relative() -> None:
    with pytest.raises(AssertionError, match=r"^dW\[0\] is 1, expected 0"):
        assert_matches((1.0, np.ones(2)), (1.0, np.zeros(2)), outputs=("loss", "dW"))
    assert_matches((1.0, 5.0), (1.0, 6.0), outputs=("loss", "_cache"))
    assert_matches(1000.9, 1000.0, tolerance=1e-3)
    with pytest.raises(AssertionError):
        assert_matches(1001.1, 1000.0, tolerance=1e-3)
    with pytest.raises(TypeError):
        assert_matches(1.0, object())
