"""A browser, the pages, and what is taken from npm."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.browser import browser as find_browser

from .pages import write_all

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


def _needed(what: str) -> None:
    """Where everything is installed, what is missing fails; elsewhere it is left out, and said."""
    if os.environ.get("CI") == "true" or (hasattr(os, "getuid") and os.getuid() == 0):
        pytest.fail(f"{what} is missing; scripts/test installs it")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_all(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    program = find_browser()
    if program is None:
        _needed("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--disable-background-networking", "--font-render-hinting=none"]
        flags += ["--no-sandbox"] if os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    file = MODULES / "axe-core" / "axe.min.js"
    if not file.is_file():
        _needed("axe-core (npm install in tests/report)")
    return file.read_text("utf-8")


@pytest.fixture(scope="session")
def complaints(pages: dict[str, Path]) -> dict[str, list[str]]:
    """What html-validate says of each page."""
    node = shutil.which("node")
    script = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    if node is None or not script.is_file():
        _needed("html-validate (npm install in tests/report)")
    files = [str(path) for path in pages.values()]
    done = subprocess.run(
        [str(node), str(script), "--formatter=json", "--config=.htmlvalidate.json", *files],
        cwd=HERE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    by_file = {Path(item["filePath"]).stem: item["messages"] for item in json.loads(done.stdout)}
    return {
        name: [f"{m['line']}:{m['column']} {m['ruleId']} {m['message']}" for m in by_file.get(name, [])]
        for name in pages
    }  # fmt: skip
