"""Findings from what the verdicts say by themselves: contract, form, and the place of the error."""

from collections.abc import Mapping, Sequence

from ..compare.verdict import CONTRACT
from ..model import Case, Finding, Verdict

__all__ = ["diagnose"]


def diagnose(
    verdicts: Sequence[tuple[Case, Verdict]], accepted: Mapping[str, str]
) -> tuple[Finding, ...]:
    """The findings on one exercise, the most telling first.

    `accepted` has the words for variants that are told but not marked down.
    """
    found: list[Finding] = []
    misfits = [v for _, v in verdicts if v.status == "failed" and v.error is None and v.contract]
    if misfits:  # what has the wrong form is told before what else is wrong with it
        found.append(Finding(kind="structure", message=misfits[0].message))
    for slug, sentence in CONTRACT.items():
        where = [case.spec.name for case, verdict in verdicts if slug in verdict.contract]
        if where:
            found.append(Finding(kind="contract", message=f"{sentence} ({_some(where)})"))
    failed = [
        (case, verdict)
        for case, verdict in verdicts
        if verdict.status == "failed" and not verdict.contract
    ]
    if failed:
        found.append(_structure(failed, len(verdicts)))
    for mistake in dict.fromkeys(verdict.accepted for _, verdict in verdicts):
        if mistake is not None:
            message = accepted.get(mistake, "another convention than the lecture's")
            found.append(Finding(kind="accepted", mistake=mistake, message=message))
    return tuple(found)


def _structure(failed: list[tuple[Case, Verdict]], of: int) -> Finding:
    """The first failing case stands for the rest; what only some cases ask is named."""
    case, verdict = failed[0]
    if verdict.error is None:
        return Finding(kind="structure", message=verdict.message)
    if len(failed) < of and case.spec.about:
        return Finding(kind="structure", message=f"{verdict.message} ({case.spec.about})")
    return Finding(kind="unrecognised", message=verdict.message)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"in {shown}" if len(names) <= 3 else f"in {shown} and {len(names) - 3} more"
