"""Python 2 is told as such, and nothing that is Python 3, right or with a slip, is taken for it."""

import linecache
from collections.abc import Callable, Iterator

import pytest

from grader.runner.faults import describe, said
from grader.runner.notebook import run_notebook
from grader.runner.notes import Notes
from grader.runner.python2 import of_name, of_syntax

FILE = "submission/m.py"


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    yield
    linecache.cache.pop(FILE, None)


def told(*lines: str, line: int = 1, file: object = FILE) -> str:
    linecache.cache[FILE] = (1, None, [f"{text}\n" for text in lines], FILE)
    return of_syntax(file, line)


@pytest.mark.parametrize(
    "line",
    ["print x", 'print "a", x', "if x: print x", "print -x, y; print x", "print >>sys.stderr, x",
     "except ValueError, e:", "except (A, B), e:", "raise ValueError, 'bad'", "x <> y", "`x`",
     "os.chmod(f, 0777)", "10L", "ur'x'", "exec 'x = 1'"],
)  # fmt: skip
def test_what_python_3_cannot_parse(line: str) -> None:
    assert told(line) == f"this is Python 2 (`{line}` in line 1); Python 3 is needed"


@pytest.mark.parametrize(
    "line",
    ["print(x", "1e-05 = 3", '"print x" = 1', "x = 1 1  # print x", "00 = 1", "print if x else y",
     'x = "<> `', "node.next =", "print = 3 3", "except (A, B) e:", "3.0765 x", "print and x y",
     'raise ValueError("a, b"', "a['0777' 1", "printer x", "x = 0x0777 y", "raise from x"],
)  # fmt: skip
def test_a_slip_in_python_3_is_none(line: str) -> None:
    assert told(line) == ""


def test_the_line_that_python_names_comes_first_and_texts_do_not_count() -> None:
    lines = ['"""', "print x", '"""', "print y", "x <> z"]
    assert "line 5" in told(*lines, line=5)
    assert "`print y` in line 4" in told(*lines, line=1)
    assert told(*lines[:3], "x = = 1", line=4) == ""


def test_a_long_line_is_cut() -> None:
    assert told(f"print {'x' * 50}") == (
        f"this is Python 2 (`print {'x' * 31}...` in line 1); Python 3 is needed"
    )


@pytest.mark.parametrize("file", [None, 3, "<string>", "/etc/hostname"])
def test_files_that_are_nobodys_are_not_read(file: object) -> None:
    assert told("print x", file=file) == ""


NAMES: dict[str, str] = {
    "xrange(3)": "; xrange is of Python 2, Python 3 has range",
    "unicode('x')": "; unicode is of Python 2, Python 3 has str",
    "raw_input()": "; raw_input is of Python 2, Python 3 has input",
    "long(3)": "; long is of Python 2, Python 3 has int",
    "isinstance(1, basestring)": "; basestring is of Python 2, Python 3 has str",
    "unichr(3)": "; unichr is of Python 2, Python 3 has chr",
    "{}.has_key(1)": "; .has_key is of Python 2, Python 3 has the operator `in`",
    "{}.iteritems()": "; .iteritems is of Python 2, Python 3 has items()",
    "map(str, [1])[0]": "; a list from map() is of Python 2, Python 3 needs list(...) around it",
    "{}.keys()[0]": "; a list from keys() is of Python 2, Python 3 needs list(...) around it",
    "{}.keys().sort()": "; a list from keys() is of Python 2, Python 3 needs list(...) around it",
    "len(zip([], []))": "; a list from zip() is of Python 2, Python 3 needs list(...) around it",
    "(i for i in []).next()": "; .next() is of Python 2, Python 3 has the function next()",
    "iter([]).next()": "; .next() is of Python 2, Python 3 has the function next()",
    "print >>3, 4": "; `print >>` is of Python 2, Python 3 has print(..., file=...)",
    "from itertools import izip": "; izip is of Python 2, Python 3 has zip",
    "import cPickle": "; cPickle is of Python 2, Python 3 has pickle",
    "xrnage(3)": "",
    "{}.items_()": "",
    "[].next": "",
    "{}[0]": "",
    "[1] + 2": "",
    "from itertools import no_such": "",
    "import no_such_module": "",
}


def raised(source: str) -> Exception:
    with pytest.raises(Exception) as caught:
        exec(compile(source, FILE, "exec"), {})
    return caught.value


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("source", NAMES)
def test_names_that_python_3_does_not_have(source: str) -> None:
    error = raised(source)
    assert of_name(error, str(error)) == NAMES[source]


def hostile(name: object) -> Callable[[], AttributeError]:
    return lambda: AttributeError("x", name=name)


@pytest.mark.parametrize("name", [[], 3, None, "has_key"])
def test_an_exception_may_say_anything_of_itself(name: object) -> None:
    assert isinstance(of_name(hostile(name)(), "x"), str)


def test_the_student_is_told_in_the_fault_and_in_a_note() -> None:
    linecache.cache[FILE] = (1, None, ["x = 1\n", "print x\n"], FILE)
    error = raised("x = 1\nprint x\n")
    fault = describe(error)
    assert (fault["line"], fault["type"]) == (2, "SyntaxError")
    assert fault["message"] == "this is Python 2 (`print x` in line 2); Python 3 is needed"
    assert said(error, FILE).endswith(fault["message"])
    assert describe(raised("xrange(3)"))["message"].endswith("Python 3 has range")


def test_a_cell_of_a_notebook_is_told_too() -> None:
    notes = Notes()
    source = b'{"cells": [{"cell_type": "code", "source": "y = 1\\nprint y"}]}'

    def remember(name: str, data: bytes) -> None:
        lines = data.decode().splitlines(keepends=True)
        linecache.cache[name] = (len(data), None, lines, name)

    run_notebook(source, "submission/n.ipynb", {}, remember, notes)
    (note,) = notes.found
    assert note[1:] == [
        2,
        "the cell is left out: SyntaxError: this is Python 2 (`print y` in line 2); Python 3 is needed",
    ]
