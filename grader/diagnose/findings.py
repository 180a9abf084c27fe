"""Verdicts -> findings: why each exercise is wrong, the most telling first.

A known mistake, if one fits (`naming`); breaches of contract; else what the error looks like
(`structure`); else that it is not recognised.  A gradient is held against the student's own loss
(`consistency`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from ..adapters import adapter_of
from ..errors import GraderError
from ..model import LIST_FOR_ARRAY, Case, Finding, Graded, Outcome
from ..wording.contract import CONTRACT
from ..wording.findings import worded
from .catalogue import Catalogue
from .consistency import NOT_DERIVATIVE, consistency
from .crashes import crash, crashes_first
from .evidence import CaseEvidence, Evidence, as_data
from .graded import UNWRITTEN, Diagnosis, numbers_are_off, part_of, place_of, public, right
from .naming import name, with_constant
from .structure import structure

if TYPE_CHECKING:
    from ..model.variants import Family

__all__ = ["diagnose"]

#: Numbers of a case that a student works out on paper.
BY_HAND = 8


class Known(NamedTuple):
    """What is known of an assignment's mistakes, each asked for where it is needed."""

    catalogue: Callable[[], Catalogue]
    accepted: Callable[[], Mapping[str, str]]
    families: Callable[[], Mapping[str, Sequence["Family"]]]


def diagnose(
    graded: Mapping[str, Sequence[Graded]],
    catalogue: Callable[[], Catalogue],
    accepted: Callable[[], Mapping[str, str]],
    tolerance: float,
    probes: Sequence[tuple[Case, Outcome]] = (),
    families: Callable[[], Mapping[str, Sequence["Family"]]] = dict,
) -> dict[str, Diagnosis]:
    """Exercise name -> its diagnosis; `graded` has the cases of each, in the assignment's order.

    `catalogue` and `accepted` (the words for variants that are told but not marked down) are asked
    when something is wrong, or accepted, and not before.  Whatever goes wrong in us while we look
    for reasons costs the reasons of that exercise only.
    """
    found: dict[str, Diagnosis] = {}
    known = Known(catalogue, accepted, families)
    for exercise, own in graded.items():
        if right(own):
            told = tuple(map(worded, _accepted(own, accepted)))
            # A variant that is allowed here shows in what builds on it, and is known there.
            found[exercise] = Diagnosis(told, told[0].mistake if len(told) == 1 else None)
            continue
        try:
            with np.errstate(all="ignore"):  # their numbers may be of any size
                found[exercise] = _wrong(own, graded, known, tolerance, probes, found)
        except GraderError:
            raise
        except Exception as error:
            found[exercise] = Diagnosis((worded(_none(error)),))
    return found


def _wrong(
    own: Sequence[Graded],
    graded: Mapping[str, Sequence[Graded]],
    known: Known,
    tolerance: float,
    probes: Sequence[tuple[Case, Outcome]],
    before: Mapping[str, Diagnosis],
) -> Diagnosis:
    catalogue, accepted = known.catalogue(), known.accepted
    named = name(own, catalogue, tolerance, before)
    if not named.findings:
        named = with_constant(own, catalogue, tolerance, known.families)
    told = list(named.findings)
    told += _contract(own, bool(told))
    if not named.findings:
        told = _unnamed(own, told, consistency(own, probes, graded), tolerance)
        told += _accepted(own, accepted)
    if named.given is None:
        told = told if named.findings else _pointing_back(told, own, graded)
    return Diagnosis(tuple(map(worded, told)), named.mistake, named.given)


def _unnamed(
    own: Sequence[Graded], told: list[Finding], own_loss: list[Finding], tolerance: float
) -> list[Finding]:
    """What is told of no known mistake; `told` are the breaches of contract.

    An exception that most failing cases end with comes first, and what the few others look like is
    left out; that a gradient is not the derivative of a right loss says the least, and comes last.
    """
    crashed = crash(own)
    if crashed is not None and crashes_first(own, crashed):
        return [crashed, *told]
    telling = [finding for finding in own_loss if finding.rule not in NOT_DERIVATIVE]
    shape = _shape(own, tolerance, known_in_part=bool(telling or told))
    said = [finding.parameters["verdict"] for finding in told if finding.rule == "form"]
    shape = [
        finding
        for finding in shape
        if finding.rule != "form_in_case" or finding.parameters.get("verdict") not in said
    ]
    rest = [] if crashed is None else [crashed]
    rest += [finding for finding in own_loss if finding.rule in NOT_DERIVATIVE]
    return [*told, *telling, *shape, *rest]


def _none(error: Exception) -> Finding:
    """That there are no reasons, by our own fault."""
    words = f"{type(error).__name__}: {error}"
    return Finding(kind="unrecognised", rule="no_reasons", parameters={"error": words[:260]})


def _pointing_back(
    told: list[Finding],
    own: Sequence[Graded],
    graded: Mapping[str, Sequence[Graded]],
) -> list[Finding]:
    """What is wrong may come from an earlier exercise that is wrong as well: that is said.

    Whether the code uses it, nobody has looked at.
    """
    wrong = [
        earlier
        for earlier in own[0].case.exercise.builds_on
        if earlier in graded
        and any(g.verdict.status not in UNWRITTEN for g in graded[earlier])
        and not right(graded[earlier])
    ]
    if not wrong or not told:
        return told
    first, *rest = told
    parameters = {**first.parameters, "wrong_before": wrong}
    return [msgspec.structs.replace(first, parameters=parameters), *rest]


def _contract(own: Sequence[Graded], named: bool) -> list[Finding]:
    """Breaches of contract; what a named mistake says already is not said again."""
    if named and not any(numbers_are_off(g.verdict) for g in own):
        return []
    misfits = [g for g in own if g.verdict.status == "failed" and g.verdict.error is None]
    told = [_breach(slug, where) for slug in CONTRACT if (where := _with(slug, own))]
    if not named and misfits and misfits[0].verdict.contract:
        # What has the wrong form is told before what else is wrong with it, but for what is more.
        breaches = sum(bool(g.verdict.contract) for g in own)
        told.insert(0 if breaches <= len(misfits) else len(told), _form(misfits[0]))
    return told


def _with(slug: str, own: Sequence[Graded]) -> list[Graded]:
    """The cases with a breach."""
    return [g for g in own if slug in g.verdict.contract]


def _breach(slug: str, where: Sequence[Graded]) -> Finding:
    """A breach of contract, and the public cases in which it was noticed."""
    seen = public(where)
    parameters: dict[str, Any] = {"cases": [g.case.spec.name for g in seen]}
    rule, known = slug, {}
    if slug == "gradient_calls" and (known := _calls(where[0])):
        rule = "gradient_calls_of_run"
    if slug == "argument_changed" and (known := _argument(where)):
        rule = "argument_changed_which"
    return Finding(
        kind="contract",
        rule=rule,
        place=place_of(seen[0]) if seen else None,
        parameters=parameters | known,
    )


def _argument(where: Sequence[Graded]) -> dict[str, int | None]:
    """Which argument was changed, where it is the same in all of these cases."""
    breaches = [b for g in where for b in g.outcome.breaches if b.slug == "argument_changed"]
    numbers = {breach.got for breach in breaches}
    return {"number": numbers.pop()} if len(numbers) == 1 and None not in numbers else {}


def _calls(graded: Graded) -> dict[str, int | None]:
    """How often gradient() was called by a function that makes a whole run of its own."""
    if not adapter_of(graded.case.exercise).one_call:
        return {}
    for breach in graded.outcome.breaches:
        if breach.slug == "gradient_calls" and breach.wanted is not None:
            return {"got": breach.got, "wanted": breach.wanted}
    return {}


def _form(graded: Graded) -> Finding:
    """That an answer has another form than the expected one."""
    place = place_of(graded)
    return Finding(
        kind="structure",
        rule="form",
        subject=part_of(place),
        place=place,
        parameters={"verdict": graded.verdict.message},
    )


def _shape(own: Sequence[Graded], tolerance: float, known_in_part: bool) -> list[Finding]:
    """What the error looks like; else that it is not recognised, and a case to try by hand."""
    failed = [g for g in own if g.verdict.status == "failed" and not g.verdict.contract]
    failed = failed or [g for g in own if numbers_are_off(g.verdict)]
    if not failed:
        return []
    looks = Evidence([CaseEvidence(g.case, g.golden, g.outcome, g.verdict, tolerance) for g in own])
    seen = public(failed)  # what a hidden case says would give its numbers away
    first = seen[0] if seen else failed[0]
    place = place_of(first)
    verdict = {"verdict": first.verdict.message} if seen else {}
    said = structure(looks)
    if said is not None:
        tensors = said.parameters.get("tensors") or said.parameters.get("matrices") or []
        return [
            Finding(
                kind="structure",
                rule=said.rule,
                subject=", ".join(tensors) or None,
                place=place,
                parameters=said.parameters | verdict,
            )
        ]
    subject = part_of(place)
    if first.verdict.error is None:  # another form than the expected one: that is the reason
        return [
            Finding(
                kind="structure",
                rule="form_in_case",
                subject=subject,
                place=place,
                parameters=verdict,
            )
        ]
    return [
        Finding(
            kind="unrecognised",
            rule="unrecognised_in_part" if known_in_part else "unrecognised",
            subject=subject,
            place=place,
            parameters={**verdict, "advice": _by_hand(failed)},
        )
    ]


def _by_hand(failed: Sequence[Graded]) -> dict[str, Any]:
    """The smallest public case that fails, to be worked out on paper."""
    seen = public(failed)
    if not seen:
        return {"rule": "own_case"}
    smallest = min(seen, key=lambda g: len(g.case.data))
    exercise, args = smallest.case.exercise, smallest.case.inputs.get("args")
    what = adapter_of(exercise).on_paper(smallest.case.inputs)
    if what != "inputs":
        return _of_steps(seen[0]) if what == "two steps" else {"rule": "nothing"}
    names = [*exercise.arguments, *(None for _ in args or [])]
    given = [
        {"name": name, "value": as_data(arg)} for name, arg in zip(names, args or [], strict=False)
    ]
    where = smallest.case.spec.name
    count = sum(np.size(arg) for arg in args or [] if not isinstance(arg, (str, dict, list)))
    if count > BY_HAND or any(_too_large(argument["value"]) for argument in given):
        return {"rule": "smaller_case", "case": where}
    return {"rule": "smallest_case", "case": where, "arguments": given}


def _of_steps(first: Graded) -> dict[str, Any]:
    """Two steps are done by hand; of a later one that is off first, the steps before are right."""
    place = first.verdict.first_divergence
    step = None if place is None else place.step
    return (
        {"rule": "two_steps"} if step is None or step < 3 else {"rule": "later_step", "step": step}
    )


def _too_large(value: Any) -> bool:
    """Whether it is, or holds, an array that is told by its shape alone."""
    if isinstance(value, list):
        return any(map(_too_large, value))
    return isinstance(value, dict) and "shape" in value


def _accepted(own: Sequence[Graded], accepted: Callable[[], Mapping[str, str]]) -> list[Finding]:
    """Variants that are told but not marked down."""
    told = []
    for mistake in dict.fromkeys(g.verdict.accepted for g in own):
        if mistake == LIST_FOR_ARRAY:
            told.append(Finding(kind="accepted", rule=LIST_FOR_ARRAY))
        elif mistake is not None:
            hint = accepted().get(mistake)
            told.append(
                Finding(
                    kind="accepted",
                    rule="another_convention" if hint is None else "accepted",
                    mistake=mistake,
                    parameters={} if hint is None else {"hint": hint},
                )
            )
    return told
