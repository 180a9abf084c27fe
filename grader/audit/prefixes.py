"""What a variant of the reference answers on a case, and on the beginning of a case that is a run.

Each row of a run is compared on its own, so a shorter run is the beginning of a longer one, and its
inputs are the same: `steps` is no part of what is drawn.  Everything is told in multiples of the
tolerance, so that a case is not kept for an error that is caught by a hair.
"""

import hashlib
from functools import lru_cache

import msgspec
import numpy as np

from ..adapters import adapter_of
from ..diagnose.signature import PROJECTIONS, Signature, signature, weights
from ..leaves import Leaf, Misfit, measure, norm
from ..model import Case, Golden, Outcome, Verdict

__all__ = ["NEVER", "WHOLE", "Seen", "lengths", "see", "steps_of"]

#: The number of steps of a case that is no run: it is asked whole, or not at all.
WHOLE = 1
#: More steps than any run has: a case does not show it.
NEVER = 65_535
#: The lengths that are tried; every single one would cost more than it saves.  No run gets fewer
#: steps than a second run has, in which breaches of contract are seen, and what a mistake that
#: nobody has listed does late must have some steps to grow in.
TRIED = (6, 7, 8, 10, 12, 14, 16, 20, 25, 30, 40, 60, 80, 100)


class Seen(msgspec.Struct, frozen=True):
    """What is seen of an answer at one length: `error` in tolerances, and its signature's numbers.

    `numbers` (PROJECTIONS,) are comparable within `size` times the tolerance where `form` is equal.
    """

    error: float
    form: int
    manners: int
    numbers: np.ndarray
    size: float


def steps_of(case: Case) -> int | None:
    """How many steps a case runs; None when it is no run of steps."""
    steps = case.spec.given.get("steps")
    return steps if isinstance(steps, int) else None


@lru_cache(maxsize=256)
def lengths(steps: int | None) -> tuple[int, ...]:
    """The lengths at which a case is looked at, the whole one last."""
    if steps is None:
        return (WHOLE,)
    return (*(k for k in TRIED if k < steps), steps)


def see(
    case: Case, golden: Golden, outcome: Outcome, verdict: Verdict, tolerance: float
) -> list[Seen]:
    """What is seen at each of the case's `lengths`."""
    contract = verdict.contract
    whole = signature(case, golden.expected, outcome, contract)
    last = Seen(_error(verdict, tolerance), whole.form, whole.manners, whole.numbers, whole.size)
    *shorter, _ = lengths(steps_of(case))
    if not shorter:
        return [last]
    leaves, first = _leaves(case, golden, outcome)
    if leaves is None:
        return [*(_misfit(whole, k >= first) for k in shorter), last]
    return [*(_prefix(case, leaves, k, bool(contract), tolerance) for k in shorter), last]


def _error(verdict: Verdict, tolerance: float) -> float:
    """In tolerances; infinite where something else than numbers is off."""
    numbers = verdict.error is not None and not verdict.contract
    if verdict.error is not None and (numbers or verdict.status == "passed"):
        return verdict.error.max_rel / tolerance
    return 0.0 if verdict.status == "passed" else float("inf")


def _leaves(case: Case, golden: Golden, outcome: Outcome) -> tuple[list[Leaf] | None, int]:
    """The tensors of an answer that has the right form; else None, and the step that has not."""
    if outcome.status != "value":
        return None, NEVER  # which step raised is not known
    try:
        leaves = adapter_of(case.exercise).pair(case.exercise, golden.expected, outcome.value)
    except Misfit as misfit:
        return None, NEVER if misfit.step is None else misfit.step
    return (leaves, 0) if all(leaf.steps for leaf in leaves) else (None, NEVER)


def _misfit(whole: Signature, seen: bool) -> Seen:
    error, form = (float("inf"), whole.form) if seen else (0.0, 0)
    return Seen(error, form, form, np.zeros(PROJECTIONS), 0.0)


def _prefix(case: Case, leaves: list[Leaf], steps: int, contract: bool, tolerance: float) -> Seen:
    """The first steps of an answer of the right form."""
    error = size = 0.0
    numbers = np.zeros(PROJECTIONS)
    strange = hashlib.sha256()
    for leaf in leaves:
        rows = steps + 1 if leaf.run else steps
        cut = Leaf(leaf.key, leaf.expected[:rows], leaf.got[:rows], leaf.steps, leaf.run)
        error = max(error, measure(cut, tolerance, case.spec.scale).size.max_rel / tolerance)
        scaled = np.asarray(cut.got - cut.got[:1] if leaf.run else cut.got, np.float64)
        scaled = scaled / norm(cut, case.spec.scale)
        finite = np.isfinite(scaled)
        if not finite.all():
            strange.update(np.isnan(scaled).tobytes() + np.isposinf(scaled).tobytes())
            scaled = np.where(finite, scaled, 0.0)
        size += float(np.abs(scaled).max(initial=0.0))
        numbers = numbers + weights(leaf.key, scaled.shape) @ scaled.reshape(-1)
    form = int.from_bytes(strange.digest()[:7], "little")
    return Seen(float("inf") if contract else error, form, form + contract, numbers, size)
