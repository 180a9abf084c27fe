"""Mistakes with a constant that a student may have chosen: what one answers for any value of it.

`{c}` in an edit of `constant` is the value.  As for every variant, the reference is run, so that
there are none where it is not.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ..errors import CourseError, EditError, GraderError
from ..model import Assignment, Case, Edit, Mistake, Outcome
from ..model.variants import Family
from .edits import apply_edits
from .parts import part_of
from .reference import Reference, read_sources
from .run import outcome_of

__all__ = ["Variants", "families_of", "family_of"]

#: What stands for the constant in an edit, and what it is called in the edited reference.
HOLE, NAME = "{c}", "free_constant"
#: Processor time for one answer: a value may make a loop endless.
SECONDS = 1.0


class Variants:
    """Answers of a family; as a context, its modules are gone when it is left."""

    def __init__(self, family: Family) -> None:
        self.reference = Reference(family.files)
        self.target = self.reference.target(family.reference)
        names = [file.removesuffix(".py") for file in family.files]
        self.modules = [self.reference.module(n) for n in names if n != "__init__"]

    def __enter__(self) -> "Variants":
        return self

    def __exit__(self, *_: object) -> None:
        self.reference.close()

    def answer(self, case: Case, constant: float) -> Outcome:
        """What is answered on a case with this value."""
        for module in self.modules:
            setattr(module, NAME, constant)
        return outcome_of(self.target, case, SECONDS, once=True)


def families_of(assignment: Assignment) -> dict[str, list[Family]]:
    """Exercise -> its families; {} where there is no reference, or it cannot be read."""
    from ..spec import load_mistakes  # YAML, which is not asked for where families are kept

    folder = Path(assignment.folder)
    found: dict[str, list[Family]] = defaultdict(list)
    try:
        mistakes = load_mistakes(folder, [exercise.name for exercise in assignment.exercises])
        free = [mistake for mistake in mistakes if mistake.constant is not None]
        sources = read_sources(folder.parent.parent) if free else {}
        for mistake in free:
            family = family_of(assignment, mistake, sources)
            if family is not None:
                found[mistake.exercise].append(family)
    except GraderError:  # `audit` says so to the author; it costs nobody marks
        return {}
    return dict(found)


def family_of(assignment: Assignment, mistake: Mistake, sources: dict[str, bytes]) -> Family | None:
    """The family of a mistake, None where it has no constant.

    Raises EditError when an edit does not apply, or has no hole; CourseError when the reference
    cannot be taken apart.
    """
    constant = mistake.constant
    if constant is None:
        return None
    if not any(HOLE in edit.with_ for edit in constant.edits):
        raise EditError(f"no edit of `constant` has {HOLE} in its `with`, which is the constant")
    reference = assignment.exercise(mistake.exercise).reference
    edited = apply_edits(sources, _filled(constant.edits))
    files = part_of(edited, reference, [])
    if files is None:
        raise CourseError(
            f"what {reference} calls cannot be told: a module is imported whole, or by `*`"
        )
    return Family(
        mistake=mistake.id,
        exercise=mistake.exercise,
        low=constant.low,
        high=constant.high,
        files={name: _with_constant(source, constant.low) for name, source in files.items()},
        reference=reference,
    )


def _with_constant(source: bytes, value: float) -> bytes:
    """A module that has the constant from its first line on, for what is run at import."""
    return f"{NAME} = {value!r}\n".encode() + source


def _filled(edits: Sequence[Edit]) -> list[Edit]:
    """The edits with a name where the constant stands."""
    return [msgspec.structs.replace(edit, with_=edit.with_.replace(HOLE, NAME)) for edit in edits]
