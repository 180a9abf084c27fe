"""A set of unseen solutions as a table of labels, and as the JSON that is judged by hand."""

from collections.abc import Sequence
from typing import Any

import msgspec

from .unseen import LABELS, Examined

__all__ = ["as_json", "as_table", "is_well"]

#: What is told is true, and says something.
TRUE = ("S", "T", "P")
#: What must not be: false, not caught, a right solution marked down.
BAD = ("M", "N", "lost")


def is_well(found: Sequence[Examined]) -> bool:
    """Whether nothing is false, not caught or marked down, and nothing waits to be judged."""
    return all(one.label is not None and one.label not in BAD for one in found)


def as_json(found: Sequence[Examined]) -> list[dict[str, Any]]:
    """One entry each.  With its labels filled in, this is a file for `--judged`."""
    return [
        {
            "id": one.entry.id,
            "label": one.label,
            "told": msgspec.to_builtins(one.told),
            "sentences": list(one.sentences),
            "wrong": one.entry.wrong,
            "expect": one.entry.expect,
            "changed": one.changed,
        }
        for one in found
    ]


def as_table(found: Sequence[Examined]) -> list[str]:
    """A row for each assignment and one for all; then what is bad, changed, or to be judged."""
    names = list(dict.fromkeys(one.entry.assignment for one in found))
    width = max((len(name) for name in names), default=0) + 2
    head = "".join(f"{label:>7}" for label in (*LABELS, "?", "of"))
    lines = [f"{'assignment':{width}}{head}"]
    for name in names:
        lines.append(f"{name:{width}}{_counts([o for o in found if o.entry.assignment == name])}")
    lines.append(f"{'all':{width}}{_counts(found)}")
    wrong = [one for one in found if one.entry.label not in ("right", "lost")]
    true = sum(one.label in TRUE for one in wrong)
    if wrong:
        lines.append(f"a true reason or place: {true} of {len(wrong)} ({true / len(wrong):.0%})")
    return lines + [line for one in found for line in _remark(one)]


def _counts(found: Sequence[Examined]) -> str:
    labels: list[str | None] = [one.label for one in found]
    return "".join(f"{labels.count(label):7}" for label in (*LABELS, None)) + f"{len(found):7}"


def _remark(one: Examined) -> list[str]:
    """What is to be looked at, with the sentences that are told now."""
    if one.label is None:
        state = f"to be judged (was {one.was.label if one.was else one.entry.label})"
    elif one.label in BAD:
        state = one.label
    elif one.was is not None and one.was.label != one.label:
        state = f"{one.label} (was {one.was.label})"
    else:
        return []
    said = [f"    {sentence}" for sentence in one.sentences]
    return [f"{one.entry.id}: {state}: {one.entry.wrong}", *said]
