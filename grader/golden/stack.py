"""The run of an optimizer as it is frozen: one array per tensor, axis 0 being the steps."""

from typing import Any

import numpy as np

from ..model import Exercise

__all__ = ["stack"]


def stack(exercise: Exercise, value: Any) -> Any:
    """{"theta": [(steps + 1, *shape)], "state": {"v": [(steps, *shape)], "t": (steps,)}}.

    `value` is what the adapter `steps` gives, lists by step; of other adapters it is left as it is.
    """
    if exercise.adapter != "steps":
        return value
    state: dict[str, Any] = {}
    for name in value["state"][0]:
        rows = [row[name] for row in value["state"]]
        state[name] = _columns(rows) if isinstance(rows[0], list) else np.array(rows)
    theta = {"theta": _columns(value["theta"])}
    return theta | {"state": state} if state else theta


def _columns(rows: list[list[np.ndarray]]) -> list[np.ndarray]:
    return [np.array(column, np.float64) for column in zip(*rows, strict=True)]
