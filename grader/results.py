"""Results that are put together without a verdict, and what every result holds."""

import time
from typing import Literal

from .model import Exercise, ExerciseResult, ExerciseStatus, Outcome, Result
from .paper import Paper
from .sandbox.box import Box
from .score import rounded
from .submission import Submission

__all__ = ["asked", "not_graded", "nothing_handed_in", "result_of", "unreadable"]


def asked(paper: Paper) -> list[Exercise]:
    """The exercises that have cases here: all, or those of `--only`."""
    asked = {case.exercise.name for case in paper.cases}
    return [e for e in paper.assignment.exercises if e.name in asked]


def unreadable(
    paper: Paper, submission: Submission, box: Box, started: float, problem: Outcome
) -> Result:
    """A submission that cannot be imported: said once, with the line, and no points."""
    status: ExerciseStatus = "error"
    if problem.status in ("timeout", "memory"):
        status = problem.status
    fault = problem.fault
    words = problem.message
    if not words and status == "memory":
        words = "it needed more memory than is allowed, or is nested too deeply to be read"
    if not words and fault is not None:
        words = fault.text
    line = None if fault is None else fault.line
    where = f"line {line}: " if line is not None and f"line {line}" not in words else ""
    file = fault.frames[-1][0].partition("/")[2] if fault is not None and fault.frames else ""
    if line is not None and file and file.rpartition(".")[0] != paper.assignment.module:
        where = f"{file}, line {line}: "
    else:
        file = ""
    return result_of(
        paper,
        submission,
        box,
        started,
        status="unreadable",
        message=f"your file could not be imported: {where}{words or problem.status}",
        line=line,
        file=file or None,
        score=0.0,
        exercises=_without_points(paper, status),
        violation=problem.violation,
    )


def nothing_handed_in(paper: Paper, name: str, level: str, why: str) -> Result:
    """A submission with nothing in it to run: no points, and the reason."""
    return _unrun(paper, name, level, "unreadable", why, 0.0, _without_points(paper, "missing"))


def not_graded(paper: Paper, name: str, level: str, why: str) -> Result:
    """A submission that could not be graded by our own fault: no score."""
    return _unrun(paper, name, level, "internal_error", why, None, ())


def _without_points(paper: Paper, status: ExerciseStatus) -> tuple[ExerciseResult, ...]:
    return tuple(
        ExerciseResult(name=e.name, score=0.0, max_score=e.points, status=status)
        for e in asked(paper)
    )


def _unrun(
    paper: Paper,
    name: str,
    level: str,
    status: Literal["unreadable", "internal_error"],
    message: str,
    score: float | None,
    exercises: tuple[ExerciseResult, ...],
) -> Result:
    """A Result for which no box was opened."""
    return Result(
        assignment=paper.assignment.name,
        submission=name,
        status=status,
        message=message,
        score=score,
        max_score=rounded(sum(e.points for e in asked(paper))),
        isolation=level,
        seconds=0.0,
        stdout="",
        exercises=exercises,
    )


def result_of(  # noqa: PLR0913  # all that a result has
    paper: Paper,
    submission: Submission,
    box: Box,
    started: float,
    *,
    status: str = "graded",
    message: str | None = None,
    line: int | None = None,
    file: str | None = None,
    score: float | None = None,
    exercises: tuple[ExerciseResult, ...] = (),
    violation: bool = False,
) -> Result:
    """A Result of this paper, submission and box; the clock has run since `started`."""
    return Result(
        assignment=paper.assignment.name,
        submission=submission.name,
        status=status,  # type: ignore[arg-type]
        message=message,
        line=line,
        file=file,
        score=score,
        max_score=rounded(sum(e.points for e in asked(paper))),
        isolation=box.level,
        seconds=round(time.perf_counter() - started, 4),
        stdout=box.stdout,
        violation=violation,
        notes=(*submission.remarks, *box.notes),
        chosen_file=submission.chosen or None,
        exercises=exercises,
    )
