"""The pipeline: a submission in, its Result out.

cases + golden values -+
                       v
submission -> box -> outcomes -> judge -> verdicts -> diagnose -> score -> Result
"""

import time

from .compare import judge
from .diagnose import diagnose
from .errors import SandboxError
from .model import (
    Case,
    CaseResult,
    Exercise,
    ExerciseResult,
    ExerciseStatus,
    Golden,
    Outcome,
    Result,
    Verdict,
)
from .paper import Paper, open_box
from .sandbox.limits import Box
from .score import points, rounded, status_of
from .submission import Submission

__all__ = ["grade"]


def grade(paper: Paper, submission: Submission, box: Box | None = None) -> Result:
    """Grades one submission on every case of the paper; `box` may have been launched already.

    A failure of our own gives the status `internal_error` and no score, never a zero.  Raises
    GoldenError when golden.json does not fit the cases, which is for the course to mend.
    """
    started = time.perf_counter()
    tolerance = paper.assignment.tolerance
    box = box or open_box(paper, submission)
    pairs: list[tuple[Case, Outcome, Verdict]] = []
    try:
        with box:
            problem = box.problem()
            if problem is None:
                for case, outcome in zip(paper.cases, box.run(), strict=True):
                    verdict = _judge(case, paper.golden(case), outcome, tolerance)
                    pairs.append((case, outcome, verdict))
    except SandboxError as error:
        return _result(paper, submission, box, started, status="internal_error", message=str(error))
    if problem:
        return unreadable(paper, submission, box, started, problem)
    exercises = [_exercise(paper, e, pairs) for e in _exercises(paper)]
    ours = [exercise.name for exercise in exercises if exercise.status == "internal_error"]
    if ours:  # whatever the rest is worth: no grade is given that our own fault is part of
        return _result(
            paper,
            submission,
            box,
            started,
            status="internal_error",
            message=f"could not be graded, by our fault: {', '.join(ours)}",
            exercises=tuple(exercises),
        )
    score = rounded(sum(exercise.score for exercise in exercises))
    return _result(paper, submission, box, started, score=score, exercises=tuple(exercises))


def _judge(case: Case, golden: Golden, outcome: Outcome, tolerance: float) -> Verdict:
    """The verdict; whatever goes wrong in us while we judge costs this case's verdict only."""
    try:
        return judge(case, golden, outcome, tolerance)
    except Exception as error:
        words = f"our comparison failed ({type(error).__name__}: {error}); this is not your fault"
        return Verdict(status="internal_error", message=words[:300])


def _exercises(paper: Paper) -> list[Exercise]:
    """The exercises that have cases here: all, or those of `--only`."""
    asked = {case.exercise.name for case in paper.cases}
    return [e for e in paper.assignment.exercises if e.name in asked]


def _exercise(
    paper: Paper, exercise: Exercise, pairs: list[tuple[Case, Outcome, Verdict]]
) -> ExerciseResult:
    own = [pair for pair in pairs if pair[0].exercise.name == exercise.name]
    verdicts = [verdict for _, _, verdict in own]
    weights = [case.spec.weight for case, _, _ in own]
    return ExerciseResult(
        name=exercise.name,
        score=points(exercise, weights, [verdict.status for verdict in verdicts]),
        max_score=exercise.points,
        status=status_of(verdicts, weights),
        findings=diagnose([(case, verdict) for case, _, verdict in own], paper.accepted),
        cases=tuple(_case(*pair) for pair in own),
    )


def _case(case: Case, outcome: Outcome, verdict: Verdict) -> CaseResult:
    fault = outcome.fault
    return CaseResult(
        name=case.spec.name,
        visibility=case.spec.visibility,
        status=verdict.status,
        about=case.spec.about,
        weight=case.spec.weight,
        message=verdict.message,
        traceback=traceback(outcome),
        line=None if fault is None else fault.line,
        expected=verdict.expected,
        got=verdict.got,
        contract=verdict.contract,
        error=verdict.error,
        first_divergence=verdict.first_divergence,
        torch=verdict.torch,
        seconds=round(outcome.seconds, 6),
    )


def traceback(outcome: Outcome) -> str | None:
    """The student's own lines of a traceback, as Python prints them."""
    fault = outcome.fault
    if fault is None or outcome.status == "not_implemented":
        return None
    lines = ["Traceback (your lines only):"]
    for file, line, function, source in fault.frames:
        name = file.partition("/")[2] or file
        lines.append(f'  File "{name}", line {line}, in {function}')
        if source:
            lines.append(f"    {source}")
    lines.append(fault.text)
    return "\n".join(lines)


def unreadable(
    paper: Paper, submission: Submission, box: Box, started: float, problem: Outcome
) -> Result:
    """A submission that cannot be imported: said once, with the line, and no points."""
    status: ExerciseStatus = "error"
    if problem.status in ("timeout", "memory"):
        status = problem.status
    fault = problem.fault
    words = problem.message
    if not words and fault is not None:
        words = fault.text
    line = None if fault is None else fault.line
    where = f"line {line}: " if line is not None and f"line {line}" not in words else ""
    exercises = tuple(
        ExerciseResult(name=e.name, score=0.0, max_score=e.points, status=status)
        for e in _exercises(paper)
    )
    return _result(
        paper,
        submission,
        box,
        started,
        status="unreadable",
        message=f"your file could not be imported: {where}{words or problem.status}",
        line=line,
        score=0.0,
        exercises=exercises,
    )


def _result(
    paper: Paper,
    submission: Submission,
    box: Box,
    started: float,
    *,
    status: str = "graded",
    message: str | None = None,
    line: int | None = None,
    score: float | None = None,
    exercises: tuple[ExerciseResult, ...] = (),
) -> Result:
    return Result(
        assignment=paper.assignment.name,
        submission=submission.name,
        status=status,  # type: ignore[arg-type]
        message=message,
        line=line,
        score=score,
        max_score=rounded(sum(e.points for e in _exercises(paper))),
        isolation=box.level,
        seconds=round(time.perf_counter() - started, 4),
        stdout=box.stdout,
        exercises=exercises,
    )
