"""The verdict on a case: form, numbers, contract, in that order, and where they first part."""

from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..golden.contract import breaches, noticed
from ..golden.values import plain
from ..leaves import Misfit, measure
from ..leaves.pairing import has_plain_list
from ..leaves.places import Parting
from ..model import LIST_FOR_ARRAY, Case, Divergence, Golden, Outcome, TorchVerdict, Verdict
from ..wording.verdicts import breach_words, no_value_words, off_words, rounding_words

__all__ = ["judge"]

SHOWN = 64
#: An error below this may look like rounding to a student, and is not.
NEAR = 1e-5


def judge(case: Case, golden: Golden, outcome: Outcome, tolerance: float) -> Verdict:
    """Outcome against the golden values of one case."""
    if outcome.status != "value":
        return Verdict(status=outcome.status, message=outcome.message or no_value_words(outcome))
    verdict = _against(case, golden.expected, outcome, tolerance)
    if verdict.status != "passed":
        for mistake, expected in golden.accepted.items():
            other = _against(case, expected, outcome, tolerance)
            if other.status == "passed":
                verdict = Verdict(status="passed", accepted=mistake, error=other.error)
                break
        tolerated = _tolerated(verdict, golden)
        if tolerated:
            verdict = Verdict(status="passed", accepted=tolerated, error=verdict.error)
    return _with(verdict, torch=_torch(case, golden.torch, outcome, tolerance))


def _tolerated(verdict: Verdict, golden: Golden) -> str:
    """The accepted variant that breaks the contract as this one does, the numbers being right."""
    if not verdict.contract or verdict.first_divergence is not None or verdict.error is None:
        return ""
    fits = (name for name, slugs in golden.tolerated.items() if {*verdict.contract} <= {*slugs})
    return next(fits, "")


def _with(verdict: Verdict, torch: TorchVerdict | None) -> Verdict:
    fields = {name: getattr(verdict, name) for name in verdict.__struct_fields__}
    return Verdict(**{**fields, "torch": torch})


def _against(case: Case, expected: Any, outcome: Outcome, tolerance: float) -> Verdict:
    adapter = adapter_of(case.exercise)
    try:
        leaves = adapter.pair(case.exercise, expected, outcome.value)
    except Misfit as misfit:
        where = Divergence(key=misfit.key or None, step=misfit.step)
        return Verdict(
            status="failed",
            message=str(misfit),
            first_divergence=where if misfit.key or misfit.step is not None else None,
            contract=noticed(outcome),
        )
    scale = case.spec.scale
    distances = [measure(leaf, tolerance, scale) for leaf in leaves]
    size = max((d.size for d in distances), key=lambda s: s.max_rel, default=None)
    off = [(leaf, d) for leaf, d in zip(leaves, distances, strict=True) if not d.within]
    contract = breaches(case, expected, outcome, tolerance, bool(off))
    if off:
        parting = adapter.parting(case, expected, outcome.value, off, tolerance)
        message, expected_part, got_part = _describe(parting)
        if size is not None and size.max_rel < NEAR:
            message = rounding_words(message, size.max_rel, tolerance)
        return Verdict(
            status="failed",
            message=message,
            expected=expected_part,
            got=got_part,
            contract=contract,
            error=size,
            first_divergence=parting.place,
        )
    if contract:
        return Verdict(
            status="failed",
            message=breach_words(contract[0], outcome),
            contract=contract,
            error=size,
        )
    told = LIST_FOR_ARRAY if has_plain_list(expected, outcome.value) else None
    return Verdict(status="passed", error=size, accepted=told)


def _torch(case: Case, torch: Any, outcome: Outcome, tolerance: float) -> TorchVerdict | None:
    if torch is None:
        return None
    try:
        leaves = adapter_of(case.exercise).pair(case.exercise, torch, outcome.value)
    except Misfit:
        return TorchVerdict("failed")
    distances = [measure(leaf, tolerance, case.spec.scale) for leaf in leaves]
    within = all(distance.within for distance in distances)
    largest = max((distance.size.max_rel for distance in distances), default=0.0)
    return TorchVerdict("passed" if within else "failed", largest)


def _describe(parting: Parting) -> tuple[str, Any, Any]:
    """The message, and the entries there: expected and got."""
    part, index, place = parting.part, parting.place.index, parting.place
    got, expected = float(part.got[index]) + 0.0, float(part.expected[index]) + 0.0  # no -0
    wrong = parting.wrong
    count = None if wrong is None else (int(np.sum(wrong)), wrong.size)
    message = off_words(place, _rule(parting), part.key, (got, expected), count, _more(parting))
    if parting.secret:
        return message, None, None
    return message, _shown(part.expected, index), _shown(part.got, index)


def _rule(parting: Parting) -> str:
    """Which sentence of `wording.verdicts` says where numbers part."""
    if parting.secret:
        return "secret"
    if parting.row is not None:
        return "step_with_state" if parting.place.state else "step"
    return "entry" if parting.place.node is None else "node"


def _more(parting: Parting) -> dict[str, Any]:
    """What else the sentence says: what a node does, or from where on a run is off."""
    leaf, row = parting.leaf, parting.row
    if row is None:
        return {"operation": parting.operation}
    if parting.history and leaf.key:
        return {"start": "history", "key": leaf.key, "row": row}
    return {"start": "start" if leaf.run and row == 0 else "step"}


def _shown(array: np.ndarray, index: tuple[int, ...]) -> Any:
    """The array as JSON; of a large one the innermost row at the index, or the entry alone."""
    if array.size > SHOWN and index:
        array = array[index[:-1]]
        if array.size > SHOWN:
            array = array[index[-1]]
    return plain(np.asarray(array, np.float64).tolist())
