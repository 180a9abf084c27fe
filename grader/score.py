"""Verdicts -> points: an exercise's points times the weight that passed over the whole weight."""

from collections.abc import Sequence

from .model import CaseStatus, Exercise, ExerciseStatus, Verdict

__all__ = ["points", "rounded", "status_of"]

#: Where no case gave a value; of equally common ones the first is told.
NO_VALUE: tuple[ExerciseStatus, ...] = ("missing", "not_implemented", "error", "timeout", "memory")


def points(exercise: Exercise, weights: Sequence[float], statuses: Sequence[CaseStatus]) -> float:
    """The exercise's points, not rounded: only the total is."""
    passed = sum(w for w, s in zip(weights, statuses, strict=True) if s == "passed")
    total = sum(weights)
    return exercise.points * passed / total if total else 0.0


def status_of(verdicts: Sequence[Verdict], weights: Sequence[float]) -> ExerciseStatus:
    """internal_error wins over all; then passed, partial, failed; else the commonest reason.

    Cases without weight have no say.
    """
    statuses: list[str] = [
        v.status for v, weight in zip(verdicts, weights, strict=True) if weight > 0
    ]
    statuses = statuses or [verdict.status for verdict in verdicts]
    if "internal_error" in statuses:
        return "internal_error"
    if all(status == "passed" for status in statuses):
        return "passed"
    if "passed" in statuses:
        return "partial"
    if "failed" in statuses:
        return "failed"
    return max(NO_VALUE, key=lambda s: (statuses.count(s), -NO_VALUE.index(s)))


def rounded(total: float) -> float:
    """The total as it is shown: two decimals."""
    return round(total, 2) + 0.0
