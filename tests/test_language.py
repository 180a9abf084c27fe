"""Every sentence that a student reads can be translated: a made-up language shows which are not."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from scripts_by_path import load_script

from grader import language
from grader.errors import ConfigurationError
from grader.grading import grade_with_cases
from grader.illustrate.draw import illustrate
from grader.illustrate.freeze import read as read_pictures
from grader.model import Result
from grader.paper import open_box, public_paper, wanted_of
from grader.report import student_page
from grader.report.inline import inline
from grader.sandbox.backend import open_backend
from grader.submission import collect

ROOT = Path(__file__).resolve().parents[1]
SUBMISSIONS = ROOT / "tests" / "submissions"


def maker() -> ModuleType:
    return load_script(ROOT / "docs" / "make_catalogue.py")


def made_up(folder: Path, name: str = "xx") -> Path:
    """A course's folder with a language in which every sentence stands in brackets."""
    found = Catalog(locale=None, charset="utf-8")
    for message in maker().catalogue():
        if message.id:
            found.add(message.id, f"⟦{message.id}⟧")
    place = folder / "locale" / name / "LC_MESSAGES" / "grader.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, found)
    return folder


@pytest.fixture
def bracketed(tmp_path: Path) -> Iterator[Path]:
    course = made_up(tmp_path)
    language.use("xx", course)
    yield course
    language.use("en")


def test_the_catalogue_has_every_sentence() -> None:
    made = maker()
    assert made.FILE.read_bytes() == made.text_of(made.catalogue()), (
        "python docs/make_catalogue.py writes it anew"
    )


def graded(case: str) -> tuple[Result, str]:
    folder = SUBMISSIONS / case
    name = next(n for n in (folder / "expect.yaml").read_text().split() if n in NAMES)
    place = ROOT / "assignments" / name
    paper = public_paper(place)
    submission = collect(folder, wanted_of(paper.assignment))
    backend = open_backend("limits")
    try:
        box = open_box(paper, submission, backend)
        result, cases = grade_with_cases(paper, submission, box)
        pictures = read_pictures(place)
        figures = illustrate(paper, submission, result, cases, pictures, backend)
    finally:
        backend.close()
    return result, student_page(result, None, figures, pictures)


NAMES = [folder.name for folder in sorted((ROOT / "assignments").iterdir())]


class Text(HTMLParser):
    """What a page says, but for the code, the formulas and the numbers in it."""

    SILENT = ("style", "script", "pre", "code", "math", "title", "bdi", "td", "text", "title")

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = ("class", "name") in attributes
        if tag in self.SILENT or named:
            self.inside.append(tag)
        self.said += [v for k, v in attributes if k in ("aria-label", "title") and v]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:  # none of these lies in one of its own kind
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.said.append(data.strip())


def outside(text: str) -> str:
    """What stands in no brackets."""
    left, depth = [], 0
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        left += [character] if depth == 0 and character not in "⟦⟧" else []
    return "".join(left).strip()


def own_words(name: str) -> str:
    """What is the course's own: names, titles, what is told of cases and of mistakes."""
    place = ROOT / "assignments" / name
    texts = json.loads((place / "fingerprints.json").read_text())["texts"].values()
    told = [text[key] for text in texts for key in ("hint", "feedback")]
    files = [place / file for file in ("assignment.yaml", "pictures.json")]
    return "\n".join([*told, *(file.read_text() for file in files if file.exists())])


#: A letter, a name of two letters with its derivative, an entry of something.
SYMBOL = re.compile(r"\|?.{1,2}\|?|[A-Za-z]\d( d[A-Za-z]\d)?|\w+\[\d+\]|PyTorch")


@pytest.mark.slow
@pytest.mark.parametrize("case", ["demo_backprop", "demo_optimizers", "crashes", "endless_loop"])
def test_a_page_says_nothing_that_is_not_in_the_catalogue(bracketed: Path, case: str) -> None:
    result, page = graded(case)
    assert 'lang="xx"' in page
    text = Text()
    text.feed(page + inline(result, ""))
    known = own_words(result.assignment) + case + result.submission
    left = {said.strip("✓✗◐○·=,:; ") for said in outside("\n".join(text.said)).split("\n")}
    words = {said for said in left if any(map(str.isalpha, said)) and not SYMBOL.fullmatch(said)}
    assert {said for said in words if said not in known} == set()
    assert len(text.said) > 40


@pytest.mark.slow
def test_the_terminal_speaks_it_too(tmp_path: Path) -> None:
    course = made_up(tmp_path)
    for name in ("assignments", "reference", "student_template"):
        (course / name).symlink_to(ROOT / name)
    command = [sys.executable, "-m", "grader", "--course", str(course), "--language", "xx", "check"]
    done = subprocess.run(
        [*command, str(SUBMISSIONS / "demo_backprop"), "--explain"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert re.search(r"⟦[0-9.]+ of [0-9]+ points⟧", done.stdout)
    assert "⟦look next: {exercise}" not in done.stdout, "filled in"
    assert "⟦look next: " in done.stdout


def test_a_language_that_is_not_there_is_said(tmp_path: Path) -> None:
    made_up(tmp_path, "yy")
    with pytest.raises(ConfigurationError) as caught:
        language.use("zz", tmp_path)
    assert "there is no catalogue for the language 'zz': expected" in str(caught.value)
    assert str(caught.value).endswith("there is en, yy")
    assert language.current() == "en"
    broken = tmp_path / "locale" / "zz" / "LC_MESSAGES" / "grader.mo"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"no catalogue")
    with pytest.raises(ConfigurationError, match="is no catalogue of gettext"):
        language.use("zz", tmp_path)
    language.use("en")


def test_the_environment_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up(tmp_path)
    language.follow_environment(tmp_path)
    assert language.current() == "en"
    monkeypatch.setenv(language.VARIABLE, "xx")
    language.follow_environment(tmp_path)
    assert language.translated("right") == "⟦right⟧"
    monkeypatch.setenv(language.VARIABLE, "en")
    language.follow_environment(tmp_path)
    assert language.translated("right") == "right"


def test_two_courses_have_their_own_catalogues(tmp_path: Path) -> None:
    for name in ("one", "two"):
        place = tmp_path / name / "locale" / "de" / "LC_MESSAGES" / "grader.mo"
        place.parent.mkdir(parents=True)
        found = Catalog(locale=None, charset="utf-8")
        found.add("right", name)
        with place.open("wb") as file:
            write_mo(file, found)
    for name in ("one", "two"):
        language.use("de", tmp_path / name)
        assert language.translated("right") == name
    language.use("en")


def test_what_a_catalogue_lacks_stays_english(tmp_path: Path) -> None:
    place = tmp_path / "locale" / "de" / "LC_MESSAGES" / "grader.mo"
    place.parent.mkdir(parents=True)
    found = Catalog(locale=None, charset="utf-8")
    found.add("right", "richtig")
    with place.open("wb") as file:
        write_mo(file, found)
    language.use("de", tmp_path)
    assert (language.translated("right"), language.translated("wrong")) == ("richtig", "wrong")
    language.use("en")
    assert language.translated("right") == "right"
