"""All checks of validate, one function per kind; each yields plans that can be run alone."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from ..adapters import adapter_of
from ..golden.edits import apply_edits
from ..golden.file import read
from ..golden.make import frozen_answer, make
from ..golden.oracles import Oracle, ask, no_oracle
from ..golden.reference import Reference, others_of
from ..model import Case, Exercise, Mistake
from .check import Measured, Plan, Problem
from .context import Context, Sheet
from .distance import RUN_BOUND, bound_of, distance
from .drift import BOUND, Drift, drift
from .fingerprints import stale_problem
from .noise import noisy_answer
from .sound import soundness

__all__ = ["KINDS", "plans"]

_DISAGREE = "the reference and this oracle disagree: correct the one that is wrong"
_UNTRUE = "this does not hold of the reference: correct it, or the identity in reference/oracles"
#: What to do where an error is above the bound.
REMEDIES = {
    "oracle-frozen": _DISAGREE,
    "oracle-fresh": _DISAGREE,
    "convention": "the edited reference is not what the oracle calls this variant: correct the "
    "`edits` in mistakes.yaml, or the function in reference/oracles/{0}.py",
    "identity": _UNTRUE,
    "gradient": _UNTRUE,
    "gradcheck": _UNTRUE,
    "printed": _UNTRUE,
    "golden": "correct the reference or the oracle, then `grader golden {0} --write`",
    "noise": "the run makes much of rounding, and right solutions would part: shorten the case, "
    "take a smaller learning rate, or raise `tolerance` in assignment.yaml",
}
UNVOUCHED = "nothing but the reference vouches for the values (`oracle: none` in assignment.yaml)"


def oracle_plans(context: Context, sheet: Sheet) -> Iterator[Plan]:
    """The reference against its oracles, on the frozen cases and on fresh ones."""
    demanded = sheet.assignment.oracle != "none"
    if not demanded:
        yield _plan("oracle", sheet, None, "none", None, lambda: Measured(message=UNVOUCHED))
    for exercise in sheet.assignment.exercises:
        found = context.oracles.find(sheet.name, exercise.name)
        if demanded and not found and not exercise.no_oracle:
            words = no_oracle(sheet.name, exercise.name)
            yield _plan("oracle", sheet, exercise, "", None, _wrong(words))
        for witness, oracle in found:
            for kind in ("frozen", "fresh"):
                yield _plan(
                    f"oracle-{kind}",
                    sheet,
                    exercise,
                    witness,
                    bound_of(exercise),
                    lambda e=exercise, o=oracle, k=kind: _against(context, sheet, e, o, k),  # type: ignore[misc]
                )


def _against(
    context: Context, sheet: Sheet, exercise: Exercise, oracle: Oracle, kind: str
) -> Measured:
    if kind == "frozen":
        cases = [case for case in sheet.cases if case.exercise.name == exercise.name]
    else:
        cases = list(sheet.fresh(exercise, context.seed, context.cases_for(exercise)))
    errors = [distance(case, ask(oracle, case), context.answer(case)) for case in cases]
    return Measured(tuple(errors), cases=tuple(case.id for case in cases))


def variant_plans(context: Context, sheet: Sheet) -> Iterator[Plan]:
    """Other conventions, pinned: the reference with one edit against stock torch."""
    mistakes = {mistake.id: mistake for mistake in sheet.mistakes}
    for name, (witness, oracle) in context.oracles.variants(sheet.name).items():
        if name not in mistakes:
            message = f"no mistake is called {name!r}, but an oracle has it as a variant"
            yield _plan("convention", sheet, None, name, None, _wrong(message))
            continue
        mistake = mistakes[name]
        yield _plan(
            "convention",
            sheet,
            sheet.assignment.exercise(mistake.exercise),
            f"{name} = {witness}",
            RUN_BOUND,
            lambda m=mistake, o=oracle: _variant(context, sheet, m, o),  # type: ignore[misc]
        )


def _variant(context: Context, sheet: Sheet, mistake: Mistake, oracle: Oracle) -> Measured:
    edited = Reference(apply_edits(context.sources, mistake.edits))
    cases = [case for case in sheet.cases if case.exercise.name == mistake.exercise]
    # Where both give nan or inf (a gradient of 0 without epsilon) the distance is 0.
    errors = [distance(case, ask(oracle, case), frozen_answer(edited, case)) for case in cases]
    edited.close()
    return Measured(tuple(errors), cases=tuple(case.id for case in cases))


def identity_plans(context: Context, sheet: Sheet) -> Iterator[Plan]:
    """What must hold between the reference's functions: gradients, identities, printed values."""
    for function in context.oracles.identities():
        marked = function.holds  # type: ignore[attr-defined]
        if marked[0] != sheet.name:
            continue
        _, exercise, kind, bound = marked
        if exercise not in [e.name for e in sheet.assignment.exercises]:
            message = f"{function.__name__} is an identity of {exercise!r}, which does not exist"
            yield _plan("identity", sheet, None, function.__name__, None, _wrong(message))
            continue
        yield _plan(
            kind,
            sheet,
            sheet.assignment.exercise(exercise),
            function.__name__.replace("_", " "),
            bound,
            lambda f=function, k=kind: _identity(context, f, k),  # type: ignore[misc]
        )


def _identity(context: Context, function: Callable[..., Any], kind: str) -> Measured:
    rng = context.generator(function.__name__)
    rounds = {"printed": 1, "gradcheck": 3}.get(kind, 20)
    errors = []
    for _ in range(rounds):
        left, right = function(context.reference.target, rng)
        if np.shape(left) != np.shape(right):
            return Measured(message=f"shapes {np.shape(left)} and {np.shape(right)}", wrong=True)
        largest = float(np.max(np.abs(right)))
        error = float(np.max(np.abs(np.asarray(left) - right))) / (largest or 1.0)
        errors.append(error if np.isfinite(error) else float("inf"))
    return Measured(tuple(errors))


def golden_plans(context: Context, sheet: Sheet) -> Iterator[Plan]:
    """golden.json against the reference, bit for bit on the platform that made it."""
    yield _plan("golden", sheet, None, "reference", BOUND, lambda: _golden(context, sheet))
    if sheet.mistakes:
        marks = lambda: _stale(context, sheet)  # noqa: E731
        yield _plan("golden", sheet, None, "fingerprints", None, marks)
    if any(context.oracles.find(sheet.name, e.name) for e in sheet.assignment.exercises):
        torch = lambda: _golden_torch(context, sheet)  # noqa: E731
        yield _plan("golden", sheet, None, "torch", RUN_BOUND, torch)


def _golden(context: Context, sheet: Sheet) -> Measured:
    file = sheet.folder / "golden.json"
    if not file.is_file():
        return Measured(problems=(Problem(str(file), "is missing", _write(sheet), True),))
    frozen = read(sheet.folder)
    fresh = make(context.sources, sheet.assignment, sheet.cases, sheet.mistakes)
    found = drift(frozen, sheet.cases, fresh)
    if found:
        return Measured(problems=_drifted(sheet, found))
    errors = [distance(c, frozen.golden(c).expected, fresh[c.id].expected) for c in sheet.cases]
    return Measured(tuple(errors), cases=tuple(case.id for case in sheet.cases))


def _drifted(sheet: Sheet, found: Sequence[Drift]) -> tuple[Problem, ...]:
    """One problem for what is contradicted, which nobody but the author can decide, or missing."""
    contradicted = [item for item in found if item.contradicted]
    first = (contradicted or found)[0]
    size = "" if first.max_rel is None else f" (relative difference {first.max_rel:.2g})"
    file = str(sheet.folder / "golden.json")
    words = first.message.removeprefix(f"{file}: ").partition("; `grader golden")[0]
    subject = "" if first.case in words else f"{first.case}: "
    words = f"{subject}{words}{size}, {len(found)} cases in all"
    remedy = f"if the reference is right as it is now, {_write(sheet)}"
    return (Problem(file, words, remedy if contradicted else _write(sheet), not contradicted),)


def _write(sheet: Sheet) -> str:
    return f"`grader golden {sheet.name} --write` freezes what the reference answers"


def _stale(context: Context, sheet: Sheet) -> Measured:
    found = stale_problem(context.course, sheet, context.sources)
    return Measured(problems=() if found is None else (found,))


def _golden_torch(context: Context, sheet: Sheet) -> Measured:
    frozen = read(sheet.folder)
    errors, missing = [], []
    for case in sheet.cases:
        if not context.oracles.find(sheet.name, case.exercise.name):
            continue
        golden = frozen.golden(case)
        if golden.torch is None:
            missing.append(case.id)
        else:
            errors.append(distance(case, golden.expected, golden.torch))
    words = (
        f"no torch value for {missing[0]}; `grader golden {sheet.name} --write` adds it"
        if missing
        else ""
    )
    return Measured(tuple(errors), words, bool(missing))


def noise_plans(context: Context, sheet: Sheet) -> Iterator[Plan]:
    """One ulp of noise in every gradient moves no run by over a thousandth of the tolerance."""
    for exercise in sheet.assignment.exercises:
        if adapter_of(exercise).long:
            yield _plan(
                "noise",
                sheet,
                exercise,
                "one ulp in every gradient",
                sheet.assignment.tolerance / 1000,
                lambda e=exercise: _noise(context, sheet, e),  # type: ignore[misc]
            )


def _noise(context: Context, sheet: Sheet, exercise: Exercise) -> Measured:
    rng = context.generator(exercise.name)
    cases = [case for case in sheet.cases if case.exercise.name == exercise.name]
    errors = [_moved(context, case, rng) for case in cases for _ in range(3)]
    return Measured(tuple(errors), cases=tuple(case.id for case in cases for _ in range(3)))


def _moved(context: Context, case: Case, rng: np.random.Generator) -> float:
    target = context.reference.target(case.exercise.reference)
    moved = adapter_of(case.exercise).freeze(
        noisy_answer(target, case, rng, others_of(context.reference, case))
    )
    return distance(case, context.answer(case), moved)


def sound_plans(context: Context, sheet: Sheet) -> Iterator[Plan]:
    """Template, hand-out, points and mistakes of an assignment fit together."""
    for what, find in soundness(context.course, sheet, context.sources):
        found = lambda f=find: Measured(problems=tuple(f()))  # noqa: E731
        yield _plan("files", sheet, None, what, None, found)
    without = [
        exercise.name
        for exercise in sheet.assignment.exercises
        if not any(mistake.exercise == exercise.name for mistake in sheet.mistakes)
    ]
    if without:
        words = f"no known mistake of {', '.join(without)}: nothing wrong gets a name there"
        yield _plan("files", sheet, None, "mistakes", None, lambda: Measured(message=words))


def _wrong(message: str) -> Callable[[], Measured]:
    return lambda: Measured(message=message, wrong=True)


def _plan(
    kind: str,
    sheet: Sheet,
    exercise: Exercise | None,
    oracle: str,
    bound: float | None,
    measure: Callable[[], Measured],
) -> Plan:
    return Plan(
        kind=kind,
        assignment=sheet.name,
        exercise="" if exercise is None else exercise.name,
        oracle=oracle,
        bound=bound,
        measure=measure,
        remedy=REMEDIES.get(kind, "").format(sheet.name),
    )


KINDS = (
    sound_plans,
    golden_plans,
    oracle_plans,
    variant_plans,
    identity_plans,
    noise_plans,
)


def plans(context: Context) -> list[Plan]:
    """All checks, assignment by assignment."""
    return [
        _placed(context, sheet, plan)
        for sheet in context.sheets
        for kind in KINDS
        for plan in kind(context, sheet)
    ]


def _placed(context: Context, sheet: Sheet, plan: Plan) -> Plan:
    """The plan with the place of the reference that it checks."""
    if not plan.exercise:
        return plan
    dotted = sheet.assignment.exercise(plan.exercise).reference
    return msgspec.structs.replace(plan, place=lambda: context.reference.place(dotted))
