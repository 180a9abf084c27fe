"""The plugin in a real pytest, as a student or an IDE runs it."""

import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "submissions"
PLUGIN = "grader.pytest_plugin"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest in a folder of its own, with the plugin as an installed wheel loads it."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    installed = any(point.value == PLUGIN for point in entry_points(group="pytest11"))
    loaded = [] if installed else ["-p", PLUGIN]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *loaded, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    shutil.copy(SAMPLES / "demo_optimizers" / "optimizers.py", tmp_path)
    (tmp_path / "test_own.py").write_text("def test_own(): pass\n")
    return tmp_path


def test_it_is_an_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"grader": PLUGIN}
    assert not any(name.startswith("pytest") for name in project["dependencies"])


def test_it_is_off_until_it_is_asked_for(demo: Path) -> None:
    done = run(demo, "--collect-only", "-q")
    assert "test_own.py::test_own" in done.stdout
    assert "optimizers.py" not in done.stdout


def test_a_case_is_a_test(demo: Path) -> None:
    done = run(demo, "--grader", "-q", "--junit-xml=out.xml")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout.replace("Traceback (your lines only)", "")
    found = {
        (case.get("classname"), case.get("name")): case
        for case in ET.parse(demo / "out.xml").iter("testcase")
    }
    right = found["optimizers.SGD", "alike"]
    assert right.find("failure") is None
    wrong = found["optimizers.Adam", "ravine"].find("failure")
    assert wrong is not None
    words = f"{wrong.get('message')}\n{wrong.text}"
    assert "Your second moment is not bias-corrected. [defaults: off from step 1 on]" in words
    lines = (demo / "optimizers.py").read_text("utf-8").splitlines()
    line = lines.index("class Adam:") + 1
    assert f"optimizers.py:{line}: Your second moment" in words
    raised = found["optimizers.ema_closed_form", "few"].find("failure")
    assert raised is not None
    assert "optimizers.py:95: " in f"{raised.text}"
    assert "test_own" in {name for _, name in found}


def test_ids_and_lines_are_those_that_an_explorer_asks_for(demo: Path) -> None:
    listed = run(demo, "--grader", "--collect-only", "-q").stdout.splitlines()
    assert "optimizers.py::Momentum::alike" in listed
    done = run(demo, "--grader", "-q", "optimizers.py::SGD::alike")  # named, and not imported
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout


def test_nothing_of_a_submission_runs_in_the_process_of_pytest(tmp_path: Path) -> None:
    own = tmp_path / "losses.py"
    own.write_text("import sys\nif 'pytest' in sys.modules:\n    raise SystemExit('reached')\n")
    done = run(tmp_path, "--grader", "-q", "losses.py")
    assert done.returncode == 1
    assert "reached" not in done.stdout + done.stderr
    assert "is not defined in your file" in done.stdout


def test_settings_ask_for_it_and_may_name_the_assignment(demo: Path) -> None:
    (demo / "grader.toml").write_text('assignment = "losses"\n')
    assert "Momentum" not in run(demo, "--collect-only", "-q").stdout
    (demo / "grader.toml").write_text("")
    assert "optimizers.py::Momentum::alike" in run(demo, "--collect-only", "-q").stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("asignment = 'losses'", "grader.toml: unknown key 'asignment'; did you mean 'assignment'"),
        ("assignment = 'loses'", "no assignment is called 'loses'; did you mean 'losses'"),
        ("assignment = 1", "grader.toml: assignment: expected text, found 1"),
        ("assignment", "grader.toml: is no TOML"),
        ("course = 'nowhere'", "nowhere: is no course"),
    ],
)
def test_wrong_settings_are_told_in_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "grader.toml").write_text(text)
    done = run(tmp_path)
    assert done.returncode == 4
    assert words in done.stderr
    assert "Traceback" not in done.stderr
