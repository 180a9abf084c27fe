"""In the service: the one submission that lies there is graded, as a batch would."""

import contextlib
from pathlib import Path

import msgspec

from ..batch.worker import Job, Setup, answer
from ..errors import GraderError, SandboxError, SubmissionError
from ..illustrate.freeze import read as read_pictures
from ..language import current, follow_environment
from ..model import Grade, Result
from ..paper import wanted_of
from ..policy import Terms
from ..sandbox.backend import open_backend
from ..sandbox.levels import choose
from ..store.rows import as_result
from ..submission import Submission
from ..submission.definitions import Wanted
from ..submission.pick import pick
from ._bundle import COURSE, read_paper, read_settings
from ._folders import own_files

__all__ = ["Graded", "grade_submission"]


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a submission: the result as its student may see it, its grade, and its page.

    `document` is the result as JSON.
    """

    result: Result
    document: str
    grade: Grade
    page: str

    @property
    def score(self) -> float:
        """Points; what is our own fault has none, and never gets this far."""
        assert self.grade.score is not None
        return self.grade.score

    def points(self, exercise: str) -> float:
        """Those of an exercise."""
        return self.grade.exercises.get(exercise) or 0.0

    @property
    def full(self) -> bool:
        """Whether all points were reached."""
        return self.score >= self.grade.max_score


def grade_submission(bundle: Path, folder: Path) -> Graded:
    """Grades what lies in `folder`, at the level that the settings ask for or not at all.

    Raises GraderError for everything that is our own fault, ConfigurationError when the level is
    not to be had here.
    """
    settings = read_settings(bundle)
    paper = read_paper(bundle, settings)
    level = choose(settings.isolation).level
    pictures = read_pictures(bundle / COURSE / "assignments" / settings.assignment)
    follow_environment(bundle / COURSE)
    setup = Setup(paper, level, settings.seed_id, pictures, language=current())
    backend = open_backend(level)
    try:
        done = answer(_job(folder, wanted_of(paper.assignment)), setup, backend)
    finally:
        with contextlib.suppress(GraderError):
            backend.close()
    result = as_result(done.shown)
    if result.status == "internal_error":
        raise SandboxError(result.message or "the submission could not be graded")
    grade = Terms().grade(result)
    return Graded(result=result, document=done.shown, grade=grade, page=done.page)


def _job(folder: Path, wanted: Wanted) -> Job:
    """The submission, or why there is nothing to run, in a student's words."""
    if not folder.is_dir():
        raise SandboxError(f"{folder}: there is no such folder; the service should have made it")
    try:
        found = pick(own_files(folder), wanted)
    except SubmissionError as error:
        return Job(Submission("submission", {}), Terms(), str(error))
    return Job(msgspec.structs.replace(found, name="submission"), Terms())
