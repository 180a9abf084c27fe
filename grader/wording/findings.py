"""A finding in words: the sentence of its rule, filled in with its parameters, parts and place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from ..language import translated as _
from ..model import Finding, FindingKind, Place
from .sentences import (
    ADVICE,
    AGREEING,
    ARRAYS,
    AXES,
    EXPLANATIONS,
    FIRST,
    MOST_TENSORS,
    NODE,
    ONLY_HIDDEN,
    PARTS,
    PIECES,
    QUANTITIES,
    SENTENCES,
    SHARED,
    SORTS,
    STEP,
    WHERE,
    WHOLE,
    WRONG_ALSO_WITH,
    WRONG_BEFORE,
)

__all__ = ["either", "listed", "numbered", "value_in_words", "without_place", "worded"]


#: Parameters of a finding that others with the same mistake need not have.
OF_ONE_SUBMISSION = ("constant", "wrong_before", "wrong_also_with")


def worded(finding: Finding) -> Finding:
    """The finding with its message and explanation; as it is where it names no rule.

    An explanation that it has already, which is the course's own, is kept.  Raises KeyError for a
    rule that has no sentence, or that lacks a parameter of it.
    """
    if finding.rule is None:
        return finding
    message = _sentence(finding.kind, finding.rule, finding.parameters, finding.place)
    message += _earlier_ones(finding.parameters, message)
    told = _(EXPLANATIONS.get(finding.rule, EXPLANATIONS.get(finding.kind, "")))
    explanation = _filled(told, finding.parameters, finding.place).strip()
    return msgspec.structs.replace(
        finding, message=message, explanation=finding.explanation or explanation
    )


def _earlier_ones(parameters: Mapping[str, Any], message: str) -> str:
    """What is added of earlier exercises that are wrong as well."""
    before, also = parameters.get("wrong_before"), parameters.get("wrong_also_with")
    if not before and not also:
        return ""
    told = _(WRONG_ALSO_WITH if also else WRONG_BEFORE)
    names: Sequence[str] = also or before or ()
    verb = _(AGREEING["is"][len(names) > 1])
    return "." * (message[-1:] not in ".?]") + told.format(names=listed(names), verb=verb)


def listed(names: str | Sequence[str]) -> str:
    """Names as they are read out: a and b."""
    return names if isinstance(names, str) else _(PIECES["and"]).join(names)


def without_place(finding: Finding) -> str:
    """What it says in every submission that has it, wherever it shows there."""
    if finding.rule not in SENTENCES[finding.kind]:  # of an earlier version
        return finding.message
    rule = "mistake" if "constant" in finding.parameters else finding.rule
    parameters = {k: v for k, v in finding.parameters.items() if k not in OF_ONE_SUBMISSION}
    common = msgspec.structs.replace(finding, place=None, rule=rule, parameters=parameters)
    return worded(common).message


def _sentence(
    kind: FindingKind, rule: str, parameters: Mapping[str, Any], place: Place | None, end: str = "?"
) -> str:
    return _filled(_(SENTENCES[kind][rule]), parameters, place, end)


def _filled(
    template: str, parameters: Mapping[str, Any], place: Place | None, end: str = "?"
) -> str:
    fields = {name: _in_words(name, value) for name, value in parameters.items()}
    fields |= _subject(parameters)
    fields |= {"place": _place(place), "first": _first(parameters, place), "?": end}
    for name, more in MORE.items():
        fields |= more(parameters) if name in parameters else {}
    return template.format_map(fields)


def _in_words(name: str, value: Any) -> Any:
    if name in PARAMETERS:
        return PARAMETERS[name](value)
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value


def _subject(parameters: Mapping[str, Any]) -> dict[str, str]:
    """What is off, and what agrees with it."""
    tensors: Sequence[str] = parameters.get("tensors", ())
    part = parameters.get("part") or ("varying" if len(tensors) > MOST_TENSORS else "")
    several = len(tensors) > 1 and not part
    named = (
        _(PIECES["named_subject"]).format(names=_(PIECES["and"]).join(tensors))
        if tensors
        else _(WHOLE)
    )
    return {
        "subject": _(PARTS[part]) if part else named,
        "tensors": ", ".join(tensors[:4]) + (_(PIECES["and_so_on"]) if len(tensors) > 4 else ""),
        **{name: _(forms[several]) for name, forms in AGREEING.items()},
    }


def _crash(parameters: Mapping[str, Any]) -> dict[str, str]:
    """How many cases end with an exception, where, and what that line is."""
    count, failing = parameters["count"], parameters["failing"]
    whole = "every_failing" if failing == 1 else "all_failing"
    shown = {
        name: _(PIECES[piece]).format_map(parameters) if parameters[key] else ""
        for name, piece, key in (("at", "at", "where"), ("the_line", "the_line", "source"))
    }
    return shown | {
        "share": _(PIECES[whole if count == failing else "some_failing"]).format_map(parameters),
        "stop": _(AGREEING["stop"][count > 1]),
    }


def _shared(parameters: Mapping[str, Any]) -> dict[str, str]:
    """What the failing cases have in common."""
    return {"shared": _(SHARED[parameters["feature"]]).format_map(parameters)}


def _states(parameters: Mapping[str, Any]) -> dict[str, str]:
    names = parameters["states"]
    return {
        "states": _(PIECES["and"]).join([*filter(None, [", ".join(names[:-1])]), names[-1]]),
        "is_right": _(AGREEING["is_right"][len(names) > 1]),
    }


def _histories(parameters: Mapping[str, Any]) -> dict[str, str]:
    names = parameters["histories"]
    return {
        "histories": _(PIECES["and"]).join(names),
        "is_right": _(AGREEING["is_right"][len(names) > 1]),
    }


def _exchanges(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Which parts of an answer stand for which others: the first few."""
    told = [_(PIECES["exchange"]).format_map(pair) for pair in parameters["exchanged"]]
    return {"exchanges": ", ".join(told[:3]) + (_(PIECES["and_so_on"]) if told[3:] else "")}


def _most(parameters: Mapping[str, Any]) -> dict[str, str]:
    """The case that is most off, where it may be seen."""
    piece = "of_case_about" if parameters["about"] else "of_case"
    return {"of_case": _(PIECES[piece]).format_map(parameters) if parameters["case"] else ""}


def _place(place: Place | None) -> str:
    if place is None or place.case is None:
        return ""
    if place.step:
        return _(STEP).format(case=place.case, step=place.step)
    return "" if place.node is None else _(NODE).format(case=place.case, node=place.node)


def _first(parameters: Mapping[str, Any], place: Place | None) -> str:
    if place is None or "verdict" not in parameters:
        return _(ONLY_HIDDEN)
    return _(FIRST).format(case=place.case, verdict=parameters["verdict"])


def _matrices(names: Sequence[str]) -> str:
    return _(PIECES["and"]).join(names) or _(WHOLE)


def _quantity(quantity: Mapping[str, str]) -> str:
    return _(QUANTITIES[quantity["kind"]]).format_map(quantity)


def _sign(sign: int) -> str:
    return _(PIECES["minus"]) if sign < 0 else ""


def _sort(sort: str) -> str:
    return _(SORTS[sort])


def _where(where: str) -> str:
    """Of which entries; of an exception, the line."""
    return _(WHERE[where]) if where in WHERE else where


def _axes(axes: str | int) -> str:
    return _(PIECES["axes"]).format(count=axes) if isinstance(axes, int) else _(AXES[axes])


def _arrays(arrays: str | int) -> str:
    named = isinstance(arrays, str)
    return _(ARRAYS[str(arrays)]) if named else _(PIECES["arrays"]).format(count=arrays)


def _about(about: str) -> str:
    return _(PIECES["about"]).format(about=about) if about else ""


def _abouts(abouts: Sequence[str]) -> str:
    return "; ".join(abouts)


def _others(names: Sequence[str]) -> str:
    """What else is wrong."""
    told, verb = _(PIECES["and"]).join(names), _(AGREEING["is"][len(names) > 1])
    return _(PIECES["others"]).format(names=told, verb=verb) if names else ""


def _signals(signals: Sequence[Mapping[str, str]]) -> str:
    said = _(PIECES["then"]).join(_(PIECES["signal"]).format_map(signal) for signal in signals)
    return _(PIECES["signals"]).format(signals=said) if said else ""


def _cases(names: Sequence[str]) -> str:
    first, rest = ", ".join(names[:3]), len(names) - 3
    piece = _(PIECES["cases_and_more" if rest > 0 else "cases"])
    return piece.format(names=first, rest=rest) if names else ""


def _common(said: Mapping[str, Any]) -> str:
    """A sentence after which another one follows."""
    return _sentence("structure", said["rule"], said["parameters"], None, end="")


def _besides(said: Mapping[str, Any]) -> str:
    return _sentence("structure", said["rule"], said["parameters"], None)


def _in_lines(parameters: Mapping[str, Any]) -> dict[str, str]:
    """The lines of a place, each with its cell, if it is in one."""
    words = [
        _(PIECES["cell_and_line" if cell else "line"]).format(cell=cell, line=line)
        for cell, line in parameters["in_lines"]
    ]
    told = _(PIECES["or_one_in"]).join(words)
    return {"in_lines": told, "from_line": words[0], "to_line": words[-1]}


def _expressions(texts: Sequence[str]) -> str:
    said = _(PIECES["and"]).join(f"`{text}`" for text in texts)
    return _(PIECES["look_at"]).format(expressions=said) if said else ""


def _advice(advice: Mapping[str, Any]) -> str:
    return _(ADVICE[advice["rule"]]).format_map(
        {**advice, "arguments": _arguments(advice.get("arguments", ()))}
    )


def _arguments(arguments: Sequence[Mapping[str, Any]]) -> str:
    said = [(argument["name"], value_in_words(argument["value"])) for argument in arguments]
    return ", ".join(f"{name} = {value}" if name else value for name, value in said)


def value_in_words(value: Any) -> str:
    """An input: text as it can be typed again, in lists or not, or what is too large for that."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(value_in_words, value))}]"
    if "shape" in value:
        return _(PIECES["array"]).format(shape=tuple(value["shape"]))
    return _(PIECES["list"]).format_map(value) if "length" in value else _(PIECES["dict"])


def _hint(hint: str | Sequence[str]) -> str:
    """A mistake's own words; of several that no input tells apart, all of them."""
    return hint if isinstance(hint, str) else either(hint)


def _hints(hints: Sequence[str | Sequence[str]]) -> str:
    return numbered([_hint(hint) for hint in hints])


def either(texts: Sequence[str]) -> str:
    """Either (a) one text, or (b) another one."""
    lettered = [f"({chr(97 + i)}) {text}" for i, text in enumerate(texts)]
    *first, last = lettered
    told = _(PIECES["or_else"]).join([*(text.rstrip(".") for text in first), last])
    return _(PIECES["either"]).format(told=told)


def numbered(texts: Sequence[str]) -> str:
    """(1) one text (2) and another one."""
    return " ".join(f"({number}) {text}" for number, text in enumerate(texts, 1))


#: Parameter -> the fields that it makes together with others.
MORE: dict[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    "exchanged": _exchanges,
    "failing": _crash,
    "histories": _histories,
    "feature": _shared,
    "in_lines": _in_lines,
    "most": _most,
    "states": _states,
}

#: Parameter -> its words.
PARAMETERS: dict[str, Callable[[Any], str]] = {
    "abouts": _abouts,
    "about": _about,
    "advice": _advice,
    "arrays": _arrays,
    "axes": _axes,
    "besides": _besides,
    "cases": _cases,
    "common": _common,
    "earlier": listed,
    "expressions": _expressions,
    "hint": _hint,
    "hints": _hints,
    "matrices": _matrices,
    "others": _others,
    "quantity": _quantity,
    "sign": _sign,
    "signals": _signals,
    "sort": _sort,
    "wanted_axes": _axes,
    "where": _where,
}
