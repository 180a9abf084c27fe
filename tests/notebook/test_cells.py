"""Which executed cells are run again, and which a later one has replaced."""

import json

import pytest

from grader.errors import ConfigurationError
from grader.notebook.cells import as_notebook, defined, executed, in_effect


@pytest.mark.parametrize(
    ("cells", "left_out"),
    [
        (["def f(): return 1", "def f(): return 2"], {0}),
        (["def f(): return 1", "x = f()", "def f(): return 2"], set()),  # x needs the first
        (["class A: pass", "class A(A): pass"], set()),  # and so does this A
        (["x = 1", "x += 1"], set()),
        (["x = 1", "x = x + 1"], set()),
        (["def f(): g()\ndef g(): f()", "def g(): pass"], set()),  # f is not defined again
        (["def f(): return f()", "def f(): return f() + 1"], {0}),  # read when it is called
        (["def f(:", "def f(): pass"], {0}),  # has defined nothing
        (["%%time\ndef f(): pass", "%matplotlib inline\ndef f(): pass"], {0}),
        (["print(1)", "print(1)"], set()),
    ],
)  # fmt: skip
def test_in_effect(cells: list[str], left_out: set[int]) -> None:
    assert in_effect(cells) == ["" if i in left_out else c for i, c in enumerate(cells)]


def test_cell_n_is_in_n() -> None:
    made = json.loads(as_notebook(["", "x = 1"]))
    assert [cell["source"] for cell in made["cells"]] == ["", "x = 1"]


def test_defined() -> None:
    names = defined(["import numpy as np\nfor i in a: b = 1", "def f(x): y = 1", "class("])
    assert names == {"np", "i", "b", "f"}


def test_without_a_notebook_it_says_what_grades_files() -> None:
    with pytest.raises(ConfigurationError, match="grader check PATH"):
        executed()
