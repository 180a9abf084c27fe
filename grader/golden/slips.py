"""A slip of the pen: what the reference answers when one quantity on the way has another value.

A quantity is a variable of a function of the reference.  After the statement that binds it, it is
bound once more, to the value that is asked for, so that all that is calculated from it follows.
"""

import ast
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import EditError, GraderError
from ..model import Assignment, Case, Exercise, Outcome
from .edits import find_definition
from .parts import part_of
from .reference import Reference, read_sources
from .run import outcomes_of

__all__ = ["POINTS", "Slip", "slip_of", "slips_of"]

#: What the value is called in the edited reference.
NAME = "value_of_slip"
#: Processor time for an answer: a value may make a loop endless.
SECONDS = 1.0
#: Values at which all answers are known: between two of one sign, most are linear in it.
POINTS = (1.0, 2.0, -1.0, -2.0)


class Slip:
    """A quantity that may have another value, and what all cases of its exercise are answered then.

    `files` are the part of the edited reference that is needed; `cases` all of the exercise.
    """

    def __init__(
        self, quantity: str, files: Mapping[str, bytes], reference: str, cases: Sequence[Case]
    ) -> None:
        self.quantity, self.files, self.reference = quantity, dict(files), reference
        self.cases = list(cases)

    def answers(self, value: float) -> dict[str, Outcome]:
        """Case -> what is answered with this value, by the case's name."""
        first_line = f"{NAME} = {value!r}\n".encode()
        loaded = Reference({name: first_line + source for name, source in self.files.items()})
        try:
            found = outcomes_of(loaded, self.cases, SECONDS, once=True)
        finally:
            loaded.close()
        return {case.spec.name: outcome for case, outcome in zip(self.cases, found, strict=True)}

    @cached_property
    def at_points(self) -> list[dict[str, Outcome]]:
        """The answers at each of POINTS."""
        return [self.answers(value) for value in POINTS]


def slips_of(assignment: Assignment, cases: Sequence[Case]) -> dict[str, list[Slip]]:
    """Exercise -> its quantities, in their order; {} where no reference can be read."""
    asked = [exercise for exercise in assignment.exercises if exercise.slips]
    try:
        sources = read_sources(Path(assignment.folder).parent.parent) if asked else {}
        return {
            exercise.name: [
                slip_of(exercise, quantity, sources, cases) for quantity in exercise.slips
            ]
            for exercise in asked
        }
    except GraderError:  # `validate` says so to the author; it costs nobody marks
        return {}


def slip_of(
    exercise: Exercise, quantity: str, sources: Mapping[str, bytes], cases: Sequence[Case]
) -> Slip:
    """One of the exercise's quantities.

    Raises EditError when the reference has no such variable, binds it more than once, or cannot be
    taken apart; CourseError when it is not Python.
    """
    where, _, variable = exercise.slips[quantity].rpartition(".")
    files = {**sources, **_edited(sources, where, variable)}
    needed = part_of(files, exercise.reference, [])
    if needed is None:
        raise EditError(f"what {exercise.reference} calls cannot be told")
    own = [case for case in cases if case.exercise.name == exercise.name]
    return Slip(quantity, needed, exercise.reference, own)


def _edited(sources: Mapping[str, bytes], where: str, variable: str) -> dict[str, bytes]:
    """The module with the variable bound to the value, after what binds it first."""
    tree, definition = find_definition(sources, where)
    places = [
        (body, i)
        for node in ast.walk(definition)
        for field in ("body", "orelse", "finalbody")
        if isinstance(body := getattr(node, field, None), list)
        for i, statement in enumerate(body)
        if variable in _bound(statement)
    ]
    if len(places) != 1:
        count = f"{len(places)} statements bind" if places else "no statement binds"
        raise EditError(f"{count} {variable!r} in {where}; one must")
    body, i = places[0]
    body.insert(i + 1, ast.parse(f"{variable} = {NAME}").body[0])
    return {f"{where.partition('.')[0]}.py": ast.unparse(ast.fix_missing_locations(tree)).encode()}


def _bound(statement: Any) -> set[str]:
    """The names that an assignment binds."""
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
    if not isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
        return set()
    nodes = (node for target in targets for node in ast.walk(target))
    return {node.id for node in nodes if isinstance(node, ast.Name)}
