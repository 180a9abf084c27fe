"""A case as a page shows it, with as much text as a page can bear."""

import math
from typing import Any

import msgspec

from ..language import translated as _
from ..model import CaseResult
from ..wording.statuses import WORDS
from .render import visible

__all__ = [
    "PRINTED", "SYMBOLS", "TRACE", "UNWRITTEN", "CaseView", "case_view", "cut",
]  # fmt: skip

#: So that nothing is told by colour alone.
SYMBOLS = {"passed": "✓", "partial": "◐", "missing": "○", "not_implemented": "○"}
UNWRITTEN = ("missing", "not_implemented")
#: Characters of a message, of a traceback, and of what was printed, that a page can bear.
MESSAGE, TRACE, PRINTED = 600, 3000, 20_000
#: Of a case that is not drawn, the entries that are shown.
ROWS = 4
#: Nearer to what is expected, relative to the largest entry, is what an assignment takes for right.
NEAR = 1e-10


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A case as the page shows it; `judges` are (who, what it says, whether that is good)."""

    name: str
    about: str
    status: str
    symbol: str
    word: str
    message: str
    traceback: str
    rows: tuple[str, ...]
    more: int
    judges: tuple[tuple[str, str, bool], ...]
    weightless: bool


def case_view(case: CaseResult, rows: bool, said: set[str]) -> CaseView:
    """A case; a traceback that was `said` before is not repeated."""
    found = _rows(case.expected, case.got) if rows and case.status == "failed" else []
    trace = cut(case.traceback or "", TRACE)
    if trace in said:
        trace = ""
    said.add(trace)
    return CaseView(
        name=case.name,
        about=case.about,
        status=case.status,
        symbol=SYMBOLS.get(case.status, "✗"),
        word=_(WORDS[case.status]),
        message=cut(case.message),
        traceback=trace,
        rows=tuple(found[:ROWS]),
        more=max(0, len(found) - ROWS),
        judges=_judges(case),
        weightless=case.weight == 0,
    )


def cut(text: str, most: int = MESSAGE) -> str:
    """As much of a text as a page can bear, whatever its characters become."""
    text = visible(text[:most])
    return text if len(text) <= most else f"{text[:most]} ..."


def _judges(case: CaseResult) -> tuple[tuple[str, str, bool], ...]:
    """What the reference and torch say of the numbers, where there are any to compare."""
    if case.torch is None or case.error is None:
        return ()
    good = case.accepted or not case.first_divergence
    reference = _("accepts it") if case.accepted else _("agrees") if good else _("differs")
    torch = case.torch.status == "passed"
    theirs = _("agrees") if torch else _("differs")
    return ((_("reference"), reference, good), ("PyTorch", theirs, torch))


def _rows(
    expected: Any, got: Any, index: tuple[int, ...] = (), size: float | None = None
) -> list[str]:
    """The entries of an array that are not alike, one per line; near is relative to the largest."""
    size = _size(expected) if size is None else size
    if isinstance(expected, list) and isinstance(got, list):
        pairs = enumerate(zip(expected, got, strict=False))
        return [row for i, (e, g) in pairs for row in _rows(e, g, (*index, i), size)]
    if expected is None or expected == got:
        return []
    numbers = isinstance(expected, (int, float)) and isinstance(got, (int, float))
    if numbers and abs(got - expected) <= NEAR * size:
        return []
    e, g = _number(expected), _number(got)
    where = f"[{', '.join(map(str, index))}]" if index else _("yours")
    told = _("{where} {got}, expected {wanted}").format(where=where, got=g, wanted=e)
    return [told] if e != g else []


def _size(value: Any) -> float:
    """The largest finite number of an array."""
    if isinstance(value, list):
        return max(map(_size, value), default=0.0)
    return abs(value) if isinstance(value, (int, float)) and math.isfinite(value) else 0.0


def _number(value: Any) -> str:
    return f"{value + 0.0:.10g}" if isinstance(value, (int, float)) else str(value)
