"""Grading on the machine that one works on, at the best level that it offers, and the page."""

import contextlib
from pathlib import Path

from .errors import SandboxError
from .language import follow_environment
from .model import Graded, Result
from .paper import Paper, open_box
from .sandbox.backend import Backend, open_backend
from .sandbox.saved_level import open_saved, save_level, saved_level
from .submission import Submission

__all__ = ["best_backend", "grade_with_backend", "learn_level", "page_of"]


def grade_with_backend(
    paper: Paper, submission: Submission, backend: Backend
) -> tuple[Result, list[Graded], Backend]:
    """The result, its cases, and the backend that gave it: the plainest, if the best fails.

    The backend is taken to be for this submission alone, from here on.
    In the language that the environment asks for.  Raises ConfigurationError if there is none.
    """
    follow_environment(Path(paper.assignment.folder).parent.parent)
    backend.alone = True
    box = open_box(paper, submission, backend)
    with contextlib.suppress(SandboxError):  # grade() tries again, and says so
        box.launch()
    from .grading import grade_with_cases  # numpy and the rest are loaded while the child works

    result, cases = grade_with_cases(paper, submission, box)
    if result.status == "internal_error" and backend.level != "limits":
        save_level(None)
        backend.close()
        return grade_with_backend(paper, submission, open_backend("limits"))
    return result, cases, backend


def page_of(
    paper: Paper, submission: Submission, result: Result, cases: list[Graded], backend: Backend
) -> str:
    """The student's report with its figures, some of which the submission is run for."""
    from .illustrate.draw import illustrate
    from .illustrate.freeze import read
    from .report import student_page

    pictures = read(Path(paper.assignment.folder))
    figures = illustrate(paper, submission, result, cases, pictures, backend)
    return student_page(result, None, figures, pictures)


def learn_level() -> None:
    """Finds the best level of isolation of this machine, and keeps it, unless that is known."""
    if saved_level() is not None:
        return
    from .sandbox.levels import best

    with contextlib.suppress(SandboxError):
        save_level(best().level)


def best_backend() -> Backend:
    """A backend at the best level that is known to work here, or else at the plainest."""
    learn_level()
    return open_saved() or open_backend("limits")
