"""assignment.yaml with cases left out: anchors, comments and layout stay."""

import pytest

from grader.audit.trim import trimmed
from grader.errors import ConfigurationError

TEXT = """\
cases:
  # the first one
  - name: regression
    theta: &theta [{normal: [3]}]
    steps: 12
  # a long one
  - name: long  # forty
    about: three tensors, 40 steps
    theta: *theta
    steps: 40  # many
  - {name: short, theta: *theta, steps: 3}

other: 1
"""


def test_a_run_is_shortened_where_it_stands_and_where_it_is_spoken_of() -> None:
    assert trimmed(TEXT, "a.yaml", [], {(10, 12): 7}) == (
        TEXT.replace("steps: 40  # many", "steps: 7  # many").replace("40 steps", "7 steps")
    )


def test_an_anchor_moves_to_its_next_use() -> None:
    found = trimmed(TEXT, "a.yaml", [(3, 5)], {})
    assert "regression" not in found
    assert "    theta: &theta [{normal: [3]}]\n    steps: 40  # many\n" in found
    assert "{name: short, theta: *theta, steps: 3}" in found


def test_comments_between_cases_stay() -> None:
    found = trimmed(TEXT, "a.yaml", [(7, 5)], {})
    assert "  # a long one\n  - {name: short" in found
    assert found.endswith("\n\nother: 1\n")


def test_a_case_within_a_line_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"a\.yaml:1:9: a case to be left out"):
        trimmed("cases: [{name: a}]\n", "a.yaml", [(1, 9)], {})
