"""One line on an exercise, as the terminal and a notebook show it beside its points."""

from ..language import translated as _
from ..model import WORST_FIRST, ExerciseResult, reason
from .verdicts import NO_VALUE

__all__ = ["line_of"]

UNWRITTEN = "not implemented yet"


def line_of(exercise: ExerciseResult) -> str:
    """The first finding, or what the worst case says, by its name."""
    if exercise.status == "not_implemented":
        return _unwritten(exercise)
    wrong = [case for case in exercise.cases if case.status != "passed"]
    worst = min(wrong, key=lambda case: WORST_FIRST.index(case.status), default=None)
    if worst is None:
        return reason(exercise, otherwise="")
    named = exercise.status != "missing"
    return reason(exercise, otherwise=f"{worst.name}: {worst.message}" if named else worst.message)


def _unwritten(exercise: ExerciseResult) -> str:
    """That it is not written yet, or which function is not that it needs."""
    said = {case.message for case in exercise.cases if case.status == "not_implemented"}
    own = _(NO_VALUE["not_implemented"])
    return _(UNWRITTEN) if own in said or not said else min(said)
