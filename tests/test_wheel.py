"""The wheel is the student's: what is in it, what is not, and that it grades without a checkout.

GRADER_WHEEL names one to be tried, as scripts/release does; without it, one is built.
"""

import ast
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from strangers import Stranger

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if "GRADER_WHEEL" in os.environ:
        return Path(os.environ["GRADER_WHEEL"]).resolve()
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        str(folder),
    ]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    return file


def test_what_is_in_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "worked_example",
        "activations",
        "losses",
        "backprop",
        "gradient_descent",
        "optimizers",
        "training",
    ):
        assert f"grader/course/student_template/{name}/{name}.py" in names
        for file in ("assignment.yaml", "handout.md", "golden.json", "fingerprints.json"):
            assert f"grader/course/assignments/{name}/{file}" in names
    assert "grader/course/assignments/training/digits.txt" in names
    assert "grader/report/templates/student.html" in names
    # `grader new` makes a course of its own, of which nothing is this one's
    assert "grader/skeleton/assignments/averages/mistakes.yaml" in names
    names = [name for name in names if not name.startswith("grader/skeleton/")]
    assert not [name for name in names if "mistakes.yaml" in name]
    assert not [
        name
        for name in names
        if name.startswith(("reference", "tests", "assignments", "student_template"))
    ]
    assert not [name for name in names if "oracles/" in name or "__pycache__" in name]


#: Shorter than this, a line is what anybody would write.
TELLING = 25


def lines_of_code(source: str) -> set[str]:
    """The lines of a module that tell something: no docstring, import, head of a def, __all__."""
    tree = ast.parse(source)
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)) or is_text(node) or is_all(node):
            skipped |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            skipped |= set(range(node.lineno, node.body[0].lineno))
    return {
        normalised(line)
        for number, line in enumerate(source.splitlines(), 1)
        if number not in skipped and len(line.partition("  #")[0].strip()) > TELLING
    }


def is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def is_all(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def normalised(line: str) -> str:
    """A line without its indentation, its comment, and what formatters differ in."""
    return re.sub(r"\s+", "", line.partition("  #")[0]).rstrip(",")


def lines_given_away(reference: Path, files: dict[str, str]) -> list[str]:
    """`file: line` for every telling line of the reference that stands in one of the files."""
    own = {
        line for path in sorted(reference.glob("*.py")) for line in lines_of_code(path.read_text())
    }
    # Anywhere within a line: a quotation, a cell of a notebook, an entry of a JSON are not alone.
    return [
        f"{name}: {line}" for name, text in files.items() for line in sorted(own) if line in text
    ]


def test_no_line_of_the_reference_is_in_it(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    files = {
        name: re.sub(r"\s+", "", archive.read(name).decode("latin-1"))
        for name in archive.namelist()
    }
    assert len(files) > 100
    assert lines_given_away(ROOT / "reference", files) == []


def test_a_line_of_the_reference_would_be_found(tmp_path: Path) -> None:
    """The test above is tested: a line of softmax, formatted and commented otherwise."""
    line = "log_p = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))"
    assert line in (ROOT / "reference/losses.py").read_text()
    copied = "  log_p = z-np.log( np.sum(np.exp(z), axis=1,\n keepdims=True) )  # as on the slide"
    (found,) = lines_given_away(ROOT / "reference", {"a.py": re.sub(r"\s+", "", copied)})
    assert found == f"a.py: {normalised(line)}"
    assert lines_given_away(ROOT / "reference", {"a.py": "returnnp.mean(f)"}) == []


@pytest.mark.slow
def test_it_grades_without_a_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def grader(*arguments: str) -> subprocess.CompletedProcess[str]:
        # -P and the folder: not the checkout that the tests run in
        command = [sys.executable, "-P", "-m", "grader", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    assert grader("start", "optimizers", "work").returncode == 0
    untouched = grader("check", "work", "--json")
    assert (untouched.returncode, json.loads(untouched.stdout)["score"]) == (1, 0)
    perfect = grader("check", str(ROOT / "tests/submissions/perfect_optimizers"), "--json")
    result = json.loads(perfect.stdout)
    assert (perfect.returncode, result["score"]) == (0, 18)
    assert result["exercises"][0]["cases"][0]["torch"]["status"] == "passed"
    told = grader("explain", "adam_no_bias")
    assert (told.returncode, "the student's package" in " ".join(told.stdout.split())) == (0, True)
    assert "np." not in told.stdout
    assert "adam_no_bias" not in grader("explain", "Adam").stdout
    for command in ("golden", "validate"):
        refused = grader(command)
        assert refused.returncode == 2, refused.stderr
        assert "checkout" in refused.stderr or "torch" in refused.stderr
        assert "Traceback" not in refused.stderr


@pytest.mark.slow
def test_a_stranger_installs_it_and_begins(wheel: Path, tmp_path: Path) -> None:
    """`pip install` of the wheel alone, in an empty environment, far from the checkout."""
    stranger = Stranger(tmp_path)
    stranger.install(str(wheel))
    where = stranger.python("-c", "import grader; print(grader.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)
    doctor = stranger.grader("doctor")
    assert (doctor.returncode, "isolation  " in doctor.stdout) == (0, True), doctor.stderr
    for name in ("activations", "optimizers"):
        assert f"{name}" in doctor.stdout

    assert stranger.grader("start", "optimizers", "my-work").returncode == 0
    untouched = stranger.grader("check", "my-work")
    assert (untouched.returncode, "0 of 18 points" in untouched.stdout) == (1, True)
    for folder, code, points in (("perfect", 0, "18 of 18"), ("demo", 1, " of 18")):
        source = ROOT / "tests" / "submissions" / f"{folder}_optimizers" / "optimizers.py"
        (tmp_path / "my-work" / "optimizers.py").write_bytes(source.read_bytes())
        checked = stranger.grader("check", "my-work")
        assert (checked.returncode, f"{points} points" in checked.stdout) == (code, True)
        assert "Traceback" not in checked.stderr
    assert "Your second moment is not bias-corrected." in checked.stdout
