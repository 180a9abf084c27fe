"""The example course of layers and update rules: what is handed in, and what it must get.

Every folder of submissions/ is a submission; its expect.yaml has, for each assignment that it is graded as,
its score, exercises -> status (passed for all others), mistakes -> id (none may be named for all others), and
says -> words of an exercise's findings and failing cases.
"""

import csv
import zipfile
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli.app import app
from grader.grading import grade
from grader.kit import kit_files
from grader.model import ExerciseResult, Result
from grader.paper import Paper, public_paper, wanted_of
from grader.spec import load_mistakes, parse
from grader.submission import collect

COURSE = Path(__file__).parents[3] / "examples/layers_and_optimizers"
SUBMISSIONS = Path(__file__).parent / "submissions"
NAMES = sorted(folder.name for folder in SUBMISSIONS.iterdir() if folder.is_dir())
ASSIGNMENTS = ("layers", "update_rules")
pytestmark = pytest.mark.slow


@cache
def paper(assignment: str) -> Paper:
    return public_paper(COURSE / "assignments" / assignment)


def expected(name: str) -> dict:
    found, _ = parse((SUBMISSIONS / name / "expect.yaml").read_bytes(), f"{name}/expect.yaml")
    return found


def graded(folder: Path, assignment: str) -> Result:
    return grade(paper(assignment), collect(folder, wanted_of(paper(assignment).assignment)))


def words(exercise: ExerciseResult) -> str:
    said = [finding.message for finding in exercise.findings]
    return "\n".join([*said, *(case.message for case in exercise.cases)])


PAIRS = [(name, assignment) for name in NAMES for assignment in expected(name)]


@pytest.mark.parametrize(("name", "assignment"), PAIRS)
def test_submission_gets_its_verdict(name: str, assignment: str) -> None:
    expect = expected(name)[assignment]
    result = graded(SUBMISSIONS / name, assignment)
    assert result.status == expect.get("status", "graded"), result.message
    assert {e.name: e.status for e in result.exercises if e.status != "passed"} == expect.get(
        "exercises", {}
    )
    assert result.score == expect["score"]
    named = {e.name: [f.mistake for f in e.findings if f.mistake] for e in result.exercises}
    wanted = expect.get("mistakes", {})
    assert {e: found for e, found in named.items() if found} == {e: [m] for e, m in wanted.items()}
    for exercise in result.exercises:
        assert expect.get("says", {}).get(exercise.name, "") in words(exercise)


RIGHT = [
    *((SUBMISSIONS / name, a) for name, a in PAIRS if name.startswith("right_")),
    *((f, a) for a in ASSIGNMENTS for f in sorted((COURSE / f"assignments/{a}/right").iterdir())),
]


@pytest.mark.parametrize(("folder", "assignment"), RIGHT, ids=lambda value: Path(value).name)
def test_a_right_style_has_full_marks(folder: Path, assignment: str) -> None:
    """Nothing is found in it but what is accepted, and told."""
    result = graded(folder, assignment)
    assert result.score == result.max_score
    kinds = {finding.kind for exercise in result.exercises for finding in exercise.findings}
    assert kinds <= {"accepted"}


#: What must make no difference: a file of the textbook's, some text in it, and other text in its place.
NO_DIFFERENCE = {
    "decorators of a package that is not there": (
        "layers", "def relu_forward", "try:\n    from numba import njit\nexcept ImportError:\n"
        "    njit = lambda f: f\n\n@njit\ndef relu_forward"),
    "another home of xrange": (
        "linear", "from past.builtins import xrange",
        "try:\n    from six.moves import xrange\nexcept ImportError:\n    xrange = range"),
    "compiled helpers that are not there": (
        "layers", "import numpy as np\n", "import numpy as np\ntry:\n    from nets.fast import step\n"
        "except ImportError:\n    print('build it first')\n"),
    "an ordered dictionary": (
        "update_rules", "    if config is None:\n        config = {}\n",
        "    import collections\n    config = collections.OrderedDict(config or {})\n"),
    "a dictionary of one's own": (
        "update_rules", "    if config is None:\n        config = {}\n",
        "    class Settings(dict):\n        __getattr__ = dict.__getitem__\n"
        "    config = Settings(config or {})\n    assert config is not None or config.step_size\n"),
    "settings that hold themselves, a function and all weights": (
        "update_rules", '    config["velocity"] = v\n',
        '    config.update(velocity=v, me=config, f=lambda x: x)\n    config.setdefault("w", []).append(w)\n'),
    "weights that are kept, and changed in place": (
        "update_rules", "    next_w = w + v\n", "    w += v\n    next_w = config['w'] = w\n"),
    "weights that are a view": ("update_rules", "    return w, config", "    return w[...][::-1][::-1], config"),
    "a velocity made of the gradient": (
        "update_rules", 'v = config.get("velocity", np.zeros_like(w))', 'v = config.get("velocity", dw * 0)'),
    "a count of calls that changes nothing": (
        "update_rules", '    config["velocity"] = v\n',
        '    config["velocity"] = v\n    momentum.calls = getattr(momentum, "calls", 0) + 1\n    print(v)\n'),
    "a cache that is written to": (
        "layers", "dx = dout * (x > 0)", "x[x <= 0] = 0\n    dx = dout * np.sign(x)"),
    "dout as dx": ("layers", "dx = dout * (x > 0)", "dx = dout\n    dx[x <= 0] = 0"),
    "errors that are raised": ("layers", "import numpy as np\n", "import numpy as np\nnp.seterr(all='raise')\n"),
    "a guard against log(0)": (
        "layers", "np.log(probs[np.arange(N), y])", "np.log(probs[np.arange(N), y] + 1e-15)"),
    "exponentials in place": (
        "layers", "probs = np.exp(x - np.max(x, axis=1, keepdims=True))", "x -= x.max()\n    probs = np.exp(x, out=x)"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_DIFFERENCE)
def test_what_must_make_no_difference(name: str, tmp_path: Path) -> None:
    module, old, new = NO_DIFFERENCE[name]
    for file in (SUBMISSIONS / "right_textbook/nets").glob("*.py"):
        text = file.read_text()
        if file.stem == module:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / file.name).write_text(text)
    result = graded(tmp_path, "update_rules" if module == "update_rules" else "layers")
    assert result.score == result.max_score, [(e.name, words(e)) for e in result.exercises]


def test_a_class_is_graded_as_a_zip(tmp_path: Path) -> None:
    """Everybody's folder in one archive, with hidden cases: the same grades as of each alone."""
    handed_in = [name for name in NAMES if "layers" in expected(name)]
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in handed_in:
            for file in (SUBMISSIONS / name).rglob("*"):
                if file.is_file() and file.name != "expect.yaml":
                    archive.write(file, f"{name}/{file.relative_to(SUBMISSIONS / name)}")
    words = [
        "--course",
        str(COURSE),
        "batch",
        "--no-place",
        str(tmp_path / "class.zip"),
        "--assignment",
        "layers",
    ]
    words += ["--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, words, env={"GRADER_SEED": "a secret"}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    with (tmp_path / "out/grades.csv").open() as file:
        scores = {row["submission"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {name: expected(name)["layers"]["score"] for name in handed_in}


def test_an_earlier_function_that_is_not_written_is_named() -> None:
    """It is not relu_backward that is to be written, but what it is given the result of."""
    words = ["--course", str(COURSE), "check", str(SUBMISSIONS / "half_written")]
    words += ["--assignment", "layers", "--only", "relu_backward"]
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    assert "relu_forward is not implemented yet" in done.output
    done = CliRunner().invoke(app, [*words[:-1], "relu_forward"], catch_exceptions=False)
    assert "0/1  not implemented yet" in done.output


def test_a_kit_has_what_students_need_and_not_the_starter() -> None:
    assignment = paper("layers").assignment
    names = set(kit_files(COURSE, assignment, COURSE / "assignments/layers/handout.md"))
    assert {"work/nets/layers.py", "work/nets/linear.py", "work/handout.md"} <= names
    assert "assignments/layers/beside/past/builtins.py" in names
    assert not [name for name in names if "starter" in name or "right" in name]


def ids() -> set[str]:
    """Of all mistakes that the course knows."""
    found = set()
    for assignment in ASSIGNMENTS:
        exercises = [exercise.name for exercise in paper(assignment).assignment.exercises]
        mistakes = load_mistakes(COURSE / "assignments" / assignment, exercises)
        found |= {mistake.id for mistake in mistakes}
    return found


def test_there_are_enough() -> None:
    assert len(NAMES) >= 25
    every = {
        m
        for name in NAMES
        for part in expected(name).values()
        for m in part.get("mistakes", {}).values()
    }
    assert {part for id in every for part in id.split("+")} <= ids()
