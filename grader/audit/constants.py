"""Known mistakes with a constant: whether values that nobody wrote down are found again."""

from collections.abc import Sequence

import numpy as np

from ..diagnose.build import Builder
from ..diagnose.constants import solved
from ..errors import CourseError, EditError
from ..golden.families import Variants, family_of
from ..model import Constant, Exercise, Graded, Mistake
from .model import ConstantAudit

__all__ = ["audit_constants"]

#: Values of each range that are handed in.
VALUES = 5
#: How near the value must be that is told.
NEAR = 0.01


def audit_constants(
    builder: Builder, exercise: Exercise, mistakes: Sequence[Mistake]
) -> tuple[ConstantAudit, list[str]]:
    """How many values are caught, and found again; what is wrong with an entry, in sentences."""
    of = caught = found = 0
    faults: list[str] = []
    missed: list[str] = []
    for mistake in mistakes:
        if mistake.constant is None or mistake.exercise != exercise.name:
            continue
        try:
            family = family_of(builder.assignment, mistake, builder.sources)
            assert family is not None
            Variants(family).reference.close()  # it can be imported
        except (EditError, CourseError) as error:
            faults.append(f"mistake {mistake.id}: constant: {error}")
            continue
        for value in _values(mistake.constant):
            of += 1
            with Variants(family) as variants:
                own = [
                    Graded(case, builder.goldens[case.id], outcome, builder.verdict(case, outcome))
                    for case in builder.cases_of(exercise)
                    for outcome in [variants.answer(case, value)]
                ]
            if all(g.verdict.status == "passed" for g in own):
                continue
            caught += 1
            told = solved(family, own, builder.assignment.tolerance)
            if told is not None and abs(told - value) <= NEAR * abs(value):
                found += 1
            else:
                missed.append(f"{mistake.id} with {value:.3g}, {told} is told")
    faults += [f"a constant is not found again: mistake {words}" for words in missed]
    return ConstantAudit(of=of, caught=caught, found=found), faults


def _values(constant: Constant) -> list[float]:
    """Values inside the range, neither round nor on its ends: the same in every run."""
    parts = (np.arange(VALUES) + 0.37) / VALUES
    if constant.low > 0:
        return [float(constant.low * (constant.high / constant.low) ** part) for part in parts]
    return [float(constant.low + (constant.high - constant.low) * part) for part in parts]
