"""The course's own adapter: at every level, where a file of it is broken, and under attack."""

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from grader.audit.exercise import audit_exercise
from grader.cli.app import run
from grader.grading import grade
from grader.model import Result
from grader.paper import open_box, public_paper
from grader.sandbox.backend import open_backend
from grader.submission import Submission

COURSE = Path(__file__).parents[3] / "examples" / "numerical_methods"
RIGHT = (Path(__file__).parent / "submissions/right_loops/numerical_methods.py").read_bytes()
LEVELS = ["limits", *(["sealed", "sealed+ns"] if sys.platform == "linux" else [])]

#: Wrong answers to everything, and what is done to whatever the child has.
WRONG = """
import gc, sys, types
import numpy as np

{attack}

def tamper(f):
    for name, value in (("evaluations", 0), ("function", lambda *a: 0.0), ("answer", 0.0)):
        try:
            setattr(f, name, value)
        except Exception:
            pass

def bisection(f, a, b, tol):
    tamper(f)
    return 0.0

def newton(f, df, x0, steps):
    tamper(f), tamper(df)
    return np.zeros(steps + 1)

secant, trapezoid, simpson = bisection, bisection, bisection

def euler(f, y0, t0, t1, n):
    tamper(f)
    return np.zeros((n + 1, len(y0)))

rk4 = second_order = euler
"""
ATTACKS = {
    "counter": "",
    "adapter": """
class Liar:
    copies = False
    def call(self, target, case, run):
        case.update(within=1e9, at_most=10**9, order=0)
        return {"answer": 0.0, "evaluations": 0, "within": 1e9, "at_most": 10**9, "order": 0}
    def repeated(self, value):
        return value
for module in list(sys.modules.values()):
    for found in list(getattr(module, "__dict__", {}).values()):
        if type(found) is dict and "method" in found:
            found["method"] = Liar()
for found in gc.get_objects():
    if type(found).__name__ == "Method":
        type(found).call = Liar.call
""",
    "forms": """
class Liar:
    copies = False
    answers = iter([None, [], {}, {"answer": 0.0}, {"answer": [0.0] * 3, "evaluations": -1},
                    {"answer": float("nan"), "evaluations": 2**70}, {"answer": {}, "evaluations": 0}] * 99)
    def call(self, target, case, run):
        return next(self.answers)
    repeated = lambda self, value: value
for module in list(sys.modules.values()):
    for found in list(getattr(module, "__dict__", {}).values()):
        if type(found) is dict and "method" in found:
            found["method"] = Liar()
""",
    "numpy": """
np.asarray = lambda *a, **k: np.zeros(1)
np.max = np.abs = np.log2 = lambda *a, **k: 0.0
""",
}


def graded(source: bytes, level: str) -> Result:
    paper = public_paper(COURSE / "assignments" / "numerical_methods")
    submission = Submission("s", {"numerical_methods.py": source})
    backend = open_backend(level)
    try:
        return grade(paper, submission, open_box(paper, submission, backend))
    finally:
        backend.close()


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_the_adapter_is_there_at_every_level(level: str) -> None:
    result = graded(RIGHT, level)
    assert (result.status, result.score, result.isolation) == ("graded", 24.0, level)


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("level", LEVELS)
def test_an_attack_makes_no_wrong_number_right(attack: str, level: str) -> None:
    result = graded(WRONG.replace("{attack}", ATTACKS[attack]).encode(), level)
    assert (result.status, result.score) == ("graded", 0.0)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COURSE, tmp_path / "course"))


MISSING = "an adapter is NAME.py and NAME_child.py"
BROKEN = {
    "no ADAPTER": ("method.py", "ADAPTER = Method()", "Adapter = Method()", "defines no ADAPTER"),
    "no ADAPTER in the child": (
        "method_child.py", "ADAPTER = Method()", "Adapter = Method()", "defines no ADAPTER",
    ),
    "no members": ("method.py", "class Method(Function):", "class Method:", "ADAPTER has no "),
    "no members in the child": (
        "method_child.py", "def repeated(", "def again(", "ADAPTER has no repeated",
    ),
    "syntax": ("method.py", "ORDER_WITHIN = 0.3", "ORDER_WITHIN = = 0.3", "SyntaxError"),
    "syntax in the child": ("method_child.py", "copies = False", "copies = = False", "SyntaxError"),
    "an exception": ("method.py", "ORDER_WITHIN = 0.3", "ORDER_WITHIN = 1 / 0", "ZeroDivisionError"),
    "an exception in the child": (
        "method_child.py", "REFINEMENTS = (1, 2, 4)", "REFINEMENTS = (1, 2, 4)[9]", "IndexError",
    ),
    "an import": (
        "method_child.py", "import numpy as np", "import nummpy as np", "ModuleNotFoundError",
    ),
    "an import of the grader": (
        "method_child.py", "import numpy as np", "import numpy as np, grader", "imports grader",
    ),
    "an import from beside it": (
        "method_child.py", "import numpy as np", "from . import np", "imports a file beside it",
    ),
    "not there": ("method.py", "", None, MISSING),
    "no child": ("method_child.py", "", None, MISSING),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_file_is_told_in_a_sentence(
    how: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, old, new, words = BROKEN[how]
    file = course / "adapters" / name
    text = file.read_text()
    assert text.count(old) == 1 or not old
    line = line_of(text, old)
    if new is None:
        file.unlink()
    else:
        file.write_text(text.replace(old, new))
    work = str(course / "student_template" / "numerical_methods")
    for command in (["check", work, "--assignment", "numerical_methods"], ["golden"], ["audit"]):
        assert run(["--course", str(course), *command]) == 2
        (told,) = capsys.readouterr().err.strip().splitlines()
        yaml = course / "assignments/numerical_methods/assignment.yaml"
        first = line_of(yaml.read_text(), "adapter: method")
        assert f"{yaml}:{first}:14: adapter: {file}" in told
        assert words in told
        if "Error" in words and words != "IndexError":
            assert f"{file}:{line}: {words}" in told


#: What a member raises at work: (file, old, new, what is said).
AT_WORK = {
    "payload": (
        "method.py",
        "given = spec.given\n",
        "given = spec.givn\n",
        "in payload: Attribute",
    ),
    "pair": (
        "method.py",
        "return _converging(expected, answer)",
        "1 / 0",
        "in pair: ZeroDivision",
    ),
    "call": ("method_child.py", "f = Counted(", "f = Counted(case[0], ", "KeyError"),
}


@pytest.mark.parametrize("member", AT_WORK)
def test_what_it_raises_at_work_is_told_with_its_place(
    member: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, old, new, words = AT_WORK[member]
    file = course / "adapters" / name
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))
    line = line_of(text, old)
    assert run(["--course", str(course), "golden"]) == 2
    assert f"{file}:{line}: " in (told := capsys.readouterr().err)
    assert words in told


def test_a_comparison_that_fails_gives_no_grade(course: Path) -> None:
    """A student is not marked down for what is wrong with the course."""
    file = course / "adapters/method.py"
    file.write_text(file.read_text().replace("return _converging(expected, answer)", "1 / 0"))
    paper = public_paper(course / "assignments" / "numerical_methods")
    result = grade(paper, Submission("s", {"numerical_methods.py": RIGHT}))
    assert (result.status, result.score) == ("internal_error", None)
    assert {e.name: e.status for e in result.exercises if e.status != "passed"} == dict.fromkeys(
        ("trapezoid", "simpson", "euler", "rk4", "second_order"), "internal_error"
    )
    failed = [c.message for e in result.exercises for c in e.cases if c.status != "passed"]
    assert all(f"{file}:" in message for message in failed)


def test_a_case_that_does_not_fit_is_told_with_its_place(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = course / "assignments/numerical_methods/assignment.yaml"
    text = file.read_text()
    line = line_of(text, "f: cubic\n")
    file.write_text(text.replace("f: cubic\n", "f: cubik\n", 1))
    assert run(["--course", str(course), "golden"]) == 2
    told = f"{file}:{line}:12: f: unknown value 'cubik'; did you mean 'cubic'?"
    assert told in capsys.readouterr().err
    file.write_text(text.replace("f: cubic\n", "f: wave\n        derivative: true\n", 1))
    assert run(["--course", str(course), "golden"]) == 2
    told = f"{file}:{line - 1}:9: derivative: of wave none is known"
    assert told in capsys.readouterr().err


@pytest.mark.slow
def test_audit_says_where_the_reference_itself_is_refused(course: Path) -> None:
    """Where the terms of an error cancel, a right method shows another order than its own."""
    file = course / "assignments/numerical_methods/assignment.yaml"
    text = file.read_text()
    cancels = (
        "      - name: cancels\n        visibility: hidden\n        f: wave\n"
        "        constants: {numbers: {count: 2, low: 1, high: 3}}\n"
        "        args: [-1, 1, 8]\n        order: 2\n"
    )
    file.write_text(text.replace("        order: 2\n", f"        order: 2\n{cancels}", 1))
    found = audit_exercise(course, "numerical_methods", "trapezoid", 4)
    assert found.seeds.refused
    assert all(case.startswith("cancels (seed ") for case in found.seeds.refused)


def test_fingerprints_of_another_adapter_are_stale(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--course", str(course), "golden"]) == 0
    file = course / "adapters/method.py"
    file.write_text(file.read_text().replace("COARSE = 32", "COARSE = 16"))
    assert run(["--course", str(course), "golden"]) == 1
    assert "renews it" in capsys.readouterr().out


def test_the_kit_has_the_adapter_and_grades(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wheel, out, home = tmp_path / "grader.whl", tmp_path / "kit.zip", tmp_path / "home"
    wheel.write_bytes(b"a wheel")
    words = ["kit", "numerical_methods", "--wheel", str(wheel), "--out", str(out)]
    assert run(["--course", str(course), *words]) == 0
    zipfile.ZipFile(out).extractall(home)
    assert not list(home.rglob("mistakes.yaml"))
    (home / "work/numerical_methods.py").write_bytes(RIGHT)
    capsys.readouterr()
    assert run(["--course", str(home), "check", str(home / "work")]) == 0
    assert "24 of 24 points" in capsys.readouterr().out
