"""A worker: one process with one zygote, which grades, diagnoses and renders, one job at a time.

The parent only stores.  What comes back is text; a job that cannot be graded by our own fault says
so, and is not lost.
"""

import contextlib
import signal
from multiprocessing.connection import Connection

import msgspec

from ..errors import GraderError
from ..golden.values import plain
from ..grade import grade
from ..model import Result
from ..paper import Paper, open_box
from ..policy import Policy
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


class Job(msgspec.Struct, frozen=True):
    """One submission; `problem` is why there is nothing to run."""

    id: str
    files: dict[str, bytes]
    problem: str = ""
    late: bool = False


class Done(msgspec.Struct, frozen=True):
    """Its result, as JSON: all of it, what the student may see, and the student's page."""

    id: str
    full: str
    shown: str
    page: str
    status: str
    score: float | None
    max_score: float


def work(connection: Connection, setup: Setup) -> None:
    """Answers jobs until there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    backend: Backend | None = None
    try:
        while (job := connection.recv()) is not None:
            backend = backend or open_backend(setup.level)
            connection.send(finished(_result(job, setup, backend), job, setup))
    except (EOFError, OSError):
        return
    finally:
        if backend is not None:
            with contextlib.suppress(GraderError):
                backend.close()


def finished(result: Result, job: Job, setup: Setup) -> Done:
    """A result with what the batch knows of it, as text."""
    result = msgspec.structs.replace(result, late=job.late, seed_id=setup.seed_id)
    return render(result, setup.policy)


def render(result: Result, policy: Policy, notes: tuple[str, ...] = ()) -> Done:
    """A result as text: whole, for the student, and as a page."""
    visible = shown(result, policy)
    return Done(
        id=result.submission,
        full=as_json(result),
        shown=as_json(visible),
        page=student_page(visible, notes),
        status=result.status,
        score=result.score,
        max_score=result.max_score,
    )


def _result(job: Job, setup: Setup, backend: Backend) -> Result:
    submission = Submission(job.id, job.files)
    if job.problem:
        return nothing_handed_in(setup.paper, job.id, setup.level, job.problem)
    try:
        return grade(setup.paper, submission, open_box(setup.paper, submission, backend))
    except GraderError:
        raise
    except Exception as error:  # nothing that goes wrong in us may cost the others
        words = f"could not be graded, by our fault: {type(error).__name__}: {error}"
        return not_graded(setup.paper, job.id, setup.level, words[:500])


def as_json(result: Result) -> str:
    """One line of JSON."""
    return msgspec.json.encode(plain(result)).decode("utf-8")
