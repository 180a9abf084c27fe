"""The verdict on a case: form, numbers, contract, in that order, and where they first part."""

from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..golden.contract import breaches, noticed
from ..golden.values import plain
from ..leaves import Leaf, Misfit, measure
from ..leaves.places import Parting
from ..model import Case, Divergence, Golden, Outcome, TorchVerdict, Verdict
from ..wording.contract import CONTRACT

__all__ = ["judge"]

SHOWN = 64
#: An error below this may look like rounding to a student, and is not.
NEAR = 1e-5


def judge(case: Case, golden: Golden, outcome: Outcome, tolerance: float) -> Verdict:
    """Outcome against the golden values of one case."""
    if outcome.status != "value":
        return Verdict(status=outcome.status, message=outcome.message or _say(outcome))
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


def _say(outcome: Outcome) -> str:
    """A message for a case that gave no value."""
    fault = outcome.fault
    if outcome.status == "missing":
        return "is not defined in your file"
    if outcome.status == "not_implemented":
        inner = fault.frames[-1][2] if fault is not None and fault.frames else ""
        own = (outcome.case.partition("/")[0], "step", "__init__", "")
        return "is not implemented yet" if inner in own else f"{inner} is not implemented yet"
    if outcome.status == "memory":
        return "needed more memory than is allowed"
    if fault is None:
        return outcome.status
    return f"{fault.text} ({fault.where})" if fault.where else fault.text


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
            message += f"; relative error {size.max_rel:.1g}, at most {tolerance:.1g} is rounding"
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
            status="failed", message=_breach(contract[0], outcome), contract=contract, error=size
        )
    return Verdict(status="passed", error=size)


def _breach(slug: str, outcome: Outcome) -> str:
    """What is said of a breach; of calls of gradient() with how many there were."""
    for breach in outcome.breaches:
        if breach.slug == slug and breach.got is not None and breach.wanted is not None:
            return f"{CONTRACT[slug]} ({breach.got} calls, expected {breach.wanted})"
    if slug == "state_leaked" and outcome.fault is not None:
        words = f"a second call raised {outcome.fault.text}, and the first did not"
        return f"{words}: something is kept from the first"
    return CONTRACT[slug]


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
    part, index = parting.part, parting.place.index
    if parting.secret:
        return f"{float(part.got):g} is not right", None, None
    if parting.row is not None:
        message = (
            f"off from {_start(parting)} on: {_entry(part.key, index)} is {_numbers(part, index)}"
        )
        if parting.place.state:
            message += f"; your {parting.place.state} is off at that step, too"
    else:
        node = parting.place.node
        what = _entry(part.key, index) if node is None else f"node {node} ({parting.operation})"
        message = f"{what} is {_numbers(part, index)}{_count(parting.wrong)}"
    return message, _shown(part.expected, index), _shown(part.got, index)


def _start(parting: Parting) -> str:
    """From where on a run is off."""
    leaf, row = parting.leaf, parting.row
    if parting.history and leaf.key:
        return f"{leaf.key}[{row}]"
    return "the start" if leaf.run and row == 0 else f"step {parting.place.step}"


def _entry(key: str, index: tuple[int, ...]) -> str:
    place = f"[{', '.join(map(str, index))}]" if index else ""
    return (key or ("entry " if place else "the answer")) + place


def _numbers(leaf: Leaf, index: tuple[int, ...]) -> str:
    got, expected = float(leaf.got[index]) + 0.0, float(leaf.expected[index]) + 0.0  # no -0
    for digits in (6, 9, 12, 17):
        if f"{got:.{digits}g}" != f"{expected:.{digits}g}":
            break
    return f"{got:.{digits}g}, expected {expected:.{digits}g}"


def _count(wrong: np.ndarray | None) -> str:
    if wrong is None or wrong.size == 1:
        return ""
    return f" ({int(np.sum(wrong))} of {wrong.size} entries are off)"


def _shown(array: np.ndarray, index: tuple[int, ...]) -> Any:
    """The array as JSON; of a large one the innermost row at the index, or the entry alone."""
    if array.size > SHOWN and index:
        array = array[index[:-1]]
        if array.size > SHOWN:
            array = array[index[-1]]
    return plain(np.asarray(array, np.float64).tolist())
