"""The pipeline: a submission in, its Result out.

cases + golden values -+
                       v
submission -> box -> outcomes -> judge -> verdicts -> diagnose -> score -> Result
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .compare import graded_together
from .diagnose.graded import Diagnosis, gave_numbers, public
from .diagnose.starter import with_starter
from .earlier import with_earlier
from .errors import GoldenError, SandboxError
from .followups import FollowUps
from .language import translated as _
from .model import (
    Case,
    CaseResult,
    Exercise,
    ExerciseResult,
    Graded,
    Outcome,
    Result,
    Verdict,
)
from .paper import Paper, open_box
from .results import Marking
from .sandbox.backend import Backend
from .sandbox.box import Box
from .score import points, status_of
from .submission import Submission
from .wording.sentences import RIGHT_GIVEN

if TYPE_CHECKING:
    from .diagnose.catalogue import Catalogue

__all__ = ["grade", "grade_with_cases"]

#: So many answers are compared at once; what is left when the cases end is compared then.
TOGETHER = 16


def grade(
    paper: Paper,
    submission: Submission,
    box: Box | None = None,
    catalogue: "Catalogue | None" = None,
) -> Result:
    """Grades one submission on every case of the paper; `box` may have been launched already.

    `catalogue` has the known mistakes on these cases; without it, the assignment's fingerprints are
    taken, which are of the public cases.

    A failure of our own gives the status `internal_error` and no score, never a zero.  Raises
    GoldenError when golden.json does not fit the cases, which is for the course to mend.
    """
    return grade_with_cases(paper, submission, box, catalogue)[0]


def grade_with_cases(
    paper: Paper,
    submission: Submission,
    box: Box | None = None,
    catalogue: "Catalogue | None" = None,
) -> tuple[Result, list[Graded]]:
    """The same with every case as it was judged, which pictures are drawn from."""
    box = box or open_box(paper, submission)
    marking = Marking.of(paper, submission, box)
    try:
        with box:
            problem = box.problem()
            found = FollowUps(paper) if problem else _judged(paper, box)
        if problem:
            return marking.unreadable(problem), []
        exercises = _exercises(paper, submission, box.backend, found, catalogue)
    except SandboxError as error:
        return marking.internal_error(str(error)), []
    violation = any(graded.outcome.violation for graded in found.graded)
    return marking.graded(exercises, violation), found.graded


def _judged(paper: Paper, box: Box) -> FollowUps:
    """The cases with their verdicts, and what was run because of them, while the child works.

    Of many submissions some cases are judged at once: always the same ones, for which the
    comparison is made ready.  Of a single one they are judged when nothing else is to be done.
    """
    found = FollowUps(paper)
    probes = set(map(id, paper.probes))
    answered: list[tuple[Case, Outcome]] = []

    def judge() -> None:
        for graded in graded_together(paper, answered):
            found.add(graded)
            if graded.verdict.status != "passed":
                from .diagnose import findings  # noqa: F401  loaded while the child works on
        answered.clear()

    def more(last: bool) -> Sequence[Case]:
        judge()
        return found.more(last)

    for outcome in box.run(more):
        case = box.case
        assert case is not None
        if id(case) in probes:
            found.probes.append((case, outcome))
            continue
        answered.append((case, outcome))
        if len(answered) == TOGETHER or (box.backend.alone and not box.has_next):
            judge()
    judge()
    return found


def _exercises(
    paper: Paper,
    submission: Submission,
    backend: Backend,
    found: FollowUps,
    catalogue: "Catalogue | None",
) -> tuple[ExerciseResult, ...]:
    """What each exercise gets, and why."""
    by_exercise: dict[str, list[Graded]] = {exercise.name: [] for exercise in paper.exercises}
    for graded in found.graded:
        by_exercise[graded.case.exercise.name].append(graded)
    diagnoses = _diagnose(paper, by_exercise, found.probes, catalogue)
    diagnoses |= with_starter(by_exercise, found.with_starter, diagnoses)
    diagnoses |= _with_slips(paper, by_exercise, diagnoses)
    diagnoses = with_earlier(paper, submission, backend, by_exercise, diagnoses)
    return tuple(
        _exercise(paper, exercise, by_exercise[exercise.name], diagnoses[exercise.name])
        for exercise in paper.exercises
    )


def _diagnose(
    paper: Paper,
    by_exercise: Mapping[str, Sequence[Graded]],
    probes: Sequence[tuple[Case, Outcome]],
    catalogue: "Catalogue | None",
) -> dict[str, Diagnosis]:
    """The findings; what looks for them is loaded when there is something to find."""
    accepted = any(g.verdict.accepted is not None for own in by_exercise.values() for g in own)
    if _all_right(by_exercise) and not accepted:
        return dict.fromkeys(by_exercise, Diagnosis())
    from .diagnose.findings import diagnose

    return diagnose(
        {name: _telling(own) for name, own in by_exercise.items()},
        catalogue=lambda: catalogue or _known(paper),
        accepted=lambda: paper.accepted,
        families=lambda: paper.families,
        tolerance=paper.tolerance,
        probes=probes,
    )


def _all_right(by_exercise: Mapping[str, Sequence[Graded]]) -> bool:
    return all(g.verdict.status == "passed" for own in by_exercise.values() for g in own)


def _with_slips(
    paper: Paper, by_exercise: Mapping[str, Sequence[Graded]], diagnoses: Mapping[str, Diagnosis]
) -> dict[str, Diagnosis]:
    """The diagnoses of answers that fit each other; what finds them is loaded where it is asked."""
    asked = any(exercise.slips for exercise in paper.exercises)
    if not asked or _all_right(by_exercise):
        return {}
    from .diagnose.slips import with_slips

    return with_slips(by_exercise, lambda: paper.slips, diagnoses, paper.tolerance)


def _telling(own: Sequence[Graded]) -> Sequence[Graded]:
    """The cases that the diagnosis looks at: the public ones alone, if they tell something."""
    seen = public(own)
    return own if all(g.verdict.status == "passed" for g in seen) else seen


def _known(paper: Paper) -> "Catalogue":
    """The assignment's fingerprints; without them, or damaged, nothing has a name, but a grade."""
    from .diagnose.catalogue import Catalogue
    from .diagnose.fingerprints import read

    try:
        return read(Path(paper.assignment.folder))
    except GoldenError:
        return Catalogue({}, {})


def _exercise(
    paper: Paper, exercise: Exercise, own: Sequence[Graded], diagnosis: Diagnosis
) -> ExerciseResult:
    if paper.assignment.follow_through:
        if diagnosis.given is not None:
            own = [_kept(graded, _(RIGHT_GIVEN).format(earlier=diagnosis.given)) for graded in own]
        own = [
            _kept(graded, words, always=True)
            if (words := diagnosis.with_starter.get(graded.case.id))
            else graded
            for graded in own
        ]
    verdicts = [graded.verdict for graded in own]
    weights = [graded.case.spec.weight for graded in own]
    return ExerciseResult(
        name=exercise.name,
        score=points(exercise, weights, [verdict.status for verdict in verdicts]),
        max_score=exercise.points,
        status=status_of(verdicts, weights),
        findings=diagnosis.findings,
        cases=tuple(_case(graded.case, graded.outcome, graded.verdict) for graded in own),
    )


def _kept(graded: Graded, words: str, always: bool = False) -> Graded:
    """A case that is right but for the mistake of an earlier exercise keeps its points.

    Not where it raised an exception, which is no evidence of a right calculation (unless it was run
    again and was right: `always`), nor where it broke the contract by itself.
    """
    verdict = graded.verdict
    if verdict.status == "passed":
        return graded
    if not always and (verdict.contract or not gave_numbers(graded)):
        return graded
    right = msgspec.structs.replace(verdict, status="passed", message=words)
    return msgspec.structs.replace(graded, verdict=right)


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
        accepted=verdict.accepted is not None,
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
