"""Runs on surfaces of two parameters: cases without points, for the pictures alone."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..adapters.steps import by_step
from ..model import Assignment, Case, CaseSpec, Exercise, Surface, Track
from ..runner.codec import encode

__all__ = ["scene", "scenes", "track"]

#: State attributes that are drawn, where they are like theta.
STATES = ("v", "r", "s")


def scenes(
    assignment: Assignment, surfaces: Iterable[Surface], names: Iterable[str]
) -> list[tuple[Surface, Case]]:
    """Every run of these exercises, one after the other, on these surfaces."""
    places = list(surfaces)
    found = ((surface, scene(assignment.exercise(name), surface)) for name in names
             for surface in places if name in surface.racers)  # fmt: skip
    return [(surface, case) for surface, case in found if case is not None]


def scene(exercise: Exercise, surface: Surface) -> Case | None:
    """One exercise on one surface; None where its adapter walks nowhere."""
    start, terms = np.array(surface.start), np.array(surface.terms, np.float64)
    given = adapter_of(exercise).scene(exercise, surface, start, terms)
    if given is None:
        return None
    payload = {"exercise": exercise.name, "adapter": exercise.adapter, **given}
    return Case(exercise, CaseSpec(name=surface.name, weight=0.0), encode(payload))


def track(value: Any, surface: Surface) -> Track | None:
    """An answer as a way over the surface; None when it is none.  The answer is untrusted."""
    if isinstance(value, np.ndarray):
        if value.ndim != 2 or len(value) > surface.steps + 1:
            return None
        rows = [_point(row) for row in value]
        states: list[Any] = []
    elif isinstance(value, dict):
        given = by_step(value)
        if given is None or len(given) > surface.steps + 1:
            return None
        rows = [_point(row) for row in given]
        found = value.get("state")
        states = found[: surface.steps] if isinstance(found, list) else []
    else:
        return None
    steps = next((i for i, row in enumerate(rows) if row is None), len(rows))
    if steps < 2:
        return None
    return Track(tuple(row for row in rows[:steps] if row is not None), _states(states))


def _states(states: list[Any]) -> dict[str, tuple[tuple[float, float], ...]]:
    kept = {}
    for name in STATES:
        points = [_point(row.get(name)) if isinstance(row, dict) else None for row in states]
        if points and all(point is not None for point in points):
            kept[name] = tuple(point for point in points if point is not None)
    return kept


def _point(row: Any) -> tuple[float, float] | None:
    """Two finite numbers, rounded: more digits than a picture has."""
    if isinstance(row, (list, tuple)) and len(row) == 1:
        (row,) = row
    if not isinstance(row, np.ndarray) or row.shape != (2,) or row.dtype.kind not in "fiu":
        return None
    x, y = (float(f"{float(part):.6g}") for part in row)
    return (x, y) if np.isfinite([x, y]).all() else None
