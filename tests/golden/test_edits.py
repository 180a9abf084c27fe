"""Edits of the reference: as syntax, exactly once."""

import pytest

from grader.errors import EditError
from grader.golden.edits import apply_edits
from grader.model import Edit

FILES = {
    "m.py": b'''
class A:
    def f(self, x):
        """Words: x + 1."""
        y = ( x   +  1 )  # a comment
        return y

def g(x):
    a = x + 1
    b = x + 1
    return a * b

def k(x):
    x += 1
    y = 2
    x += 1
    return y
'''
}


def edit(where: str, replace: str, with_: str) -> str:
    return apply_edits(FILES, [Edit(where=where, replace=replace, with_=with_)])["m.py"].decode()


def test_formatting_does_not_matter() -> None:
    assert "y = x + 2" in edit("m.A.f", "x+1", "x + 2")


def test_statements_and_several_lines() -> None:
    text = edit("m.g", "a = x + 1\nb = x + 1", "a = 1\nb = 2\nc = 3")
    assert "c = 3" in text
    assert "return a * b" in text


def test_edits_compose() -> None:
    edits = [
        Edit(where="m.A.f", replace="x + 1", with_="x + 2"),
        Edit(where="m.A.f", replace="x + 2", with_="x + 3"),
    ]
    assert "y = x + 3" in apply_edits(FILES, edits)["m.py"].decode()


@pytest.mark.parametrize(
    ("where", "replace", "words"),
    [
        ("m.A.f", "x + 7", "does not occur"),
        ("m.g", "x + 1", "occurs 2 times"),
        ("m.k", "x += 1", "occurs 2 times"),
        ("m.g", "return a * b", "changes nothing"),
        ("m.h", "x", "has no 'm.h'"),
        ("n.f", "x", "no module 'n'"),
        ("m.g", "x +", "is not Python"),
    ],
)
def test_edits_that_do_not_apply(where: str, replace: str, words: str) -> None:
    with pytest.raises(EditError, match=words):
        edit(where, replace, "return a * b" if "changes" in words else "0")
