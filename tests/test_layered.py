"""A course of several modules with files of its own beside them, from the spec to the grade."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from layered import (
    ASSIGNMENT,
    LAYERS,
    NAME,
    OPTIM,
    RIGHT,
    SOFTMAX,
    hand_in,
    make_course,
    paper_of,
    wanted_in,
)
from scripts_by_path import load_script

from grader.audit.right import audit_right
from grader.cli.app import app
from grader.diagnose.build import Builder
from grader.golden.make import make
from grader.golden.reference import read_sources
from grader.grading import grade
from grader.kit import kit_files
from grader.model import Result
from grader.submission import Submission, collect
from grader.validate.context import Sheet
from grader.validate.fix import fix
from grader.validate.handed_in import reference_faults
from grader.validate.sound import soundness

Graded = Callable[[dict[str, bytes]], Result]


@pytest.fixture(scope="module")
def layered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("layered"))


@pytest.fixture
def graded(layered: Path, tmp_path: Path) -> Graded:
    def graded(files: dict[str, bytes]) -> Result:
        folder = hand_in(tmp_path / "work", files)
        return grade(paper_of(layered), collect(folder, wanted_in(layered)))

    return graded


def statuses(result: Result) -> dict[str, str]:
    return {exercise.name: exercise.status for exercise in result.exercises}


def message(result: Result, name: str) -> str:
    (exercise,) = (exercise for exercise in result.exercises if exercise.name == name)
    return exercise.cases[0].message


ALL = {"affine": "passed", "relu": "passed", "sgd": "passed", "softmax": "passed"}


def test_a_package_of_another_name_imports_itself(graded: Graded) -> None:
    texts = _importing("mine").items()
    files = {path.replace("hw/my_work/cs231n/", "mine/"): data for path, data in texts}
    result = graded(files)
    assert [message(result, name) for name in ALL] == [""] * 4
    assert all("was taken for" in note for note in result.notes)


def _importing(package: str) -> dict[str, bytes]:
    """The right package some folders down, whose modules import each other by a whole name."""
    name = package.encode()
    texts = RIGHT | {
        "cs231n/layers.py": LAYERS.replace(b"from .", b"from " + name + b"."),
        "cs231n/classifiers/softmax.py": SOFTMAX.replace(b"from ..", b"from " + name + b"."),
    }
    return {f"hw/my_work/{path}": data for path, data in texts.items()}


SOFTMAX_FIRST = (
    ASSIGNMENT.replace("  softmax: cs231n/classifiers/softmax.py\n", "")
    .replace("modules:\n", "modules:\n  softmax: cs231n/classifiers/softmax.py\n")
    .replace("points: 4\n", "points: 4\n    module: layers\n")
    .replace("points: 3\n", "points: 3\n    module: layers\n")
)


@pytest.mark.parametrize("package", ["cs231n", "my_work.cs231n", "hw.my_work.cs231n"])
@pytest.mark.parametrize("assignment", [ASSIGNMENT, SOFTMAX_FIRST], ids=["layers", "softmax"])
def test_a_package_imports_itself_from_any_folder_above(
    package: str, assignment: str, tmp_path: Path
) -> None:
    """As it does where it was written, with that folder open; whichever module is the first."""
    course = make_course(tmp_path / "course", assignment)
    folder = hand_in(tmp_path / "work", _importing(package))
    result = grade(paper_of(course), collect(folder, wanted_in(course)))
    assert [message(result, name) for name in ALL] == [""] * 4
    assert result.score == 10


@pytest.mark.parametrize(
    "files",
    [
        RIGHT,
        {f"hw/my work/{path}": data for path, data in RIGHT.items()},
        {path.rpartition("/")[2]: data for path, data in RIGHT.items()},
        {path.removeprefix("cs231n/"): data for path, data in RIGHT.items()},
    ],
    ids=["package", "deeper", "flat", "inside"],
)
def test_a_right_package_has_full_marks(graded: Graded, files: dict[str, bytes]) -> None:
    result = graded(files)
    assert (result.status, result.score) == ("graded", 10)
    assert not [note for note in result.notes if "was taken for" not in note]


@pytest.mark.parametrize(
    ("optim", "status", "words"),
    [
        (b"def sgd(:\n", "error", "SyntaxError: invalid syntax (read by Python"),
        (
            b"def sgd(w, dw, rate):\n    print w\n",
            "error",
            "this is Python 2 (`print w` in line 2)",
        ),
        (b"import ctypes\nctypes.string_at(0)\n", "error", "ended its Python process by signal"),
        (b"raise SystemExit\n", "missing", "sgd is not defined"),
        (b"def other():\n    pass\n", "missing", "sgd is not defined in your file"),
    ],
)
def test_a_broken_module_costs_its_own_exercises(
    graded: Graded, optim: bytes, status: str, words: str
) -> None:
    result = graded(RIGHT | {"cs231n/optim.py": optim})
    assert statuses(result) == ALL | {"sgd": status}
    assert words in message(result, "sgd")
    assert result.score == 8


def test_a_module_that_is_not_there_costs_its_own_exercises(graded: Graded) -> None:
    result = graded({path: data for path, data in RIGHT.items() if "optim" not in path})
    assert statuses(result) == ALL | {"sgd": "missing"}
    expected = "sgd is not defined: there is no cs231n/optim.py in what you handed in"
    assert message(result, "sgd") == expected


def test_the_first_module_may_be_the_one_that_is_missing(graded: Graded) -> None:
    result = graded({"cs231n/optim.py": OPTIM})
    found = dict.fromkeys(ALL, "missing") | {"sgd": "passed"}
    assert statuses(result) == found
    assert "there is no cs231n/layers.py" in message(result, "affine")


def test_where_no_module_can_be_imported_nothing_is_graded(graded: Graded) -> None:
    broken = dict.fromkeys(RIGHT, b"x = = 1\n")
    result = graded(broken)
    assert result.status == "unreadable"
    assert "invalid syntax" in (result.message or "")
    assert statuses(result) == dict.fromkeys(ALL, "error")


CHEATS = {
    "cs231n/fast_layers.py": b"raise SystemExit\n",
    "cs231n/fast_layers/__init__.py": b"raise SystemExit\n",
    "cs231n/fast_layers.ipynb": b"{}",
    "past/builtins.py": b"xrange = None\n",
    "past.py": b"raise SystemExit\n",
    "cs231n/past/builtins.py": b"xrange = None\n",
}


@pytest.mark.parametrize("path", CHEATS)
def test_what_is_handed_in_does_not_replace_the_courses_files(graded: Graded, path: str) -> None:
    result = graded(RIGHT | {path: CHEATS[path]})
    assert statuses(result) == ALL


@pytest.mark.parametrize("path", ["fast_layers/__init__.py", "fast_layers.ipynb", "past.py"])
def test_a_gradebooks_files_do_not_replace_them_either(layered: Path, path: str) -> None:
    """They were taken before the course had files of these names."""
    files = {name.removeprefix("cs231n/"): data for name, data in RIGHT.items()}
    submission = Submission("ada", files | {path: b"raise SystemExit\n"}, "cs231n")
    assert statuses(grade(paper_of(layered), submission)) == ALL


@pytest.mark.parametrize(
    "name", ["past/builtins.py", "past.py", "past/__init__.py", "fast_layers.py"]
)
def test_no_cell_writes_over_the_courses_files(graded: Graded, name: str) -> None:
    sources = [f"%%writefile {name}\nxrange = product = None\n", LAYERS.decode()]
    cells = [{"cell_type": "code", "source": source} for source in sources]
    notebook = json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}).encode()
    files = {path: data for path, data in RIGHT.items() if path != "cs231n/layers.py"}
    result = graded(files | {"cs231n/layers.ipynb": notebook})
    assert statuses(result) == ALL


def test_a_notebook_may_write_a_module_by_its_path(graded: Graded) -> None:
    source = "%%writefile cs231n/optim.py\n" + OPTIM.decode()
    cells = [{"cell_type": "code", "source": source}]
    notebook = json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}).encode()
    files = {path: data for path, data in RIGHT.items() if path != "cs231n/optim.py"}
    assert statuses(graded(files | {"optim.ipynb": notebook})) == ALL


def test_the_reference_is_handed_in_by_modules(layered: Path) -> None:
    sheet = Sheet(layered / "assignments" / NAME)
    sources = read_sources(layered)
    goldens = make(sources, sheet.assignment, sheet.cases)
    assert reference_faults(sheet.assignment, sources, sheet.cases, goldens) == []
    wrong = {"solutions.py": sources["solutions.py"].replace(b"w - rate", b"w + rate")}
    (fault,) = reference_faults(sheet.assignment, wrong, sheet.cases, goldens)
    assert "sgd/one" in fault


def test_templates_are_looked_at_by_modules(layered: Path, tmp_path: Path) -> None:
    course = shutil.copytree(layered, tmp_path / "course")
    sheet = Sheet(course / "assignments" / NAME)

    def faults() -> list[str]:
        checks = dict(soundness(course, sheet, read_sources(course)))
        return [f"{problem.place}: {problem.wrong}" for problem in checks["template"]()]

    assert faults() == []
    template = course / "student_template" / NAME / "cs231n/optim.py"
    template.write_text("def adam():\n    '''Another.'''\n")
    assert faults() == [f"{template}: sgd is missing in the template"]
    template.unlink()
    assert faults() == [f"{template}: the template is missing, and with it sgd"]
    fix(course, sheet, read_sources(course), lambda line: None)
    assert faults() == []


def test_a_right_solution_may_be_a_folder(layered: Path, tmp_path: Path) -> None:
    course = shutil.copytree(layered, tmp_path / "course")
    sheet = Sheet(course / "assignments" / NAME)
    hand_in(sheet.folder / "right/package", RIGHT)
    sources = read_sources(course)
    builder = Builder(
        sources, sheet.assignment, sheet.cases, make(sources, sheet.assignment, sheet.cases)
    )
    for exercise in sheet.assignment.exercises:
        assert audit_right(builder, exercise, sheet.folder)[::2] == (1, [])
    hand_in(
        sheet.folder / "right/package",
        {"cs231n/optim.py": b"def sgd(w, dw, rate):\n    return w\n"},
    )
    count, _, refused = audit_right(builder, sheet.assignment.exercise("sgd"), sheet.folder)
    (words,) = refused
    assert count == 1
    assert words.startswith("right/package/: sgd/one is failed, though it is right")


AFTER = """\
  - name: grown
    points: 1
    module: optim
    adapter: after
    after: {exercise: relu}
    reference: solutions.grown
    no_oracle: it is one sum
    arguments: [x, out]
    cases:
      - {name: one, first: [{normal: {shape: [3]}}], args: [1.0, {returned: all}]}
"""


def test_an_exercise_is_given_what_one_of_another_module_returned(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", ASSIGNMENT + AFTER)
    own = b"def grown(x, out):\n    return x + out.sum()\n"

    def graded(files: dict[str, bytes]) -> Result:
        folder = hand_in(tmp_path / "work", files)
        return grade(paper_of(course), collect(folder, wanted_in(course)))

    result = graded(RIGHT | {"cs231n/optim.py": OPTIM + own})
    assert statuses(result) == ALL | {"grown": "passed"}
    (tmp_path / "work/cs231n/layers.py").write_bytes(b"x = = 1\n")
    result = graded({})
    assert "relu, whose result this is given, is not defined" in message(result, "grown")
    assert statuses(result)["sgd"] == "passed"


def test_the_wheel_holds_the_files_beside(layered: Path) -> None:
    place = Path(__file__).resolve().parents[1] / "scripts/wheel_data.py"
    module = load_script(place)
    own = layered / "assignments" / NAME
    names = ["stubs/fast_layers.py", "stubs/past/__init__.py", "stubs/past/builtins.py"]
    assert sorted(module.beside(own / "assignment.yaml")) == [own / name for name in names]


def run(course: Path, *arguments: object) -> str:
    words = ["--course", str(course), *map(str, arguments)]
    done = CliRunner().invoke(app, words, standalone_mode=False)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output


def test_start_copies_every_template_and_check_knows_the_assignment_by_them(
    layered: Path, tmp_path: Path
) -> None:
    said = run(layered, "start", NAME, tmp_path / "work")
    assert "fill in cs231n/classifiers/softmax.py and cs231n/layers.py and cs231n/optim.py" in said
    assert json.loads(run(layered, "check", tmp_path / "work", "--json"))["score"] == 0
    hand_in(tmp_path / "work", RIGHT)
    found = json.loads(run(layered, "check", tmp_path / "work", "--json"))
    assert (found["assignment"], found["score"]) == (NAME, 10)


def test_the_kit_grades_with_the_files_beside(layered: Path, tmp_path: Path) -> None:
    course = shutil.copytree(layered, tmp_path / "course")
    own = course / "assignments" / NAME
    for file in ("fingerprints.json", "pictures.json"):
        (own / file).write_bytes(b"")
    (tmp_path / "grader.whl").write_bytes(b"")
    paper = paper_of(layered)
    files = kit_files(course, paper.assignment, tmp_path / "grader.whl")
    for name in ("stubs/past/builtins.py", "stubs/past/__init__.py", "stubs/fast_layers.py"):
        assert files[f"assignments/{NAME}/{name}"] == (own / name).read_bytes()
    assert files["work/cs231n/layers.py"]
    assert b"fill in work/cs231n/layers.py and work/cs231n/optim.py" in files["README.md"]
    kit = hand_in(tmp_path / "kit", files)
    submission = collect(hand_in(tmp_path / "w", RIGHT), wanted_in(kit))
    assert grade(paper_of(kit), submission).score == 10


@pytest.mark.slow
def test_a_class_is_graded_and_again_when_a_file_beside_changes(
    layered: Path, tmp_path: Path
) -> None:
    course = shutil.copytree(layered, tmp_path / "course")
    people = {
        "ada": RIGHT,
        "bob": {path.rpartition("/")[2]: data for path, data in RIGHT.items()},
        "cleo": {path: data for path, data in RIGHT.items() if "optim" not in path},
        "dan": RIGHT | {"cs231n/layers.py": b"def relu(x):\n    print x\n"},
        "eve": RIGHT | {"cs231n/fast_layers.py": b"raise SystemExit\n"},
    }
    for name, files in people.items():
        with zipfile.ZipFile(hand_in(tmp_path / "class", {}) / f"{name}.zip", "w") as archive:
            for path, data in files.items():
                archive.writestr(path if name != "ada" else f"hw1/{path}", data)

    def scores() -> dict[str, tuple[float, str]]:
        run(
            course,
            "batch",
            "--no-place",
            tmp_path / "class",
            "--assignment",
            NAME,
            "--out",
            tmp_path / "out",
            "--isolation",
            "sealed",
        )
        found = {
            file.stem: json.loads(file.read_text()) for file in (tmp_path / "out/results").iterdir()
        }
        return {
            name: (result["score"], result["exercises"][0]["status"])
            for name, result in found.items()
        }

    expected = {
        "ada": (10, "passed"),
        "bob": (10, "passed"),
        "cleo": (8, "passed"),
        "dan": (2, "error"),
        "eve": (10, "passed"),
    }
    assert scores() == expected
    notes = json.loads((tmp_path / "out/results/eve.json").read_text())["notes"]
    assert "the course's own fast_layers.py counts, not the one handed in" in notes
    (course / "assignments" / NAME / "stubs/fast_layers.py").write_text(
        "def product(x, w):\n    return w[0]\n"
    )
    wrong = {
        name: (score - 4 * (name != "dan"), "error" if name == "dan" else "failed")
        for name, (score, _) in expected.items()
    }
    assert scores() == wrong
