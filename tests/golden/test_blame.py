"""What is wrong with the course's own code is its author's to mend: a sentence with file and line
from golden, audit and validate, and never an internal error.  Each is tried on a copy of a course.
"""

import shutil
from pathlib import Path

import numpy as np
import pytest

from grader.cli import app as cli
from grader.course import find_course
from grader.errors import CourseError
from grader.golden import oracles as oracles_module
from grader.golden.edits import apply_edits
from grader.golden.reference import Reference, read_sources
from grader.golden.values import to_json
from grader.model import Edit

COURSE = find_course()
REFERENCE, ORACLE = "reference/losses.py", "reference/oracles/losses.py"
MSE = "    return np.mean((f - y) ** 2)"
TORCH_MSE = "    return number(nn.mse_loss(tensor(f), tensor(y)))"

#: what is wrong: (file, old, new, what golden, audit and validate say)
OF_THE_REFERENCE = {
    "an exception on a case": (
        REFERENCE,
        MSE,
        "    if f.ndim == 2:\n        raise RuntimeError('out\\nof steam')\n" + MSE,
        ("reference/losses.py:40: ", "case mse/matrix", "RuntimeError: out of steam"),
    ),
    "another number of arguments": (
        REFERENCE,
        "def mse(f: np.ndarray, y: np.ndarray)",
        "def mse(f: np.ndarray)",
        ("reference/losses.py:37: ", "case mse/vector", "takes 1 positional argument but 2 were"),
    ),
    "an answer that is none": (
        REFERENCE,
        MSE,
        "    return {1}",
        ("reference/losses.py:37: ", "case mse/vector", "of type set"),
    ),
    "complex numbers": (
        REFERENCE,
        "    return 2 * (f - y) / m",
        "    return 2j * (f - y) / m",
        ("reference/losses.py:42: ", "case mse_grad/vector", "complex128"),
    ),
    "an import of a name": (
        REFERENCE,
        "from .activations import softmax",
        "from .activations import softmaxx",
        ("reference/losses.py:10: ImportError: cannot import name 'softmaxx' from "
         "'reference.activations'", "it cannot be imported, mend it"),
    ),
    "an import of a module": (
        REFERENCE,
        "from .activations import softmax",
        "from .activation import softmax",
        ("reference/losses.py:10: ModuleNotFoundError: No module named 'reference.activation';",),
    ),
    "an exception at import": (
        REFERENCE,
        "__all__ = [",
        "undefined\n__all__ = [",
        ("reference/losses.py:12: NameError: name 'undefined' is not defined",),
    ),
    "an exit at import": (
        REFERENCE,
        "__all__ = [",
        "raise SystemExit(0)\n__all__ = [",
        ("reference/losses.py:12: SystemExit: 0",),
    ),
    "no Python": (
        REFERENCE,
        "def mse(",
        "def mse((",
        ("reference/losses.py:37: this is not Python: ", "mend the file"),
    ),
    "no Python in a module that is not needed": (
        "reference/optimizers.py",
        "def zeros(",
        "def zeros((",
        ("reference/optimizers.py:28: this is not Python: ",),
    ),
    "no text": (
        REFERENCE,
        "import numpy",
        "\0import numpy",
        ("reference/losses.py", "this is not Python: ", "null bytes"),
    ),
    "a package that cannot be imported": (
        "reference/__init__.py",
        '"""The lecture',
        'import nothing_there\n"""The lecture',
        ("reference/__init__.py:1: ModuleNotFoundError: No module named 'nothing_there'",),
    ),
    "a missing function": (
        REFERENCE,
        "def mse(",
        "def msee(",
        ("reference/losses.py has no 'mse': write it, or correct `reference: losses.mse` of "
         "exercise mse in assignment.yaml",),
    ),
    "a missing file": (
        "assignments/losses/assignment.yaml",
        "reference: losses.mse\n",
        "reference: loses.mse\n",
        ("reference/loses.py: there is no such file: ", "exercise mse", "did you mean 'losses'?"),
    ),
    "a reference without a file": (
        "assignments/losses/assignment.yaml",
        "reference: losses.mse\n",
        "reference: mse\n",
        ("`reference: mse` of exercise mse in assignment.yaml names no module",),
    ),
}  # fmt: skip

#: what is wrong: (file, old, new, what golden --write and validate say)
OF_AN_ORACLE = {
    "an exception": (
        ORACLE,
        TORCH_MSE,
        "    raise KeyError('x')",
        ("reference/oracles/losses.py:20: the oracle on case mse/vector: KeyError: 'x'; mend the "
         "oracle, or give the reason for having none as `no_oracle`",),
    ),
    "an answer that is none": (
        ORACLE,
        TORCH_MSE,
        "    return nn.mse_loss(tensor(f), tensor(y))",
        ("reference/oracles/losses.py:18: the oracle on case mse/vector: ", "Tensor"),
    ),
    "none for an exercise": (
        ORACLE,
        "def mse(",
        "def msee(",
        ("reference/oracles/losses.py has no oracle for exercise mse: write a function of its name",),
    ),
    "an import": (
        ORACLE,
        "import numpy as np",
        "import nunpy as np",
        ("reference/oracles/losses.py:5: ModuleNotFoundError: No module named 'nunpy'",),
    ),
    "no Python": (
        ORACLE,
        "def mse(",
        "def mse((",
        ("reference/oracles/losses.py:19: SyntaxError",),
    ),
}  # fmt: skip


def broken(tmp_path: Path, file: str, old: str, new: str) -> Path:
    for part in ("assignments/losses", "reference", "student_template/losses"):
        shutil.copytree(COURSE / part, tmp_path / part)
    text = (tmp_path / file).read_text()
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1))
    return tmp_path


def said(
    capsys: pytest.CaptureFixture[str], course: Path, *arguments: str
) -> tuple[int, list[str]]:
    """The exit code, and the lines of both streams; there is no internal error among them."""
    code = cli.run(["--course", str(course), *arguments])
    out, err = capsys.readouterr()
    assert code in (1, 2), (out, err)
    assert "internal error" not in out + err
    assert "Traceback" not in out + err
    return code, (out + err).splitlines()


def in_one_line(lines: list[str], words: tuple[str, ...]) -> bool:
    return any(all(word in line for word in words) for line in lines)


@pytest.mark.parametrize("what", OF_THE_REFERENCE)
def test_golden_and_audit_say_what_is_wrong_with_the_reference(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *change, words = OF_THE_REFERENCE[what]
    course = broken(tmp_path, *change)
    code, lines = said(capsys, course, "golden", "losses")
    assert code == 2
    assert in_one_line(lines, words), lines
    code, lines = said(capsys, course, "audit", "losses", "--seeds", "0", "--jobs", "1")
    # On a case, it is what the submission did: a check that failed, in the same place.
    by_case = "case " in " ".join(words)
    assert code == (1 if by_case else 2)
    assert in_one_line(lines, words[:2] if by_case else words), lines


@pytest.mark.torch
@pytest.mark.slow
@pytest.mark.parametrize("what", OF_THE_REFERENCE)
def test_validate_says_what_is_wrong_with_the_reference(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *change, words = OF_THE_REFERENCE[what]
    course = broken(tmp_path, *change)
    _, lines = said(capsys, course, "validate", "losses", "--cases", "1")
    assert in_one_line(lines, words), lines


@pytest.mark.torch
@pytest.mark.slow
@pytest.mark.parametrize("what", OF_AN_ORACLE)
def test_golden_and_validate_say_what_is_wrong_with_an_oracle(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *change, words = OF_AN_ORACLE[what]
    course = broken(tmp_path, *change)
    frozen = (course / "assignments/losses/golden.json").read_bytes()
    for command in (["golden", "losses", "--write"], ["validate", "losses", "--cases", "1"]):
        _, lines = said(capsys, course, *command)
        assert in_one_line(lines, words), lines
    assert (course / "assignments/losses/golden.json").read_bytes() == frozen


@pytest.mark.torch
@pytest.mark.slow
def test_no_oracles_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = broken(tmp_path, REFERENCE, MSE, MSE)
    shutil.rmtree(course / "reference/oracles")
    for command in (["golden", "losses", "--write"], ["validate", "losses"]):
        code, lines = said(capsys, course, *command)
        assert code == 2
        assert in_one_line(lines, ("reference/oracles has no oracles",)), lines


def test_no_torch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oracles_module, "find_spec", lambda name: None)
    course = broken(tmp_path, REFERENCE, MSE, MSE)
    (course / "assignments/losses/golden.json").unlink()
    for command in (["golden", "losses", "--write"], ["validate", "losses"]):
        code, lines = said(capsys, course, *command)
        assert code == 2
        assert in_one_line(lines, ("torch is not installed", "pip install")), lines


def test_an_accepted_mistake_that_raises(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("assignments/activations", "reference"):
        shutil.copytree(COURSE / part, tmp_path / part)
    file = tmp_path / "assignments/activations/mistakes.yaml"
    old = 'with: "np.asarray(x) >= 0"'
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, 'with: "np.asarray(x).nothing"'))
    code, lines = said(capsys, tmp_path, "golden", "activations")
    assert code == 2
    words = ("mistakes.yaml: relu_grad_ge, which is accepted", "case relu_grad/", "'nothing'")
    assert in_one_line(lines, words), lines


def test_an_edit_of_what_is_not_python_says_so() -> None:
    edit = Edit(where="losses.mse", replace="x", with_="y")
    with pytest.raises(CourseError, match=r"reference/losses\.py:1: this is not Python"):
        apply_edits({"losses.py": b"def mse(("}, [edit])


def test_where_a_function_is_at_home() -> None:
    reference = Reference(read_sources(COURSE))
    try:
        assert reference.home("losses.softmax") == "activations.softmax"
        assert reference.home("optimizers.Adam") == "optimizers.Adam"
        assert reference.home("worked_example.ANSWERS") == "worked_example.ANSWERS"
        source = (COURSE / "reference/activations.py").read_text()
        line = source[: source.index("def softmax(")].count("\n") + 1
        assert reference.place("losses.softmax") == f"reference/activations.py:{line}"
        assert reference.place("worked_example.ANSWERS") == "reference/worked_example.py"
    finally:
        reference.close()


def test_arrays_of_no_numbers_have_no_golden_form() -> None:
    with pytest.raises(TypeError, match="array of object"):
        to_json(np.array([None]))
