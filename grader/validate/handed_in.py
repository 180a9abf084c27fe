"""The course's reference as a submission: through the box and the judge that students get.

Golden values are what the reference answers when it is asked once.  That it also changes no
argument, keeps nothing between calls, and answers with the types that are asked of students, only
shows when it is handed in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..cases.starters import draw_starters
from ..compare import judge
from ..errors import SandboxError
from ..golden.blame import REFERENCE
from ..golden.reference import Reference
from ..golden.variants import as_submission
from ..model import Assignment, Case, Fault, Golden, Outcome, Verdict
from ..paper import Paper, open_box
from ..runner import LABEL
from ..sandbox.backend import open_backend
from ..sandbox.outcomes import Note
from ..submission import Submission

__all__ = ["odd_types", "reference_faults"]

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
    submission = Submission("reference", as_submission(assignment, sources, {}))
    # The course's own code is trusted: how well it is sealed off makes no difference to a grade.
    starters = draw_starters(assignment, cases)
    every = [*cases, *starters]
    box = open_box(Paper(assignment, cases), submission, open_backend("limits"), every)
    reference = Reference(sources)
    try:
        for exercise in assignment.exercises:
            reference.target(exercise.reference, exercise.name)
        with box:
            problem = box.problem()
            if problem is not None:
                return [_unreadable(problem)]
            outcomes = list(box.run())
        left_out = [_left_out(note) for note in box.notes]
        faults = list(_faults(assignment, reference, cases, goldens, outcomes[: len(cases)]))
        misfits = _misfits(assignment, starters, goldens, outcomes[len(cases) :])
        return [*left_out, *faults, *misfits]
    finally:
        reference.close()


def _misfits(
    assignment: Assignment,
    starters: Sequence[Case],
    goldens: Mapping[str, Golden],
    outcomes: Sequence[Outcome],
) -> Iterator[str]:
    """Starters with which the reference is not right, the first case of each."""
    told = set()
    for case, outcome in zip(starters, outcomes, strict=True):
        after = case.exercise.after
        verdict = judge(case, goldens[case.id], outcome, assignment.tolerance)
        if after is None or verdict.status == "passed" or after.starter in told:
            continue
        told.add(after.starter)
        yield (
            f"{Path(assignment.folder) / after.file}: {case.id}: with {after.starter} in place of "
            f"{after.exercise}, the reference is not right: {verdict.message}; mend the starter"
        )


def _unreadable(problem: Outcome) -> str:
    _refuse_ours(problem)
    fault = problem.fault
    where = (_place(fault) if fault else None) or REFERENCE
    words = _in_the_course(fault.text if fault else problem.message or problem.status)
    return f"{where}: the reference cannot be handed in as a submission: {words}; mend it"


def _left_out(note: Note) -> str:
    """A statement of the reference that fails in a submission, which costs it itself only there."""
    file, words = _in_the_course(note.file), _in_the_course(note.words)
    problem = f"the reference, handed in as a submission, is not read whole: {words}; mend it"
    return f"{file}:{note.line}: {problem}"


def _faults(
    assignment: Assignment,
    reference: Reference,
    cases: Sequence[Case],
    goldens: Mapping[str, Golden],
    outcomes: Sequence[Outcome],
) -> Iterator[str]:
    pairs = list(zip(cases, outcomes, strict=True))
    for exercise in assignment.exercises:
        odd = odd_types(
            [(c.id, goldens[c.id].expected) for c, _ in pairs if c.exercise == exercise]
        )
        if odd:
            yield f"{reference.place(exercise.reference)}: {odd}; mend the reference"
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


def odd_types(answers: Sequence[tuple[str, Any]]) -> str:
    """What is said of answers, (case, value), whose arrays students could not know the type of.

    That they come back as they were frozen says nothing: an answer in float32 is equal to itself.
    """
    first: dict[str, tuple[str, np.dtype]] = {}
    for case, value in answers:
        for path, dtype in _dtypes(value):
            if dtype != np.float64 and dtype.kind != "i":
                return f"the reference answers case {case} in {dtype}, expected float64 or integers"
            other, kind = first.setdefault(path, (case, dtype))
            if kind.kind != dtype.kind:
                return f"the reference answers case {other} in {kind}, but case {case} in {dtype}"
    return ""


def _dtypes(value: Any, path: str = "") -> Iterator[tuple[str, np.dtype]]:
    """(path, dtype) of every array of an answer."""
    if isinstance(value, np.ndarray):
        yield path, value.dtype
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _dtypes(item, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for i, item in enumerate(value):
            yield from _dtypes(item, f"{path}[{i}]")


def _sentence(where: str, of: int, failed: Sequence[tuple[Case, Outcome, Verdict]]) -> str:
    case, _, verdict = failed[0]
    more = f" (and {len(failed) - 1} more of {of})" if len(failed) > 1 else ""
    slugs = f" [{', '.join(verdict.contract)}]" if verdict.contract else ""
    return (
        f"{where}: the reference, handed in as a submission, fails case {case.id}{more}: "
        f"{_in_the_course(verdict.message)}{slugs}; "
        "mend the reference, which is held to what students are"
    )


def _in_the_course(message: str) -> str:
    """A student's message on one line, with the reference's files where their author has them."""
    return re.sub(r"\bright/(?=\w+\.py)", f"{REFERENCE}/", " ".join(message.split()))


def _place(fault: Fault | None) -> str | None:
    """`reference/losses.py:12` of an exception, where it was in the reference."""
    for file, line, *_ in reversed(fault.frames if fault else ()):
        if file.startswith(_FOLDER):
            return f"{REFERENCE}/{file.removeprefix(_FOLDER)}:{line}"
    return None


def _refuse_ours(outcome: Outcome) -> None:
    if outcome.status == "internal_error":
        raise SandboxError(f"the reference could not be run: {outcome.message}")
