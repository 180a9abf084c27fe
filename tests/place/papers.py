"""A paper of one exercise, `double`, whose golden values need no file."""

from collections.abc import Mapping

import numpy as np

from grader.grading import grade_with_cases
from grader.model import Assignment, Case, CaseSpec, Exercise, Golden, Graded, Limits, Result
from grader.paper import Paper, open_box
from grader.runner.codec import encode
from grader.sandbox.backend import Backend
from grader.submission import Submission

INPUTS = {
    "line": np.array([0.5, -1.25, 3.0]),
    "square": np.array([[1.0, 2.0], [3.0, -4.5]]),
    "other": np.array([0.25, 7.0]),
}
HIDDEN = {"secret": np.array([11.0, -13.5, 17.25])}


class DoublePaper(Paper):
    """`double(x)` is 2 x; with `hidden`, on a hidden case, too."""

    def __init__(self, folder: str = "", hidden: bool = False) -> None:
        exercise = Exercise(name="double", points=3.0, reference="")
        assignment = Assignment(
            name="places",
            title="Places",
            module="work",
            folder=folder,
            seed=0,
            limits=Limits(seconds=2.0, total_seconds=20.0, memory_mb=256),
            exercises=(exercise,),
        )
        self.inputs: Mapping[str, np.ndarray] = INPUTS | (HIDDEN if hidden else {})
        cases = [
            Case(
                exercise,
                CaseSpec(name=name, visibility="hidden" if name in HIDDEN else "public"),
                encode({"exercise": "double", "adapter": "function", "args": [x]}),
            )
            for name, x in self.inputs.items()
        ]
        super().__init__(assignment, cases)

    def golden(self, case: Case) -> Golden:
        return Golden(expected=self.inputs[case.spec.name] * 2.0)

    @property
    def accepted(self) -> dict[str, str]:
        return {}


def graded(paper: Paper, source: str, backend: Backend) -> tuple[Submission, Result, list[Graded]]:
    """A submission with its result and its cases."""
    submission = Submission("student", {"work.py": source.encode()})
    result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
    return submission, result, cases
