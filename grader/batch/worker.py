"""A worker: one process with one zygote, which grades, diagnoses and renders, one job at a time.

The parent only stores.  What comes back is text; a job that cannot be graded by our own fault says
so, and is not lost.
"""

import contextlib
import math
import signal
from multiprocessing.connection import Connection

import msgspec

from ..errors import GraderError
from ..golden.values import plain
from ..grade import marked
from ..illustrate.draw import illustrate
from ..model import Figures, Grade, Pictures, Result
from ..paper import Paper, open_box
from ..policy import Override, Policy, grade_of
from ..report import student_page
from ..results import not_graded, nothing_handed_in
from ..sandbox.backend import Backend, open_backend
from ..submission import Submission
from .publish import shown

__all__ = ["Done", "Job", "Setup", "finished", "render", "work"]


class Setup(msgspec.Struct, frozen=True):
    """What a worker needs for all of its jobs."""

    paper: Paper
    level: str
    seed_id: str
    policy: Policy
    pictures: Pictures


class Job(msgspec.Struct, frozen=True):
    """One submission; `problem` is why there is nothing to run."""

    id: str
    submission: Submission
    problem: str = ""
    days_late: int = 0
    overrides: tuple[Override, ...] = ()


class Done(msgspec.Struct, frozen=True):
    """Its result, as JSON: all of it, and what the student may see; the student's page.

    `figures` are what the page was drawn from, as JSON.
    """

    id: str
    full: str
    shown: str
    page: str
    figures: bytes
    status: str
    score: float | None
    max_score: float


def work(connection: Connection, setup: Setup) -> None:
    """Answers jobs until there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # blocked while we started
    backend: Backend | None = None
    try:
        while (job := connection.recv()) is not None:
            backend = backend or open_backend(setup.level)
            connection.send(finished(*_result(job, setup, backend), job, setup))
    except (EOFError, OSError):
        return
    finally:
        if backend is not None:
            with contextlib.suppress(GraderError):
                backend.close()


def finished(result: Result, figures: Figures, job: Job, setup: Setup) -> Done:
    """A result with what the batch knows of it, as text."""
    late = job.days_late > 0
    result = msgspec.structs.replace(result, late=late, seed_id=setup.seed_id)
    grade = grade_of(result, setup.policy, job.days_late, job.overrides)
    return render(result, figures, setup.policy, setup.pictures, grade)


def render(
    result: Result,
    figures: Figures,
    policy: Policy,
    pictures: Pictures,
    grade: Grade,
) -> Done:
    """A result as text: whole, for the student, and as a page."""
    visible = shown(result, policy)
    try:
        drawn = msgspec.json.encode(figures)
    except Exception:  # a picture costs no grade
        figures, drawn = Figures(), b""
    return Done(
        id=result.submission,
        full=as_json(result),
        shown=as_json(visible),
        page=student_page(visible, grade, figures, pictures),
        figures=drawn,
        status=result.status,
        score=result.score,
        max_score=result.max_score,
    )


def _result(job: Job, setup: Setup, backend: Backend) -> tuple[Result, Figures]:
    submission = job.submission
    paper = setup.paper
    if job.problem:
        return nothing_handed_in(paper, job.id, setup.level, job.problem), Figures()
    try:
        result, cases = marked(paper, submission, open_box(paper, submission, backend))
    except GraderError:
        raise
    except Exception as error:  # nothing that goes wrong in us may cost the others
        words = f"could not be graded, by our fault: {type(error).__name__}: {error}"
        return not_graded(paper, job.id, setup.level, words[:500]), Figures()
    return result, illustrate(paper, submission, result, cases, setup.pictures, backend)


def as_json(result: Result) -> str:
    """One line of JSON; nan and infinities, which JSON has no numbers for, are words."""
    data = result if _finite(result) else plain(result)
    return msgspec.json.encode(data).decode("utf-8")


def _finite(result: Result) -> bool:
    """Whether all sizes of errors are numbers; answers have their words already."""
    cases = [case for exercise in result.exercises for case in exercise.cases]
    sizes = [case.error for case in cases if case.error is not None]
    numbers = [number for size in sizes for number in (size.max_abs, size.max_rel)]
    numbers += [case.torch.max_rel or 0.0 for case in cases if case.torch is not None]
    return all(map(math.isfinite, numbers))
