"""A check of validate: what is planned, and what came out."""

from collections.abc import Callable
from typing import Literal

import msgspec
import numpy as np

from ..errors import GraderError
from ..golden.blame import exception_words

__all__ = ["Check", "Measured", "Plan", "Problem", "run"]

Status = Literal["passed", "failed"]
#: In a check's message, which is one line; the table shows all of them.
MOST_PROBLEMS = 5


class Problem(msgspec.Struct, frozen=True):
    """What is wrong, where (`file:line:column`), and what to do about it.

    `fixable`: `grader validate --fix` does it.
    """

    place: str
    wrong: str
    remedy: str
    fixable: bool = False

    def __str__(self) -> str:
        return ": ".join(part for part in (self.place, f"{self.wrong}; {self.remedy}") if part)


class Measured(msgspec.Struct, frozen=True):
    """What a check measured: an error per case, or what is wrong.

    `cases` names what each error belongs to; `message` alone is a note.
    """

    errors: tuple[float, ...] = ()
    message: str = ""
    wrong: bool = False
    problems: tuple[Problem, ...] = ()
    cases: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A check that can be run: it passes if no error is above the bound.

    Where one is, `place` tells where to look and `remedy` what to do.
    """

    kind: str
    assignment: str
    exercise: str = ""
    oracle: str = ""
    bound: float | None = None
    measure: Callable[[], Measured]
    place: Callable[[], str] = lambda: ""
    remedy: str = ""

    @property
    def name(self) -> str:
        """kind:assignment.exercise:oracle, unique."""
        parts = (self.kind, f"{self.assignment}.{self.exercise}".rstrip("."), self.oracle)
        return ":".join(part for part in parts if part)


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `grader validate --json`, which leaves out the last two fields."""

    name: str
    kind: str
    assignment: str
    exercise: str
    oracle: str
    cases: int
    status: Status
    max_error: float | None
    tolerance: float | None
    message: str
    errors: tuple[float, ...] = ()
    problems: tuple[Problem, ...] = ()


def run(plan: Plan) -> Check:
    """Runs a check; an exception in it is a failure of the check, and says so."""
    try:
        with np.errstate(all="ignore"):
            measured = plan.measure()
    except (Exception, SystemExit) as error:
        measured = Measured(message=exception_words(error), wrong=True)
    within = plan.bound is None or all(error <= plan.bound for error in measured.errors)
    silent = not measured.message and not measured.problems
    nothing = plan.bound is not None and not measured.errors and silent
    message = "nothing was checked" if nothing else measured.message
    if measured.problems:
        message = "; ".join(str(problem) for problem in measured.problems[:MOST_PROBLEMS])
    elif not within and not message:
        message = _above(plan, measured)
    good = within and not measured.wrong and not measured.problems and not nothing
    return Check(
        name=plan.name,
        kind=plan.kind,
        assignment=plan.assignment,
        exercise=plan.exercise,
        oracle=plan.oracle,
        cases=len(measured.errors),
        status="passed" if good else "failed",
        max_error=max(measured.errors, default=None),
        tolerance=plan.bound,
        message=message,
        errors=measured.errors,
        problems=measured.problems,
    )


def _above(plan: Plan, measured: Measured) -> str:
    """What is said of an error above the bound: where, on which case, what to do."""
    worst = max(range(len(measured.errors)), key=lambda i: _size(measured.errors[i]))
    case = f" on case {measured.cases[worst]}" if measured.cases else ""
    words = f"the largest error is {measured.errors[worst]:.2g}{case}, the bound {plan.bound:.2g}"
    try:
        place = plan.place()
    except GraderError:
        place = ""
    return ("" if not place else f"{place}: ") + "; ".join(p for p in (words, plan.remedy) if p)


def _size(error: float) -> float:
    """An order in which nan is the largest."""
    return float("inf") if np.isnan(error) else error
