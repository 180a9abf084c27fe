"""A function that is called over steps: config dictionaries, arguments that may be changed."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.adapters import child_of
from grader.errors import SpecError
from grader.golden.file import write
from grader.golden.make import make
from grader.golden.reference import read_sources
from grader.grading import grade
from grader.model import CaseResult, ExerciseResult, Result
from grader.paper import public_paper
from grader.runner.run import Run
from grader.spec import load
from grader.submission import Submission
from grader.validate.context import Sheet
from grader.validate.noise import noisy_answer

ASSIGNMENT = """
assignment: optim
title: Update rules with a config dictionary
seed: 5
exercises:
  - name: momentum
    points: 4
    adapter: fold
    reference: optim.momentum
    arguments: [w, dw, config]
    outputs: [w, CONFIG]
    may_change: [config MORE]
    cases:
      - name: bowl
        start: {w: {normal: [3]}, config: {record: {learning_rate: 0.1, momentum: 0.8}}}
        each: {dw: {quadratic: {shapes: [[3]]}}}
        steps: 8
      - name: given
        start: {w: {normal: [2, 2]}, config: {record: {learning_rate: 0.5, momentum: 0.5}}}
        each: {dw: {normal: [5, 2, 2]}}
        steps: 5
  - name: running_mean
    points: 2
    adapter: fold
    reference: optim.running_mean
    arguments: [mean, x, n]
    outputs: [mean, n]
    cases:
      - {name: few, start: {mean: {normal: [2]}, n: 1}, each: {x: {normal: [4, 2]}}, steps: 4}
"""
REFERENCE = b"""
import numpy as np


def momentum(w, dw, config):
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v - config["learning_rate"] * dw
    config["velocity"] = v
    return w + v, config


def running_mean(mean, x, n):
    return mean + (x - mean) / (n + 1), n + 1
"""


def made(folder: Path, config: str = "_config", more: str = "") -> Path:
    """A course with golden values; the folder of its assignment."""
    text = ASSIGNMENT.replace("CONFIG", config).replace(" MORE", more)
    place = folder / "assignments" / "optim"
    place.mkdir(parents=True)
    (place / "assignment.yaml").write_text(text)
    (folder / "reference").mkdir()
    (folder / "reference" / "optim.py").write_bytes(REFERENCE)
    sheet = Sheet(place)
    goldens = make(read_sources(folder), sheet.assignment, sheet.cases)
    write(sheet.assignment, sheet.cases, goldens, {}, None)
    return place


def graded(place: Path, source: bytes, *changes: tuple[str, str]) -> Result:
    """The result of the reference, or another module, with some text exchanged."""
    text = source.decode()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return grade(public_paper(place), Submission("s", {"optim.py": text.encode()}))


def exercise(result: Result, name: str = "momentum") -> ExerciseResult:
    return next(e for e in result.exercises if e.name == name)


def first(result: Result, name: str = "momentum") -> CaseResult:
    return exercise(result, name).cases[0]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return made(tmp_path)


def test_the_reference_is_right(place: Path) -> None:
    result = graded(place, REFERENCE)
    assert result.score == result.max_score == 6


def test_a_private_config_may_be_anything(place: Path) -> None:
    own = (("config[\"velocity\"] = v", 'config["_mine"] = [v, {"any": "thing"}]'),
           ('config.get("velocity", np.zeros_like(w))',
            '(config["_mine"][0] if "_mine" in config else 0.0 * w)'))  # fmt: skip
    assert exercise(graded(place, REFERENCE, *own)).status == "passed"


def test_a_config_that_is_compared_is_told_by_key_and_step(tmp_path: Path) -> None:
    place = made(tmp_path, config="config")
    assert exercise(graded(place, REFERENCE)).status == "passed"
    wrong = graded(place, REFERENCE, ('config["velocity"] = v', 'config["velocity"] = v * 1.0'))
    assert exercise(wrong).status == "passed"
    forgets = graded(place, REFERENCE, ('config["velocity"] = v', "pass"))
    assert "lacks the key 'velocity' after step 1" in first(forgets).message


def test_the_step_is_told(place: Path) -> None:
    result = graded(place, REFERENCE, ("return w + v, config", "return w + 1.5 * v, config"))
    case = first(result)
    assert case.status == "failed"
    assert case.first_divergence is not None
    assert (case.first_divergence.step, case.first_divergence.tensor) == (1, "w")
    assert case.message.startswith("off from step 1 on: w[")


def test_state_that_is_forgotten_shows_at_the_second_step(place: Path) -> None:
    result = graded(place, REFERENCE, ('config["velocity"] = v', "pass"))
    divergence = first(result).first_divergence
    assert divergence is not None
    assert divergence.step == 2


IN_PLACE = ("return w + v, config", "w += v; return w, config")


def test_in_place_is_a_breach_unless_the_course_allows_it(tmp_path: Path) -> None:
    strict, free = made(tmp_path / "strict"), made(tmp_path / "free", more=", w")
    assert first(graded(strict, REFERENCE, IN_PLACE)).contract == ("argument_changed",)
    assert exercise(graded(free, REFERENCE, IN_PLACE)).status == "passed"


@pytest.mark.parametrize(
    "change",
    [
        ("    v = config.get", "    dw *= 2; dw /= 2\n    v = config.get"),
        # that of the step before, which was kept
        (
            "    v = config.get",
            "    config.get('dw', dw.copy())[:] = 0\n    config['dw'] = dw\n    v = config.get",
        ),
    ],
)
def test_a_gradient_that_is_changed_is_a_changed_argument(
    place: Path, change: tuple[str, str]
) -> None:
    """The student is given it, and calls no gradient(), of which nothing must be said."""
    assert first(graded(place, REFERENCE, change)).contract == ("argument_changed",)


def test_state_kept_in_the_module_is_a_breach(place: Path) -> None:
    keeps = (("def momentum", "V = {}\ndef momentum"),
             ('config.get("velocity", np.zeros_like(w))', 'V.get(w.shape, np.zeros_like(w))'),
             ('config["velocity"] = v', "V[w.shape] = v"))  # fmt: skip
    result = graded(place, REFERENCE, *keeps)
    assert "state_leaked" in first(result).contract


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        ("return w + v", "must return (w, config), got a ndarray"),
        ("return None, config", "w must be a numpy array of shape (3,), got None after step 1"),
        ("return (w + v)[:2], config", "w has shape (2,), expected (3,) after step 1"),
        ("return w + v, config, 1", "must return (w, config), got a tuple of 3"),
    ],
)
def test_other_forms_are_told(place: Path, returned: str, words: str) -> None:
    assert words in first(graded(place, REFERENCE, ("return w + v, config", returned))).message


def test_numbers_are_handed_on_too(place: Path) -> None:
    result = graded(place, REFERENCE, ("(n + 1), n + 1", "(n + 1), n + 2"))
    case = first(result, "running_mean")
    assert case.first_divergence is not None
    assert case.first_divergence.tensor == "n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("arguments: [w, dw, config]\n", "arguments: [w, dw, configg]\n", "'config'"),
        ("each: {dw: {normal: [5, 2, 2]}}", "each: {dw: {normal: [4, 2, 2]}}", "a row for each step"),
        ("each: {dw: {normal: [5, 2, 2]}}", "each: {}", "must stand under either"),
        ("outputs: [w, _config]", "outputs: []", "needs `arguments: [...]`"),
        ("        steps: 5", "        steps: 0", "at least 1, found 0"),
        ("        steps: 5", "        steps: five", "expected a whole number, found 'five'"),
        ("        steps: 5", "        step: 5", "unknown key 'step'; did you mean 'steps'?"),
    ],
)  # fmt: skip
def test_faults_of_the_yaml_are_told(place: Path, old: str, new: str, words: str) -> None:
    file = place / "assignment.yaml"
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))
    with pytest.raises(SpecError) as caught:
        public_paper(place)
    assert words in str(caught.value)
    assert ":" in str(caught.value)


def test_the_order_of_the_arguments_is_the_courses(tmp_path: Path) -> None:
    place = made(tmp_path)
    file = place / "assignment.yaml"
    file.write_text(file.read_text().replace("[w, dw, config]", "[config, dw, w]"))
    source = REFERENCE.replace(b"def momentum(w, dw, config)", b"def momentum(config, dw, w)")
    (tmp_path / "reference" / "optim.py").write_bytes(source)
    assignment, _ = load(place)
    sheet = Sheet(place)
    write(assignment, sheet.cases, make({"optim.py": source}, assignment, sheet.cases), {}, None)
    assert exercise(graded(place, source)).status == "passed"


def test_noise_is_put_into_gradients_that_are_given_as_rows(place: Path) -> None:
    """A run that has no gradient to call is shaken too, or its noise floor would not be known."""
    rng = np.random.default_rng(3)
    space: dict[str, Any] = {}
    exec(REFERENCE, space)
    for case in Sheet(place).cases:
        target = space[case.exercise.name]
        rows = [
            child_of(case.exercise).call(target, case.payload, Run(frozen=False))["rows"],
            noisy_answer(target, case, rng, {})["rows"],
        ]
        first = case.exercise.outputs[0]
        exact, noisy = (np.array([row[first] for row in run]) for run in rows)
        assert np.any(exact != noisy), case.id
        np.testing.assert_allclose(noisy, exact, rtol=1e-12)
