"""Where one change makes every case right is told; where that is not sure, nothing is."""

import json

import pytest

from grader.grading import grade_with_cases
from grader.illustrate.code import Sources
from grader.model import Place
from grader.paper import open_box
from grader.place.findings import finding_of, same_but_places, to_be_placed, with_kept, with_places
from grader.place.search import MISSING, TOGETHER, Spot, find
from grader.sandbox.backend import Backend, open_backend
from grader.submission import Submission

from .papers import DoublePaper, graded

SECONDS = 120.0


def spots(source: str, backend: Backend, hidden: bool = False) -> tuple[Spot, ...]:
    paper = DoublePaper(hidden=hidden)
    submission, _, cases = graded(paper, source, backend)
    return find(paper, submission, cases, "double", backend, SECONDS)


WRONG = "import numpy as np\n\n\ndef double(x):\n    y = np.asarray(x)\n    return 2.0 * y - 1\n"


def test_the_line_is_told_and_the_students_own_text(backend: Backend) -> None:
    (spot,) = spots(WRONG, backend)
    assert (spot.file, spot.line, spot.shown) == ("work.py", 6, "2.0 * y - 1")


def test_a_helper_and_a_lambda_are_the_exercises_own(backend: Backend) -> None:
    half = "import numpy as np\ndef half(x):\n    return np.round(x) / 2\n"
    twice = "twice = lambda x: x\ndef double(x):\n    return twice(half(x)) * 4\n"
    found = spots(half + twice, backend)
    assert [spot.line for spot in found] == [3]


def test_a_line_that_no_failing_case_runs_is_never_told(backend: Backend) -> None:
    source = "def double(x):\n    if x is None:\n        return x + x + x\n    return x + x + x\n"
    assert [spot.line for spot in spots(source, backend)] == [4]


NUMBER = "import numpy as np\n\n\ndef double(x):\n    return np.asarray(x) * np.log({})\n"


@pytest.mark.parametrize("number", ["9.25", "7", "-1 + 3"])
def test_a_number_is_solved_for(number: str, backend: Backend) -> None:
    """What is right is e squared, which is in no list of likely numbers."""
    assert [spot.line for spot in spots(NUMBER.format(number), backend)] == [5]


def test_a_number_may_be_a_default(backend: Backend) -> None:
    source = "def double(x, factor=0.731):\n    return factor * x\n"
    (spot,) = spots(source, backend)
    assert (spot.line, spot.last) == (1, 1)


def test_no_number_is_solved_for_where_something_could_leave() -> None:
    backend = open_backend("limits")
    try:
        assert spots(NUMBER.format("9.25"), backend) == ()
    finally:
        backend.close()


def test_of_numbers_on_many_lines_none_is_told(backend: Backend) -> None:
    source = "def double(x):\n    a = 1.3 * x\n    b = 1.7 * a\n    return 1.9 * b\n"
    assert spots(source, backend) == ()


def test_a_number_that_is_right_on_one_case_alone_is_none(backend: Backend) -> None:
    """With another number every case is right by itself, and each with another."""
    assert spots("def double(x):\n    return 0 * x + 1.37 * len(x)\n", backend) == ()


def test_what_fails_a_hidden_case_is_not_told(backend: Backend) -> None:
    source = "def double(x):\n    if abs(x).max() > 10:\n        return x\n    return 3 * x\n"
    assert [spot.line for spot in spots(source, backend)] == [4]
    assert spots(source, backend, hidden=True) == ()


def test_right_numbers_that_break_the_contract_are_no_repair(backend: Backend) -> None:
    source = "def double(x):\n    x *= 3\n    return x\n"
    assert [spot.line for spot in spots(source.replace("x *= 3", "x = x * 3"), backend)] == [2]
    # The number alone is none; with a copy it is, which is a second change of the same line.
    assert [(spot.line, spot.kind) for spot in spots(source, backend)] == [(2, TOGETHER)]


def test_only_hidden_cases_wrong_is_not_searched(backend: Backend) -> None:
    source = "def double(x):\n    if abs(x).max() > 10:\n        return 3 * x\n    return 2 * x\n"
    assert spots(source, backend, hidden=True) == ()


def test_of_changes_on_many_lines_none_is_told(backend: Backend) -> None:
    source = "def double(x):\n    a = -x\n    b = +a\n    c = +b\n    return 2 * c\n"
    assert spots(source, backend) == ()


def test_two_lines_are_both_told(backend: Backend) -> None:
    source = "def double(x):\n    a = -x\n    return 2 * a\n"
    assert [spot.line for spot in spots(source, backend)] == [2, 3]


def test_what_no_change_repairs_has_no_place(backend: Backend) -> None:
    assert spots("def double(x):\n    raise RuntimeError\n", backend) == ()


@pytest.mark.parametrize("text", ["%%time\n" + WRONG, WRONG.replace("\n", "\r")])
def test_what_is_no_plain_python_has_no_place(text: str, backend: Backend) -> None:
    assert spots(text, backend) == ()


def test_the_finding_has_the_place_and_nothing_of_the_change(backend: Backend) -> None:
    paper = DoublePaper()
    submission, result, cases = graded(paper, WRONG, backend)
    assert to_be_placed(result) == ["double"]
    placed = with_places(paper, submission, result, cases, backend, SECONDS)
    (exercise,) = placed.exercises
    first, *rest = exercise.findings
    assert first.kind == "place"
    assert rest == list(result.exercises[0].findings)
    assert first.message == "one change in line 6 makes every case right: look at `2.0 * y - 1`"
    assert placed.score == result.score
    assert exercise.cases == result.exercises[0].cases
    assert to_be_placed(placed) == []
    assert first.parameters == {
        "lines": [6],
        "in_lines": [(0, 6)],
        "expressions": ["2.0 * y - 1"],
    }
    assert first.place == Place(file="work.py", line=6)


def test_without_a_place_the_result_is_the_same_object(backend: Backend) -> None:
    paper = DoublePaper()
    submission, result, cases = graded(paper, "def double(x):\n    return None\n", backend)
    assert with_places(paper, submission, result, cases, backend, 0.0) is result


def test_what_fails_in_us_costs_the_place_only(backend: Backend) -> None:
    paper = DoublePaper()
    deep = "def double(x):\n    y = " + "+".join(["0 * x"] * 400) + "\n    return y + 3 * x\n"
    submission, result, cases = graded(paper, deep, backend)
    placed = with_places(paper, submission, result, cases, backend, 5.0)
    assert (placed.status, placed.score) == ("graded", result.score)


def test_what_is_graded_otherwise_is_not_the_same_but_for_places(backend: Backend) -> None:
    paper = DoublePaper()
    submission, result, cases = graded(paper, WRONG, backend)
    placed = with_places(paper, submission, result, cases, backend, SECONDS)
    assert placed != result
    assert same_but_places(result, placed)
    _, other, _ = graded(paper, WRONG.replace("- 1", "- 2"), backend)
    assert other.score == result.score
    assert not same_but_places(result, other)


#: Wrong where there are two axes, and in another way where there is one.
TWO = """import numpy as np
def double(x):
    if x.ndim == 2:
        return 2 * x - 1
    return np.array([float(i) * 2 + 2 for i in x])
"""


def test_two_changes_are_told_if_each_makes_some_cases_right(backend: Backend) -> None:
    found = spots(TWO, backend)
    assert [(spot.line, spot.kind) for spot in found] == [(4, TOGETHER), (5, TOGETHER)]
    message = finding_of(found).message
    assert message == (
        "a change in line 4 and one in line 5 together make every case right: "
        "look at `2 * x - 1` and `float(i) * 2 + 2`"
    )


def test_of_two_changes_neither_of_which_helps_alone_nothing_is_told(backend: Backend) -> None:
    assert spots("def double(x):\n    y = x - 5\n    return y * 7\n", backend) == ()


MISSED = """class _Sum:
    def __init__(self):
        self.n = 0

    def of(self, x):
        return x * self.n**2


def double(x):
    three = _Sum()
    return (three.of(x) + three.of(x) + three.of(x)) / 7
"""


def test_a_missing_statement_has_a_place_between_lines(backend: Backend) -> None:
    found = spots(MISSED, backend)
    (spot,) = found
    assert (spot.line, spot.last, spot.shown, spot.kind) == (6, 6, "self.n", MISSING)
    assert finding_of(found).rule == "place_of_what_is_missing_here"
    message = finding_of((Spot("work.py", 6, 9, "self.n", MISSING),)).message
    assert message == (
        "a statement is missing between line 6 and line 9: with one more, every case is right: "
        "look at `self.n`"
    )


def test_a_place_is_kept_where_all_else_is_as_it_was(backend: Backend) -> None:
    paper = DoublePaper()
    submission, result, cases = graded(paper, WRONG, backend)
    placed = with_places(paper, submission, result, cases, backend, SECONDS)
    _, again, _ = graded(paper, WRONG, backend)
    assert again.exercises[0].findings != placed.exercises[0].findings
    assert with_kept(again, placed).exercises[0].findings == placed.exercises[0].findings
    _, other, _ = graded(paper, WRONG.replace("- 1", "- 2"), backend)
    assert with_kept(other, placed) == other
    _, right, _ = graded(paper, WRONG.replace("- 1", ""), backend)
    assert with_kept(right, placed) == right


def notebook(*cells: str) -> Submission:
    made = [{"cell_type": "code", "source": cell} for cell in cells]
    made.insert(1, {"cell_type": "markdown", "source": "# Double"})
    return Submission("student", {"work.ipynb": json.dumps({"cells": made}).encode()})


@pytest.mark.parametrize(
    ("cells", "where", "line"),
    [
        (["import numpy as np\n", "def double(x):\n    y = x\n    return 2.0 * y - 1\n"],
         "cell 3, line 3", 5),
        (["def half(x):\n    return x / 3", "%time 1", "def double(x):\n    return half(x) * 4\n"],
         "cell 1, line 2", 2),
        (["def double(x):\n    return None", "def double(x):\n    return x + x + 1"],
         "cell 3, line 2", 4),
    ],
)  # fmt: skip
def test_a_notebook_is_searched_by_its_cells(
    cells: list[str], where: str, line: int, backend: Backend
) -> None:
    paper = DoublePaper()
    submission = notebook(*cells)
    result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
    placed = with_places(paper, submission, result, cases, backend, SECONDS)
    finding = placed.exercises[0].findings[0]
    assert finding.message.startswith(f"one change in {where} makes every case right")
    assert (finding.place.file, finding.place.line) == ("work.ipynb", line)
    # On the page, the lines of all cells are counted through.
    name = "half" if "half" in cells[0] else "double"
    code = Sources(submission.files, "work").code_of(name, (line,))
    assert code is not None
    assert code.marked == (line,)
