"""The course's reference as a submission: through the box and the judge that students get.

Golden values are what the reference answers when it is asked once.  That it also changes no
argument, keeps nothing between calls, and answers with the types that are asked of students, only
shows when it is handed in.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..compare import judge
from ..errors import SandboxError
from ..golden.blame import REFERENCE
from ..golden.reference import Reference
from ..golden.variants import as_submission
from ..model import Assignment, Case, Fault, Golden, Outcome, Verdict
from ..runner import LABEL
from ..sandbox.backend import open_backend
from ..sandbox.box import Box

__all__ = ["reference_faults"]

#: Where `as_submission` puts the reference, as a traceback names it.
_FOLDER = f"{LABEL}/right/"


def reference_faults(
    assignment: Assignment,
    sources: Mapping[str, bytes],
    cases: Sequence[Case],
    goldens: Mapping[str, Golden],
) -> list[str]:
    """A sentence on every exercise in which the reference does not get full marks.

    Raises CourseError when it has no such function, SandboxError when that is our own fault.
    """
    files = as_submission(assignment, sources, {})
    # The course's own code is trusted: how well it is sealed off makes no difference to a grade.
    box = Box(files, assignment.module, assignment.limits, cases, open_backend("limits"))
    reference = Reference(sources)
    try:
        with box:
            problem = box.problem()
            if problem is not None:
                return [_unreadable(problem)]
            outcomes = list(box.run())
        return list(_faults(assignment, reference, cases, goldens, outcomes))
    finally:
        reference.close()


def _unreadable(problem: Outcome) -> str:
    _refuse_ours(problem)
    fault = problem.fault
    where = (_place(fault) if fault else None) or REFERENCE
    words = fault.text if fault else problem.message or problem.status
    return f"{where}: the reference cannot be handed in as a submission: {words}; mend it"


def _faults(
    assignment: Assignment,
    reference: Reference,
    cases: Sequence[Case],
    goldens: Mapping[str, Golden],
    outcomes: Sequence[Outcome],
) -> Iterator[str]:
    pairs = list(zip(cases, outcomes, strict=True))
    for exercise in assignment.exercises:
        own = [(case, outcome) for case, outcome in pairs if case.exercise.name == exercise.name]
        failed = []
        for case, outcome in own:
            _refuse_ours(outcome)
            verdict = judge(case, goldens[case.id], outcome, assignment.tolerance)
            if verdict.status != "passed":
                failed.append((case, outcome, verdict))
        if failed:
            where = _place(failed[0][1].fault) or reference.place(exercise.reference)
            yield _sentence(where, len(own), failed)


def _sentence(where: str, of: int, failed: Sequence[tuple[Case, Outcome, Verdict]]) -> str:
    case, _, verdict = failed[0]
    more = f" (and {len(failed) - 1} more of {of})" if len(failed) > 1 else ""
    slugs = f" [{', '.join(verdict.contract)}]" if verdict.contract else ""
    return (
        f"{where}: the reference, handed in as a submission, fails case {case.id}{more}: "
        f"{verdict.message}{slugs}; mend the reference, which is held to what students are"
    )


def _place(fault: Fault | None) -> str | None:
    """`reference/losses.py:12` of an exception, where it was in the reference."""
    for file, line, *_ in reversed(fault.frames if fault else ()):
        if file.startswith(_FOLDER):
            return f"{REFERENCE}/{file.removeprefix(_FOLDER)}:{line}"
    return None


def _refuse_ours(outcome: Outcome) -> None:
    if outcome.status == "internal_error":
        raise SandboxError(f"the reference could not be run: {outcome.message}")
