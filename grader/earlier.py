"""What is right by itself, though what it builds on is wrong.

An exercise that is wrong, as is an earlier one that it builds on, is run once more in a process of
its own, with the course's function in place of the student's.  Of what comes back only right or
wrong is kept: what such a process prints or answers was made beside the course's own code.
"""

import time
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Literal

import msgspec

from .compare import graded_together, judge
from .diagnose.graded import Diagnosis, public, right
from .errors import SandboxError
from .language import translated as _
from .model import Case, CaseStatus, Exercise, Finding, Graded, Outcome
from .paper import Paper, open_box
from .sandbox.backend import Backend
from .submission import Submission
from .wording.findings import listed, worded
from .wording.sentences import RIGHT_WITH_STARTER

if TYPE_CHECKING:
    from .model.variants import Part

__all__ = ["with_earlier"]

#: What became of an exercise with the course's function.
Tried = Literal["right", "alone", "wrong", "unknown"]
#: Wall time for all of this in one submission, which has had its own time for every case.
SECONDS = 15.0


def with_earlier(
    paper: Paper,
    submission: Submission,
    backend: Backend,
    graded: Mapping[str, Sequence[Graded]],
    diagnoses: Mapping[str, Diagnosis],
) -> dict[str, Diagnosis]:
    """Exercise -> its diagnosis, where it was run with the course's earlier functions.

    One in place of the student's is tried first, then all that are wrong, until the time for it is
    over.  Raises SandboxError.
    """
    found = dict(diagnoses)
    until = time.monotonic() + SECONDS
    for exercise in paper.exercises:
        own, diagnosis = graded[exercise.name], found[exercise.name]
        if right(own) or _kept(diagnosis, own) or not _can_be_run(own):
            continue
        wrong = _wrong_before(paper, exercise, graded, found)
        tried: dict[tuple[str, ...], Tried] = {}
        for names in _choices(wrong):
            parts = {name: paper.parts[exercise.name][name] for name in names}
            tried[names] = _tried(paper, submission, backend, own, parts, until)
            if tried[names] == "right":
                break
        found[exercise.name] = _told(diagnosis, exercise, own, tried)
    return found


def _kept(diagnosis: Diagnosis, own: Sequence[Graded]) -> bool:
    """Whether all of it is known to be right already, but for something earlier."""
    wrong = [g for g in own if g.verdict.status != "passed"]
    return diagnosis.given is not None or all(g.case.id in diagnosis.with_starter for g in wrong)


def _can_be_run(own: Sequence[Graded]) -> bool:
    """Whether there is something to run: not where it is missing, or a stub itself."""
    statuses = [g.verdict.status for g in own]
    return "internal_error" not in statuses and not all(map(_unwritten, own))


def _unwritten(graded: Graded) -> bool:
    """Whether it is not there, or raises NotImplementedError itself and not in what it calls."""
    fault = graded.outcome.fault
    status = graded.verdict.status
    return status == "missing" or (
        status == "not_implemented" and (fault is None or len(fault.frames) < 2)
    )


def _wrong_before(
    paper: Paper,
    exercise: Exercise,
    graded: Mapping[str, Sequence[Graded]],
    diagnoses: Mapping[str, Diagnosis],
) -> list[str]:
    """Earlier exercises that are wrong and can be replaced; those wrong by themselves first."""
    others = [own for name, own in graded.items() if name != exercise.name]
    if not exercise.builds_on or all(map(right, others)):
        return []  # the reference is loaded for what may need it
    names = [
        name
        for name in paper.parts.get(exercise.name, {})
        if name in graded and not right(graded[name])
    ]
    return sorted(names, key=lambda name: _kept(diagnoses[name], graded[name]))


def _choices(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Each alone, then all of them together."""
    alone: list[tuple[str, ...]] = [(name,) for name in names]
    return [*alone, tuple(names)] if len(names) > 1 else alone


def _tried(
    paper: Paper,
    submission: Submission,
    backend: Backend,
    own: Sequence[Graded],
    parts: Mapping[str, "Part"],
    until: float,
) -> Tried:
    """What becomes of every case of an exercise then; it is stopped at the first that is not right.

    "alone" is right where the course's function would be so by itself; "unknown" is what gave no
    numbers to judge, or had no time left.  Raises SandboxError for our own failure.
    """
    left = until - time.monotonic()
    if left <= 0:
        return "unknown"
    cases = sorted((g.case for g in own), key=lambda case: case.spec.visibility == "hidden")
    requests = {name: part.request for name, part in parts.items()}
    limits = msgspec.structs.replace(paper.assignment.limits, total_seconds=left)
    box = open_box(paper, submission, backend, cases, limits).with_parts(requests)
    with box:
        if box.problem() is not None:
            return "unknown"
        for outcome in box.run():
            assert box.case is not None
            status = _status(paper, box.case, outcome)
            if status != "passed":
                box.stop()
                return "wrong" if status == "failed" else "unknown"
    alone = any(_answers_alone(paper, own, part) for part in parts.values())
    return "alone" if alone else "right"


def _status(paper: Paper, case: Case, outcome: Outcome) -> CaseStatus:
    """The verdict on a case.  Raises SandboxError for what is our own failure."""
    (graded,) = graded_together(paper, [(case, outcome)])
    verdict = graded.verdict
    if verdict.status == "internal_error":
        raise SandboxError(verdict.message)
    return verdict.status


def _answers_alone(paper: Paper, own: Sequence[Graded], part: "Part") -> bool:
    """Whether the course's earlier function is by itself right on every public case."""
    return all(
        judge(g.case, g.golden, part.answers[g.case.id], paper.tolerance).status == "passed"
        for g in public(own)
    )


def _told(
    diagnosis: Diagnosis,
    exercise: Exercise,
    own: Sequence[Graded],
    tried: Mapping[tuple[str, ...], Tried],
) -> Diagnosis:
    """What is told of what was tried: the first that is right, else the first that is so alone."""
    for wanted in ("right", "alone"):
        for names, became in tried.items():
            if became == wanted:
                return _right(diagnosis, exercise, own, names, wanted == "alone")
    if tried and set(tried.values()) == {"wrong"}:
        return _wrong_by_itself(diagnosis, list(dict.fromkeys(chain.from_iterable(tried))))
    return diagnosis


def _right(
    diagnosis: Diagnosis,
    exercise: Exercise,
    own: Sequence[Graded],
    names: Sequence[str],
    alone: bool,
) -> Diagnosis:
    """That it is right with these, and the cases that were not without them.

    They keep no points where the course's function could have answered `alone`.
    """
    words = {"exercise": exercise.name, "earlier": listed(names)}
    told = Finding(
        kind="follow_through",
        rule="right_with_starter_alone" if alone else "right_with_starter",
        parameters={"exercise": exercise.name, "earlier": list(names)},
    )
    if alone:
        return msgspec.structs.replace(diagnosis, findings=(worded(told), *diagnosis.findings))
    wrong = [g.case.id for g in own if g.verdict.status != "passed"]
    return msgspec.structs.replace(
        diagnosis,
        findings=(worded(told),),
        with_starter=dict.fromkeys(wrong, _(RIGHT_WITH_STARTER).format_map(words)),
    )


def _wrong_by_itself(diagnosis: Diagnosis, names: Sequence[str]) -> Diagnosis:
    """That what is wrong before it is not why this is: it is wrong with the course's, too."""
    if not diagnosis.findings:
        return diagnosis
    first, *rest = diagnosis.findings
    parameters = {k: v for k, v in first.parameters.items() if k != "wrong_before"}
    parameters["wrong_also_with"] = list(names)
    first = worded(msgspec.structs.replace(first, parameters=parameters))
    return msgspec.structs.replace(diagnosis, findings=(first, *rest))
