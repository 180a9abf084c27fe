"""Makes the README's pictures: python docs/make_pictures.py (in a checkout, with a browser).

A class of 120 is made from the reference and known mistakes, none to three each, and graded by
`grader batch`; the pictures are its class page, and a student's page of the sample submissions.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.browser import browser
from grader.errors import EditError
from grader.golden.edits import apply_edits
from grader.golden.reference import read_sources
from grader.spec import load, load_mistakes

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
FIRST = ["Ada", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gia", "Hugo"]
FIRST += ["Ida", "Jan", "Kai", "Lea", "Max", "Nora", "Otto", "Pia"]
LAST = ["Abel", "Brandt", "Cole", "Dvorak", "Ek", "Fox", "Gruber", "Horn"]


def class_of(folder: Path, seed: int = 3) -> None:
    """120 submissions of `optimizers`."""
    draw = random.Random(seed)
    place = ROOT / "assignments" / "optimizers"
    assignment, _ = load(place)
    names = [exercise.name for exercise in assignment.exercises]
    mistakes = [m for m in load_mistakes(place, names) if m.kind == "value" and not m.same_as]
    weights = [1 / (1 + i % 17) ** 2 for i in range(len(mistakes))]
    sources = read_sources(ROOT)
    for number in range(120):
        files = sources
        for mistake in draw.choices(mistakes, weights, k=draw.choice((0, 1, 1, 2, 3))):
            try:
                files = apply_edits(files, mistake.edits)
            except EditError:
                continue  # two that do not go together
        name = f"{FIRST[number % 16]} {LAST[number // 16]}"
        (folder / name).mkdir()
        (folder / name / "optimizers.py").write_bytes(files["optimizers.py"])


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
        class_of(folder / "class")
        grader("batch", folder / "class", "--assignment", "optimizers", "--out", folder / "spring")
        grader("similarity", folder / "spring")
        shoot(folder / "spring" / "index.html", DOCS / "class.png", 1150)


if __name__ == "__main__":
    main()
