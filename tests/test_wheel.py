"""The wheel is the student's: what is in it, what is not, and that it grades without a checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
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
        for file in ("assignment.yaml", "handout.md", "golden.json", "fingerprints.bin"):
            assert f"grader/course/assignments/{name}/{file}" in names
    assert "grader/course/assignments/training/digits.txt" in names
    assert "grader/report/templates/student.html" in names
    assert not [name for name in names if "mistakes.yaml" in name]
    assert not [
        name
        for name in names
        if name.startswith(("reference", "tests", "assignments", "student_template"))
    ]
    assert not [name for name in names if "oracles/" in name or "__pycache__" in name]


def test_no_line_of_the_reference_is_in_it(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    text = "\n".join(archive.read(name).decode("latin-1") for name in archive.namelist())
    for line in (
        "np.diag(s) - np.outer(s, s)",
        "s_hat = [s / (1 - self.beta1**self.t)",
        "W.T @ (u * (1 - h**2))",
    ):
        assert line in "\n".join(f.read_text() for f in (ROOT / "reference").glob("*.py"))
        assert line not in text


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
    for command in ("golden", "validate"):
        refused = grader(command)
        assert refused.returncode == 2, refused.stderr
        assert "checkout" in refused.stderr or "torch" in refused.stderr
        assert "Traceback" not in refused.stderr
