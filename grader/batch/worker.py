"""A worker: one process with one zygote, which grades, diagnoses and renders, one job at a time.

The parent only stores.  What comes back is text; a job that cannot be graded by our own fault says
so, and is not lost.
"""

import contextlib
import math
import signal
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from ..errors import GraderError
from ..golden.values import plain
from ..grading import grade_with_cases
from ..illustrate.draw import illustrate
from ..language import ENGLISH, use
from ..model import Figures, Pictures, Result
from ..paper import Paper, open_box
from ..place.findings import to_be_placed, with_kept, with_places
from ..policy import Terms
from ..report import student_page
from ..results import Marking
from ..sandbox.backend import Backend, open_backend
from ..store.rows import as_result
from ..submission import Submission
from .publish import shown

__all__ = ["Done", "Job", "Setup", "answer", "finished", "render", "work"]


class Setup(msgspec.Struct, frozen=True):
    """What a worker needs for all of its jobs.

    `language` is that of the pages, a worker being a process of its own.
    """

    paper: Paper
    level: str
    seed_id: str
    pictures: Pictures
    language: str = ENGLISH


class Job(msgspec.Struct, frozen=True):
    """One submission; `problem` is why there is nothing to run, `terms` what makes its grade.

    `place` is for how many seconds the place is looked for of what nothing explains; the places of
    the result `before`, as JSON, are kept where an exercise is graded as it was.
    """

    submission: Submission
    terms: Terms
    problem: str = ""
    place: float = 0.0
    before: str = ""

    @property
    def id(self) -> str:
        """The submission's."""
        return self.submission.name


class Done(msgspec.Struct, frozen=True):
    """Its result, as JSON: all of it, and what the student may see; the student's page.

    `figures` are what the page was drawn from, as JSON.  `unplaced`: something is wrong that
    nothing explains, and whose place was not looked for.
    """

    id: str
    full: str
    shown: str
    page: str
    figures: bytes
    status: str
    score: float | None
    max_score: float
    unplaced: bool = False


def work(connection: Connection, setup: Setup) -> None:
    """Answers jobs until there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # blocked while we started
    backend: Backend | None = None
    try:
        while (job := connection.recv()) is not None:
            backend = backend or open_backend(setup.level)
            connection.send(answer(job, setup, backend))
    except (EOFError, OSError):
        return
    finally:
        if backend is not None:
            with contextlib.suppress(GraderError):
                backend.close()


def answer(job: Job, setup: Setup, backend: Backend) -> Done:
    """The job done: graded, drawn and rendered."""
    use(setup.language, Path(setup.paper.assignment.folder).parent.parent)
    result, figures = _result(job, setup, backend)
    unplaced = not job.place and bool(to_be_placed(result))
    return msgspec.structs.replace(finished(result, figures, job, setup), unplaced=unplaced)


def finished(result: Result, figures: Figures, job: Job, setup: Setup) -> Done:
    """A result with what the batch knows of it, as text."""
    late = job.terms.days_late > 0
    result = msgspec.structs.replace(result, late=late, seed_id=setup.seed_id)
    return render(result, figures, job.terms, setup.pictures)


def render(result: Result, figures: Figures, terms: Terms, pictures: Pictures) -> Done:
    """A result as text: whole, for the student, and as a page with the grade."""
    visible = shown(result, terms.policy)
    try:
        drawn = msgspec.json.encode(figures)
    except Exception:  # a picture costs no grade
        figures, drawn = Figures(), b""
    return Done(
        id=result.submission,
        full=as_json(result),
        shown=as_json(visible),
        page=student_page(visible, terms.grade(result), figures, pictures),
        figures=drawn,
        status=result.status,
        score=result.score,
        max_score=result.max_score,
    )


def _result(job: Job, setup: Setup, backend: Backend) -> tuple[Result, Figures]:
    submission = job.submission
    paper = setup.paper
    if job.problem:
        return Marking(paper, job.id, setup.level).nothing_handed_in(job.problem), Figures()
    try:
        result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
        if job.before:
            result = with_kept(result, as_result(job.before))
        if job.place:
            result = with_places(paper, submission, result, cases, backend, job.place)
    except GraderError:
        raise
    except Exception as error:  # nothing that goes wrong in us may cost the others
        words = f"could not be graded, by our fault: {type(error).__name__}: {error}"
        return Marking(paper, job.id, setup.level).internal_error(words[:500]), Figures()
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
