"""The verdict on a case: form, numbers, contract, in that order, and where they first part."""

from typing import Any

import numpy as np

from ..golden.values import plain
from ..model import Case, Divergence, Exercise, Golden, Outcome, TorchVerdict, Verdict
from ..runner.adapters import AGAIN_STEPS
from .distance import Distance, first_step, measure
from .pairing import Leaf, Misfit, pair

__all__ = ["CONTRACT", "judge"]

SHOWN = 64
#: An error below this may look like rounding to a student, and is not.
NEAR = 1e-5
_PLAIN = Exercise(name="state", points=0, reference="")

#: What a breach of contract is, in a student's words.
CONTRACT = {
    "argument_changed": "you changed an array or list that the caller passed in; work on a copy",
    "gradient_changed": "you changed the arrays that gradient() returned; work on a copy",
    "gradient_calls": "call gradient() exactly once per step: each call is a new minibatch",
    "state_leaked": "a second call (or a second instance) gave another answer: "
    "something is kept from the first",
    "result_changed": "an array that you returned was changed by a later call: return a new one",
    "global_random": "you drew from or seeded the global random generator",
}


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
    return _with(verdict, torch=_torch(case, golden.torch, outcome, tolerance))


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
    try:
        leaves = pair(case.exercise, expected, outcome.value)
    except Misfit as misfit:
        where = Divergence(key=misfit.key or None, step=misfit.step)
        return Verdict(
            status="failed",
            message=str(misfit),
            first_divergence=where if misfit.key or misfit.step is not None else None,
            contract=_flags(outcome),
        )
    scale = case.spec.scale
    distances = [measure(leaf, tolerance, scale) for leaf in leaves]
    size = max((d.size for d in distances), key=lambda s: s.max_rel, default=None)
    off = [(leaf, d) for leaf, d in zip(leaves, distances, strict=True) if not d.within]
    contract = _contract(case, expected, outcome, tolerance, bool(off))
    if off:
        message, where, expected_part, got_part = _describe(case, expected, outcome, off, tolerance)
        if size is not None and size.max_rel < NEAR:
            message += f"; relative error {size.max_rel:.1g}, at most {tolerance:.1g} is rounding"
        return Verdict(
            status="failed",
            message=message,
            expected=expected_part,
            got=got_part,
            contract=contract,
            error=size,
            first_divergence=where,
        )
    if contract:
        return Verdict(
            status="failed", message=_breach(contract[0], outcome), contract=contract, error=size
        )
    return Verdict(status="passed", error=size)


def _flags(outcome: Outcome) -> tuple[str, ...]:
    slugs = [breach.partition(" ")[0] for breach in outcome.breaches]
    return tuple(slug for slug in dict.fromkeys(slugs) if slug in CONTRACT)


def _breach(slug: str, outcome: Outcome) -> str:
    """What is said of a breach; of calls of gradient() with how many there were."""
    for breach in outcome.breaches:
        name, *numbers = breach.split(" ")
        if name == slug and len(numbers) == 2 and all(n.isdigit() for n in numbers):
            return f"{CONTRACT[slug]} ({numbers[0]} calls, expected {numbers[1]})"
    if slug == "state_leaked" and outcome.fault is not None:
        words = f"a second call raised {outcome.fault.text}, and the first did not"
        return f"{words}: something is kept from the first"
    return CONTRACT[slug]


def _contract(
    case: Case, expected: Any, outcome: Outcome, tolerance: float, wrong: bool
) -> tuple[str, ...]:
    """The breaches: those that were noticed, and those that the second run's numbers show."""
    found = list(_flags(outcome))
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
            leaves = pair(case.exercise, expected, outcome.again, AGAIN_STEPS + 1)
            same = all(measure(leaf, tolerance, case.spec.scale).within for leaf in leaves)
        except Misfit:
            same = False
        if not same:
            found.append("state_leaked")
    return tuple(found)


def _torch(case: Case, torch: Any, outcome: Outcome, tolerance: float) -> TorchVerdict | None:
    if torch is None:
        return None
    try:
        leaves = pair(case.exercise, torch, outcome.value)
    except Misfit:
        return TorchVerdict("failed")
    distances = [measure(leaf, tolerance, case.spec.scale) for leaf in leaves]
    within = all(distance.within for distance in distances)
    largest = max((distance.size.max_rel for distance in distances), default=0.0)
    return TorchVerdict("passed" if within else "failed", largest)


def _describe(
    case: Case, expected: Any, outcome: Outcome, off: list[tuple[Leaf, Distance]], tolerance: float
) -> tuple[str, Divergence, Any, Any]:
    """The message, the place of the first divergence, and the entries there."""
    if case.exercise.adapter == "graph" and off[0][0].expected.ndim == 1:
        return _node(case, *off[0])
    if off[0][0].steps:
        return _step(case, expected, outcome, off, tolerance)
    leaf, distance = off[0]
    index = distance.index
    if case.exercise.adapter == "answers":  # by hand: the right number is not given away
        return f"{float(leaf.got):g} is not right", Divergence(), None, None
    message = f"{_entry(leaf.key, index)} is {_numbers(leaf, index)}{_count(distance)}"
    where = Divergence(key=leaf.key or None, index=index)
    return message, where, _shown(leaf.expected, index), _shown(leaf.got, index)


def _node(case: Case, leaf: Leaf, distance: Distance) -> tuple[str, Divergence, Any, Any]:
    wrong = np.flatnonzero(distance.wrong)
    node = int(wrong[-1] if case.exercise.backwards else wrong[0])
    operation = case.inputs["args"][0][node][0]
    message = f"node {node} ({operation}) is {_numbers(leaf, (node,))}{_count(distance)}"
    where = Divergence(node=node, index=(node,))
    return message, where, _shown(leaf.expected, (node,)), _shown(leaf.got, (node,))


def _step(
    case: Case, expected: Any, outcome: Outcome, off: list[tuple[Leaf, Distance]], tolerance: float
) -> tuple[str, Divergence, Any, Any]:
    scale = case.spec.scale
    stepwise = [leaf for leaf, _ in off if leaf.steps]
    starts = [first_step(leaf, tolerance, scale) for leaf in stepwise]
    which = starts.index(min(starts))
    leaf, step = stepwise[which], starts[which]
    row = Leaf(leaf.key, leaf.expected[step], leaf.got[step])
    index = measure(row, tolerance, scale).index
    # Row 0 of a run is the start; elsewhere (losses per epoch) the first row is step 1.
    count = step if leaf.run else step + 1
    state = None
    if case.exercise.adapter == "steps" and step:
        state = _state(expected, outcome.value, step, tolerance)
    tail = f"; your {state} is off at that step, too" if state else ""
    start = "the start" if leaf.run and step == 0 else f"step {count}"
    if not leaf.run and leaf.key:  # a history: by epochs, say, which nobody counts as steps
        start = f"{leaf.key}[{step}]"
    message = f"off from {start} on: {_entry(leaf.key, index)} is {_numbers(row, index)}{tail}"
    where = Divergence(step=count, tensor=leaf.key or None, state=state, index=index)
    return message, where, _shown(row.expected, index), _shown(row.got, index)


def _state(expected: Any, got: Any, step: int, tolerance: float) -> str | None:
    """The first state attribute that is off at a step, among those that both name."""
    answers = got.get("state")
    if not isinstance(answers, list) or len(answers) < step:
        return None
    theirs = answers[step - 1]
    for name, right in expected.get("state", {}).items():
        if not isinstance(theirs, dict) or name not in theirs:
            continue
        row = [part[step - 1] for part in right] if isinstance(right, list) else right[step - 1]
        try:
            leaves = pair(_PLAIN, row, theirs[name])
        except Misfit:
            return str(name)
        if not all(measure(leaf, tolerance, 1.0).within for leaf in leaves):
            return str(name)
    return None


def _entry(key: str, index: tuple[int, ...]) -> str:
    place = f"[{', '.join(map(str, index))}]" if index else ""
    return (key or ("entry " if place else "the answer")) + place


def _numbers(leaf: Leaf, index: tuple[int, ...]) -> str:
    got, expected = float(leaf.got[index]) + 0.0, float(leaf.expected[index]) + 0.0  # no -0
    for digits in (6, 9, 12, 17):
        if f"{got:.{digits}g}" != f"{expected:.{digits}g}":
            break
    return f"{got:.{digits}g}, expected {expected:.{digits}g}"


def _count(distance: Distance) -> str:
    wrong, size = int(np.sum(distance.wrong)), distance.wrong.size
    return "" if size == 1 else f" ({wrong} of {size} entries are off)"


def _shown(array: np.ndarray, index: tuple[int, ...]) -> Any:
    """The array as JSON; of a large one the innermost row at the index, or the entry alone."""
    if array.size > SHOWN and index:
        array = array[index[:-1]]
        if array.size > SHOWN:
            array = array[index[-1]]
    return plain(np.asarray(array, np.float64).tolist())
