"""Golden values made anew: the reference, the accepted variants, and torch where it is there."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..adapters import adapter_of
from ..errors import CourseError, EditError, GoldenError
from ..model import Assignment, Case, Golden, Mistake
from ..runner.codec import encode
from .contract import breaches
from .edits import apply_edits
from .oracles import Oracles, ask
from .reference import Reference, answer, blamed_on
from .run import outcomes_of
from .values import from_json, to_json

__all__ = ["accepted_mistakes", "frozen_answer", "make"]


def accepted_mistakes(
    assignment: Assignment, mistakes: Sequence[Mistake]
) -> dict[str, list[Mistake]]:
    """Exercise name -> the mistakes that it accepts.  Raises GoldenError for an unknown id."""
    known = {mistake.id: mistake for mistake in mistakes}
    result: dict[str, list[Mistake]] = {}
    for exercise in assignment.exercises:
        for name in exercise.accept:
            if name not in known:
                raise GoldenError(
                    f"{assignment.folder}/assignment.yaml: {exercise.name} accepts {name!r}, "
                    "but mistakes.yaml has no such id"
                )
            result.setdefault(exercise.name, []).append(known[name])
    return result


def make(
    sources: Mapping[str, bytes],
    assignment: Assignment,
    cases: Sequence[Case],
    mistakes: Sequence[Mistake] = (),
    oracles: Oracles | None = None,
) -> dict[str, Golden]:
    """Case id -> golden values, by running the reference, whose files are `sources`.

    With `oracles`, torch's answers stand beside them.

    Values pass through their JSON form, so that what is compared is what is frozen.  Raises
    CourseError, EditError, which say what of the course is wrong.
    """
    expected = _answers(sources, cases)
    accepted: dict[str, dict[str, object]] = {case.id: {} for case in cases}
    tolerated: dict[str, dict[str, tuple[str, ...]]] = {case.id: {} for case in cases}
    for name, variants in accepted_mistakes(assignment, mistakes).items():
        own = [case for case in cases if case.exercise.name == name]
        for variant in variants:
            if variant.kind == "contract":
                for id, slugs in _tolerated(sources, assignment, variant, own, expected).items():
                    tolerated[id][variant.id] = slugs
                continue
            for id, value in _accepted(sources, assignment, variant, own).items():
                if encode(value) != encode(expected[id]):
                    accepted[id][variant.id] = value
    answers: dict[str, Any] = {}
    if oracles is not None:
        for case in cases:
            found = oracles.find(assignment.name, case.exercise.name)
            if found:
                answers[case.id] = ask(found[0][1], case)
    return {
        id: Golden(value, answers.get(id), accepted[id], tolerated[id])
        for id, value in expected.items()
    }


def _answers(sources: Mapping[str, bytes], cases: Sequence[Case]) -> dict[str, Any]:
    reference = Reference(sources)
    try:
        return {case.id: frozen_answer(reference, case) for case in cases}
    finally:
        reference.close()


def _accepted(
    sources: Mapping[str, bytes], assignment: Assignment, variant: Mistake, cases: Sequence[Case]
) -> dict[str, Any]:
    """What a mistake answers that is accepted; an error says that it is that mistake's."""
    try:
        return _answers(apply_edits(sources, variant.edits), cases)
    except (CourseError, EditError) as error:
        words = f"{variant.id}, which is accepted: in the edited reference: {error}"
        raise type(error)(f"{assignment.folder}/mistakes.yaml: {words}") from error.__cause__


def _tolerated(
    sources: Mapping[str, bytes],
    assignment: Assignment,
    variant: Mistake,
    cases: list[Case],
    expected: Mapping[str, Any],
) -> dict[str, tuple[str, ...]]:
    """Case id -> the breaches of contract of a mistake that is accepted, where it has some."""
    reference = Reference(apply_edits(sources, variant.edits))
    try:
        outcomes = outcomes_of(reference, cases)
    finally:
        reference.close()
    found = {}
    for case, outcome in zip(cases, outcomes, strict=True):
        slugs = breaches(case, expected[case.id], outcome, assignment.tolerance, wrong=False)
        if outcome.status == "value" and slugs:
            found[case.id] = slugs
    return found


def frozen_answer(reference: Reference, case: Case) -> Any:
    """What a reference answers on a case, in the form in which it is frozen.

    Raises CourseError.
    """
    value = answer(reference, case)
    with blamed_on(reference, case):  # an answer that is no number has no form
        return from_json(to_json(adapter_of(case.exercise).freeze(value)))
