"""Breaches of contract: right numbers that were come by in a way that is not allowed."""

from typing import Any

from ..adapters import adapter_of
from ..leaves import Misfit, measure
from ..model import Case, Outcome
from ..wording.contract import CONTRACT

__all__ = ["breaches", "noticed"]


def noticed(outcome: Outcome) -> tuple[str, ...]:
    """The breaches that were noticed in the run, each once; what is none is left out."""
    slugs = dict.fromkeys(breach.slug for breach in outcome.breaches)
    return tuple(slug for slug in slugs if slug in CONTRACT)


def breaches(
    case: Case, expected: Any, outcome: Outcome, tolerance: float, wrong: bool
) -> tuple[str, ...]:
    """The breaches: those that were noticed, and those that the second run's numbers show."""
    found = list(noticed(outcome))
    if wrong:
        return tuple(found)
    if outcome.fault is not None:
        read_only = "read-only" in outcome.fault.message
        slug = "argument_changed" if read_only else "state_leaked"
        # The arrays that gradient() returned are read-only in the second run as well.
        if slug not in found and not (read_only and "gradient_changed" in found):
            found.append(slug)
    if outcome.again is not None and not found:
        try:
            leaves = adapter_of(case.exercise).pair_again(case.exercise, expected, outcome.again)
            same = all(measure(leaf, tolerance, case.spec.scale).within for leaf in leaves)
        except Misfit:
            same = False
        if not same:
            found.append("state_leaked")
    return tuple(found)
