"""What `grader` offers to other programs: a course, and the grade of somebody's work."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

import msgspec

from .course import assignment_folder, assignment_names, find_course
from .local import best_backend, grade_with_backend
from .model import Assignment, Result
from .paper import public_paper, wanted_of
from .spec import load
from .submission import collect
from .submission.files import expect_something

__all__ = ["Course", "grade", "load_course"]


class Course(msgspec.Struct, frozen=True):
    """A folder with `assignments/` and `student_template/`.

    `folder` is where it lies.
    """

    folder: Path

    @property
    def assignments(self) -> tuple[str, ...]:
        """The names of its assignments, sorted."""
        return tuple(assignment_names(self.folder))

    def assignment(self, name: str) -> Assignment:
        """An assignment with its exercises and their cases, as its author wrote it.

        Raises ConfigurationError where there is none of that name, SpecError where its YAML file
        is wrong.
        """
        return load(assignment_folder(self.folder, name))[0]


def load_course(folder: str | PathLike[str] | None = None) -> Course:
    """The course in a folder; without one, that which the grader comes with.

    Raises ConfigurationError where the folder is no course.
    """
    return Course(find_course(None if folder is None else str(folder)))


def grade(
    assignment: str,
    work: str | PathLike[str] = ".",
    *,
    only: Sequence[str] = (),
    course: Course | None = None,
) -> Result:
    """Grades a folder or a file on the public cases, as `grader check` does, and gives the result.

    `only` names exercises; without any, all are graded.  The code is run in a process of its own,
    at the best level of isolation that this machine offers (`Result.isolation`).  A failure of our
    own gives the status `internal_error` and no score.

    Raises ConfigurationError where there is no such assignment or exercise, or a file of the course
    is wrong, and SubmissionError, which is one, where `work` holds nothing that could be graded.
    """
    path = Path(work)
    expect_something(path)
    folder = assignment_folder((course or load_course()).folder, assignment)
    paper = public_paper(folder, only)
    submission = collect(path, wanted_of(paper.assignment))
    result, _, backend = grade_with_backend(paper, submission, best_backend())
    backend.close()
    return result
