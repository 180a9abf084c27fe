"""PrairieLearn's layout: /grade/student and /grade/tests in, /grade/results/results.json out."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from autograders.service import Packed, Ran, Service
from autograders.submissions import HANGING_AT_IMPORT, HOSTILE, RIGHT, WRONG, lay

pytestmark = pytest.mark.slow

#: docs/externalGrading.md, "Grading results".
TEXT = {"type": "string"}
DOCUMENT = {
    "type": "object",
    "properties": {
        "gradable": {"type": "boolean"},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "message": TEXT,
        "output": TEXT,
        "format_errors": {"type": ["string", "array"], "items": TEXT},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "name": TEXT,
                    "description": TEXT,
                    "points": {"type": "number"},
                    "max_points": {"type": "number"},
                    "message": TEXT,
                    "output": TEXT,
                },
            },
        },
    },
    "if": {"not": {"properties": {"gradable": {"const": False}}, "required": ["gradable"]}},
    "then": {"required": ["score"]},
}
MOST_BYTES = 2**20


class PrairieLearn:
    """/grade, as it is mounted for a question that is graded externally."""

    def __init__(self, folder: Path, course: Path) -> None:
        (self.question,) = (course / "questions").iterdir()
        self.info = json.loads((self.question / "info.json").read_text())
        self.service = Service(folder)
        self.root = self.service.place("/grade", folder / "grade")
        shutil.copytree(self.question / "tests", self.root / "tests")

    def grade(self, source: str, planted: bool = False) -> tuple[Ran, dict[str, Any]]:
        shutil.rmtree(self.root / "student", ignore_errors=True)
        shutil.rmtree(self.root / "results", ignore_errors=True)
        lay(self.root / "student", source, planted)
        entry = self.info["externalGradingOptions"]["entrypoint"]
        ran = self.service.run(["sh", "-c", f"chmod +x {entry} && {entry}"], at="/grade/student")
        file = self.root / "results" / "results.json"
        assert file.stat().st_size < MOST_BYTES
        found: dict[str, Any] = json.loads(file.read_text())
        jsonschema.validate(found, DOCUMENT)
        return ran, found


@pytest.fixture(scope="module")
def there(packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> PrairieLearn:
    course = packed.get("prairielearn", *packed.seed)
    return PrairieLearn(tmp_path_factory.mktemp("prairielearn"), course)


def test_the_question_needs_no_network(there: PrairieLearn) -> None:
    options = there.info["externalGradingOptions"]
    assert (options["enabled"], options["enableNetworking"]) == (True, False)
    assert 60 <= options["timeout"] <= 600
    assert 'file-names="worked_example.py"' in (there.question / "question.html").read_text()


def test_right(there: PrairieLearn) -> None:
    ran, found = there.grade(RIGHT)
    assert (ran.code, found["score"]) == (0, 1.0), ran.out
    assert sum(test["points"] for test in found["tests"]) > 1


def test_wrong(there: PrairieLearn) -> None:
    _, found = there.grade(WRONG)
    assert 0 < found["score"] < 1
    assert [test["message"] for test in found["tests"] if test["name"] == "forward"] != [""]


def test_hanging(there: PrairieLearn) -> None:
    ran, found = there.grade(HANGING_AT_IMPORT)
    assert found["gradable"], ran.out
    assert "line 1" in found["message"]


def test_hostile(there: PrairieLearn) -> None:
    ran, found = there.grade(HOSTILE, planted=True)
    assert "planted" not in ran.out
    assert found["score"] < 1
    assert "reached: nothing" in found["tests"][1]["output"], found


def test_what_is_no_python_costs_no_attempt(there: PrairieLearn) -> None:
    _, found = there.grade("def forward(:\n")
    assert found["gradable"] is False
    assert "line 1" in found["format_errors"][0]


def test_our_own_fault_costs_no_attempt(packed: Packed, tmp_path: Path) -> None:
    there = PrairieLearn(tmp_path, packed.get("prairielearn", *packed.seed))
    settings = there.root / "tests" / "grader" / "settings.json"
    settings.write_text(settings.read_text().replace("sealed", "") + "{")
    ran, found = there.grade(RIGHT)  # not even the start is reached
    assert ran.code == 3
    assert found["gradable"] is False
    assert "by our fault" in found["message"]
