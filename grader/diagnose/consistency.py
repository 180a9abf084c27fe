"""A student's gradient against the derivative of the student's *own* loss.

The grading process has derived the loss numerically (`cases.probes`, `runner.differences`).  When a
gradient is wrong, comparing it with that tells which of the two to mend.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..model import Case, Outcome

__all__ = ["consistent"]

#: Central differences are right to about 1e-9 of the largest entry; what is wrong is further off.
NEAR = 1e-5


def consistent(
    probe: Case, graded: Sequence[tuple[Case, Outcome]], outcome: Outcome
) -> bool | None:
    """Whether the gradient is the derivative of the submission's own loss; None: cannot be told.

    `outcome` is that of the probe; the gradient itself is what was graded on the same case.
    """
    answers = [o for c, o in graded if c.spec.name == probe.spec.name and o.status == "value"]
    if outcome.status != "value" or len(answers) != 1:
        return None
    derivative, of = outcome.value, probe.exercise.gradient_of
    if not isinstance(derivative, np.ndarray) or derivative.ndim != 2 or of is None:
        return None
    gradient = _flat(answers[0].value)
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
    if gradient.shape != wanted.shape or not np.isfinite(wanted).all():
        return None
    size = max(float(np.max(np.abs(wanted))), float(np.max(np.abs(gradient))), 1e-12)
    return bool(np.max(np.abs(gradient - wanted)) <= NEAR * size)


def _flat(value: Any) -> np.ndarray | None:
    """All numbers of an answer in one row; None where it has others than numbers."""
    parts = value if isinstance(value, (list, tuple)) else [value]
    arrays = [np.asarray(part) for part in parts if isinstance(part, (np.ndarray, float, int))]
    if len(arrays) != len(parts) or any(array.dtype.kind not in "fiu" for array in arrays):
        return None
    rows = [array.astype(np.float64).reshape(-1) for array in arrays]
    return np.concatenate(rows) if rows else None
