"""Documentation that tests keep true."""

import pkgutil
import re
import subprocess
from pathlib import Path
from typing import get_args

import msgspec
from scripts_by_path import load_script

from grader.autograders import targets
from grader.cli.app import COMMANDS
from grader.course import assignment_names
from grader.exporters import exporters
from grader.golden.reference import read_sources
from grader.illustrate.draw import KINDS
from grader.importers import importers
from grader.model.pictures import Kind
from grader.policy import Policy
from grader.runner.adapters import ADAPTERS
from grader.sandbox.saved_level import LEVELS
from grader.spec import load
from grader.wording.contract import CONTRACT

ROOT = Path(__file__).resolve().parents[1]


def test_readme_names_every_command_and_assignment(course: Path) -> None:
    text = (ROOT / "README.md").read_text()
    for command in COMMANDS:
        assert f"grader {command}" in text
    for name in assignment_names(course):
        assignment, _ = load(course / "assignments" / name)
        assert f"| `{name}` | {assignment.points:g} |" in text


def test_the_table_of_generators_is_fresh() -> None:
    module = load_script(ROOT / "docs" / "make_authors.py")
    assert (ROOT / "docs" / "authors.md").read_text() == module.document(), (
        "python docs/make_authors.py"
    )


def test_authors_know_every_adapter() -> None:
    text = (ROOT / "docs" / "authors.md").read_text()
    for adapter in ADAPTERS:
        assert f"`{adapter}`" in text


def test_what_authors_read_of_an_adapter_stands_in_the_example() -> None:
    """Every line of the section's code, in the YAML or one of the two files."""
    section = (ROOT / "docs" / "authors.md").read_text().partition("## An adapter of your own")[2]
    blocks = re.findall(r"```(?:python|yaml)\n(.*?)```", section.partition("\n## ")[0], re.DOTALL)
    example = ROOT / "examples" / "numerical_methods"
    files = [*example.glob("adapters/*.py"), *example.glob("assignments/*/assignment.yaml")]
    lines = {line.strip() for file in files for line in file.read_text().splitlines()}
    told = {line.strip() for block in blocks for line in block.splitlines()}
    assert len(told) > 25
    assert told <= lines


def test_links_lead_somewhere() -> None:
    pages = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "first_minute").glob("*.md")]
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *pages):
        prose = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([^)#]+)\)", prose):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_architecture_names_what_there_is() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    names = re.findall(r"`(grader(?:\.\w+)+)`", text)
    assert len(names) > 30
    for name in names:
        assert pkgutil.resolve_name(name) is not None, name


def test_no_figure_is_left_open() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        assert not re.search(r"TODO|TBD|CHECK_|NUMPY_MS", page.read_text()), page.name


def test_every_hand_out_has_points_that_add_up(course: Path) -> None:
    for name in assignment_names(course):
        assignment, _ = load(course / "assignments" / name)
        text = (course / "assignments" / name / "handout.md").read_text()
        for exercise in assignment.exercises:
            found = re.search(rf"`{exercise.name}\b[^`]*`[^|\n]*?(?:\||\*\* \()\s*([0-9]+)", text)
            assert found, (name, exercise.name)
            assert float(found[1]) == exercise.points, (name, exercise.name)


def test_the_reference_imports_numpy_only(course: Path) -> None:
    for name, source in read_sources(course).items():
        for module in re.findall(r"^(?:from|import) ([\w.]+)", source.decode(), re.MULTILINE):
            assert module.split(".")[0] in ("numpy", "collections", "typing", ""), (name, module)


def test_every_breach_has_a_sentence() -> None:
    files = [
        *(ROOT / "grader/runner").glob("*.py"),
        *(ROOT / "grader/runner/adapters").glob("*.py"),
    ]
    source = "".join(file.read_text() for file in files)
    named = set(re.findall(r'breach\(\s*"(\w+)"', source))
    assert named
    assert named <= CONTRACT.keys()


def test_nothing_names_this_machine() -> None:
    home, work = str(Path.home()), str(ROOT.parent)
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        file = ROOT / name
        kinds = (".py", ".md", ".yaml", ".yml", ".toml", ".json", ".html", ".css", "")
        if file.suffix in kinds and file.is_file():
            text = file.read_text(encoding="utf-8", errors="ignore")
            assert f"{home}/" not in text, file
            assert work in ("/", "/tmp", "/var/tmp") or f"{work}/" not in text, file


def test_staff_know_every_format_and_rule() -> None:
    text = (ROOT / "docs" / "staff.md").read_text()
    for name in exporters():
        assert f"`{name}`" in text
    for module in importers().values():
        assert module.NAME in text.lower(), module.NAME
    for field in msgspec.structs.fields(Policy):
        assert f"{field.name}:" in text, field.name


def test_every_level_has_its_row() -> None:
    text = (ROOT / "docs" / "security.md").read_text()
    for level in LEVELS:
        assert f"| `{level}` |" in text


def test_authors_know_every_kind_of_figure() -> None:
    text = (ROOT / "docs" / "authors.md").read_text()
    for kind in get_args(Kind):
        assert kind in text
    assert set(KINDS) == set(get_args(Kind))


def test_staff_know_every_target() -> None:
    text = (ROOT / "docs" / "staff.md").read_text()
    for name in targets():
        assert f"| `{name}` |" in text


def test_formats_cite_what_they_follow() -> None:
    """The document, with its commit or the year in which it was read."""
    ours = {"csv", "json", "folder", "git"}
    for module in [*exporters().values(), *importers().values(), *targets().values()]:
        if module.NAME not in ours:
            told = re.search(r"\bafter\b.*\b(commit\s[0-9a-f]{8}|(in|to)\s20\d\d)", module.__doc__ or "",
                             re.IGNORECASE | re.DOTALL)  # fmt: skip
            assert told, module.NAME
