"""Changes of a definition: each stands where it says, is Python, and changes nothing else."""

import ast

import pytest

from grader.place.edits import EXPRESSIONS, INVERSE, MISSING, STATEMENTS, edits_of
from grader.place.source import Piece, pieces_of

#: (the student's line, the line that was meant): some kind of change makes one of the other.
PAIRS = [
    ("return a + b", "return a - b"),
    ("return a - b", "return b - a"),
    ("return a * b + a", "return a * (b + a)"),
    ("return np.sqrt(a) + b", "return np.sqrt(a + b)"),
    ("return np.sqrt(a + b)", "return np.sqrt(a) + b"),
    ("return a < b", "return a <= b"),
    ("return a + 1", "return a + 2"),
    ("return a", "return b"),
    ("return a.T", "return a"),
    ("return a", "return a.T"),
    ("return np.sum(a, axis=0)", "return np.sum(a, axis=1)"),
    ("return np.sum(a, axis=0)", "return np.sum(a, axis=0, keepdims=True)"),
    ("return np.sum(a)", "return np.mean(a)"),
    ("return np.dot(a, b)", "return np.dot(b, a)"),
    ("return a[1:]", "return a[:-1]"),
    ("return a[b]", "return a[b - 1]"),
    ("return a", "return -a"),
    ("return a", "return a * b"),
    ("return a", "return a / len(b)"),
    ("return a", "return a * (1 - b)"),
    ("return a", "return a ** 2"),
    ("return a and b", "return a or b"),
    ("return a if b else 0", "return 0 if b else a"),
    ("return a @ a.T", "return np.outer(a, a.T)"),
    ("return sum(b[k] for k in b)", "return sum(a[k] for k in b)"),
    ("a += b", "a -= b"),
    ("a += b", "a = b"),
]


def piece(body: str) -> Piece:
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    (found,) = pieces_of(f"def f(a, b):\n{lines}".encode())
    return found


def changed(of: Piece) -> list[bytes]:
    return [of.source[: e.span.start] + e.text + of.source[e.span.end :] for e in edits_of(of, 0)]


def normal(source: bytes | str) -> str:
    return ast.unparse(ast.parse(source))


@pytest.mark.parametrize(("was", "meant"), PAIRS)
def test_a_small_mistake_has_a_change_that_takes_it_back(was: str, meant: str) -> None:
    wanted = normal(f"def f(a, b):\n    {meant}\n")
    assert wanted in {normal(source) for source in changed(piece(was))}


@pytest.mark.parametrize(
    ("was", "meant"),
    [
        ("x = a\ny = b\nreturn x", "y = b\nx = a\nreturn x"),
        ("x = a\ny = b\nx = y\nreturn x", "y = b\nx = y\nx = a\nreturn x"),
        ("x = a\nx = b\nreturn x", "x = a\npass\nreturn x"),
        ("for i in b:\n    a = i\n    return a", "for i in b:\n    a = i\nreturn a"),
        ("for i in b:\n    x = i\ny = i\nreturn y", "for i in b:\n    x = i\n    y = i\nreturn y"),
    ],
)
def test_statements_are_dropped_moved_and_taken_out(was: str, meant: str) -> None:
    wanted = normal(piece(meant).source)
    assert wanted in {normal(source) for source in changed(piece(was))}


BODY = """'''Text with (parentheses)'''
total, i = 0.0, 0
while i < len(a) and not (b is None):
    total += a[i] ** 2 * f"{b!r:>3}".count('x')
    i += 1
values = [np.exp(-x) for x in a if x > 0]
return np.sqrt(total / max(1, len(a))) if b else (
    total -
    1e-8
)"""


def test_every_change_is_python_and_leaves_the_tree_alone() -> None:
    of = piece(BODY)
    before = ast.dump(of.tree)
    sources = changed(of)
    assert ast.dump(of.tree) == before
    assert len(sources) > 300
    for source in sources:
        ast.parse(source)


def test_every_kind_makes_some_change() -> None:
    bodies = [BODY, *(was for was, _ in PAIRS), "for i in b:\n    x = i\ny = i\na = y\nreturn a",
              "return a * b / (a + b)"]  # fmt: skip
    kinds = {edit.kind for body in bodies for edit in edits_of(piece(body), 0)}
    assert kinds == {*EXPRESSIONS, *STATEMENTS, MISSING}


def test_what_is_shown_stands_on_the_line_in_the_students_own_words() -> None:
    of = piece("x = a\nreturn np.sqrt( x+b )")
    lines = of.source.decode().split("\n")
    for edit in edits_of(of, 0):
        where = lines[edit.line - 1 : edit.last] if edit.kind != MISSING else lines
        assert any(edit.shown in line for line in where)
    assert {e.shown for e in edits_of(of, 0) if e.line == 3} >= {
        "np.sqrt( x+b )",
        "return np.sqrt( x+b )",
    }


@pytest.mark.parametrize(
    "source",
    [b"def f(:\n", b"\xff\xfe", b"def f():\n  pass\r", b"x = 1\n", b"(" * 3000, b""],
)
def test_what_is_no_plain_python_has_no_pieces(source: bytes) -> None:
    assert pieces_of(source) == []


def test_other_exercises_are_left_out_and_lines_are_those_of_the_file() -> None:
    source = (
        b"\xef\xbb\xbfimport numpy\n\ndef f():\n    pass\n\n@staticmethod\ndef g():\n    return 1\n"
    )
    (found,) = pieces_of(source, ["f"])
    assert (found.name, found.line) == ("g", 6)
    assert source[found.start :].startswith(b"@staticmethod")


COUNTER = """
class Mean:
    def __init__(self, decay):
        self.decay = decay
        self.t = 0
        self.r = self.s = None

    def step(self, x):
        self.r = self.decay * self.r + x
        y = self.s / (1 - self.decay ** self.t)
        for i in x:
            if i > y:
                wait = 0
        return y
"""


@pytest.mark.parametrize(
    ("after", "new", "about"),
    [
        ("def step(self, x):", "self.t += 1", "self.t"),
        ("self.r = self.decay * self.r + x", "self.s = self.decay * self.s + x", "self.s"),
        ("def step(self, x):", "x = x.copy()", "x"),
        ("                wait = 0", "break", ""),
        ("y = self.s / (1 - self.decay ** self.t)", "wait = 0", "wait"),
    ],
)
def test_a_statement_that_other_lines_suggest_is_put_in(after: str, new: str, about: str) -> None:
    (of,) = pieces_of(COUNTER.encode())
    added = [edit for edit in edits_of(of, 0) if edit.kind == MISSING]
    wanted = normal(COUNTER.replace(after, f"{after}\n{indent(after)}{new}", 1))
    found = [e for e in added if normal(of.source[: e.span.start] + e.text + of.source[e.span.end :]) == wanted]  # fmt: skip
    assert [edit.shown for edit in found] == [about]
    assert all(0 <= edit.last - edit.line <= 2 for edit in found)


def indent(line: str) -> str:
    """That of what follows a line of COUNTER."""
    if line.startswith("def "):
        return " " * 8
    return " " * (len(line) - len(line.lstrip()) or 8)


INVERSES = [
    ("s / (1 - self.beta2**self.t)", "s", "def f(self, q):\n    return q\n", None),
    ("np.sqrt(r + self.epsilon)", "np.sqrt(r) + self.epsilon",
     "def f(v, epsilon):\n    return np.sqrt(v) + epsilon\n", "np.sqrt(v + epsilon)"),
    ("-np.sum(p * np.log(q))", "-np.sum(q * np.log(p))",
     "def f(a, b):\n    return -np.sum(b * np.log(a))\n", "-np.sum(a * np.log(b))"),
    ("[p - g for p, g in zip(theta, grads)]", "[p + g for p, g in zip(theta, grads)]",
     "def f(x, d):\n    return [a + b for a, b in zip(x, d)]\n", "[a - b for a, b in zip(x, d)]"),
    ("x - x.max(axis=1)", "x - x.max()", "def f(z):\n    return z - y.max()\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "source", "wanted"), INVERSES)
def test_a_known_mistake_is_taken_back_where_it_has_its_shape(
    right: str, wrong: str, source: str, wanted: str | None
) -> None:
    known = [(ast.parse(wrong, mode="eval").body, ast.parse(right, mode="eval").body)]
    (of,) = pieces_of(source.encode())
    texts = [e.text.decode()[1:-1] for e in edits_of(of, 0, known) if e.kind == INVERSE]
    assert (wanted in texts) if wanted else not texts


@pytest.mark.parametrize(("body", "infinite"), [("return a > 0", False), ("best = 1", True)])
def test_no_comparison_becomes_one_with_infinity(body: str, infinite: bool) -> None:
    """It would decide alone, and what is wrong behind it would not be run."""
    texts = {edit.text for edit in edits_of(piece(body), 0)}
    assert (b"(np.inf)" in texts) is infinite
    assert (b"(-np.inf)" in texts) is infinite
