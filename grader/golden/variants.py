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
    """The assignment's modules, with the edits of each exercise named and the rest right.

    They lie where the course's layout has them.  At the top is a package for each exercise with
    edits, and `right`, so that an edit of a function that several exercises share stays with the
    one that it belongs to.
    """
    files = {f"right/{name}": data for name, data in sources.items()}
    for exercise, own in edits.items():
        edited = apply_edits(sources, own)
        files |= {f"wrong_{exercise}/{name}": data for name, data in edited.items()}
    for module, place in assignment.places.items():
        lines = []
        for name in assignment.exercises_in(module):
            package = f"wrong_{name}" if name in edits else "right"
            origin, _, function = assignment.exercise(name).reference.rpartition(".")
            lines.append(f"from {package}.{origin} import {function} as {name}")
        files[place] = "\n".join(lines).encode()
    return files
