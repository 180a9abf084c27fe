"""The Containerfile's instructions, one by one, and the image under Docker's default profile."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from autograders.service import PYTHON, Packed, Ran, Service, steps
from autograders.submissions import HANGING_AT_IMPORT, HOSTILE, RIGHT, WRONG, lay

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.getuid() != 0, reason="an image is built by root"),
]


class Container:
    """The image, built in a folder; it is run as the user that the Containerfile names."""

    def __init__(self, folder: Path, context: Path) -> None:
        self.steps = steps((context / "Containerfile").read_text())
        assert self.steps["COPY"] == ["grader /grader"]
        self.service = Service(folder)
        self.root = self.service.place("/grader", folder / "grader")
        shutil.copytree(context / "grader", self.root, dirs_exist_ok=True)
        for command in self.steps["RUN"]:
            done = self.service.run(
                ["sh", "-c", command.replace("python ", f"python{PYTHON} ")], "/"
            )
            assert done.code == 0, done.out
        self.submission = self.service.place("/submission", folder / "submission")
        self.results = self.service.place("/results", folder / "results")
        self.results.chmod(0o777)

    def grade(self, source: str, planted: bool = False) -> tuple[Ran, dict[str, Any] | None]:
        for old in (*self.submission.iterdir(), *self.results.iterdir()):
            old.unlink()
        lay(self.submission, source, planted)
        command = json.loads(self.steps["ENTRYPOINT"][0])
        command[0] = f"python{PYTHON}"
        user, group = self.steps["USER"][0].split(":")
        drop = ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--no-new-privs"]
        ran = self.service.run([*drop, "sh", "-c", 'id -u; exec "$@"', "sh", *command], "/")
        file = self.results / "result.json"
        return ran, json.loads(file.read_text()) if file.exists() else None


@pytest.fixture(scope="module")
def there(packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> Container:
    return Container(tmp_path_factory.mktemp("container"), packed.get("container", *packed.seed))


def test_right(there: Container) -> None:
    ran, found = there.grade(RIGHT)
    assert found is not None, ran.out
    assert (ran.code, ran.out.splitlines()[0]) == (0, "65532")
    assert (found["isolation"], found["schema"]) == ("sealed", "grader/result/1")
    assert found["score"] == found["max_score"]
    assert (there.results / "report.html").exists()


def test_wrong(there: Container) -> None:
    ran, found = there.grade(WRONG)
    assert found is not None, ran.out
    assert (ran.code, 0 < found["score"] < found["max_score"]) == (0, True)
    hidden = [c for e in found["exercises"] for c in e["cases"] if c["visibility"] == "hidden"]
    assert hidden
    assert not [case for case in hidden if case["expected"] or case["got"]]


def test_hanging(there: Container) -> None:
    ran, found = there.grade(HANGING_AT_IMPORT)
    assert found is not None, ran.out
    assert "line 1" in str(found["notes"])


def test_hostile(there: Container) -> None:
    ran, found = there.grade(HOSTILE, planted=True)
    assert found is not None, ran.out
    assert "planted" not in ran.out
    assert "reached: nothing" in str(found["exercises"][1])


def test_our_own_fault_leaves_no_result(packed: Packed, tmp_path: Path) -> None:
    there = Container(tmp_path, packed.get("container", *packed.seed))
    (there.root / "hidden.json").unlink()
    (there.root / "hidden.json").mkdir()
    ran, found = there.grade(RIGHT)
    assert (ran.code, found) == (3, None)
    assert "by our fault" in ran.out
