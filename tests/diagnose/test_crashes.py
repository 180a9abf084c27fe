"""What most failing cases crash with is told first; what numpy says, in a student's words."""

import pytest

from grader.diagnose.crashes import crash, crashes_first
from grader.model import Case, CaseSpec, Exercise, Fault, Finding, Golden, Graded, Outcome, Verdict
from grader.wording.findings import worded

FRAME = (("s/a.py", 7, "f", "  y = x * mask"),)


def graded(status: str, message: str = "", line: int = 7, visibility: str = "public") -> Graded:
    spec = CaseSpec(name="wide", visibility=visibility)  # type: ignore[arg-type]
    case = Case(exercise=Exercise(name="f", points=1.0, reference="a.f"), spec=spec, data=b"")
    fault = Fault("ValueError", message, line, FRAME) if message else None
    outcome = Outcome(case="f/wide", status="error" if fault else "value", fault=fault)
    return Graded(case, Golden(expected=0.0), outcome, Verdict(status=status))  # type: ignore[arg-type]


BROADCAST = "operands could not be broadcast together with shapes (6,5) (6,3) "


def told(*own: Graded) -> Finding:
    found = crash(own)
    assert found is not None
    return worded(found)


def test_most_of_the_failing_cases() -> None:
    crashing = [graded("error", BROADCAST)] * 5
    finding = told(*crashing, graded("failed"), graded("passed"))
    assert (finding.rule, finding.place and finding.place.line) == ("crash_broadcast", 7)
    assert finding.message.startswith("5 of the 6 cases that fail stop at line 7: in wide ")
    assert "(6,5)" in finding.message
    assert "(6,3)" in finding.message
    assert finding.explanation.startswith("That line is `y = x * mask`. ")
    assert crashes_first([*crashing, graded("failed")], finding)
    assert not crashes_first(
        [graded("error", BROADCAST), graded("failed")], told(graded("error", BROADCAST))
    )


@pytest.mark.parametrize(
    ("message", "rule", "words"),
    [
        ("matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
         "(n?,k),(k,m?)->(n?,m?) (size 5 is different from 3)", "crash_product",
         "3 entries on the left and of 5"),
        ("shapes (4,3) and (5,2) not aligned: 3 (dim 1) != 5 (dim 0)", "crash_product",
         "3 entries on the left and of 5"),
        ("Cannot cast ufunc 'subtract' output from dtype('float64') to dtype('int64') with casting "
         "rule 'same_kind'", "crash_integers", "an array of integers"),
        ("cannot reshape array of size 12 into shape (3,5)", "crash_reshape", "reshaped to (3,5)"),
        ("no such thing", "crash", "ValueError: no such thing"),
    ],
)  # fmt: skip
def test_what_numpy_says(message: str, rule: str, words: str) -> None:
    finding = told(graded("error", message))
    assert finding.rule == rule
    assert words in finding.message
    assert finding.message.startswith("every case that fails stops at line 7")


def test_lines_are_told_apart() -> None:
    finding = told(*[graded("error", "b", 8)] * 2, graded("error", "a", 7))
    assert finding.parameters["count"] == 2
    assert finding.parameters["where"] == "line 8"


def test_a_hidden_case_says_nothing() -> None:
    assert crash([graded("error", "secret", visibility="hidden"), graded("failed")]) is None
    assert crash([graded("failed")]) is None
