"""GitHub's layout: the workflow's own step, run in a checkout."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from autograders.service import PYTHON, Packed, Ran, Service
from autograders.submissions import HANGING_AT_IMPORT, HOSTILE, RIGHT, WRONG, lay

from grader.autograders.github import _annotate

pytestmark = pytest.mark.slow


class GitHub:
    """A checkout of the repository, in which the steps of the workflow are run."""

    def __init__(self, folder: Path, packed: Packed) -> None:
        self.service = Service(folder)
        self.checkout = self.service.place("/checkout", folder / "checkout")
        shutil.copytree(packed.get("github"), self.checkout, dirs_exist_ok=True)
        text = (self.checkout / ".github" / "workflows" / "grade.yml").read_text()
        self.workflow = yaml.load(text, yaml.BaseLoader)  # `on` is a word, not True
        self.service.place("/wheels", packed.wheels)

    def grade(self, source: str, planted: bool = False) -> tuple[Ran, str]:
        for name in ("summary.md", "report.html"):
            (self.checkout / name).unlink(missing_ok=True)
        for old in self.checkout.glob("*.py"):
            old.unlink()
        lay(self.checkout, source, planted)
        (step,) = [s["run"] for s in self.workflow["jobs"]["grade"]["steps"] if "run" in s]
        environment = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels",
                       "GITHUB_STEP_SUMMARY": "/checkout/summary.md"}  # fmt: skip
        command = ["bash", "-e", "-c", step.replace("python ", f"python{PYTHON} ", 1)]
        ran = self.service.run(command, "/checkout", environment)
        summary = self.checkout / "summary.md"
        return ran, summary.read_text() if summary.exists() else ""


@pytest.fixture(scope="module")
def there(packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> GitHub:
    return GitHub(tmp_path_factory.mktemp("github"), packed)


def test_it_needs_few_minutes_and_few_rights(there: GitHub) -> None:
    assert there.workflow["permissions"] == {"contents": "read"}
    assert there.workflow["concurrency"]["cancel-in-progress"] == "true"
    assert int(there.workflow["jobs"]["grade"]["timeout-minutes"]) <= 5
    assert set(there.workflow["on"]) == {"push", "workflow_dispatch"}
    python = there.workflow["jobs"]["grade"]["steps"][1]["with"]["python-version"]
    assert python == PYTHON


def test_right(there: GitHub) -> None:
    ran, summary = there.grade(RIGHT)
    assert ran.code == 0, ran.out
    assert "::error" not in ran.out
    assert "| backward | " in summary
    assert (there.checkout / "report.html").exists()


def test_wrong(there: GitHub) -> None:
    ran, _ = there.grade(WRONG)
    assert ran.code == 1
    assert "::error title=forward::" in ran.out


def test_hanging(there: GitHub) -> None:
    ran, summary = there.grade(HANGING_AT_IMPORT)
    assert ran.code in (0, 1)
    assert "line 1" in summary


def test_hostile_gives_no_command(there: GitHub) -> None:
    ran, _ = there.grade(HOSTILE, planted=True)
    assert ran.code == 1
    assert "planted" not in ran.out
    assert "reached: nothing" in ran.out
    commands = re.findall(r"^::.*$", ran.out, re.MULTILINE)
    assert all(command.startswith("::error title=") for command in commands)


def test_a_text_of_many_lines_is_one_command(capsys: pytest.CaptureFixture[str]) -> None:
    _annotate("a:b,c", "100 %\n::warning::forged")
    assert capsys.readouterr().out == "::error title=a%3Ab%2Cc::100 %25%0A::warning::forged\n"


def test_our_own_fault_says_so(packed: Packed, tmp_path: Path) -> None:
    there = GitHub(tmp_path, packed)
    (there.checkout / ".github/grader/course/assignments/worked_example/golden.json").write_text(
        "{"
    )
    ran, summary = there.grade(RIGHT)
    assert (ran.code, summary) == (3, "")
    assert "::error title=grader::Your submission could not be graded" in ran.out
