"""The noise floor: what one ulp of noise in every gradient does to a run.

A run that amplifies it is chaotic: two right solutions that round differently would part, and no
tolerance could tell them from a wrong one.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..adapters import child_of
from ..model import Case
from ..runner.objectives import Objective
from ..runner.run import Run

__all__ = ["noisy_answer"]

ULP = 2.0**-52


class _NoisyRun(Run):
    def __init__(self, rng: np.random.Generator, others: Mapping[str, Any]) -> None:
        super().__init__(False, others)
        self.rng = rng

    def prepare(self, value: Any, may_change: bool = False) -> Any:
        prepared = super().prepare(value, may_change)
        if isinstance(prepared, Objective) and not hasattr(prepared, "exact"):
            prepared.exact = prepared.gradient  # type: ignore[attr-defined]
            prepared.gradient = lambda k, *a: self.shake(prepared.exact(k, *a))  # type: ignore
        return prepared

    def shake(self, value: Any) -> Any:
        """Every entry up or down by an ulp, or left as it is."""
        if isinstance(value, list):
            return [self.shake(item) for item in value]
        return value * (1.0 + ULP * self.rng.integers(-1, 2, np.shape(value)))


def noisy_answer(
    target: Any, case: Case, rng: np.random.Generator, others: Mapping[str, Any]
) -> Any:
    """The answer with noise in every gradient.

    Without a gradient to call, in the first argument of a run that makes its own, or in all arrays
    of what is given by name.
    """
    payload = case.payload
    run = _NoisyRun(rng, others)
    if not _has_objective(payload):
        payload = _shaken(payload, run)
    with np.errstate(all="ignore"):
        return child_of(case.exercise).call(target, payload, run)


def _shaken(payload: dict[str, Any], run: _NoisyRun) -> dict[str, Any]:
    if "args" in payload:
        first, *rest = payload["args"]
        return {**payload, "args": [run.shake(first), *rest]}
    return {name: _arrays_shaken(value, run) for name, value in payload.items()}


def _arrays_shaken(value: Any, run: _NoisyRun) -> Any:
    if isinstance(value, dict):
        return {key: _arrays_shaken(item, run) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_arrays_shaken(item, run) for item in value)
    floats = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return run.shake(value) if floats else value


def _has_objective(value: Any) -> bool:
    if isinstance(value, dict):
        return "objective" in value or any(_has_objective(item) for item in value.values())
    return isinstance(value, list) and any(_has_objective(item) for item in value)
