"""A notebook in a real kernel: what check() shows, beside what `grader check` says of the file."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader import grade
from grader.template_notebook import template_notebook

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "tests" / "submissions" / "demo_optimizers" / "optimizers.py"
SGD = """class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        return [t - {factor} * self.alpha * g for t, g in zip(theta, gradient(theta))]
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("nbclient") is None, reason="needs nbclient"),
    # what jupyter itself warns of is not ours
    pytest.mark.filterwarnings("ignore"),
]


def executed(folder: Path, *cells: str) -> Any:
    """A notebook of these cells, as a kernel that was started in the folder leaves it."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.execute(cwd=str(folder))
    nbformat.write(notebook, folder / "optimizers.ipynb")
    return notebook


def shown(notebook: Any, cell: int, kind: str) -> str:
    """What a cell has shown, in one form of it."""
    return str(notebook.cells[cell].outputs[-1].data[kind])


def verdicts(folder: Path) -> list[tuple[str, str, float]]:
    """What the command line says of the file that was saved."""
    command = [sys.executable, "-m", "grader", "check", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    result = json.loads(done.stdout)
    return [(e["name"], e["status"], e["score"]) for e in result["exercises"]]


def test_the_verdicts_are_those_of_the_command_line(tmp_path: Path) -> None:
    values = "[(e.name, e.status, e.score) for e in report.result.exercises]"
    notebook = executed(
        tmp_path,
        DEMO.read_text("utf-8"),
        "from grader import check\nreport = check()",
        "report",
        values,
        "report.result.notes, report.result.isolation",
    )
    assert shown(notebook, 2, "text/plain").startswith("optimizers  optimizers\n ✗  ema_closed")
    html = shown(notebook, 2, "text/html")
    assert "Your second moment is not bias-corrected." in html
    assert "<script" not in html
    assert 'sandbox="allow-scripts"' in html
    here = eval(shown(notebook, 3, "text/plain"))
    assert here == verdicts(tmp_path)
    notes, level = eval(shown(notebook, 4, "text/plain"))
    assert notes == ()  # asking for the grade is nothing that was left out
    assert level == grade("optimizers", DEMO).isolation


def test_the_last_definition_counts_and_the_kernels_state_does_not(tmp_path: Path) -> None:
    notebook = executed(
        tmp_path,
        SGD.format(factor=2),
        "%load_ext grader",
        "%check SGD",
        "%%check SGD\n" + SGD.format(factor=1),
        "get_ipython().user_ns['SGD'] = None",  # the kernel has no SGD any more, its cells have
        "%check SGD",
        "%check Adma",
    )
    assert "1/1" not in shown(notebook, 2, "text/plain")
    assert "1/1" in shown(notebook, 3, "text/plain")
    assert "1/1" in shown(notebook, 5, "text/plain")
    assert shown(notebook, 6, "text/plain").startswith(
        "grader: no assignment or exercise is called 'Adma'; did you mean 'Adam'?"
    )


def test_a_starter_notebook_is_executed_as_it_is(tmp_path: Path) -> None:
    import nbformat

    template = ROOT / "student_template" / "losses" / "losses.py"
    made = nbformat.reads(template_notebook(template.read_text("utf-8"), "losses").decode(), 4)
    nbformat.validate(made)
    notebook = executed(tmp_path, *(c.source for c in made.cells if c.cell_type == "code"))
    text = shown(notebook, -1, "text/plain")
    assert text.count("not implemented yet") == 13
    assert "0 of 23 points" in text
