"""The child's half of a diagnosis: derivatives of a student's function, and numpy's warnings."""

import warnings
from pathlib import Path

import numpy as np
import pytest

from grader.cases.probes import draw_probes
from grader.paper import public_paper
from grader.runner.adapters import ADAPTERS
from grader.runner.decoder import decode_apart
from grader.runner.differences import differences
from grader.runner.modules import MemoryFinder
from grader.runner.twice import run_twice


def case(args: list[object], by: int = 0, head: str = "", gold: object = None) -> dict[str, object]:
    return {"args": args, "by": by, "head": head, "gold": gold}


def test_a_scalar_function_has_one_row() -> None:
    x = np.array([1.0, -2.0, 0.5])
    found = differences(lambda v: np.sum(v**3), case([x]))
    np.testing.assert_allclose(found, [3 * x**2], rtol=1e-9)
    assert x.tolist() == [1.0, -2.0, 0.5]


def test_an_elementwise_function_has_a_diagonal() -> None:
    x = np.array([[0.3, -1.0], [2.0, 0.1]])
    found = differences(np.tanh, case([x]))
    np.testing.assert_allclose(found, np.diag(1 - np.tanh(x.reshape(-1)) ** 2), atol=1e-9)


def test_a_list_of_arrays_is_one_row_of_numbers() -> None:
    W, b = np.array([[1.0, 2.0]]), np.array([0.5])
    found = differences(lambda p: np.sum(p[0] ** 2) + 3 * p[1][0], case([[W, b]]))
    np.testing.assert_allclose(found, [[2.0, 4.0, 3.0]], rtol=1e-8)


def test_heads() -> None:
    z, gold = np.array([[0.2, -1.0, 0.7], [1.0, 0.0, -0.3]]), np.array([2, 0])
    found = differences(lambda v: v, case([z], head="cross_entropy", gold=gold))
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found.reshape(2, 3), (p - np.eye(3)[gold]) / 2, atol=1e-9)
    last = differences(lambda g, v: np.cumsum(v), case([[], np.ones(3)], by=1, head="last"))
    np.testing.assert_allclose(last, [[1.0, 1.0, 1.0]], rtol=1e-9)


def test_a_probe_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def chatty(v: np.ndarray) -> float:
        print("hello")
        return float(np.sum(v))

    run_twice(ADAPTERS["differences"], chatty, {**case([np.ones(3)]), "once": True})
    assert capsys.readouterr().out == ""


def test_every_gradient_of_the_course_has_a_probe(course: Path) -> None:
    for name, count in {"losses": 12, "activations": 12, "backprop": 8, "optimizers": 0}.items():
        paper = public_paper(course / "assignments" / name)
        assert len(paper.probes) == count
        assert len(draw_probes(paper.assignment, paper.cases)) == count
        assert all(probe.spec.weight == 0 for probe in paper.probes)


SOURCE = b"""import warnings
import numpy as np

def f(p):
    warnings.warn("mine", UserWarning)
    return p * np.log(p)
"""


@pytest.mark.filterwarnings("default")
def test_warnings_of_arithmetic_are_collected_with_their_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    finder = MemoryFinder({"warned.py": SOURCE})
    try:
        target = finder.load("warned").f
        with np.errstate(all="warn"):
            twice = run_twice(
                ADAPTERS["function"], target, {"args": [np.array([0.0, 0.5])], "once": True}
            )
    finally:
        finder.unload()
    assert twice.signals == [
        ["divide by zero encountered in log", 6, "warned.py"],
        ["invalid value encountered in multiply", 6, "warned.py"],
    ]
    assert np.isnan(decode_apart(*twice.answer)[0])
    assert "UserWarning: mine" in capsys.readouterr().err, "other warnings are the student's own"


def test_what_is_not_in_the_students_files_is_not_collected() -> None:
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("ignore")
        twice = run_twice(
            ADAPTERS["function"], lambda x: x / 0.0, {"args": [np.ones(2)], "once": True}
        )
    assert twice.signals == []
