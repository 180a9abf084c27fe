"""What is drawn of a submission: its own code, where it goes wrong, and nothing that costs it."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from grader.course import assignment_folder
from grader.grading import grade_with_cases
from grader.illustrate.code import Sources
from grader.illustrate.draw import illustrate
from grader.illustrate.freeze import read
from grader.illustrate.scenes import scenes, track
from grader.model import Figures, Graded, Outcome, Pictures, Result, Surface, Verdict
from grader.model.pictures import (
    CurvesFigure,
    ErrorsFigure,
    GraphFigure,
    NetworkFigure,
    TensorsFigure,
)
from grader.paper import Paper, open_box, public_paper
from grader.place.findings import finding_of
from grader.place.search import Spot
from grader.report import student_page
from grader.sandbox.backend import open_backend
from grader.submission import Submission

SUBMISSIONS = Path(__file__).resolve().parents[1] / "submissions"
#: Wrong, and on a surface without end.
SLOW = b"""
import numpy as np
class SGD:
    def __init__(self, alpha):
        self.alpha = alpha
    def step(self, theta, gradient):
        while len(theta) == 1 and theta[0].shape == (2,):
            pass
        return [p + self.alpha * g for p, g in zip(theta, gradient(theta))]
"""
SURFACE = Surface(
    name="bowl", title="a bowl", terms=((1.0, 2, 0),), x=(-1, 1), y=(-1, 1), start=(0.5, 0.5),
    steps=3, racers={},
)  # fmt: skip


def drawn(
    course: Path, name: str, files: dict[str, bytes]
) -> tuple[Paper, Result, list[Graded], Figures]:
    paper = public_paper(assignment_folder(course, name))
    submission = Submission("s", files)
    backend = open_backend("limits")
    result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
    pictures = read(course / "assignments" / name)
    figures = illustrate(paper, submission, result, cases, pictures, backend)
    backend.close()
    return paper, result, cases, figures


def source(case: str, name: str) -> bytes:
    return (SUBMISSIONS / case / f"{name}.py").read_bytes()


def test_optimizers(course: Path) -> None:
    _, _, _, figures = drawn(
        course, "optimizers", {"optimizers.py": source("demo_optimizers", "optimizers")}
    )
    momentum = figures.sketches["Momentum"]
    assert momentum.code is not None
    assert momentum.code.text.startswith("class Momentum:")
    assert "class Nesterov" not in momentum.code.text
    assert momentum.case == "alike"
    names = [q.name for q in momentum.inputs]
    assert names == ["alpha", "beta", *(f"theta[{i}]" for i in range(4)), "gradient", "steps"]
    (errors,) = momentum.figures
    assert isinstance(errors, ErrorsFigure)
    assert len(errors.tensors) == 4
    (_, by_step), *_rest = errors.tensors
    assert by_step[0] == 0
    assert max(map(float, by_step)) > 1e-3
    assert figures.sketches["SGD"].figures == ()
    assert figures.sketches["ema_closed_form"].code is not None
    assert figures.sketches["ema_closed_form"].code.marked
    # What is wrong was run on the surfaces; what is right goes the reference's way, unasked.
    assert set(figures.tracks) == {"ravine", "saddle", "valley"}
    assert set(figures.tracks["ravine"]) == {"Momentum", "Nesterov", "RMSProp", "Adam"}
    assert len(figures.tracks["ravine"]["Adam"].rows) == 41
    assert set(figures.tracks["ravine"]["Adam"].states) == {"r", "s"}
    assert msgspec.json.decode(msgspec.json.encode(figures), type=Figures) == figures


def test_backprop(course: Path) -> None:
    _, _, _, figures = drawn(
        course, "backprop", {"backprop.py": source("demo_backprop", "backprop")}
    )
    (graph,) = figures.sketches["graph_backward"].figures
    assert isinstance(graph, GraphFigure)
    assert graph.backward
    assert [node.off for node in graph.nodes] == [True, False, True, False, False]
    assert [node.place[0] for node in graph.nodes] == [0, 0, 1, 2, 3]
    first = graph.nodes[0]
    assert graph.nodes[2].value == pytest.approx(float(first.value) ** 2, rel=1e-5)
    (right,) = figures.sketches["graph_forward"].figures
    assert isinstance(right, GraphFigure)
    assert not any(node.off for node in right.nodes)
    (layers,) = figures.sketches["mlp_backward"].figures
    assert isinstance(layers, TensorsFigure)
    assert layers.layers
    assert [tensor.name for tensor in layers.tensors] == ["W1 dW1", "b1 db1"]
    assert all(tensor.wrong for tensor in layers.tensors)
    # An answer of another shape has no entries to compare; the message says so.
    assert figures.sketches["linear_backward"].figures == ()


def test_the_worked_example_gives_nothing_away(course: Path) -> None:
    answers = b"ANSWERS = {'L': 9, 'o': 6, 'dL/do': 7}\n"
    _, _, _, figures = drawn(course, "worked_example", {"worked_example.py": answers})
    sketch = figures.sketches["ANSWERS"]
    (network,) = sketch.figures
    assert isinstance(network, NetworkFigure)
    assert network.values["o"] == (6.0, None, False)
    assert network.values["dL/do"] == (7.0, None, True)
    assert network.values["dL/dw1"] == (None, None, True)
    assert all(expected is None for _, expected, _ in network.values.values())
    assert sketch.inputs == ()


def test_what_follows_from_a_slip_is_drawn_as_it_is_counted(course: Path) -> None:
    answers = b"ANSWERS = {'L': 1, 'o': 4, 'dL/do': 2, 'dL/dw1': -2, 'dL/dw2': -4, 'dL/dw6': 8}\n"
    _, _, _, figures = drawn(course, "worked_example", {"worked_example.py": answers})
    (network,) = figures.sketches["ANSWERS"].figures
    assert isinstance(network, NetworkFigure)
    off = [
        name for name, (given, _, wrong) in network.values.items() if wrong and given is not None
    ]
    assert off == ["o"]


def test_curves(course: Path) -> None:
    files = {f.name: f.read_bytes() for f in (SUBMISSIONS / "perfect_training").glob("*.py")}
    _, result, _, figures = drawn(course, "training", files)
    assert result.score == result.max_score
    rises, falls, stops = figures.sketches["train"].figures
    assert isinstance(rises, CurvesFigure)
    assert isinstance(falls, CurvesFigure)
    assert isinstance(stops, CurvesFigure)
    assert [curves.case for curves in (rises, falls, stops)] == ["rises", "sgd", "rmsprop"]
    assert {curve.name for curve in rises.got} == {"train", "dev"}
    assert rises.words.startswith("Overfitting")
    assert falls.words.startswith("The dev loss is lowest in the last epoch")
    assert stops.words.startswith("Overfitting")  # it is stopped after the best epoch
    page = re.sub("<[^>]*>", "", student_page(result, None, figures, Pictures()))
    shown = re.findall("Learning curves of ([a-z]+):", page)
    assert shown[-3:] == ["rises", "sgd", "rmsprop"]
    stopping = figures.sketches["early_stopping"].figures[0]
    assert isinstance(stopping, CurvesFigure)
    assert stopping.best == stopping.best_expected
    assert stopping.last is not None


def test_a_file_that_cannot_be_read_shows_its_line(course: Path) -> None:
    _, result, _, figures = drawn(course, "losses", {"losses.py": b"a = 1\n\ndef f(:\n    pass\n"})
    assert result.status == "unreadable"
    assert figures.problem is not None
    assert figures.problem.marked == (3,)
    assert figures.problem.text.splitlines()[2] == "def f(:"
    assert Sources({"losses.py": b"x\n"}, "losses").around(9) is None
    assert Sources({}, "losses").around(1) is None


def test_hidden_cases_are_not_drawn(course: Path) -> None:
    files = {"losses.py": b"def mse(f, y):\n    return ((f - y) ** 2).sum()\n"}
    paper, result, cases, figures = drawn(course, "losses", files)
    hidden = []
    for graded in cases:
        spec = msgspec.structs.replace(graded.case.spec, name="secret", visibility="hidden")
        case = msgspec.structs.replace(graded.case, spec=spec)
        hidden.append(msgspec.structs.replace(graded, case=case))
    backend = open_backend("limits")
    submission = Submission("s", files)
    pictures = read(course / "assignments" / "losses")
    assert figures.sketches["mse"].figures
    assert illustrate(paper, submission, result, hidden, pictures, backend) == Figures()
    assert illustrate(paper, submission, result, cases + hidden, pictures, backend) == figures
    backend.close()


def test_what_fails_by_our_own_fault_is_left_out(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(illustrate.__globals__["KINDS"], "arrays", lambda *_: 1 / 0)
    _, result, _, figures = drawn(
        course, "losses", {"losses.py": source("perfect_losses", "losses")}
    )
    assert result.score == result.max_score
    assert all(sketch.figures == () and sketch.code for sketch in figures.sketches.values())


def test_slow_code_on_a_surface_costs_the_picture_only(course: Path) -> None:
    _, result, _, figures = drawn(course, "optimizers", {"optimizers.py": SLOW})
    assert [e.status for e in result.exercises if e.name == "SGD"] == ["failed"]
    assert figures.tracks == {}
    assert figures.sketches["SGD"].figures


def test_every_racer_has_a_scene(course: Path) -> None:
    paper = public_paper(assignment_folder(course, "optimizers"))
    pictures = read(course / "assignments" / "optimizers")
    names = [exercise.name for exercise in paper.assignment.exercises]
    assert len(scenes(paper.assignment, pictures.surfaces, names)) == 21
    assert scenes(paper.assignment, pictures.surfaces, ["ema_closed_form"]) == []
    assert scenes(paper.assignment, Pictures().surfaces, names) == []


START = [np.array([0.5, 0.5])]


@pytest.mark.parametrize(
    ("value", "steps"),
    [
        ({"theta": [START, START, START], "state": [{"v": START}, {"v": START}]}, 3),
        ({"theta": [START, START, [np.array([1.0])]], "state": 3}, 2),
        ({"theta": [START, START, [np.array([np.nan, 1.0])]]}, 2),
        ({"theta": [START, [np.array(["a", "b"])]]}, None),
        ({"theta": [START] * 9}, None),
        ({"theta": "abc"}, None),
        ({}, None),
        (None, None),
        ([START, START], None),
        (np.zeros((4, 2)), 4),
        (np.zeros((4, 3)), None),
        (np.zeros(4), None),
        (np.full((2, 2), 1e300), 2),
    ],
)
def test_only_a_way_is_drawn(value: Any, steps: int | None) -> None:
    found = track(value, SURFACE)
    assert (None if found is None else len(found.rows)) == steps


def test_an_answer_full_of_nan_is_drawn(course: Path) -> None:
    code = b"import numpy as np\ndef l2_grad(theta, lam):\n    return np.full(np.shape(theta), np.nan)\n"
    _, _, cases, figures = drawn(course, "losses", {"losses.py": code})
    (figure,) = figures.sketches["l2_grad"].figures
    assert isinstance(figure, TensorsFigure)
    assert figure.tensors[0].error == "inf"
    assert "nan" in str(figure.tensors[0].got)
    assert msgspec.json.decode(msgspec.json.encode(figures), type=Figures) == figures
    assert isinstance(cases[0].verdict, Verdict)
    assert isinstance(cases[0].outcome, Outcome)


def test_lines_are_counted_as_python_counts_them() -> None:
    code = "# a\x0cb \u2028 c\r\ndef f():\r    raise X\n"
    found = Sources({"m.py": code.encode()}, "m").code_of("f", (3,))
    assert found is not None
    assert (found.first, found.marked, found.text) == (2, (3,), "def f():\n    raise X")


def test_what_is_looked_through_is_bounded() -> None:
    files = {f"h{i}.py": b"\n" * 400_000 for i in range(19)} | {"m.py": b"\n" * 399_990}
    sources = Sources(files, "m")
    for name in ("a", "b", "c"):
        assert sources.code_of(name) is None
    assert sum(len(text) for _, text in sources.read) <= 400_000


def test_half_a_character_in_a_notebook(course: Path) -> None:
    cells = [
        "class SGD:\n    def __init__(self, a):\n        pass",
        "class SGD:\n    '\ud800'\n    x",
    ]
    book = json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]})
    _, _, _, figures = drawn(course, "optimizers", {"optimizers.ipynb": book.encode()})
    assert figures.sketches["SGD"].code is not None
    assert msgspec.json.encode(figures)


def test_lines_of_another_file_are_not_marked(course: Path) -> None:
    code = (
        b"import numpy as np\nimport helper\n\ndef mse(f, y):\n    a = 1\n    return helper.g(f)\n"
    )
    helper = b"\n\n\n\ndef g(x):\n    raise ValueError('here')\n"
    _, _, _, figures = drawn(course, "losses", {"losses.py": code, "helper.py": helper})
    mse = figures.sketches["mse"].code
    assert mse is not None
    assert mse.marked == (6,)
    assert b"    raise" in helper.splitlines()[5]
    broken = {"losses.py": b"import helper\n\ndef ok(): pass\n", "helper.py": b"\n\nx = = 2\n"}
    _, result, _, figures = drawn(course, "losses", broken)
    assert result.message is None
    assert result.notes == (
        "losses.py, line 1: left out: SyntaxError: helper.py, line 3: invalid syntax"
        f" (read by Python {sys.version_info[0]}.{sys.version_info[1]})",
    )
    broken = {"losses.py": b"\n\nx = = 2\n", "helper.py": b""}
    _, result, _, figures = drawn(course, "losses", broken)
    assert "losses.py, line 3: SyntaxError" in str(result.message).replace(
        ": line", ": losses.py, line"
    )
    assert figures.problem is not None
    assert figures.problem.text.splitlines()[2] == "x = = 2"


def test_arrays_of_one_number_where_numbers_belong(course: Path) -> None:
    code = b"""
import numpy as np
def forward(x, w):
    return {name: np.array([[1.0]]) for name in ("i1", "i2", "i3", "h1", "h2", "h3", "o")}
"""
    _, _, _, figures = drawn(course, "worked_example", {"worked_example.py": code})
    (network,) = figures.sketches["forward"].figures
    assert isinstance(network, NetworkFigure)
    assert network.values["o"][0] == 1.0
    code = b"import numpy as np\ndef early_stopping(d, p):\n    return np.array([[3]]), np.array([[2.0]])\n"
    _, _, _, figures = drawn(course, "training", {"training.py": code})
    curves = figures.sketches["early_stopping"].figures[0]
    assert isinstance(curves, CurvesFigure)
    assert (curves.best, curves.last) == (3, 2)


def test_curves_are_those_that_were_asked_for(course: Path) -> None:
    code = b"""
import numpy as np
def train(p, d, s):
    return {f"{i}_losses": np.arange(200.0) for i in range(500)} | {"train_losses": [1e308, -1e308, 1e308]}
"""
    _, _, _, figures = drawn(course, "training", {"training.py": code})
    curves = figures.sketches["train"].figures[0]
    assert isinstance(curves, CurvesFigure)
    assert [curve.name for curve in curves.got] == ["train"]
    page = student_page(
        drawn(course, "training", {"training.py": code})[1], None, figures, Pictures()
    )
    assert "Learning curves" in page


def test_right_numbers_with_wrong_manners_have_no_errors_to_draw(course: Path) -> None:
    files = {"optimizers.py": source("changes_theta_in_place", "optimizers")}
    _, _, _, figures = drawn(course, "optimizers", files)
    assert all(sketch.figures == () for sketch in figures.sketches.values())


@pytest.mark.slow
def test_one_slow_exercise_does_not_take_the_others_ways(course: Path) -> None:
    code = (
        SLOW
        + b"""
class Momentum(SGD):
    def __init__(self, alpha, beta):
        self.alpha = alpha
    def step(self, theta, gradient):
        return [p + self.alpha * g for p, g in zip(theta, gradient(theta))]
"""
    )
    _, _, _, figures = drawn(course, "optimizers", {"optimizers.py": code})
    assert set(figures.tracks) == {"ravine", "saddle", "valley"}
    assert {name for ways in figures.tracks.values() for name in ways} == {"Momentum"}


def test_states_are_as_many_as_steps() -> None:
    value = {"theta": [START, START, START], "state": [{"v": START}] * 50_000}
    found = track(value, SURFACE)
    assert found is not None
    assert len(found.states["v"]) <= SURFACE.steps


def test_the_lines_of_numpys_warnings_are_marked(course: Path) -> None:
    code = source("demo_backprop", "backprop")
    _, result, _, figures = drawn(course, "backprop", {"backprop.py": code})
    (wrong,) = (exercise for exercise in result.exercises if exercise.name == "mlp_backward")
    assert any("numpy said there" in finding.message for finding in wrong.findings)
    sketch = figures.sketches["mlp_backward"]
    assert sketch.code is not None
    marked = [code.decode().split("\n")[line - 1].strip() for line in sketch.code.marked]
    assert marked == ["p = np.exp(hs[-1])", "p /= p.sum(axis=1, keepdims=True)"]


def test_the_place_is_marked_in_the_code_or_in_a_helper_beside_it(course: Path) -> None:
    code = b"def _half(x):\n    return x / 3\n\n\n\n\n\n\ndef mse(f, y):\n    return _half(((f - y) ** 2).mean())\n"
    paper = public_paper(assignment_folder(course, "losses"))
    submission = Submission("s", {"losses.py": code})
    backend = open_backend("limits")
    result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
    pictures = read(course / "assignments" / "losses")
    for line, own, helper in ((10, (10,), None), (2, (), (2,))):
        exercises = tuple(
            msgspec.structs.replace(e, findings=(finding_of((Spot("losses.py", line, line, "x"),)),))
            if e.name == "mse" else e
            for e in result.exercises
        )  # fmt: skip
        placed = msgspec.structs.replace(result, exercises=exercises)
        figures = illustrate(paper, submission, placed, cases, pictures, backend)
        sketch = figures.sketches["mse"]
        assert sketch.code is not None
        assert sketch.code.marked == own
        assert (sketch.helper and sketch.helper.marked) == helper
        page = student_page(placed, None, figures, pictures)
        assert page.count('class="row marked"') == 1
    backend.close()
