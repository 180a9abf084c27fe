"""Gradescope's layout: setup.sh once, run_autograder for a submission, results.json."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from autograders.service import SECRET, Packed, Ran, Service, unzip
from autograders.submissions import HANGING, HOSTILE, RIGHT, WRONG, lay

pytestmark = pytest.mark.slow

#: "Autograder Specifications", section "Output format".
VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
DOCUMENT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["score"],
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": FORMAT,
                    "tags": {"type": "array"},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
}


class Gradescope:
    """/autograder, as the image has it."""

    def __init__(self, folder: Path, archive: Path) -> None:
        self.service = Service(folder)
        self.root = self.service.place("/autograder", folder / "autograder")
        unzip(archive, self.root / "source")
        for name in ("submission", "results"):
            (self.root / name).mkdir()
        setup = self.service.run(["bash", "source/setup.sh"], at="/autograder")
        assert setup.code == 0, setup.out
        shutil.copy(self.root / "source" / "run_autograder", self.root / "run_autograder")

    def grade(self, source: str, planted: bool = False) -> tuple[Ran, dict[str, Any] | None]:
        shutil.rmtree(self.root / "submission")
        lay(self.root / "submission", source, planted)
        file = self.root / "results" / "results.json"
        file.unlink(missing_ok=True)
        ran = self.service.run(["./run_autograder"], at="/autograder")
        if not file.exists():
            return ran, None
        found: dict[str, Any] = json.loads(file.read_text())
        jsonschema.validate(found, DOCUMENT)
        return ran, found


@pytest.fixture(scope="module")
def there(packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> Gradescope:
    archive = packed.get("gradescope", *packed.seed)
    return Gradescope(tmp_path_factory.mktemp("gradescope"), archive)


def by_name(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {test["name"]: test for test in found["tests"]}


def test_right(there: Gradescope) -> None:
    ran, found = there.grade(RIGHT)
    assert (ran.code, "level sealed in" in ran.out) == (0, True), ran.out
    assert found is not None
    assert found["score"] == sum(test["max_score"] for test in found["tests"])
    assert found["stdout_visibility"] == "hidden"
    assert found["extra_data"]["isolation"] == "sealed"
    assert {test["status"] for test in found["tests"]} == {"passed"}


def test_wrong_tells_why_as_html(there: Gradescope) -> None:
    _, found = there.grade(WRONG)
    assert found is not None
    test = by_name(found)["forward"]
    assert (test["status"], test["output_format"]) == ("failed", "html")
    assert test["output"].startswith("<p>")
    assert "hidden cases are right" in test["output"]


def test_hanging_costs_its_own_exercise(there: Gradescope) -> None:
    _, found = there.grade(HANGING)
    assert found is not None
    tests = by_name(found)
    assert tests["forward"]["status"] == "passed"
    assert tests["backward"]["score"] == 0


def test_hostile_reaches_nothing(there: Gradescope) -> None:
    ran, found = there.grade(HOSTILE, planted=True)
    assert found is not None, ran.out
    assert "planted" not in ran.out
    assert "reached: nothing" in by_name(found)["forward"]["output"]
    assert by_name(found)["forward"]["score"] == 0


def test_a_link_to_what_is_ours_is_not_followed(there: Gradescope) -> None:
    secret = there.root / "source" / "grader" / "secret.py"
    secret.write_text("SECRET = 41\n")
    shutil.rmtree(there.root / "submission")
    source = 'raise RuntimeError(f"reached: {linked.SECRET + 1}")'
    lay(there.root / "submission", f"import linked\n\ndef forward(x, w):\n    {source}\n")
    (there.root / "submission" / "linked.py").symlink_to("/autograder/source/grader/secret.py")
    ran = there.service.run(["./run_autograder"], at="/autograder")
    found = json.loads((there.root / "results" / "results.json").read_text())
    assert ran.code == 0, ran.out
    assert "reached: 42" not in str(found)


def test_what_a_submission_prints_is_no_markup(there: Gradescope) -> None:
    source = RIGHT + '\ndef forward(x, w):\n    raise RuntimeError("<script>&\\u202e")\n'
    _, found = there.grade(source)
    assert found is not None
    output = by_name(found)["forward"]["output"]
    assert "&lt;script&gt;&amp;" in output
    assert not {"<script>", "\u202e"} & {
        output[i : i + n] for i in range(len(output)) for n in (1, 8)
    }


def test_golden_values_are_the_owners_alone(there: Gradescope) -> None:
    inside = there.root / "source" / "grader"
    assert (inside / "hidden.json").stat().st_mode & 0o077 == 0
    assert (inside / "course").stat().st_mode & 0o077 == 0
    carried = {path.relative_to(inside).as_posix() for path in (inside / "course").rglob("*")}
    assert not [name for name in carried if "reference" in name or "mistakes" in name]
    assert SECRET not in (inside / "settings.json").read_text()


def test_nothing_handed_in_is_said(there: Gradescope) -> None:
    shutil.rmtree(there.root / "submission")
    (there.root / "submission").mkdir()
    ran = there.service.run(["./run_autograder"], at="/autograder")
    found = json.loads((there.root / "results" / "results.json").read_text())
    assert (ran.code, found["score"]) == (0, 0.0)
    assert "worked_example" in found["output"]


def test_our_own_fault_is_no_zero(packed: Packed, tmp_path: Path) -> None:
    there = Gradescope(tmp_path, packed.get("gradescope", *packed.seed))
    hidden = there.root / "source" / "grader" / "hidden.json"
    hidden.write_text("{}")
    ran, found = there.grade(RIGHT)
    assert (ran.code, found) == (3, None)
    assert "hidden.json: is damaged" in ran.out
    assert "by our fault" in ran.out


def test_a_level_that_is_not_there_is_not_replaced(packed: Packed, tmp_path: Path) -> None:
    there = Gradescope(tmp_path, packed.get("gradescope", "--isolation", "sealed+ns"))
    ran, found = there.grade(RIGHT)
    assert (ran.code, found) == (3, None)
    assert "does not offer --isolation sealed+ns" in ran.out


def test_without_a_seal_the_attack_would_reach_something(packed: Packed, tmp_path: Path) -> None:
    """So the hostile submission above can fail, and `limits` is told to the student."""
    there = Gradescope(tmp_path, packed.get("gradescope", "--isolation", "limits"))
    ran, found = there.grade(HOSTILE)
    assert found is not None, ran.out
    assert "/autograder/source" in by_name(found)["forward"]["output"]
    assert "level `limits`" in found["output"]
