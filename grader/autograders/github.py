"""GitHub: a workflow that grades what is pushed, for a repository that students start from.

After "Workflow syntax for GitHub Actions" and "Workflow commands for GitHub Actions" of
docs.github.com (actions/reference; job summaries, annotations, GITHUB_STEP_SUMMARY), as read in
2026.

It lies in the student's own repository, where the student can read and change all of it: it is for
feedback, and no grade should rest on it.  Two minutes at most are paid for: a newer push ends the
older run, and other branches and files start none.
"""

import os
from pathlib import Path

from ..files import write_atomic
from ._bundle import Bundle
from ._folders import clear
from ._grading import Graded
from ._lines import exercise_text, heading, markdown

NAME = "github"
ABOUT = "GitHub: a workflow and a folder, for the repository that students start from"
OFFLINE = False
SECRET = False
SUBMISSION = "."
RESULTS = "."

WORKFLOW = """\
name: grade
on:
  push:
    paths: ["**.py", "**.ipynb"]
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: grade-${{{{ github.ref }}}}
  cancel-in-progress: true
jobs:
  grade:
    runs-on: ubuntu-latest
    timeout-minutes: {minutes}
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
      - uses: actions/setup-python@0b93645e9fea7318ecaed2b359559ac225c90a2b # v5.3.0
        with:
          python-version: "{python}"
      - name: grade
        run: python -I .github/grader/start.py github
      - uses: actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3
        if: always()
        with:
          name: report
          path: report.html
          if-no-files-found: ignore
"""


def files(bundle: Bundle) -> dict[str, bytes]:
    """The workflow, and beside it what it grades with."""
    minutes = 3 + int(bundle.assignment.limits.total_seconds / 60)
    workflow = WORKFLOW.format(minutes=minutes, python=bundle.settings.pythons[-1])
    return {
        ".github/workflows/grade.yml": workflow.encode(),
        **bundle.below(".github/grader"),
    }


def deliver(graded: Graded, results: Path) -> int:
    """The job's summary, a note for each exercise, and the page; 1 unless everything is right."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if place:
        with open(place, "a", encoding="utf-8") as summary:
            summary.write(markdown(graded))
    clear(results, "report.html")
    write_atomic(results / "report.html", graded.page)
    for exercise in graded.result.exercises:
        if exercise.status != "passed":
            _annotate(exercise.name, exercise_text(exercise) or exercise.status)
    print(_data(heading(graded)))
    return 0 if graded.full else 1


def fail(why: str, results: Path) -> int:
    """The job fails, and says that the submission is not why."""
    clear(results, "report.html")
    _annotate("grader", why)
    return 3


def _annotate(title: str, text: str) -> None:
    """An error that GitHub shows beside the run."""
    print(f"::error title={_data(title).replace(':', '%3A').replace(',', '%2C')}::{_data(text)}")


def _data(text: str) -> str:
    """Text in a workflow command, as GitHub's own toolkit escapes it: nothing begins a new one."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
