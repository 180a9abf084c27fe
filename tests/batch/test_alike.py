"""Similarity: a disguised copy is found, people with the same idea are not, and the template does not count."""

import ast
import builtins
import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from school import pupils, write

from grader.batch.alike import Prints, clusters, compare, fingerprints, text_of

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = fingerprints((ROOT / "student_template/losses/losses.py").read_text())
RIGHT = {f.stem: f.read_text() for f in sorted((ROOT / "assignments/losses/right").glob("*.py"))}


class Disguise(ast.NodeTransformer):
    """Other names for everything that is a student's own."""

    def __init__(self, kept: set[str]) -> None:
        self.kept = kept | set(dir(builtins)) | {"np"}

    def _new(self, name: str) -> str:
        return name if name in self.kept else f"my_{name}_2"

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._new(node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._new(node.arg)
        return node


def disguised(source: str) -> str:
    """Names changed, functions in another order, comments and docstrings gone, layout another."""
    tree = ast.parse(source)
    kept = {n.name for n in tree.body if isinstance(n, ast.FunctionDef)} | {
        a.asname or a.name
        for n in ast.walk(tree)
        if isinstance(n, (ast.Import, ast.ImportFrom))
        for a in n.names
    }
    tree = Disguise(kept).visit(tree)
    imports = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
    rest = [n for n in tree.body if n not in imports]
    return "# all my own\n" + "\n\n\n".join(ast.unparse(n) for n in (*imports, *reversed(rest)))


@pytest.mark.parametrize("name", RIGHT)
def test_a_disguised_copy_is_found_and_nobody_else(name: str) -> None:
    prints = {n: fingerprints(source) for n, source in RIGHT.items()}
    prints["copy"] = fingerprints(disguised(RIGHT[name]))
    pairs = compare(prints, TEMPLATE)
    assert [{p.a, p.b} for p in pairs] == [{name, "copy"}]
    (cluster,) = clusters(pairs)
    assert set(cluster.members) == {name, "copy"}
    assert cluster.pairs[0].lines_a


def test_the_template_alone_is_no_copy() -> None:
    text = (ROOT / "student_template/losses/losses.py").read_text()
    prints = {f"s{i}": fingerprints(text + f"\nx{i} = {i}\n") for i in range(5)}
    assert compare(prints, TEMPLATE) == []


def test_a_solution_that_half_the_class_shares_is_one_group() -> None:
    source = next(iter(RIGHT.values()))
    prints = {f"s{i:02}": fingerprints(f"# {i}\n{source}") for i in range(60)}
    (cluster,) = clusters(compare(prints, TEMPLATE))
    assert len(cluster.members) == 60


@pytest.mark.parametrize(
    "text",
    ["", "def f(:\n", "'''never closed", "\0\0", "(" * 10_000, "x = 1\n" * 50_000, "\ufeff é = 1"],
)
def test_code_that_is_none(text: str) -> None:
    assert isinstance(fingerprints(text), Prints)


def test_notebooks_are_code() -> None:
    notebook = b'{"cells": [{"cell_type": "code", "source": ["a = 1\\n", "b = 2"]}, {"cell_type": "markdown", "source": "text"}]}'
    assert text_of({"m.ipynb": notebook}) == "a = 1\nb = 2"
    assert text_of({"m.ipynb": b"[" * 100_000}) == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="seals")
def test_the_page_and_the_table(tmp_path: Path) -> None:
    people = pupils(6, "losses", nasty=0.0)
    source = write("folder", people, "losses", tmp_path / "class")
    original, copy = sorted(source.iterdir())[:2]
    style = next(iter(RIGHT.values()))
    (original / "losses.py").write_text(style)
    (copy / "losses.py").write_text(disguised(style) + "\n# <script>alert(1)</script>\n")
    out = tmp_path / "out"
    for words in (
        ["batch", "--no-place", str(source), "--assignment", "losses", "--out", str(out)],
        ["similarity", str(out)],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "grader", *words], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    with (out / "similarity.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert {rows[0]["a"], rows[0]["b"]} == {original.name, copy.name}
    page = (out / "similarity.html").read_text()
    assert "<script" not in page
    assert re.search(r"<mark>\s+\d+ ", page)
