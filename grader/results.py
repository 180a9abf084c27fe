"""Marking: what is gathered of one submission, and the Result that comes of it."""

import time
from typing import Literal

from .model import ExerciseResult, ExerciseStatus, Outcome, Result
from .paper import Paper
from .sandbox.box import Box
from .score import rounded
from .submission import Submission

__all__ = ["Marking"]


class Marking:
    """One submission that is held to a paper; every way in which that ends is a method.

    Its clock starts when it is made.  `ran` is what is run, and the box; without, nothing is, and
    `level` is the one at which it would have been.
    """

    def __init__(
        self, paper: Paper, name: str, level: str, ran: tuple[Submission, Box] | None = None
    ) -> None:
        self.paper = paper
        self.name = name
        self.level = level
        self.ran = ran
        self.started = time.perf_counter()

    @classmethod
    def of(cls, paper: Paper, submission: Submission, box: Box) -> "Marking":
        """The marking of a submission that is run in a box."""
        return cls(paper, submission.name, box.level, (submission, box))

    def graded(self, exercises: tuple[ExerciseResult, ...], violation: bool = False) -> Result:
        """The sum of the exercises' points.

        There is no grade that our own fault is part of, whatever the rest is worth.
        """
        ours = [exercise.name for exercise in exercises if exercise.status == "internal_error"]
        if ours:
            message = f"could not be graded, by our fault: {', '.join(ours)}"
            return self.internal_error(message, exercises)
        score = rounded(sum(exercise.score for exercise in exercises))
        return self._result("graded", score=score, exercises=exercises, violation=violation)

    def unreadable(self, problem: Outcome) -> Result:
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
        if line is not None and file and file.rpartition(".")[0] != self.paper.assignment.module:
            where = f"{file}, line {line}: "
        else:
            file = ""
        return self._result(
            "unreadable",
            message=f"your file could not be imported: {where}{words or problem.status}",
            line=line,
            file=file or None,
            score=0.0,
            exercises=self._without_points(status),
            violation=problem.violation,
        )

    def nothing_handed_in(self, why: str) -> Result:
        """A submission with nothing in it to run: no points, and the reason."""
        exercises = self._without_points("missing")
        return self._result("unreadable", message=why, score=0.0, exercises=exercises)

    def internal_error(self, why: str, exercises: tuple[ExerciseResult, ...] = ()) -> Result:
        """A submission that could not be graded by our own fault: no score."""
        return self._result("internal_error", message=why, exercises=exercises)

    def _without_points(self, status: ExerciseStatus) -> tuple[ExerciseResult, ...]:
        return tuple(
            ExerciseResult(name=e.name, score=0.0, max_score=e.points, status=status)
            for e in self.paper.exercises
        )

    def _result(
        self,
        status: Literal["graded", "unreadable", "internal_error"],
        *,
        message: str | None = None,
        line: int | None = None,
        file: str | None = None,
        score: float | None = None,
        exercises: tuple[ExerciseResult, ...] = (),
        violation: bool = False,
    ) -> Result:
        seconds, stdout, chosen = 0.0, "", ""
        notes: tuple[str, ...] = ()
        if self.ran is not None:
            submission, box = self.ran
            seconds, stdout = round(time.perf_counter() - self.started, 4), box.stdout
            told = [note.text(box.several) for note in box.notes]
            notes, chosen = (*submission.remarks, *told), submission.chosen
        return Result(
            assignment=self.paper.assignment.name,
            submission=self.name,
            status=status,
            message=message,
            line=line,
            file=file,
            score=score,
            max_score=rounded(sum(exercise.points for exercise in self.paper.exercises)),
            isolation=self.level,
            seconds=seconds,
            stdout=stdout,
            violation=violation,
            notes=notes,
            chosen_file=chosen or None,
            exercises=exercises,
        )
