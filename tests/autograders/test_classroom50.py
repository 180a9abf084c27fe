"""Classroom 50's layout: autograder.py is run in the checkout, with the runner's environment."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from autograders.service import BASE, SECRET, Packed, Ran, Service
from autograders.submissions import HANGING_AT_IMPORT, HOSTILE, RIGHT, WRONG, lay

from grader.cli.app import run

pytestmark = pytest.mark.slow

#: wiki/Advanced-Autograding.md, "Contract" and "The result.json contract".
ENVIRONMENT = {
    "CLASSROOM": "deep-learning",
    "ASSIGNMENT": "worked_example",
    "SUBMISSION_TAG": "submit/2026-11-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://example.org/commit/a1b2c3d",
    "RELEASE_URL": "https://example.org/releases/tag/submit",
    "USERNAME": "ada",
}
TEXT, WHOLE = {"type": "string"}, {"type": "integer", "minimum": 0}
DOCUMENT = {
    "type": "object",
    "required": ["schema", "classroom", "assignment", "submission", "commit", "release", "review",
                 "datetime", "score", "max-score", "tests"],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        "classroom": {"const": "deep-learning"},
        "assignment": {"const": "worked_example"},
        "submission": {"const": ENVIRONMENT["SUBMISSION_TAG"]},
        "commit": TEXT, "release": TEXT, "review": TEXT,
        "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "score": WHOLE, "max-score": WHOLE,
        "tests": {"type": "array", "items": {
            "type": "object", "required": ["test-name", "passed", "score", "max-score"],
            "properties": {"test-name": TEXT, "passed": {"type": "boolean"},
                           "score": WHOLE, "max-score": WHOLE}}},
    },
}  # fmt: skip
#: What the runner fetches of an assignment (MAX_FETCH_BYTES).
MOST_BYTES = 10 * 2**20


class Classroom50:
    """The runner's machine: the bundle beside the checkout; pip has numpy's wheel at hand."""

    def __init__(self, folder: Path, packed: Packed) -> None:
        self.service = Service(folder)
        (source,) = (packed.get("classroom50") / "autograders").iterdir()
        self.bundle = self.service.place("/runtime", folder / "runtime")
        shutil.copytree(source, self.bundle, dirs_exist_ok=True)
        self.checkout = self.service.place("/checkout", folder / "checkout")
        self.service.place("/wheels", packed.wheels)
        self.environment = {**ENVIRONMENT, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels"}

    def grade(self, source: str, planted: bool = False) -> tuple[Ran, dict[str, Any] | None]:
        for old in self.checkout.iterdir():
            old.unlink()
        lay(self.checkout, source, planted)
        command = [str(BASE), "/runtime/autograder.py"]
        ran = self.service.run(command, "/checkout", self.environment)
        file = self.checkout / "result.json"
        if not file.exists():
            return ran, None
        found: dict[str, Any] = json.loads(file.read_text())
        jsonschema.validate(found, DOCUMENT)
        assert found["score"] == sum(test["score"] for test in found["tests"])
        return ran, found


@pytest.fixture(scope="module")
def there(packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> Classroom50:
    return Classroom50(tmp_path_factory.mktemp("classroom50"), packed)


def test_it_fits_into_what_the_runner_fetches(packed: Packed) -> None:
    files = [file for file in packed.get("classroom50").rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < MOST_BYTES / 2


def test_right(there: Classroom50) -> None:
    ran, found = there.grade(RIGHT)
    assert found is not None, ran.out
    assert (ran.code, found["score"]) == (0, found["max-score"])
    assert found["review"] == ENVIRONMENT["COMMIT_URL"]
    assert "worked\\_example" in (there.checkout / "release-body.md").read_text()
    assert (there.checkout / "report.html").read_text().startswith("<!")


def test_wrong_is_no_failure_of_the_run(there: Classroom50) -> None:
    ran, found = there.grade(WRONG)
    assert found is not None, ran.out
    assert ran.code == 0
    assert 0 < found["score"] < found["max-score"]


def test_hanging(there: Classroom50) -> None:
    ran, found = there.grade(HANGING_AT_IMPORT)
    assert (ran.code, found is not None) == (0, True), ran.out


def test_hostile(there: Classroom50) -> None:
    ran, found = there.grade(HOSTILE, planted=True)
    assert found is not None, ran.out
    assert "planted" not in ran.out
    assert {t["test-name"]: t["score"] for t in found["tests"]}["forward"] == 0
    assert "reached: nothing" in (there.checkout / "release-body.md").read_text().replace("\\", "")


def test_links_and_folders_in_the_way_of_results(there: Classroom50) -> None:
    kept = (there.bundle / "autograder.py").read_text()
    names = ("result.json.new", "release-body.md.new", "report.html")
    for name in names:
        (there.checkout / name).unlink(missing_ok=True)
        (there.checkout / name).symlink_to("/runtime/autograder.py")
    (there.checkout / "report.html.new").mkdir()
    lay(there.checkout, RIGHT)
    command = [str(BASE), "/runtime/autograder.py"]
    ran = there.service.run(command, "/checkout", there.environment)
    assert ran.code == 0, ran.out
    assert (there.bundle / "autograder.py").read_text() == kept
    assert json.loads((there.checkout / "result.json").read_text())["score"] > 0
    assert not (there.checkout / "report.html").is_symlink()


def test_our_own_fault_ends_with_a_code(packed: Packed, tmp_path: Path) -> None:
    there = Classroom50(tmp_path, packed)
    del there.environment["PIP_FIND_LINKS"]  # numpy is not to be had
    ran, found = there.grade(RIGHT)
    assert (ran.code != 0, found) == (True, None)


def test_nothing_that_is_published_may_be_secret(
    packed: Packed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["autograder", "classroom50", "worked_example", "--out", str(tmp_path / "c")]
    assert run([*words, *packed.seed]) == 2
    assert "can be read by students" in capsys.readouterr().err
    assert not (tmp_path / "c").exists()
    assert SECRET not in capsys.readouterr().out
