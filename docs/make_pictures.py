"""Makes the README's pictures: python docs/make_pictures.py (in a checkout, with a browser).

A class of 120 is made (make_class.py) and graded by `grader batch`; the pictures are its class
page, and a student's page of the sample submissions.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from make_class import class_of

from grader.browser import browser

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent


def shoot(page: Path, picture: Path, height: int, width: int = 1280, at: str = "") -> None:
    """A picture of a page, from its top or from where an element begins."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        args = ["--no-sandbox", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=browser(), args=args)
        view = chromium.new_page(viewport={"width": width, "height": height})
        view.goto(page.as_uri())
        if at:
            view.evaluate(f"document.querySelector({at!r}).scrollIntoView()")
        view.screenshot(path=picture)
        chromium.close()


def grader(*words: object) -> None:
    """One command, whose words about the submissions do not matter here."""
    subprocess.run([sys.executable, "-m", "grader", *map(str, words)], cwd=ROOT, check=False)


def main() -> None:
    """Writes docs/report.png, docs/race.png and docs/class.png."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = ROOT / "tests" / "submissions" / "demo_optimizers"
        grader("check", sample, "--html", folder / "report.html")
        shoot(folder / "report.html", DOCS / "report.png", 1000, at="#Momentum")
        shoot(folder / "report.html", DOCS / "race.png", 520, at="section.race")
        (folder / "class").mkdir()
        class_of(folder / "class", 120)
        grader(
            "batch",
            "--no-place",
            folder / "class",
            "--assignment",
            "optimizers",
            "--out",
            folder / "spring",
        )
        grader("similarity", folder / "spring")
        shoot(folder / "spring" / "index.html", DOCS / "class.png", 1150)


if __name__ == "__main__":
    main()
