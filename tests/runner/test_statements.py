"""A .py file whose statements cost themselves: what is defined before and after them counts."""

import sys
from typing import Any

import clocks
import pytest

from grader.runner.modules import SubmissionFinder
from grader.runner.notes import Notes
from grader.runner.statements import import_clock, run_module

F = "def f(x):\n    return x + 1\n"
G = "def g(x):\n    return f(x)\n"


def run(source: str) -> tuple[dict[str, Any], list[Any]]:
    namespace: dict[str, Any] = {"__name__": "losses"}
    notes, file = Notes(), "submission/losses.py"
    run_module(
        source, file, namespace, notes, lambda: compile(source, file, "exec", dont_inherit=True)
    )
    return namespace, notes.found


ENDS = [
    "import sys; sys.exit(0)",
    "raise SystemExit('done')",
    "import unittest\nunittest.main(argv=['x'])",
    "assert f(1) == 3, 'no'",
    "data = open('/not/there.csv').read()",
    "import argparse\np = argparse.ArgumentParser()\np.add_argument('file')\nargs = p.parse_args([])",
    "raise KeyboardInterrupt",
    "1 / 0",
    "return 3",
    "yield 3",
    "break",
    "undefined_name",
    "for i in range(3):\n    if i == 2:\n        raise ValueError(i)",
    "class A(undefined):\n    pass",
    "@undefined\ndef h(x):\n    return x",
    "with open('/not/there') as file:\n    rows = file.readlines()",
    "try:\n    1 / 0\nfinally:\n    x = 2",
]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("layout", ["{f}{g}{end}\n", "{end}\n{f}{g}", "{f}{end}\n{g}"])
def test_what_is_defined_around_it_counts(
    end: str, layout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    namespace, notes = run(layout.format(f=F, g=G, end=end))
    assert namespace["g"](1) == 2
    lines = [note[1] for note in notes]
    first = layout.partition("{end}")[0].count("{") * 2 + 1
    assert notes
    assert all(first <= line <= first + end.count("\n") for line in lines), notes


def test_several_statements_that_fail_are_all_told() -> None:
    namespace, notes = run(f"a.b\n{F}c.d\n{G}e.f\n")
    assert namespace["g"](1) == 2
    assert [note[1] for note in notes] == [1, 4, 7]


def test_future_imports_hold_after_a_statement_that_failed() -> None:
    namespace, _ = run(
        "from __future__ import annotations\n1 / 0\ndef f(x: Nothing) -> Nowhere:\n    return x + 1\n"
    )
    assert namespace["f"](1) == 2


def test_names_that_were_not_defined_know_why() -> None:
    notes, file = Notes(), "submission/losses.py"
    source = "@undefined\ndef h(x):\n    return x\nvalue, other = 1 / 0, 2\n"
    run_module(source, file, {}, notes, lambda: compile(source, file, "exec"))
    assert set(notes.names) == {"h", "value", "other"}
    assert "line 1: left out: NameError" in notes.names["h"]


@pytest.mark.parametrize(
    "end",
    ["while True:\n    pass", "import time\ntime.sleep(60)", "n = 0\nwhile n >= 0:\n    n += 1"],
)
def test_a_statement_that_does_not_end_is_stopped(end: str) -> None:
    with import_clock(clocks.scaled(1.0)):
        namespace, notes = run(f"{F}{end}\n{G}")
    assert namespace["g"](1) == 2
    assert "it was stopped after" in notes[0][2]


def test_a_file_that_is_no_python_is_an_error() -> None:
    with pytest.raises(SyntaxError):
        run(f"{F}x = = 1\n")


@pytest.fixture
def clean() -> Any:
    before, modules = list(sys.meta_path), dict(sys.modules)
    yield
    sys.meta_path[:] = before
    for name in set(sys.modules) - set(modules):
        del sys.modules[name]


def load(files: dict[str, bytes], inside: str = "") -> tuple[Any, list[Any]]:
    notes = Notes()
    name = f"{inside}.layers_" if inside else "layers_"
    return SubmissionFinder(files, notes, inside).load(name), notes.found


@pytest.mark.parametrize(
    ("main", "inside", "others"),
    [
        (b"from cs231n_.im2col import g", "cs231n_", {"im2col.py": b"def g(): return 1"}),
        (b"from .im2col import g", "cs231n_", {"im2col.py": b"def g(): return 1"}),
        (b"from im2col import g", "cs231n_", {"im2col.py": b"def g(): return 1"}),
        (b"from cs231n_.sub.deep import g", "cs231n_", {"sub/deep.py": b"def g(): return 1"}),
        (b"from hw_.utils import g", "hw_.cs231n_", {"hw_/utils.py": b"def g(): return 1"}),
        (b"from utils_ import g", "hw_.cs231n_", {"hw_/utils_.py": b"def g(): return 1"}),
        (b"from cs231n_.im2col import g", "hw_.cs231n_", {"im2col.py": b"def g(): return 1"}),
        (b"from ..utils import g", "hw_.cs231n_", {"hw_/utils.py": b"def g(): return 1"}),
        (b"from .im2col import g", "handed_in", {"im2col.py": b"def g(): return 1"}),
        (b"from cs231n_ import g", "cs231n_", {"__init__.py": b"def g(): return 1"}),
        (b"import gzip\ng = gzip.g", "", {"gzip.py": b"def g(): return 1"}),
    ],
)
def test_the_folder_of_what_was_handed_in_is_the_root(
    clean: Any, main: bytes, inside: str, others: dict[str, bytes]
) -> None:
    module, notes = load({"layers_.py": main, **others}, inside)
    assert notes == []
    assert module.g() == 1


def test_the_standard_library_stays_what_it_is(clean: Any) -> None:
    module, _ = load(
        {"layers_.py": b"import random, math", "random.py": b"seed = None", "math.py": b""}
    )
    assert module.random.seed is not None
    assert module.math.pi > 3


def test_an_unknown_module_is_one_that_cannot_be_used(clean: Any) -> None:
    source = b"import nothing_of_this_name as n\nfrom nothing.at.all import x\ndef f(a: n.Tensor | None): return n.mean(a)"
    module, notes = load({"layers_.py": source})
    assert notes == []
    with pytest.raises(
        ModuleNotFoundError, match=r"nothing_of_this_name\.mean is used, but there is no module"
    ):
        module.f(1)
    for use in (
        lambda x: x + 1,
        lambda x: 1 * x,
        bool,
        iter,
        len,
        float,
        lambda x: x == 1,
        lambda x: isinstance(1, x),
    ):
        with pytest.raises(ModuleNotFoundError):
            use(module.x)


@pytest.mark.parametrize("own", [b"from helper_ import not_there", b"from helper_.sub import x"])
def test_a_part_that_an_own_file_does_not_have_is_a_mistake(clean: Any, own: bytes) -> None:
    _, notes = load({"layers_.py": own, "helper_.py": b""})
    assert "left out: " in notes[0][2]


def test_what_stands_under_main_is_said_to_be_there() -> None:
    notes, file = Notes(), "submission/losses.py"
    source = 'if __name__ == "__main__":\n    def f(x):\n        return x\n'
    run_module(source, file, {"__name__": "losses"}, notes, lambda: compile(source, file, "exec"))
    assert "it stands under `if __name__ == ...`" in notes.names["f"]


@pytest.mark.parametrize("place", ["lib", "./lib", "submission/lib"])
def test_a_folder_that_the_code_puts_on_the_path_is_searched(clean: Any, place: str) -> None:
    before = list(sys.path)
    source = f"import sys\nsys.path.append({place!r})\nfrom common_ import K"
    module, notes = load({"layers_.py": source.encode(), "lib/common_.py": b"K = 1"})
    sys.path[:] = before
    assert notes == []
    assert module.K == 1
