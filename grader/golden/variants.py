"""A variant of the reference as a submission: what a student with one known mistake hands in."""

from collections.abc import Mapping

from ..model import Assignment, Mistake
from .edits import apply_edits

__all__ = ["as_submission"]


def as_submission(
    assignment: Assignment, sources: Mapping[str, bytes], mistake: Mistake | None
) -> dict[str, bytes]:
    """The assignment's module, with the mistake in its own exercise and the rest right.

    Two packages lie beside the module, `right` and `wrong`, so that an edit of a function that
    several exercises share stays with the one that the mistake belongs to.
    """
    files = {f"right/{name}": data for name, data in sources.items()}
    if mistake is not None:
        edited = apply_edits(sources, mistake.edits)
        files |= {f"wrong/{name}": data for name, data in edited.items()}
    lines = []
    for exercise in assignment.exercises:
        package = "wrong" if mistake is not None and exercise.name == mistake.exercise else "right"
        module, _, name = exercise.reference.rpartition(".")
        lines.append(f"from {package}.{module} import {name} as {exercise.name}")
    return {**files, f"{assignment.module}.py": "\n".join(lines).encode()}
