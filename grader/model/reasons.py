"""Why an exercise has not passed, in lines: one place for the terminal, pages and exports."""

from .result import ExerciseResult

__all__ = ["reason", "reasons"]


def reasons(exercise: ExerciseResult) -> list[str]:
    """What the findings say, then what each case that did not pass says; of these, what is there.

    The first is the most telling.
    """
    wrong = [case for case in exercise.cases if case.status != "passed"]
    return [finding.message for finding in exercise.findings] + [case.message for case in wrong]


def reason(exercise: ExerciseResult, otherwise: str | None = None) -> str:
    """The reason of an exercise in a line.

    It is that of the first finding; without one, `otherwise`, or, where that is not given, what
    the first case that did not pass says; else the status.
    """
    if otherwise is not None and not exercise.findings:
        return otherwise
    return next(iter(reasons(exercise)), exercise.status)
