"""Notebooks as students leave them: what IPython takes is taken out, what fails costs itself."""

import json
from typing import Any

import pytest

from grader.runner.cells import code_cells, is_notebook
from grader.runner.magics import python_of
from grader.runner.notebook import run_notebook
from grader.runner.notes import Notes

F = "def f(x):\n    return x + 1"


def notebook(*cells: str) -> bytes:
    found = [{"cell_type": "code", "source": cell.splitlines(keepends=True)} for cell in cells]
    return json.dumps({"cells": found, "nbformat": 4}).encode()


def run(
    *cells: str, write: Any = lambda name, text, append: False
) -> tuple[dict[str, Any], list[Any]]:
    namespace: dict[str, Any] = {"display": print}
    notes = Notes()
    run_notebook(notebook(*cells), "submission/n.ipynb", namespace, lambda *_: None, notes, write)
    return namespace, notes.found


@pytest.mark.parametrize(
    "cell",
    [
        "x = !ls",
        "a, b = !ls",
        "d = %pwd",
        "r = %timeit -o f(1)",
        "!pip install a \\\n   b",
        "!!ls",
        "%config InlineBackend.figure_format = \\\n  'svg'",
        "%matplotlib inline",
        "%time x = 1",
        "?f",
        "f?",
        "np.mean??",
        "%matplotlib?",
        "if True:\n    !ls\n    y = 1",
        "for i in range(2):\n    %time i",
        ";f 1",
        ",f 1",
        "/f 1",
    ],
)
def test_what_ipython_alone_understands_takes_its_line_and_nothing_else(cell: str) -> None:
    namespace, notes = run(f"{cell}\n{F}\n" if not cell.startswith("%%") else f"{cell}\n{F}")
    assert namespace["f"](1) == 2
    assert cell.startswith("%%") or notes


@pytest.mark.parametrize(
    "line",
    [
        "    return x + 1  # or x?",
        '    """Sum or mean?\n\n    The sum?\n    """\n    return x + 1',
        "    y = 'x?'\n    return x + 1",
        "    print('%s'\n          % x)\n    return x + 1",
        "    return (x\n            + 1  # which?\n            )",
        "    return x \\\n        + 1",
        "    y = x\n    y %= 7\n    return x + 1",
        '    s = """\n!ls\n%time\n"""\n    return x + 1',
        "    return x + 1 if x != 3 else 0  # else?",
        "    d = {'a?': 1,\n         'b': 2}\n    return x + 1",
        "    return f'{x}' and x + 1  # 'what?\"",
    ],
)
def test_code_beside_a_magic_stays_as_it_is(line: str) -> None:
    namespace, notes = run(f"%time 1\ndef f(x):\n{line}\n")
    assert namespace["f"](1) == 2
    assert [note[1] for note in notes] == [1]


@pytest.mark.parametrize(
    "end",
    [
        "exit()", "quit()", "import sys\nsys.exit(0)", "raise SystemExit", "raise KeyboardInterrupt",
        "raise GeneratorExit", "x = 3\nreturn x", "break", "continue", "await g()", "yield 3",
        "async with a: pass", "nonlocal x", "*a = [1]", "from __future__ import braces",
        "def g(x, x): pass", "del f()", "x = = 1", "def g():\n    x = 1\n    global x", "1 / 0",
        "for i in range(3):\n    break\nelse\n", "raise BaseException('gone')",
        "(" * 300 + ")" * 300, "\0", "print('a'", "import nothing_of_this_name as n\nn.x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["first", "last"])
def test_a_cell_that_ends_or_breaks_costs_itself(end: str, place: str) -> None:
    namespace, notes = run(end, F) if place == "first" else run(F, end)
    number = 1 if place == "first" else 2
    assert namespace["f"](1) == 2
    assert notes
    assert all(note[0] == f"n.ipynb, cell {number}" for note in notes)


def test_a_statement_after_one_that_fails_is_run() -> None:
    namespace, notes = run(f"x = 1\n\nx.y\n{F}")
    assert namespace["f"](1) == 2
    assert notes == [
        ["n.ipynb, cell 1", 3, "left out: AttributeError: 'int' object has no attribute 'y'"]
    ]


def test_future_annotations_hold_for_later_cells() -> None:
    namespace, notes = run(
        "from __future__ import annotations", "def f(x: Nothing) -> Nowhere:\n    return x + 1"
    )
    assert namespace["f"](1) == 2
    assert notes == []


@pytest.mark.parametrize(
    "head", ["%%time", "%%time\t", "%%timeit -n 1", "%%capture out", "\n%%time  "]
)
def test_cells_of_python_keep_what_they_define(head: str) -> None:
    assert run(f"{head}\n{F}")[0]["f"](1) == 2


@pytest.mark.parametrize(
    "head", ["%%bash", "%%html", "%%bigquery df", "%%matplotlib inline", "%%javascript", "%%latex"]
)
def test_other_cells_are_left_out_and_say_so(head: str) -> None:
    namespace, notes = run(f"{head}\n{F}")
    assert "f" not in namespace
    assert "the cell is left out" in notes[0][2]


def test_a_cell_that_writes_a_file() -> None:
    written: dict[str, str] = {}

    def write(name: str, text: str, append: bool) -> bool:
        written[name] = text
        return name == "losses.py"

    namespace, notes = run(
        f"%%writefile losses.py\n{F}", "%%writefile other.py\ny = 1", write=write
    )
    assert namespace["f"](1) == 2
    assert "y" not in namespace
    assert set(written) == {"losses.py", "other.py"}
    assert len(notes) == 2


def test_a_pasted_session_loses_its_prompts() -> None:
    assert run(">>> def f(x):\n...     return x + 1\n")[0]["f"](1) == 2
    assert run("In [3]: def f(x):\n   ...:     return x + 1\n")[0]["f"](1) == 2


def test_lines_keep_their_numbers() -> None:
    text = "!a \\\n b\nx = 1\n%c\ny = 2"
    assert python_of(text).text.split("\n") == ["pass", "", "x = 1", "pass", "y = 2"]


def test_a_notebook_is_told_by_what_is_in_it() -> None:
    assert is_notebook(b"\xef\xbb\xbf \n" + notebook(F))
    assert not is_notebook(b"{'cells': 1}")
    with pytest.raises(ValueError, match="is no notebook"):
        code_cells(b'{"cells": [1]}', "submission/x.ipynb")


def test_cells_of_odd_form_are_read() -> None:
    sheets = {
        "worksheets": [
            {"cells": [{"cell_type": "code", "input": "a"}]},
            {"cells": [{"cell_type": "code", "input": ["b"]}]},
        ]
    }
    odd = {
        "cells": [
            {"cell_type": "code", "source": None},
            {"source": "c"},
            {"cell_type": "markdown", "source": "d"},
        ]
    }
    assert code_cells(json.dumps(sheets).encode(), "submission/x.ipynb") == [(1, "a"), (2, "b")]
    assert code_cells(json.dumps(odd).encode(), "submission/x.ipynb") == [(1, ""), (2, "c")]


def test_a_timed_statement_is_run_and_a_file_is_written_on() -> None:
    namespace, notes = run(f"%time x = 3\ny = %time 2 + 2\n{F}")
    assert (namespace["x"], namespace["y"], namespace["f"](1)) == (3, 4, 2)
    assert len(notes) == 2
    written: list[tuple[str, bool]] = []

    def write(name: str, text: str, append: bool) -> bool:
        written.append((name, append))
        return False

    run("%%writefile h.py\nx = 1", "%%writefile -a h.py\ny = 1", write=write)
    assert written == [("h.py", False), ("h.py", True)]


def test_asking_for_the_grade_is_left_out_and_not_told() -> None:
    namespace, notes = run(
        'import numpy as np\nfrom grader import check as grade_me\ngrade_me("losses")',
        "import grader\nreport = grader.check()",
        "%load_ext grader\n%check losses",
        "%%check f\n" + F,
        "check = 3\nkept = abs(-check)",
    )
    assert notes == []
    assert namespace["f"](1) == 2
    assert namespace["kept"] == 3
