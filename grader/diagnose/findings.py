"""Verdicts -> findings: why each exercise is wrong, in words, the most telling first.

A known mistake, if one fits (`naming`); breaches of contract; else what the error looks like
(`structure`); else that it is not recognised.  A gradient is held against the student's own loss
(`consistency`).
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np

from ..adapters import adapter_of
from ..compare.verdict import CONTRACT
from ..errors import GraderError
from ..model import Case, Finding, Outcome
from .catalogue import Catalogue
from .consistency import consistency
from .graded import UNWRITTEN, Diagnosis, Graded, numbers_are_off, public, right
from .look import Examined, Look, shown
from .naming import name
from .structure import structure

__all__ = ["diagnose"]


def diagnose(
    graded: Mapping[str, Sequence[Graded]],
    catalogue: Callable[[], Catalogue],
    accepted: Callable[[], Mapping[str, str]],
    tolerance: float,
    probes: Sequence[tuple[Case, Outcome]] = (),
) -> dict[str, Diagnosis]:
    """Exercise name -> its diagnosis; `graded` has the cases of each, in the assignment's order.

    `catalogue` and `accepted` (the words for variants that are told but not marked down) are asked
    when something is wrong, or accepted, and not before.  Whatever goes wrong in us while we look
    for reasons costs the reasons of that exercise only.
    """
    found: dict[str, Diagnosis] = {}
    for exercise, own in graded.items():
        if right(own):
            told = tuple(_accepted(own, accepted))
            # A variant that is allowed here shows in what builds on it, and is known there.
            found[exercise] = Diagnosis(told, told[0].mistake if len(told) == 1 else None)
            continue
        try:
            with np.errstate(all="ignore"):  # their numbers may be of any size
                found[exercise] = _wrong(
                    own, graded, catalogue(), accepted, tolerance, probes, found
                )
        except GraderError:
            raise
        except Exception as error:
            words = f"no reasons can be given: {type(error).__name__}: {error} (our fault)"
            found[exercise] = Diagnosis((Finding(kind="unrecognised", message=words[:300]),))
    return found


def _wrong(
    own: Sequence[Graded],
    graded: Mapping[str, Sequence[Graded]],
    catalogue: Catalogue,
    accepted: Callable[[], Mapping[str, str]],
    tolerance: float,
    probes: Sequence[tuple[Case, Outcome]],
    before: Mapping[str, Diagnosis],
) -> Diagnosis:
    named = name(own, catalogue, tolerance, before)
    told = list(named.findings)
    told += _contract(own, bool(told))
    if not named.findings:
        own_loss = consistency(own, probes, graded)
        shape = _shape(own, tolerance, known_in_part=bool(own_loss or told))
        said = [finding.message for finding in told]
        told += [*own_loss, *(f for f in shape if not any(map(f.message.endswith, said)))]
        told += _accepted(own, accepted)
    if named.given is None:
        told = told if named.findings else _pointing_back(told, own, graded)
    return Diagnosis(tuple(told), named.mistake, named.given)


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
    words = f" (If it uses your {' or '.join(wrong)}: mend that first, which is wrong as well.)"
    return [msgspec.structs.replace(first, message=first.message + words), *rest]


def _contract(own: Sequence[Graded], named: bool) -> list[Finding]:
    """Breaches of contract; what a named mistake says already is not said again."""
    if named and not any(numbers_are_off(g.verdict) for g in own):
        return []
    misfits = [g.verdict for g in own if g.verdict.status == "failed" and g.verdict.error is None]
    told = []
    for slug, sentence in CONTRACT.items():
        where = [g for g in own if slug in g.verdict.contract]
        if where:
            names = _some([g.case.spec.name for g in public(where)])
            words = _calls(where[0]) if slug == "gradient_calls" else ""
            told.append(Finding(kind="contract", message=f"{words or sentence}{names}"))
    if not named and misfits and misfits[0].contract:
        # What has the wrong form is told before what else is wrong with it, but for what is more.
        form = Finding(kind="structure", message=misfits[0].message)
        breaches = sum(bool(g.verdict.contract) for g in own)
        told.insert(0 if breaches <= len(misfits) else len(told), form)
    return told


def _calls(graded: Graded) -> str:
    """How often gradient() was called by a function that makes a whole run of its own."""
    if not adapter_of(graded.case.exercise).one_call:
        return ""
    for breach in graded.outcome.breaches:
        if breach.slug == "gradient_calls" and breach.wanted is not None:
            return (
                f"gradient() was called {breach.got} times where {breach.wanted} calls were "
                "expected, one for each step"
            )
    return ""


def _shape(own: Sequence[Graded], tolerance: float, known_in_part: bool) -> list[Finding]:
    """What the error looks like; else that it is not recognised, and a case to try by hand."""
    failed = [g for g in own if g.verdict.status == "failed" and not g.verdict.contract]
    failed = failed or [g for g in own if numbers_are_off(g.verdict)]
    if not failed:
        return []
    looks = Examined([Look(g.case, g.golden, g.outcome, g.verdict, tolerance) for g in own])
    seen = public(failed)  # what a hidden case says would give its numbers away
    first = seen[0] if seen else failed[0]
    hidden = "only hidden cases show it: other inputs than those that you can see"
    place = f"{first.case.spec.name}: {first.verdict.message}" if seen else hidden
    sentence = structure(looks)
    if sentence is not None:
        return [Finding(kind="structure", message=sentence, explanation=f"First in {place}.")]
    if first.verdict.error is None:  # another form than the expected one: that is the reason
        return [Finding(kind="structure", message=place)]
    words = f"This is none of the mistakes that we know. {_by_hand(failed)}".strip()
    words = "" if known_in_part else words
    return [Finding(kind="unrecognised", message=place, explanation=words)]


def _by_hand(failed: Sequence[Graded]) -> str:
    """The smallest public case that fails, to be worked out on paper."""
    seen = public(failed)
    if not seen:
        return "Work out a small case of your own by hand."
    smallest = min(seen, key=lambda g: len(g.case.data))
    exercise, args = smallest.case.exercise, smallest.case.inputs.get("args")
    what = adapter_of(exercise).on_paper(smallest.case.inputs)
    if what == "nothing":
        return ""
    if what == "two steps":
        return "Make the first two steps on paper, with gradients of your own, and compare."
    names = exercise.arguments
    said = [
        f"{names[i]} = {shown(arg)}" if i < len(names) else shown(arg)
        for i, arg in enumerate(args or [])
    ]
    where = smallest.case.spec.name
    if any("an array of shape" in words for words in said):
        return f"{where} is the smallest case that fails; a smaller one of your own fits on paper."
    return f"Try the smallest failing case by hand, {where}: {', '.join(said)}."


def _accepted(own: Sequence[Graded], accepted: Callable[[], Mapping[str, str]]) -> list[Finding]:
    """Variants that are told but not marked down."""
    told = []
    for mistake in dict.fromkeys(g.verdict.accepted for g in own):
        if mistake is not None:
            message = accepted().get(mistake, "another convention than the lecture's")
            told.append(Finding(kind="accepted", mistake=mistake, message=message))
    return told


def _some(names: list[str]) -> str:
    first = ", ".join(names[:3])
    rest = len(names) - 3
    if not names:
        return ""
    return f" (in {first})" if rest <= 0 else f" (in {first} and {rest} more)"
