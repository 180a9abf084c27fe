"""The sentences of verdicts: what has another form, where numbers part, what gave no value."""

from collections.abc import Mapping
from typing import Any

from ..language import translated as _
from ..model import Divergence, Outcome
from .contract import CALLS, CHANGED, CONTRACT, LEAKED_BY_RAISING

__all__ = ["breach_words", "form_words", "no_value_words", "off_words", "rounding_words"]

#: Another form than the expected one.  {it} is the part of the answer, {got} what stands there.
FORMS = {
    "no_dict": "{it} must be a dict, got {got}",
    "no_key": "{it} lacks the key {missing!r}",
    "no_tuple": "{it} must be ({names}), got {got}",
    "no_list": "{it} must be a list of {count}, got {got}",
    "other_tuple": "{it} must be ({names}), got {found} entries",
    "other_list": "{it} must be a list of {count}, got {found} entries",
    "no_text": "{it} must be a string such as {wanted!r}, got {got}",
    "other_text": "{it} is {found!r}, expected {wanted!r}",
    "no_array": "{it} must be a numpy array of shape {wanted}, got {got}",
    "other_shape": "{it} has shape {found}, expected {wanted}",
    "no_integers": "{it} has dtype {found}, expected integers",
    "other_dtype": "{it} has dtype {found}, expected {wanted}",
    "no_scalar": "{it} must be one number, got an array of shape {found}",
    "no_number": "{it} must be a number, got {got}",
    "no_arrays_of_step": "step {at} must give a list of {count} arrays, got {got}",
    "other_arrays_of_step": "step {at} must give {count} arrays, got {found}",
    "not_whole": "the run came back incomplete",
    "other_runs": "the run has other shapes than expected",
}
AFTER_STEP = "{words} after step {after}"

#: What was returned, by its kind.
THINGS = {
    "nothing": "None",
    "no_return": "None (is a `return` missing?)",
    "array": "an array of shape {shape}",
    "number": "one number",
    "value": "{value!r:.40}",
    "type": "{a_type}",
    "type_with_detail": "{a_type} ({detail})",
}

#: Where the numbers part.
OFF = {
    "secret": "{got} is not right",
    "node": "node {node} ({operation}) is {numbers}{count}",
    "entry": "{entry} is {numbers}{count}",
    "step": "off from {start} on: {entry} is {numbers}",
    "step_with_state":
        "off from {start} on: {entry} is {numbers}; your {state} is off at that step, too",
}  # fmt: skip
THE_ANSWER = "the answer"
ENTRY = "entry {index}"
NUMBERS = "{got}, expected {expected}"
COUNT = " ({wrong} of {size} entries are off)"
START = {"history": "{key}[{row}]", "start": "the start", "step": "step {step}"}
ROUNDING = "{words}; relative error {error:.1g}, at most {tolerance:.1g} is rounding"

#: No value was given.
NO_VALUE = {
    "missing": "is not defined in your file",
    "not_implemented": "is not implemented yet",
    "not_implemented_inside": "{inner} is not implemented yet",
    "memory": "needed more memory than is allowed",
    "raised": "{fault}",
    "raised_at": "{fault} ({where})",
}


def form_words(rule: str, key: str, parameters: Mapping[str, Any]) -> str:
    """What is said of another form; a rule of a course's own adapter is its sentence."""
    given = {**parameters, "it": parameters.get("of", key) or _(THE_ANSWER)}
    if "thing" in given:
        kind, detail = given["thing"]
        a_type = _with_article(str(detail.get("type", "")))
        given["got"] = _(THINGS[kind]).format(**detail, a_type=a_type)
    words = _(FORMS[rule]).format(**given) if rule in FORMS else rule
    return _(AFTER_STEP).format(words=words, after=given["after"]) if "after" in given else words


def off_words(
    place: Divergence,
    rule: str,
    key: str,
    numbers: tuple[float, float],
    wrong: tuple[int, int] | None,
    more: Mapping[str, Any],
) -> str:
    """Where the numbers part: `numbers` are got and expected, `wrong` entries of how many."""
    got, expected = numbers
    if rule == "secret":
        return _(OFF[rule]).format(got=f"{got:g}")
    index = f"[{', '.join(map(str, place.index))}]" if place.index else ""
    count = _(COUNT).format(wrong=wrong[0], size=wrong[1]) if wrong and wrong[1] != 1 else ""
    return _(OFF[rule]).format(
        entry=_entry(key, index),
        numbers=_numbers(got, expected),
        count=count,
        node=place.node,
        state=place.state,
        start=_(START[more["start"]]).format(**more, step=place.step) if "start" in more else "",
        operation=more.get("operation", ""),
    )


def _entry(key: str, index: str) -> str:
    """What is off: a part by its name, an entry of it, or the answer."""
    if key:
        return key + index
    return _(ENTRY).format(index=index) if index else _(THE_ANSWER)


def _numbers(got: float, expected: float) -> str:
    """Both numbers, with as many digits as tell them apart."""
    for digits in (6, 9, 12, 17):
        if f"{got:.{digits}g}" != f"{expected:.{digits}g}":
            break
    return _(NUMBERS).format(got=f"{got:.{digits}g}", expected=f"{expected:.{digits}g}")


def rounding_words(words: str, error: float, tolerance: float) -> str:
    """What is added where an error may look like rounding, and is not."""
    return _(ROUNDING).format(words=words, error=error, tolerance=tolerance)


def no_value_words(outcome: Outcome) -> str:
    """What is said of a case that gave no value."""
    fault = outcome.fault
    if outcome.status == "not_implemented":
        inner = fault.frames[-1][2] if fault is not None and fault.frames else ""
        own = (outcome.case.partition("/")[0], "step", "__init__", "")
        slug = "not_implemented" if inner in own else "not_implemented_inside"
        return _(NO_VALUE[slug]).format(inner=inner)
    if outcome.status in NO_VALUE:
        return _(NO_VALUE[outcome.status])
    if fault is None:
        return outcome.status
    slug = "raised_at" if fault.where else "raised"
    return _(NO_VALUE[slug]).format(fault=fault.text, where=fault.where)


def breach_words(slug: str, outcome: Outcome) -> str:
    """What is said of a breach: which argument, or how many calls of gradient() there were."""
    for breach in outcome.breaches:
        if breach.slug != slug or breach.got is None:
            continue
        if slug == "argument_changed":
            return _(CHANGED).format(number=breach.got)
        if breach.wanted is not None:
            return _(CALLS).format(words=_(CONTRACT[slug]), got=breach.got, wanted=breach.wanted)
    if slug == "state_leaked" and outcome.fault is not None:
        return _(LEAKED_BY_RAISING).format(fault=outcome.fault.text)
    return _(CONTRACT[slug])


def _with_article(word: str) -> str:
    return f"an {word}" if word[:1].lower() in "aeiou" else f"a {word}"
