"""A student's gradient against the derivative of the student's *own* loss.

The grading process has derived the loss numerically (`cases.probes`, `runner.differences`).  When a
gradient is wrong, comparing it with that tells which of the two to mend.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..model import Case, Exercise, Finding, Graded, GradientOf, Outcome
from .graded import place_of, public, right

__all__ = ["NOT_DERIVATIVE", "consistency", "consistent"]

#: What is said where one function returns both.
OWN = {
    "derivative_of_wrong_loss": "own_derivative_of_wrong_loss",
    "not_the_derivative": "own_not_the_derivative",
}
#: Rules that say no more than that the gradient is wrong.
NOT_DERIVATIVE = frozenset({"not_the_derivative", "own_not_the_derivative"})
#: Central differences are right to about 1e-9 of the largest entry; what is wrong is further off.
NEAR = 1e-5


def consistency(
    own: Sequence[Graded],
    probes: Sequence[tuple[Case, Outcome]],
    graded: Mapping[str, Sequence[Graded]],
) -> list[Finding]:
    """Which of the two is to be mended, where that can be told.

    Only cases count on which the gradient is wrong; the loss must be wrong there, too, to be the
    one to blame, and right on all cases to be none.
    """
    exercise = own[0].case.exercise
    of = exercise.gradient_of
    if of is None or of.exercise not in graded:
        return []
    losses = {g.case.spec.name: _loss_is_wrong(g, of) for g in graded[of.exercise]}
    agree: list[bool] = []
    loss_wrong: list[bool] = []
    for probe, outcome in probes:
        mine = [g for g in own if probe.id == g.case.id and g.verdict.status == "failed"]
        answer = consistent(probe, mine[0], outcome) if mine else None
        if answer is not None:
            agree.append(answer)
            loss_wrong.append(losses.get(probe.spec.name) is True)
    if not agree:
        return []
    if all(agree) and all(loss_wrong):
        rule = "derivative_of_wrong_loss"
    elif not any(agree) and all(wrong is False for wrong in losses.values()):
        rule = "not_the_derivative"
    else:
        return []
    names = {"exercise": exercise.name, "loss": of.exercise}
    if of.exercise == exercise.name:  # a function that returns both
        rule = OWN[rule]
        names = {"gradient": _name(exercise, of.own), "loss": _name(exercise, of.part)}
    wrong = [g for g in public(own) if g.verdict.status == "failed"]
    place = place_of(wrong[0]) if wrong else None
    return [Finding(kind="structure", rule=rule, place=place, parameters=names)]


def _loss_is_wrong(graded: Graded, of: GradientOf) -> bool | None:
    """Whether what is derived is wrong in a case; None where there is no number to be compared."""
    if of.part is None or of.own is None:
        return None if graded.verdict.status not in ("passed", "failed") else not right([graded])
    got, expected = (
        _at(value, of.part) for value in (graded.outcome.value, graded.golden.expected)
    )
    if got is None or expected is None or np.shape(got) != np.shape(expected):
        return None
    return not np.allclose(got, expected, rtol=1e-8, atol=1e-12, equal_nan=True)


def _at(value: Any, part: int | None) -> Any:
    """A part of an answer, or all of it; None where there are no numbers."""
    if part is not None:
        value = value[part] if isinstance(value, (list, tuple)) and len(value) > part else None
    return value if isinstance(value, (np.ndarray, float, int)) else None


def _name(exercise: Exercise, part: int | None) -> str:
    """What a part of the answer is called."""
    known = part is not None and part < len(exercise.outputs)
    return exercise.outputs[part] if part is not None and known else "gradient"


def consistent(probe: Case, graded: Graded, outcome: Outcome) -> bool | None:
    """Whether the gradient is the derivative of the submission's own loss; None: cannot be told.

    `outcome` is that of the probe; the gradient itself is what was graded on the same case.
    """
    if outcome.status != "value" or graded.outcome.status != "value":
        return None
    derivative, of = outcome.value, probe.exercise.gradient_of
    if not isinstance(derivative, np.ndarray) or derivative.ndim != 2 or of is None:
        return None
    value = graded.outcome.value
    gradient = _flat(value if of.own is None else _at(value, of.own))
    if gradient is None or not gradient.size:
        return None
    if derivative.shape[0] == 1 or derivative.size == gradient.size:
        wanted = derivative.reshape(-1)
    elif derivative.shape[0] == derivative.shape[1]:
        wanted = np.diag(derivative)  # entry by entry, as an activation function
    else:
        return None
    if of.head == "last":  # of a graph's nodes, the inputs come first
        gradient = gradient[: wanted.size]
    known = np.isfinite(wanted).all() and np.isfinite(gradient).all()
    if gradient.shape != wanted.shape or not known or not np.any(gradient):
        return None
    size = max(float(np.max(np.abs(wanted))), float(np.max(np.abs(gradient))))
    return bool(np.max(np.abs(gradient - wanted)) <= NEAR * size)


def _flat(value: Any) -> np.ndarray | None:
    """All numbers of an answer in one row; None where it has others than numbers."""
    parts = value if isinstance(value, (list, tuple)) else [value]
    arrays = [np.asarray(part) for part in parts if isinstance(part, (np.ndarray, float, int))]
    if len(arrays) != len(parts) or any(array.dtype.kind not in "fiu" for array in arrays):
        return None
    rows = [array.astype(np.float64).reshape(-1) for array in arrays]
    return np.concatenate(rows) if rows else None
