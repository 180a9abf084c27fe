"""Variants of the reference as a submission: what a student with known mistakes hands in."""

from collections.abc import Mapping, Sequence

from ..model import Assignment, Edit
from .edits import apply_edits

__all__ = ["as_submission"]


def as_submission(
    assignment: Assignment,
    sources: Mapping[str, bytes],
    edits: Mapping[str, Sequence[Edit]],
) -> dict[str, bytes]:
    """The assignment's module, with the edits of each exercise named and the rest right.

    A package lies beside the module for each of them, and `right`, so that an edit of a function
    that several exercises share stays with the one that it belongs to.
    """
    files = {f"right/{name}": data for name, data in sources.items()}
    for exercise, own in edits.items():
        edited = apply_edits(sources, own)
        files |= {f"wrong_{exercise}/{name}": data for name, data in edited.items()}
    lines = []
    for each in assignment.exercises:
        package = f"wrong_{each.name}" if each.name in edits else "right"
        module, _, name = each.reference.rpartition(".")
        lines.append(f"from {package}.{module} import {name} as {each.name}")
    return {**files, f"{assignment.module}.py": "\n".join(lines).encode()}
