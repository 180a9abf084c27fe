"""A worker: one process with one zygote, which grades, diagnoses and renders, one job at a time.

The parent only stores.  What comes back is text; a job that cannot be graded by our own fault says
so, and is not lost.
"""

import contextlib
import signal
import time
from multiprocessing.connection import Connection

import msgspec

from ..errors import GraderError
from ..golden.values import plain
from ..grade import grade
from ..model import Result
from ..paper import Paper, open_box
from ..policy import Policy
from ..report import student_page
from ..results import nothing_handed_in
from ..sandbox.backend import Backend, open_backend
from ..submission import Submission
from .publish import shown

__all__ = ["Done", "Job", "Setup", "work"]


class Setup(msgspec.Struct, frozen=True):
    """What a worker needs for all of its jobs."""

    paper: Paper
    level: str
    seed_id: str
    policy: Policy


class Job(msgspec.Struct, frozen=True):
    """One submission; `problem` is why there is nothing to run, `notes` stand on its page."""

    id: str
    name: str
    files: dict[str, bytes]
    problem: str = ""
    late: bool = False
    days_late: int = 0


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
            connection.send(_done(job, setup, backend))
    except (EOFError, OSError):
        return
    finally:
        if backend is not None:
            with contextlib.suppress(GraderError):
                backend.close()


def _done(job: Job, setup: Setup, backend: Backend) -> Done:
    result = _result(job, setup, backend)
    result = msgspec.structs.replace(
        result, submission=job.id, late=job.late, seed_id=setup.seed_id, isolation=setup.level
    )
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
    started = time.perf_counter()
    submission = Submission(job.id, job.files)
    if job.problem:
        return nothing_handed_in(setup.paper, submission, setup.level, job.problem)
    try:
        return grade(setup.paper, submission, open_box(setup.paper, submission, backend))
    except GraderError:
        raise
    except Exception as error:  # nothing that goes wrong in us may cost the others
        message = f"could not be graded, by our fault: {type(error).__name__}: {error}"
        return Result(
            assignment=setup.paper.assignment.name,
            submission=job.id,
            status="internal_error",
            message=message[:500],
            score=None,
            max_score=setup.paper.assignment.points,
            isolation=setup.level,
            seconds=round(time.perf_counter() - started, 4),
            stdout="",
        )


def as_json(result: Result) -> str:
    """One line of JSON."""
    return msgspec.json.encode(plain(result)).decode("utf-8")
