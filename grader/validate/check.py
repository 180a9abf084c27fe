"""A check of validate: what is planned, and what came out."""

from collections.abc import Callable
from typing import Literal

import msgspec
import numpy as np

from ..golden.blame import told

__all__ = ["Check", "Measured", "Plan", "run"]

Status = Literal["passed", "failed"]


class Measured(msgspec.Struct, frozen=True):
    """What a check measured: an error per case, or a sentence about what is wrong."""

    errors: tuple[float, ...] = ()
    message: str = ""
    wrong: bool = False


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A check that can be run: it passes if no error is above the bound."""

    kind: str
    assignment: str
    exercise: str = ""
    oracle: str = ""
    bound: float | None = None
    measure: Callable[[], Measured]

    @property
    def name(self) -> str:
        """kind:assignment.exercise:oracle, unique."""
        parts = (self.kind, f"{self.assignment}.{self.exercise}".rstrip("."), self.oracle)
        return ":".join(part for part in parts if part)


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `grader validate --json`."""

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


def run(plan: Plan) -> Check:
    """Runs a check; an exception in it is a failure of the check, and says so."""
    try:
        with np.errstate(all="ignore"):
            measured = plan.measure()
    except (Exception, SystemExit) as error:
        measured = Measured(message=told(error), wrong=True)
    largest = max(measured.errors, default=None)
    within = plan.bound is None or all(error <= plan.bound for error in measured.errors)
    nothing = plan.bound is not None and not measured.errors and not measured.message
    good = within and not measured.wrong and not nothing
    message = "nothing was checked" if nothing else measured.message
    if not within and not message:
        message = f"the largest error is {largest:.2g}, the bound {plan.bound:.2g}"
    return Check(
        name=plan.name,
        kind=plan.kind,
        assignment=plan.assignment,
        exercise=plan.exercise,
        oracle=plan.oracle,
        cases=len(measured.errors),
        status="passed" if good else "failed",
        max_error=largest,
        tolerance=plan.bound,
        message=message,
        errors=measured.errors,
    )
