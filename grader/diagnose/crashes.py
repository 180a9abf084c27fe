"""Exceptions: the one that most of the failing cases end with, at one line, is the reason to tell.

Only what public cases raised is looked at: the words of an exception can carry inputs out.
"""

import re
from collections.abc import Sequence
from typing import Any

from ..model import Fault, Finding, Graded
from .graded import place_of, public

__all__ = ["crash", "crashes_first"]

#: What numpy says, and the rule whose sentence says it in a student's words; groups are parameters.
KINDS = (
    (r"could not be broadcast together with (?:remapped )?shapes (?P<a>\(.*?\)) (?P<b>\(.*?\))",
     "crash_broadcast"),
    (r"mismatch in its core dimension.*\(size (?P<b>\d+) is different from (?P<a>\d+)\)",
     "crash_product"),
    (r"not aligned: (?P<a>\d+) \(dim \d+\) != (?P<b>\d+) \(dim \d+\)", "crash_product"),
    (r"[Cc]annot cast ufunc '\w+' output from .*float.* to .*int", "crash_integers"),
    (r"cannot reshape array of size (?P<size>\d+) into shape (?P<shape>\(.*?\))", "crash_reshape"),
)  # fmt: skip


def crash(own: Sequence[Graded]) -> Finding | None:
    """The exception that ends more public cases than any other, with its line; None without one."""
    groups: dict[tuple[str, str, str], list[Graded]] = {}
    for graded in _failing(own):
        fault = graded.outcome.fault
        if graded.verdict.status == "error" and fault is not None:
            groups.setdefault(_key(fault), []).append(graded)
    if not groups:
        return None
    most = max(groups.values(), key=len)
    return _finding(most, len(_failing(own)))


def crashes_first(own: Sequence[Graded], found: Finding | None) -> bool:
    """Whether more than half of the failing cases crash as was found: then that is the reason."""
    return found is not None and 2 * int(found.parameters["count"]) > len(_failing(own))


def _failing(own: Sequence[Graded]) -> list[Graded]:
    return [g for g in public(own) if g.verdict.status not in ("passed", "internal_error")]


def _key(fault: Fault) -> tuple[str, str, str]:
    """What makes two exceptions the same: the line; without one, type and words but no numbers."""
    if fault.where:
        return fault.where, "", ""
    return "", fault.type, re.sub(r"\d+", "#", fault.message)


def _finding(most: Sequence[Graded], failing: int) -> Finding:
    first = most[0]
    fault = first.outcome.fault
    assert fault is not None  # as `crash` groups those that have one
    parameters: dict[str, Any] = {
        "count": len(most),
        "failing": failing,
        "where": fault.where,
        "fault": fault.text,
        "case": first.case.spec.name,
        "source": fault.frames[-1][3].strip() if fault.frames else "",
    }
    rule = "crash"
    for pattern, kind in KINDS:
        found = re.search(pattern, fault.message)
        if found is not None:
            rule, parameters = kind, parameters | found.groupdict()
            break
    return Finding(kind="structure", rule=rule, place=place_of(first), parameters=parameters)
