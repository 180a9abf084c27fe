"""Gradescope: a zip with setup.sh and run_autograder, which writes results.json.

After "Autograder Specifications", "Technical Details" and "Submission Metadata" of
gradescope-autograders.readthedocs.io/en/latest (specs, tech), as read in 2026; the document has no
version of its own.

setup.sh runs once, as root, when the image is built; run_autograder for each submission.  Where
that leaves no results.json, Gradescope says that the autograder failed, and staff can run it again:
so our own fault leaves none.
"""

from pathlib import Path
from typing import Any

from ..exporters._cells import write_json
from ..exporters.gradescope import test_result
from ..files import zipped
from ._bundle import Bundle
from ._grading import Graded
from ._lines import exercise_html, summary

NAME = "gradescope"
ABOUT = "Gradescope: autograder.zip, to be uploaded"
OFFLINE = True
SECRET = True
SUBMISSION = "/autograder/submission"
RESULTS = "/autograder/results"

SETUP = """\
#!/bin/sh
# Once, when Gradescope builds the image: unpacks the wheels; no network is needed.
set -e
cd /autograder/source/grader
sh start.sh unpack
# Golden values are nobody's but ours, whatever a submission would be able to read.
chmod -R go-rwx /autograder/source/grader/course
if [ -e hidden.json ]; then chmod go-rwx hidden.json; fi
"""
RUN = """\
#!/bin/sh
# For each submission: /autograder/submission is graded into /autograder/results/results.json.
exec sh /autograder/source/grader/start.sh gradescope
"""


def files(bundle: Bundle) -> dict[str, bytes]:
    """The zip."""
    inside = {"setup.sh": SETUP.encode(), "run_autograder": RUN.encode()}
    return {"autograder.zip": zipped(inside | bundle.below("grader"))}


def deliver(graded: Graded, results: Path) -> int:
    """results.json."""
    write_json(results / "results.json", _document(graded))
    return 0


def fail(why: str, results: Path) -> int:
    """No results.json, which Gradescope shows as an autograder that failed."""
    (results / "results.json").unlink(missing_ok=True)
    print(why)
    return 3


def _document(graded: Graded) -> dict[str, Any]:
    """results.json: all visible (what may not be seen is not there), no leaderboard."""
    result = graded.result
    return {
        "score": graded.score,
        "output": "\n".join(summary(graded)),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            test_result(exercise, graded.points(exercise.name), number)
            | {"output": exercise_html(exercise), "output_format": "html"}
            for number, exercise in enumerate(result.exercises, 1)
        ],
        "extra_data": {"assignment": result.assignment, "isolation": result.isolation},
    }
