"""What GitHub, pre-commit and towncrier read: by their forms, and that what it names is there."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = [
    f for f in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")) if f.stem != "config"
]
#: `owner/action@` and the commit, with its version behind it.
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")


def loaded(file: Path) -> dict[Any, Any]:
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def problems(schema: str, *files: Path) -> str:
    """What check-jsonschema says of files by a schema that it brings along; "" if all is well."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.slow
def test_they_have_the_form_that_github_reads(tmp_path: Path) -> None:
    config = ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"
    assert problems("vendor.github-workflows", *WORKFLOWS) == ""
    assert problems("vendor.github-issue-forms", *FORMS) == ""
    assert problems("vendor.github-issue-config", config) == ""
    broken = tmp_path / "tests.yml"
    broken.write_text(
        (ROOT / ".github/workflows/tests.yml").read_text().replace("runs-on", "on-run")
    )
    assert "on-run" in problems("vendor.github-workflows", broken)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.stem)
def test_a_workflow_may_do_little_and_runs_what_is_known(file: Path) -> None:
    """Actions by their commit; no secret; rights to read, and more only to publish."""
    text = file.read_text()
    uses = [line.strip(" -") for line in text.splitlines() if "uses:" in line]
    assert [line for line in uses if not PINNED.match(line)] == []
    assert "secrets." not in text
    assert loaded(file)["permissions"] == {"contents": "read"}
    hosts = set(re.findall(r"https?://([^/\s]+)", text))
    assert hosts <= {"download.pytorch.org"}
    for name, job in loaded(file)["jobs"].items():
        if (file.stem, name) != ("release", "publish"):
            assert "permissions" not in job, name
        assert job["timeout-minutes"] <= 90


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.stem)
def test_what_a_workflow_names_is_there(file: Path) -> None:
    jobs = loaded(file)["jobs"]
    for job in jobs.values():
        needs = job.get("needs", [])
        assert set([needs] if isinstance(needs, str) else needs) <= set(jobs)
        matrix = job.get("strategy", {}).get("matrix", {}).get("include", [])
        for key in re.findall(r"matrix\.(\w+)", yaml.safe_dump(job)):
            assert all(key in row for row in matrix), key
            assert matrix, key
        commands = "\n".join(step.get("run", "") for step in job["steps"])
        for path in re.findall(r"\b(?:scripts|tests|docs)/[\w./]+", commands):
            assert (ROOT / path).exists(), path
        for command in re.findall(r"^\W*grader (\w+)", commands, re.MULTILINE):
            assert command in COMMANDS


def test_every_python_that_is_promised_is_in_the_matrix_and_in_the_table() -> None:
    """The classifiers, the workflow and the page of what was tried say the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    promised = {c.rpartition(" ")[2] for c in project["classifiers"] if ":: 3." in c}
    jobs = loaded(ROOT / ".github/workflows/tests.yml")["jobs"]
    rows = jobs["versions"]["strategy"]["matrix"]["include"]
    assert {row["python"] for row in rows} == promised
    page = (ROOT / "docs" / "platforms.md").read_text()
    for row in rows:
        assert f"| {row['python']} | {row['numpy']} |" in page
    for row in jobs["limits"]["strategy"]["matrix"]["include"]:
        (told,) = (line for line in page.splitlines() if f"`{row['system']}`" in line)
        assert ("untried" in told) == row["may_fail"]


@pytest.mark.parametrize("file", FORMS, ids=lambda f: f.stem)
def test_a_form_asks_for_what_is_needed(file: Path) -> None:
    form = loaded(file)
    fields = [item for item in form["body"] if item["type"] != "markdown"]
    ids = [item["id"] for item in fields]
    assert len(ids) == len(set(ids))
    assert any(item.get("validations", {}).get("required") for item in fields)
    for command in re.findall(r"`grader ([a-z]+)", file.read_text()):
        assert command in COMMANDS


def test_hooks_run_what_is_installed_here() -> None:
    """Local hooks of programs in the environment: nothing to be fetched."""
    (repo,) = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    programs = Path(sys.executable).parent
    for hook in repo["hooks"]:
        assert hook["language"] == "system"
        assert (programs / hook["entry"].split()[0]).exists(), hook["entry"]
        assert re.compile(hook.get("files", ""))


def draft(folder: Path) -> str:
    """What towncrier would write of the fragments of a checkout."""
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "1.2.3"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_fragment_becomes_a_line(tmp_path: Path) -> None:
    kinds = {
        k["directory"]
        for k in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["towncrier"]["type"]
    }
    files = [
        f for f in (ROOT / "changes").iterdir() if f.name not in ("README.md", "template.jinja")
    ]
    text = draft(ROOT)
    for file in files:
        name = re.fullmatch(r"(\+[\w-]+|\d+)\.(\w+)\.md", file.name)
        assert name, f"{file.name}: changes/README.md says how a fragment is called"
        assert name[2] in kinds, file.name
        assert " ".join(file.read_text().split())[:60] in " ".join(text.split())


def test_a_release_has_all_that_is_unreleased(tmp_path: Path) -> None:
    """scripts/unreleased.py, and then towncrier, as docs/releasing.md has them."""
    for name in ("pyproject.toml", "CHANGELOG.md", "changes", "scripts/unreleased.py"):
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            target.mkdir()
            for file in source.iterdir():
                (target / file.name).write_bytes(file.read_bytes())
        else:
            target.write_bytes(source.read_bytes())
    (tmp_path / "changes" / "+one.fixed.md").write_text("One is no longer two.\n")
    (tmp_path / "changes" / "7.fixed.md").write_text("Nor is seven.\n")
    before = (ROOT / "CHANGELOG.md").read_text()
    told = re.findall(r"^- (.+)$", before, re.MULTILINE)
    subprocess.run([sys.executable, "scripts/unreleased.py"], cwd=tmp_path, check=True)
    command = [sys.executable, "-m", "towncrier", "build", "--yes", "--version", "1.2.3"]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    after = (tmp_path / "CHANGELOG.md").read_text()
    assert after.startswith("# Changelog\n")
    assert "Unreleased" not in after
    assert re.search(r"^## 1\.2\.3 \(\d{4}-\d\d-\d\d\)$", after, re.MULTILINE)
    assert "- One is no longer two.\n" in after
    assert "- Nor is seven. (#7)\n" in after
    assert [line for line in told if f"- {line}\n" not in after] == []
    assert [f.name for f in (tmp_path / "changes").iterdir() if f.suffix == ".md"] == ["README.md"]
