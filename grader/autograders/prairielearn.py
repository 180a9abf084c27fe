"""PrairieLearn: a question that is graded externally.

After docs/externalGrading.md of PrairieLearn/PrairieLearn at commit 06a6d590: `/grade/student` has
the files, `/grade/tests` those of the question; `/grade/results/results.json` needs `score` from 0
to 1 and may be 1 MB.  `"gradable": false` marks a submission as invalid, which costs no attempt and
no points: so are files that cannot be read as Python, and our own fault.
"""

import json
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ..exporters._cells import write_json
from ..language import translated as _
from ..wording.services import OUR_FAULT
from ._bundle import Bundle
from ._grading import Graded
from ._lines import exercise_text, summary

NAME = "prairielearn"
ABOUT = "PrairieLearn: a question's folder, for questions/"
OFFLINE = True
SECRET = True
SUBMISSION = "/grade/student"
RESULTS = "/grade/results"

IMAGE = "prairielearn/grader-python"
#: Beside the submission's own time, in seconds: unpacking, canaries, the page.
AROUND = 60
#: PrairieLearn's limits: of the timeout in seconds, of what one exercise may say in characters.
MOST_SECONDS, MOST_TEXT = 600, 20_000

RUN = """\
#!/bin/sh
# PrairieLearn's entry point.  Until we have graded, the result is that we could not.
mkdir -p /grade/results
cp /grade/tests/failed.json /grade/results/results.json
chmod -R go-rwx /grade/tests/grader/course
if [ -e /grade/tests/grader/hidden.json ]; then chmod go-rwx /grade/tests/grader/hidden.json; fi
exec sh /grade/tests/grader/start.sh prairielearn
"""
QUESTION = """\
<pl-question-panel>
  <p>{title}: hand in {names}. The hand-out says what each function must do.</p>
  <pl-file-upload file-names="{names}"></pl-file-upload>
</pl-question-panel>
<pl-submission-panel>
  <pl-external-grader-results></pl-external-grader-results>
  <pl-file-preview></pl-file-preview>
</pl-submission-panel>
"""


def files(bundle: Bundle) -> dict[str, bytes]:
    """A question's folder: info.json, question.html, and tests/, which PrairieLearn mounts."""
    assignment = bundle.assignment
    folder = f"questions/{assignment.name}"
    names = ", ".join(assignment.places.values())
    seconds = min(int(assignment.limits.total_seconds) + AROUND, MOST_SECONDS)
    info = {
        "uuid": _uuid(assignment.name),
        "title": assignment.title,
        "topic": "Programming",
        "type": "v3",
        "gradingMethod": "External",
        "externalGradingOptions": {
            "enabled": True,
            "image": IMAGE,
            "entrypoint": "/grade/tests/run.sh",
            "timeout": seconds,
            "enableNetworking": False,
        },
    }
    question = QUESTION.format(title=assignment.title, names=names)
    return {
        f"{folder}/info.json": _json(info),
        f"{folder}/question.html": question.encode(),
        f"{folder}/tests/run.sh": RUN.encode(),
        f"{folder}/tests/failed.json": _json(_invalid(_(OUR_FAULT))),
        **bundle.below(f"{folder}/tests/grader"),
    }


def deliver(graded: Graded, results: Path) -> int:
    """results.json."""
    write_json(results / "results.json", _document(graded))
    return 0


def fail(why: str, results: Path) -> int:
    """No points, no attempt: the submission can be graded again."""
    write_json(results / "results.json", _invalid(why))
    return 3


def _document(graded: Graded) -> dict[str, Any]:
    result = graded.result
    if result.status == "unreadable":
        return _invalid("\n".join(summary(graded)[1:]))
    maximum = graded.grade.max_score
    return {
        "gradable": True,
        "score": min(max(graded.score / maximum, 0.0), 1.0) if maximum else 0.0,
        "message": "\n".join(summary(graded)),
        "tests": [
            {
                "name": exercise.name,
                "points": graded.points(exercise.name),
                "max_points": exercise.max_score,
                "message": next(iter(exercise_text(exercise).splitlines()), "")[:MOST_TEXT],
                "output": exercise_text(exercise)[:MOST_TEXT],
            }
            for exercise in result.exercises
        ],
    }


def _invalid(why: str) -> dict[str, Any]:
    return {"gradable": False, "message": why, "format_errors": [why]}


def _uuid(name: str) -> str:
    """One that stays when the question is made anew."""
    return str(uuid5(NAMESPACE_URL, f"course-grader/{name}"))


def _json(data: Any) -> bytes:
    return (json.dumps(data, indent=2) + "\n").encode()
