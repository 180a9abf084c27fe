"""All checks of validate, one function per kind; each yields plans that can be run alone."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..golden.edits import apply_edits
from ..golden.file import read
from ..golden.make import frozen_answer, make
from ..golden.oracles import Oracle, ask, no_oracle
from ..golden.reference import Reference, others_of
from ..model import Case, Exercise, Mistake
from .check import Measured, Plan
from .context import Context, Sheet
from .distance import RUN_BOUND, bound_of, distance
from .drift import BOUND, drift
from .fingerprints import stale_fingerprints
from .noise import noisy_answer
from .sound import soundness

__all__ = ["KINDS", "plans"]


def oracle_plans(context: Context, sheet: Sheet) -> Iterator[Plan]:
    """The reference against its oracles, on the frozen cases and on fresh ones."""
    for exercise in sheet.assignment.exercises:
        found = context.oracles.find(sheet.name, exercise.name)
        if not found and not exercise.no_oracle:
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
    return Measured(tuple(errors))


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
    errors = []
    for case in sheet.cases:
        if case.exercise.name == mistake.exercise:
            value = frozen_answer(edited, case)
            right = ask(oracle, case)
            errors.append(distance(case, right, value))
    edited.close()
    # Where both give nan or inf (a gradient of 0 without epsilon) the distance is 0.
    return Measured(tuple(errors))


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
        yield _plan("golden", sheet, None, "fingerprints", None, lambda: _fresh(context, sheet))
    if any(context.oracles.find(sheet.name, e.name) for e in sheet.assignment.exercises):
        torch = lambda: _golden_torch(context, sheet)  # noqa: E731
        yield _plan("golden", sheet, None, "torch", RUN_BOUND, torch)


def _fresh(context: Context, sheet: Sheet) -> Measured:
    problem = stale_fingerprints(context.course, sheet, context.sources)
    return _faults([problem] if problem else [])


def _golden(context: Context, sheet: Sheet) -> Measured:
    frozen = read(sheet.folder)
    fresh = make(context.sources, sheet.assignment, sheet.cases, sheet.mistakes)
    found = drift(frozen, sheet.cases, fresh)
    errors = [distance(c, frozen.golden(c).expected, fresh[c.id].expected) for c in sheet.cases]
    first = f"{found[0].case}: {found[0].message} ({len(found)} in all)" if found else ""
    return Measured(tuple(errors), first, bool(found))


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
    words = f"no torch value for {missing[0]}; `grader golden --write` adds it" if missing else ""
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
    return Measured(tuple(errors))


def _moved(context: Context, case: Case, rng: np.random.Generator) -> float:
    target = context.reference.target(case.exercise.reference)
    moved = adapter_of(case.exercise).freeze(
        noisy_answer(target, case, rng, others_of(context.reference, case))
    )
    return distance(case, context.answer(case), moved)


def sound_plans(context: Context, sheet: Sheet) -> Iterator[Plan]:
    """Template, hand-out, points and mistakes of an assignment fit together."""
    for what, find in soundness(context.course, sheet, context.sources):
        yield _plan("files", sheet, None, what, None, lambda f=find: _faults(f()))  # type: ignore[misc]


def _faults(faults: list[str]) -> Measured:
    return Measured(message="; ".join(faults[:5]), wrong=bool(faults))


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
    return [plan for sheet in context.sheets for kind in KINDS for plan in kind(context, sheet)]
