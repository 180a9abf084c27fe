"""What is told of an exception that a course's own adapter raises on what a student's code gave."""

from typing import Any

import pytest

from grader.runner.adapters import from_source
from grader.runner.faults import describe
from grader.runner.run import Run

FILE = "adapters/first_child.py"
SOURCE = b"""
class First:
    copies = False

    def call(self, target, case, run):
        value = target()
        if value is None:
            raise TypeError("must return something that can be counted")
        return value.sum()

    def repeated(self, value):
        return value


ADAPTER = First()
"""


def told(target: Any) -> dict[str, Any]:
    adapter = from_source("first", SOURCE, FILE)
    with pytest.raises(Exception) as caught:
        adapter.call(target, {}, Run(False))
    return describe(caught.value)


def test_a_slip_of_the_adapter_is_told_as_the_courses_with_its_line() -> None:
    message = told(lambda: [1, 2])["message"]
    assert message.startswith("'list' object has no attribute 'sum'")
    assert message.endswith(f"raised in the course's {FILE}, line 9, by what your code gave it")


def test_what_it_raises_by_itself_is_its_sentence() -> None:
    assert told(lambda: None)["message"] == "must return something that can be counted"


def test_what_the_students_code_raises_is_the_students() -> None:
    assert told(lambda: 1 / 0)["message"] == "division by zero"
