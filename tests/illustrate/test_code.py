"""A function's own lines, whatever stands at the margin inside of it."""

import pytest

from grader.illustrate.code import Sources

DOCUMENTED = '''\
import numpy as np

def mse(f, y):
    """The mean.

f and y have one shape; it's "one number".
\'\'\'not the end\'\'\'
    """
    note = "\\"\\"\\" # no string" + 'a # b'  # it isn't """ either
    return np.mean((f - y) ** 2)

def other(x):
    return x
'''
#: The same with ' for " and " for '.
OTHER_QUOTES = DOCUMENTED.translate({34: 39, 39: 34})
CONTINUED = """\
@staticmethod
def mse(
    f, y
):
    return f - y
# a comment between


# and one more
class Other:
    pass
"""


@pytest.mark.parametrize(
    ("source", "first", "last"),
    [
        (DOCUMENTED, "def mse(f, y):", "    return np.mean((f - y) ** 2)"),
        (OTHER_QUOTES, "def mse(f, y):", "    return np.mean((f - y) ** 2)"),
        (CONTINUED, "@staticmethod", "    return f - y"),
        ("def mse(f, y): return '''\nat the margin\n'''\nx = 1\n", "def mse(f, y): return '''", "'''"),
        ("def mse(f, y):\n    return 'no end\nx = 1\n", "def mse(f, y):", "    return 'no end"),
        ('def mse(f, y):\n    """no end\nx = 1', "def mse(f, y):", "x = 1"),
    ],
)  # fmt: skip
def test_a_definition_ends_where_python_ends_it(source: str, first: str, last: str) -> None:
    code = Sources({"losses.py": source.encode()}, "losses").code_of("mse")
    assert code is not None
    lines = code.text.split("\n")
    assert (lines[0], lines[-1]) == (first, last)
    assert source.split("\n")[code.first - 1] == first


CODE = b'''import numpy as np

X = 1
# not this: def f
@decorated
def f(x,
      y):
    """Text.

at the margin
    """
    return x

# a comment of g
def g(): return 1
f2 = f
class f3:
    a = 1
def f(x):
    return 2
'''


def test_code_of_a_function() -> None:
    files = {"m.py": CODE, "other.py": b"def h():\n    return 1\n"}
    found = Sources(files, "m").code_of("f", (19, 20, 3))
    assert found is not None
    assert (found.first, found.text) == (19, "def f(x):\n    return 2")  # the last one counts
    assert found.marked == (19, 20)
    g = Sources(files, "m").code_of("g")
    assert g is not None
    assert g.text == "def g(): return 1"
    X = Sources(files, "m").code_of("X")
    assert X is not None
    assert X.text == "X = 1"
    h = Sources(files, "m").code_of("h")
    assert h is not None
    assert h.file == "other.py"
    assert Sources(files, "m").code_of("nothing") is None
    body = b"def f():\n" + b"    " + b"x" * 5000 + b"\n" * 300 + b"    y\n" * 999
    long = Sources({"m.py": body}, "m").code_of("f")
    assert long is not None
    assert len(long.text) <= 6000
    assert Sources({"m.py": b"\xff\xfe\x00def f"}, "m").code_of("f") is None


def test_code_of_a_notebook() -> None:
    book = b'{"cells": [{"cell_type": "code", "source": ["def f():\\n", "    return 1"]}]}'
    found = Sources({"m.ipynb": book}, "m").code_of("f")
    assert found is not None
    assert found.text == "def f():\n    return 1"
    assert Sources({"m.ipynb": b"[" * 100_000}, "m").code_of("f") is None
