"""check() in JupyterLab, as a browser shows it."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.template_notebook import template_notebook

from .conftest import _needed

ROOT = Path(__file__).resolve().parents[2]
SGD = '''class SGD:
    """Stochastic gradient descent."""

    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        return [t - self.alpha * g for t, g in zip(theta, gradient(theta))]
'''


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab that was started in a folder with a starter notebook."""
    if importlib.util.find_spec("jupyterlab") is None:
        _needed("jupyterlab (pip install -e '.[lab]')")
    template = (ROOT / "student_template" / "optimizers" / "optimizers.py").read_text("utf-8")
    written = re.sub(r"class SGD:.*?\n\n\n", SGD + "\n\n", template, flags=re.DOTALL)
    work = tmp_path / "work"
    work.mkdir()
    (work / "optimizers.ipynb").write_bytes(template_notebook(written, "optimizers"))
    runtime = tmp_path / "runtime"
    places = {"HOME": tmp_path, "JUPYTER_RUNTIME_DIR": runtime, "IPYTHONDIR": tmp_path / "ipython"}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--allow-root"]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=work, stdout=log, stderr=log,
            env={**os.environ, **{name: str(place) for name, place in places.items()}},
        )  # fmt: skip
    try:
        yield _address(server, runtime, tmp_path / "log")
    finally:
        server.terminate()
        server.wait()


def _address(server: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    while server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            told = json.loads(file.read_text())
            return f"{told['url']}lab/tree/optimizers.ipynb?token={told['token']}&reset"
        time.sleep(0.1)
    pytest.fail(log.read_text())


def test_a_notebook_shows_its_grade(lab: str, chromium: Any, tmp_path: Path) -> None:
    page = chromium.new_page(viewport={"width": 1300, "height": 900})
    page.set_default_timeout(120_000)
    page.goto(lab)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.get_by_text("(ipykernel) | Idle").wait_for()  # what is asked of no kernel is not done
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    report = page.locator(".jp-OutputArea-output .grader-report")
    try:
        report.wait_for()
    finally:  # what is there is the best explanation of what is not
        page.screenshot(path=os.environ.get("LAB_PICTURE", tmp_path / "lab.png"))
    rows = report.locator("tbody tr").all_inner_texts()
    found = {cells[1]: cells for cells in (row.split("\t") for row in rows)}
    assert found["SGD"][0].strip() == "✓"
    assert found["SGD"][2].strip() == "1/1"
    assert found["Adam"][3].strip() == "not implemented yet"
    assert "optimizers: 1 of 18 points" in report.inner_text()
    report.get_by_text("The whole report").click()
    framed = report.frame_locator("iframe")
    framed.locator("h1", has_text="optimizers").wait_for()
    report.scroll_into_view_if_needed()
    page.screenshot(path=os.environ.get("LAB_PICTURE", tmp_path / "lab.png"))
