"""Modules from memory."""

import sys

import pytest

from grader.runner.faults import describe
from grader.runner.modules import MemoryFinder


def test_packages_and_relative_imports() -> None:
    files = {"__init__.py": b"", "a.py": b"from .sub.b import x", "sub/b.py": b"x = 7"}
    finder = MemoryFinder(files, "memory_test_1")
    try:
        assert finder.load("memory_test_1.a").x == 7
    finally:
        finder.unload()
    assert not [name for name in sys.modules if name.startswith("memory_test_1")]


def test_the_standard_library_comes_first() -> None:
    finder = MemoryFinder(
        {"json.py": b"raise SystemExit", "mine_1.py": b"import json\nx = json.dumps([])"}
    )
    try:
        assert finder.load("mine_1").x == "[]"
    finally:
        finder.unload()


def test_a_fault_has_the_students_lines_only() -> None:
    finder = MemoryFinder(
        {"mine_2.py": b"def f(x):\n    return g(x)\n\ndef g(x):\n    return x / 0\n"}
    )
    try:
        module = finder.load("mine_2")
        with pytest.raises(ZeroDivisionError) as caught:
            module.f(1)
    finally:
        finder.unload()
    fault = describe(caught.value)
    assert [frame[1:] for frame in fault["frames"]] == [
        [2, "f", "return g(x)"],
        [5, "g", "return x / 0"],
    ]
    assert fault["line"] == 5


def test_a_syntax_error_has_its_line() -> None:
    finder = MemoryFinder({"mine_3.py": b"x = 1\ny = = 2\n"})
    try:
        with pytest.raises(SyntaxError) as caught:
            finder.load("mine_3")
    finally:
        finder.unload()
    assert describe(caught.value)["line"] == 2
