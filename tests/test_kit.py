"""The kit: what is in it, and that it grades as a checkout does, from the kit alone."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from strangers import Stranger

from grader.cli.app import app
from grader.errors import ConfigurationError
from grader.kit import SHARED, kit_files
from grader.spec import load

ROOT = Path(__file__).resolve().parents[1]
#: Folders of tests/submissions that the kit must judge as we do.
SUBMISSIONS = ("demo_backprop", "demo_optimizers", "perfect_losses", "crashes", "returns_nan")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An unpacked kit of `optimizers`, its wheel unpacked beside it."""
    folder = tmp_path_factory.mktemp("kit")
    done = CliRunner().invoke(
        app, ["kit", "optimizers", "--out", str(folder / "kit.zip")], standalone_mode=False
    )
    assert done.exception is None, done.output
    zipfile.ZipFile(folder / "kit.zip").extractall(folder)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder


def verdicts(arguments: list[str], cwd: Path, site: Path | None) -> dict[str, object]:
    """What `grader check --json` says, without times; -P keeps the checkout out."""
    environment = {**os.environ, "PYTHONPATH": str(site)} if site else dict(os.environ)
    command = [sys.executable, "-P", "-m", "grader", "check", *arguments, "--json"]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return without_times(found)  # type: ignore[return-value]


def without_reference(kit: Path) -> Path:
    """The course as a checkout has it, but for the reference, which tells more: see authors.md."""
    bare = kit / "course_without_reference"
    if not bare.exists():
        for name in ("assignments", "student_template"):
            shutil.copytree(ROOT / name, bare / name)
    return bare


def without_times(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_times(v) for k, v in value.items() if k not in ("seconds", "isolation")}
    return [without_times(item) for item in value] if isinstance(value, list) else value


def test_what_is_in_it(kit: Path) -> None:
    names = set(zipfile.ZipFile(kit / "kit.zip").namelist())
    for name in ("README.md", "work/optimizers.py", "work/handout.md"):
        assert name in names
    for file in ("assignment.yaml", "golden.json", "fingerprints.json", "handout.md"):
        assert f"assignments/optimizers/{file}" in names
    assert not [
        name for name in names if "mistakes" in name or "right/" in name or "reference" in name
    ]
    inside = set(zipfile.ZipFile(next(kit.glob("*.whl"))).namelist())
    inside = {name for name in inside if not name.startswith("grader/skeleton/")}
    assert "grader/course/assignments/losses/fingerprints.json" in inside
    assert not [n for n in inside if "mistakes.yaml" in n or "/right/" in n or "equivalent" in n]
    text = (kit / "README.md").read_text()
    assert "grader check work\n" in text


def test_no_right_line_is_in_the_fingerprints(course: Path) -> None:
    for file in course.glob("assignments/*/fingerprints.json"):
        text = file.read_bytes().decode("latin-1")
        for line in ("np.diag(s) - np.outer(s, s)", "self.beta1 * s + (1 - self.beta1) * g"):
            assert line not in text


def test_the_wheel_takes_the_same_files_as_the_kit() -> None:
    assert repr(SHARED).replace("'", '"').replace(" ", "").replace('"', "") in (
        (ROOT / "scripts/wheel_data.py").read_text().replace('"', "").replace(" ", "").replace("\n", "")
        .replace(",)", ")")
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", SUBMISSIONS)
def test_it_grades_as_a_checkout_does(kit: Path, name: str) -> None:
    path = [str(ROOT / "tests/submissions" / name)]
    here = verdicts([*path, "--course", str(without_reference(kit))], ROOT, ROOT)
    assert verdicts(path, kit, kit / "site") == here


@pytest.mark.slow
def test_it_gives_the_names_that_a_checkout_gives(kit: Path, tmp_path: Path) -> None:
    """One of the solutions of tests/wrong for each exercise, all in one file."""
    parts: dict[str, str] = {}
    for file in sorted((ROOT / "tests/wrong/losses").glob("*.py")):
        parts.setdefault(file.stem.partition("__")[0], file.read_text())
    (tmp_path / "losses.py").write_text("\n".join(parts.values()))
    bare = without_reference(kit)
    here = verdicts([str(tmp_path), "--course", str(bare)], ROOT, ROOT)
    assert verdicts([str(tmp_path)], kit, kit / "site") == here
    named = [f["mistake"] for e in here["exercises"] for f in e["findings"] if f["mistake"]]  # type: ignore[attr-defined]
    assert len(named) >= 5


@pytest.mark.slow
def test_pip_builds_the_wheel_where_hatchling_is_not_installed(tmp_path: Path) -> None:
    """After a plain `pip install -e .`, which brings what grading needs and no more."""
    stranger = Stranger(tmp_path)
    stranger.install("--editable", str(ROOT))
    assert "No module named 'hatchling'" in stranger.python("-c", "import hatchling").stderr
    done = stranger.grader("kit", "losses", "--out", "kit.zip")
    assert (done.returncode, done.stderr) == (0, "")
    inside = zipfile.ZipFile(tmp_path / "kit.zip").namelist()
    (wheel,) = (name for name in inside if name.endswith(".whl"))
    zipfile.ZipFile(tmp_path / "kit.zip").extractall(tmp_path / "kit")
    built = zipfile.ZipFile(tmp_path / "kit" / wheel).namelist()
    assert "grader/course/assignments/losses/golden.json" in built
    assert not [name for name in built if "mistakes.yaml" in name and "skeleton" not in name]


@pytest.mark.slow
def test_the_same_kit_is_made_again(kit: Path, tmp_path: Path) -> None:
    (wheel,) = kit.glob("*.whl")
    for name in ("a.zip", "b.zip"):
        arguments = ["kit", "optimizers", "--out", str(tmp_path / name), "--wheel", str(wheel)]
        assert CliRunner().invoke(app, arguments, standalone_mode=False).exception is None
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_stale_fingerprints_make_no_kit(course: Path, tmp_path: Path) -> None:
    import shutil

    for part in ("assignments/activations", "student_template/activations", "reference"):
        shutil.copytree(course / part, tmp_path / part)
    file = tmp_path / "assignments/activations/mistakes.yaml"
    file.write_text(file.read_text().replace("gives the value", "gives another value") + "\n")
    done = CliRunner().invoke(
        app, ["--course", str(tmp_path), "kit", "activations", "--out", str(tmp_path / "k.zip")],
        standalone_mode=False,
    )  # fmt: skip
    assert "was made from other cases" in str(done.exception)
    assert not (tmp_path / "k.zip").exists()


def test_what_an_assignment_need_not_have_is_not_asked_of_its_kit(tmp_path: Path) -> None:
    """Neither mistakes nor pictures; but what is made of those that it has must be there."""
    course = tmp_path / "course"
    shutil.copytree(ROOT / "assignments/losses", course / "assignments/losses")
    shutil.copytree(ROOT / "student_template/losses", course / "student_template/losses")
    own = course / "assignments/losses"
    assignment, _ = load(own)
    wheel = tmp_path / "grader.whl"
    wheel.write_bytes(b"")
    (own / "fingerprints.json").unlink()
    (own / "pictures.json").unlink()
    with pytest.raises(ConfigurationError, match=r"fingerprints.json: is missing; `grader golden"):
        kit_files(course, assignment, wheel)
    (own / "mistakes.yaml").unlink()
    (own / "pictures.yaml").unlink()
    names = kit_files(course, assignment, wheel)
    assert "assignments/losses/golden.json" in names
    assert not [name for name in names if "pictures" in name or "fingerprints" in name]
