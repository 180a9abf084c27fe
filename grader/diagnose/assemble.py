"""A catalogue from the variants of the reference: singles, pairs, and what is inherited."""

from collections.abc import Mapping, Sequence

import numpy as np

from ..golden.file import fingerprint
from ..model import Case, Mistake
from .build import Builder, Variant
from .catalogue import Catalogue, Known, Table
from .signature import PROJECTIONS

__all__ = ["build"]


def table(cases: Sequence[Case], variants: Sequence[Variant]) -> Table:
    """The rows of an exercise as arrays."""
    shape = (len(variants), len(cases))
    forms = np.zeros(shape, np.int64)
    numbers = np.zeros((*shape, PROJECTIONS))
    for i, variant in enumerate(variants):
        for j, found in enumerate(variant.signatures):
            forms[i, j] = found.manners if variant.row.kind == "contract" else found.form
            numbers[i, j] = found.numbers
    inputs = [fingerprint(case) for case in cases]
    return Table(inputs, [variant.row for variant in variants], forms, numbers)


def build(
    builder: Builder,
    mistakes: Sequence[Mistake],
    earlier: Mapping[str, Sequence[Mistake]],
) -> Catalogue:
    """The catalogue of an assignment; `earlier` are the mistakes of those that it builds on."""
    assignment = builder.assignment
    texts = {mistake.id: known(assignment.name, mistake) for mistake in mistakes}
    others = [(f"{name}/{m.id}", m) for name, group in earlier.items() for m in group]
    texts |= {key: known(key.partition("/")[0], mistake) for key, mistake in others}
    tables = {}
    for exercise in assignment.exercises:
        singles = [v for v in builder.singles(exercise, mistakes) if builder.changes(exercise, v)]
        variants = [*singles, *builder.pairs(exercise, mistakes, singles)]
        inside = [(m.id, m) for m in mistakes if m.exercise in exercise.builds_on]
        variants += builder.inherited(exercise, [*inside, *others])
        tables[exercise.name] = table(builder.cases_of(exercise), variants)
    used = {key for t in tables.values() for row in t.rows for key in row.keys}
    return Catalogue(tables, {key: text for key, text in texts.items() if key in used})


def known(assignment: str, mistake: Mistake) -> Known:
    """A mistake without its edits, its texts on one line each."""
    return Known(
        id=mistake.id,
        assignment=assignment,
        exercise=mistake.exercise,
        hint=" ".join(mistake.hint.split()),
        feedback=" ".join(mistake.feedback.split()),
        same_as=mistake.same_as,
        state=mistake.state,
    )
