"""What of a result a student may see: of hidden cases whether they passed, at most."""

import msgspec

from ..model import CaseResult, ExerciseResult, Policy, Result

__all__ = ["shown"]

PASSED = "a hidden case: right"
FAILED = "a hidden case: your code must hold for other inputs than those that you can see"


def shown(result: Result, policy: Policy) -> Result:
    """The result without inputs, answers, output and tracebacks of hidden cases.

    It has no times: what is handed out is the same bytes, whichever machine graded it, and when.

    `names` keeps each with its status; `score` and `nothing` keep none of them, `score` says how
    many passed.
    """
    exercises = tuple(_exercise(exercise, policy) for exercise in result.exercises)
    return msgspec.structs.replace(result, exercises=exercises, violation=False, seconds=0.0)


def _exercise(exercise: ExerciseResult, policy: Policy) -> ExerciseResult:
    public = [
        msgspec.structs.replace(case, seconds=0.0)
        for case in exercise.cases
        if case.visibility == "public"
    ]
    hidden = [case for case in exercise.cases if case.visibility == "hidden"]
    if policy.hidden == "names":
        public += [_bare(case) for case in hidden]
    elif policy.hidden == "score" and hidden:
        public.append(_summary(hidden))
    return msgspec.structs.replace(exercise, cases=tuple(public))


def _bare(case: CaseResult) -> CaseResult:
    """Name, weight and whether it passed; not even how it failed, which can carry bits out."""
    good = case.status == "passed"
    ours = case.status == "internal_error"
    return CaseResult(
        name=case.name,
        visibility="hidden",
        status="internal_error" if ours else "passed" if good else "failed",
        weight=case.weight,
        message=PASSED if good else FAILED,
    )


def _summary(hidden: list[CaseResult]) -> CaseResult:
    counting = [case for case in hidden if case.weight > 0] or hidden
    passed = sum(case.status == "passed" for case in counting)
    return CaseResult(
        name="hidden cases",
        visibility="hidden",
        status="passed" if passed == len(counting) else "failed",
        weight=sum(case.weight for case in counting),
        message=f"{passed} of {len(counting)} hidden cases are right",
    )
