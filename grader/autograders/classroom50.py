"""Classroom 50: an assignment's folder in autograders/, whose autograder.py writes result.json.

After wiki/Advanced-Autograding.md of foundation50/classroom50 ("Writing an autograder.py", "The
result.json contract", schema classroom50/result/v1) at commit 0b4bcc00, and the runner that reads
it, cli/gh-teacher/skeleton/dotgithub/scripts/runner.py at commit 0c499034.

The runner starts us in the student's checkout.  What is packed is published for the runner to
fetch, and may be 10 MB: no hidden cases, and numpy is fetched by the runner's own pip.  Points are
whole numbers there: they come in hundredths.  Exit code 0 whatever the points; anything else is an
error of the infrastructure, for which the runner writes a result of its own.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..exporters._cells import write_json
from ..files import write_atomic
from ._bundle import Bundle
from ._folders import clear
from ._grading import Graded
from ._lines import markdown

NAME = "classroom50"
ABOUT = "Classroom 50: a folder for CLASSROOM/autograders/"
OFFLINE = False
SECRET = False
SUBMISSION = "."
RESULTS = "."

SCHEMA = "classroom50/result/v1"
#: Parts of a point, so that partial points are whole numbers.
PARTS = 100
WRITTEN = ("result.json", "release-body.md", "report.html")
AUTOGRADER = '''\
"""Called by Classroom 50's runner, in the student's checkout, of which nothing is imported."""

import subprocess
import sys
from pathlib import Path

Path("result.json").unlink(missing_ok=True)  # one that was handed in is none
start = Path(__file__).resolve().parent / "grader" / "start.py"
sys.exit(subprocess.run([sys.executable, "-I", str(start), "classroom50"]).returncode)
'''


def files(bundle: Bundle) -> dict[str, bytes]:
    """The assignment's folder."""
    folder = f"autograders/{bundle.assignment.name}"
    program = {f"{folder}/autograder.py": AUTOGRADER.encode()}
    return program | bundle.below(f"{folder}/grader")


def deliver(graded: Graded, results: Path) -> int:
    """result.json, what the release says, and the page, which the release may carry."""
    clear(results, *WRITTEN)
    write_json(results / "result.json", _document(graded))
    write_atomic(results / "release-body.md", markdown(graded))
    write_atomic(results / "report.html", graded.page)
    return 0


def fail(why: str, results: Path) -> int:
    """No result.json and an exit code: the runner says that grading failed."""
    clear(results, *WRITTEN)
    print(why)
    return 3


def _document(graded: Graded) -> dict[str, Any]:
    """result.json; `owner` and `assignment_type` are put in by the runner."""
    tests = [
        {
            "test-name": exercise.name,
            "passed": exercise.status == "passed",
            "score": round(PARTS * graded.points(exercise.name)),
            "max-score": round(PARTS * exercise.max_score),
        }
        for exercise in graded.result.exercises
    ]
    said = {field: os.environ[field.upper()] for field in ("classroom", "assignment")}
    commit = os.environ["COMMIT_URL"]
    return {
        "schema": SCHEMA,
        **said,
        "submission": os.environ["SUBMISSION_TAG"],
        "commit": commit,
        "release": os.environ["RELEASE_URL"],
        "review": os.environ.get("REVIEW_URL") or commit,
        "datetime": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }
