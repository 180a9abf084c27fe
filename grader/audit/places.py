"""Which functions of the reference are mutated for an exercise, and on which cases.

An exercise's own function is held to the exercise's own cases.  What it calls, in its module or in
another one, is a helper: it is mutated once in an assignment, for the first exercise that calls it,
and held to all cases that do.
"""

from collections.abc import Iterable

import msgspec

from ..diagnose.build import Builder
from ..model import Case, Exercise

__all__ = ["Place", "places_of", "why_none"]


class Place(msgspec.Struct, frozen=True):
    """A function or method "module.name", the cases that it is held to, and whose they are."""

    name: str
    cases: tuple[Case, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """The exercises of its cases."""
        return tuple(sorted({case.exercise.name for case in self.cases}))


def places_of(builder: Builder, exercise: Exercise) -> list[Place]:
    """The functions that are mutated for an exercise, by their names."""
    found = []
    for name in sorted(_called(builder, exercise)):
        if _belongs(name, builder.reference.home(exercise.reference)):
            found.append(Place(name, _calling(builder, [exercise], name)))
        elif _turn(builder, name) == exercise.name:
            found.append(Place(name, _calling(builder, builder.assignment.exercises, name)))
    return found


def why_none(builder: Builder, exercise: Exercise) -> str:
    """What is said of an exercise for which no mutant was made."""
    called = sorted(_called(builder, exercise))
    if not called:
        return f"{exercise.reference} calls no function of the reference"
    own = [place.name for place in places_of(builder, exercise)]
    reasons = [f"no rule changes anything in {', '.join(own)}"] if own else []
    others = [name for name in called if name not in own]
    reasons += [f"{name} is mutated for {_turn(builder, name)}" for name in others]
    return "; ".join(reasons)


def _called(builder: Builder, exercise: Exercise) -> set[str]:
    """The functions that the cases call; those inside a function are mutated with it."""
    return {name for names in builder.calls(exercise) for name in names if "<" not in name}


def _turn(builder: Builder, name: str) -> str:
    """The exercise for which a function is mutated: whose own it is, or the first to call it."""
    exercises = builder.assignment.exercises
    own = [e.name for e in exercises if _belongs(name, builder.reference.home(e.reference))]
    return own[0] if own else next(e.name for e in exercises if name in _called(builder, e))


def _belongs(name: str, home: str) -> bool:
    return name == home or name.startswith(f"{home}.")


def _calling(builder: Builder, exercises: Iterable[Exercise], name: str) -> tuple[Case, ...]:
    """The cases that call a function, the quick ones first."""
    cases = [
        case
        for exercise in exercises
        for case, names in zip(builder.cases_of(exercise), builder.calls(exercise), strict=True)
        if name in names
    ]
    return tuple(sorted(cases, key=lambda case: len(case.data)))
