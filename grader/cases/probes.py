"""Cases without points that derive a submission's own loss, to hold its gradient against."""

from collections.abc import Sequence

import numpy as np

from ..model import Assignment, Case, CaseSpec, Exercise, GradientOf
from ..runner.adapters.differences import NAME
from ..runner.codec import encode

__all__ = ["draw_probes"]


#: So many cases of a gradient are probed, the smallest, below so many bytes of inputs.
MOST_PROBES = 4
LARGEST = 2500


def draw_probes(assignment: Assignment, cases: Sequence[Case]) -> list[Case]:
    """The probes of each exercise that is a gradient: on the smaller of its cases."""
    found = []
    for exercise in assignment.exercises:
        of = exercise.gradient_of
        own = [c for c in cases if c.exercise.name == exercise.name and c.spec.weight > 0]
        own = sorted(own, key=lambda case: len(case.data))[:MOST_PROBES]
        found += [_probe(exercise, of, c) for c in own if of and len(c.data) <= LARGEST]
    return found


def _probe(exercise: Exercise, of: GradientOf, case: Case) -> Case:
    args = case.payload["args"]
    called = [args[i] for i in of.call]
    if of.row:
        called[of.by] = np.asarray(called[of.by], np.float64)[np.newaxis]
    payload = {
        "exercise": of.exercise,
        "adapter": NAME,
        "args": called,
        "by": of.by,
        "head": of.head,
        "gold": args[of.gold] if of.head == "cross_entropy" else None,
        "once": True,
    }
    if of.part is not None:
        payload["part"] = of.part
    return Case(exercise, CaseSpec(name=case.spec.name, weight=0.0), encode(payload))
