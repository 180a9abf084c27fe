"""Every command, exercise, mistake, format and key has its page, without anybody writing it."""

import posixpath
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from test_wheel import lines_given_away

import grader.exporters
from grader.autograders import targets
from grader.cli import app
from grader.course import assignment_names
from grader.errors import GraderError
from grader.exporters import exporters
from grader.importers import importers
from grader.manual import Manual, Page
from grader.manual.examples import examples_of
from grader.manual.indexes import index_pages
from grader.manual.markdown import markdown_of
from grader.spec import load, load_mistakes
from grader.validate.schema import schemas
from grader.validate.skeleton import make_course

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").iterdir())


def manual_of(course: Path, code: bool = False) -> Manual:
    return Manual(course, app.COMMANDS, app.command_called, code)


def pages_of(manual: Manual) -> list[Page]:
    return [entry.make() for entry in manual.entries()]


@pytest.fixture(scope="module")
def pages(course: Path) -> list[Page]:
    return pages_of(manual_of(course))


def named(pages: list[Page], kind: str) -> list[str]:
    return [page.name for page in pages if page.kind == kind]


def test_there_is_a_page_for_everything(course: Path, pages: list[Page]) -> None:
    assert named(pages, "command") == list(app.COMMANDS)
    assert named(pages, "assignment") == assignment_names(course)
    exercises = [
        exercise.name
        for name in assignment_names(course)
        for exercise in load(course / "assignments" / name)[0].exercises
    ]
    assert named(pages, "exercise") == exercises
    assert named(pages, "exporter") == list(exporters())
    assert named(pages, "importer") == list(importers())
    assert named(pages, "target") == list(targets())
    assert set(named(pages, "error")) == {k.slug for k in subclasses(GraderError)}
    paths = [page.path.lower() for page in pages]  # some file systems know no case
    assert len(set(paths)) == len(paths)


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for each in kind.__subclasses__():
        if each.__module__ == kind.__module__:
            yield from subclasses(each)


def test_links_lead_to_pages(course: Path, pages: list[Page]) -> None:
    manual = manual_of(course)
    every = [*pages, *manual.mistake_pages({name: {} for name in manual.assignments})]
    every += index_pages(every)
    there = {f"{page.path}.md" for page in every}
    found = 0
    for page in every:
        for target in re.findall(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)", markdown_of(page)):
            found += 1
            place = posixpath.normpath(posixpath.join(page.path, "..", target))
            assert place in there, (page.path, target)
    assert found > 1000


def test_every_key_is_on_the_page_of_its_file(pages: list[Page]) -> None:
    """By a walk over the schema that knows nothing of how the page is made."""

    def keys(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from node.get("properties", {})
            for name, item in node.items():
                if name != "if":
                    yield from keys(item)
        elif isinstance(node, list):
            for item in node:
                yield from keys(item)

    texts = {page.name: markdown_of(page) for page in pages if page.kind == "file"}
    for schema in schemas().values():
        parts = {name: part for name, part in schema.get("$defs", {}).items() if name != "value"}
        found = {*keys({**schema, "$defs": parts})}
        assert len(found) > 5
        for key in found:
            row = rf"^\| `([\w.]+\.)?{re.escape(key)}` \|"
            assert re.search(row, texts[schema["title"]], re.M), (schema["title"], key)


def test_a_command_has_its_options(pages: list[Page]) -> None:
    for page in pages:
        if page.kind == "command":
            text = markdown_of(page)
            for parameter in app.command_called(page.name).params:
                if isinstance(parameter, click.Option):
                    assert all(name in text for name in parameter.opts), (page.name, parameter)


def test_a_new_command_appears(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    @click.option("--loud", is_flag=True, help="In capitals.")
    def hello(loud: bool) -> None:
        """Says hello."""

    module = types.ModuleType("grader.cli.hello")
    module.hello = hello  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "grader.cli.hello", module)
    monkeypatch.setattr(app, "COMMANDS", (*app.COMMANDS, "hello"))
    (page,) = manual_of(course).find("hello")
    assert page.summary == "Says hello."
    assert "| `--loud` | In capitals. |" in markdown_of(page)


def test_a_new_exporter_appears(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spreadsheet.py").write_text(
        '"""A table for the dean.\n\nAfter his letter."""\n'
        'NAME, ABOUT, TEMPLATE = "spreadsheet", "the dean\'s table", "last year\'s"\n'
    )
    monkeypatch.setattr(grader.exporters, "__path__", [*grader.exporters.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "grader.exporters.spreadsheet", raising=False)
    (page,) = manual_of(course).find("spreadsheet")
    text = markdown_of(page)
    assert page.summary == "the dean's table"
    assert "--to spreadsheet --template FILE" in text
    assert "After his letter." in text


def test_a_new_exercise_and_a_new_mistake_appear(tmp_path: Path) -> None:
    course = tmp_path / "course"
    make_course(course)
    folder = course / "assignments" / "averages"
    text = (folder / "assignment.yaml").read_text()
    entry = text[text.index("  - name: weighted_mean") :]
    again = entry.replace("name: weighted_mean", "name: other_mean")
    (folder / "assignment.yaml").write_text(f"{text.rstrip()}\n{again}")
    known = (folder / "mistakes.yaml").read_text()
    first = load_mistakes(folder, ["weighted_mean"])[0].id
    more = known[known.index(f"- id: {first}") :].split("\n- id:")[0]
    (folder / "mistakes.yaml").write_text(
        f"{known.rstrip()}\n\n{more.replace(first, 'brand_new')}\n"
    )
    manual = manual_of(course)
    assert "exercises/averages/other_mean" in {page.path for page in pages_of(manual)}
    (exercise,) = manual.find("weighted_mean")
    assert "(../../mistakes/averages/brand_new.md)" in markdown_of(exercise)
    (page,) = manual.find("brand_new")
    assert page.path == "mistakes/averages/brand_new"
    assert "What grading says of it" in markdown_of(page)
    assert "brand_new" in manual.names()


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_other_courses_have_their_pages(folder: Path) -> None:
    manual = manual_of(folder)
    examples = {name: examples_of(folder, name) for name in manual.assignments}
    pages = [*pages_of(manual), *manual.mistake_pages(examples)]
    assert len(named(pages, "mistake")) == sum(map(len, manual.mistakes.values())) > 5
    for page in [*pages, *index_pages(pages)]:
        assert markdown_of(page).count("\n# ") + markdown_of(page).startswith("# ") == 1


@pytest.mark.slow
def test_no_page_of_a_mistake_has_a_right_line(course: Path) -> None:
    """Nor the code of an edit, unless staff ask for it; then only what is put in."""
    manual = manual_of(course)
    wanted = {name: examples_of(course, name) for name in ("losses", "worked_example")}
    found = {name: wanted.get(name, {}) for name in manual.assignments}
    pages = [*pages_of(manual), *manual.mistake_pages(found)]
    texts = {page.path: markdown_of(page) for page in pages}
    plain = {path: "".join(text.replace("\\", "").split()) for path, text in texts.items()}
    assert lines_given_away(course / "reference", plain) == []
    assert not [path for path, text in texts.items() if "The wrong code" in text]
    staff = {page.path: markdown_of(page) for page in manual_of(course, True).mistake_pages(found)}
    assert "np.mean((f - y) ** 2)" in staff["mistakes/losses/sse_mean"]
    for name, known in manual.mistakes.items():
        for mistake in known:
            blocks = staff[f"mistakes/{name}/{mistake.id}"].split("```python\n")[1:]
            shown = [block.split("\n```")[0] for block in blocks]
            edits = [*mistake.edits, *(mistake.constant.edits if mistake.constant else ())]
            assert shown == [edit.with_.rstrip() for edit in edits]
            assert not {edit.replace.rstrip() for edit in edits} & {*shown}, mistake.id


@pytest.mark.slow
def test_an_example_is_what_grading_says(course: Path) -> None:
    found = examples_of(course, "losses")
    example = found["sse_mean"]
    assert (example.case, example.message) == ("integers", "the answer is 11, expected 33")
    assert (example.expected, example.got) == ("33.0", "11.0")
    shown = [e for e in found.values() if e.failed and e.expected]
    assert len(shown) > 100
    assert all(e.expected != e.got for e in shown)
    equivalent = examples_of(course, "activations", only="sj_T")
    assert not equivalent["sj_T"].failed


def test_numbers_worked_out_by_hand_stay_a_secret(course: Path) -> None:
    """An example of another exercise is not one that has an entry of ANSWERS beside a key."""
    folder = course / "assignments" / "worked_example"
    answers = load(folder)[0].exercise("ANSWERS")
    found = examples_of(course, "worked_example")
    assert found["wb_no_two"].case != "lecture"
    keys = [case.given["key"] for case in answers.cases]
    for name, example in found.items():
        if example.case == "lecture" and example.failed:
            assert not any(example.message.startswith(f"{key} is") for key in keys), name
    for mistake in load_mistakes(folder, [e.name for e in load(folder)[0].exercises]):
        if mistake.exercise == "ANSWERS":
            assert not found[mistake.id].expected
