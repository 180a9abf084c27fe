"""How a process ended while it ran a case, as the outcome of that case."""

from collections.abc import Mapping

from ..language import translated as _
from ..model import Fault, Outcome
from ..runner import BROKEN
from ..wording.endings import (
    AT_LINE,
    BROKE,
    BY_EXIT,
    BY_SIGNAL,
    CLOSED,
    FORGED,
    MEMORY_IN_PRODUCT,
    NO_ANSWER,
    NO_ANSWER_AT,
)
from .output import Output, Trace

__all__ = ["ended", "forged", "timed_out"]

#: What ends a process that asks the kernel for what it must not even ask.
SIGSYS = 31


def timed_out(case: str, seconds: float, output: Output, files: Mapping[str, bytes]) -> Outcome:
    """The judge's clock ended it."""
    trace = output.trace(files)
    where = trace and {"line": trace.line, "name": trace.name}
    words = _(NO_ANSWER_AT if where else NO_ANSWER)
    message = words.format(seconds=f"{seconds:g}", **where or {})
    fault = _fault(trace, "Timeout", message)
    return Outcome(case=case, status="timeout", message=message, fault=fault, seconds=seconds)


def forged(case: str) -> Outcome:
    """It was ended because of what it had written on the channel."""
    return _violation(case, _(FORGED))


def ended(case: str, code: int, output: Output, files: Mapping[str, bytes], by_us: bool) -> Outcome:
    """It ended with an exit code, negative for a signal; `by_us` where its channel was closed."""
    if code == 1 and output.mentions("OpenBLAS"):
        message = _(MEMORY_IN_PRODUCT)
        return Outcome(case=case, status="memory", message=message)
    if by_us:
        return _violation(case, _(CLOSED))
    if code == BROKEN:
        return _violation(case, _(BROKE))
    trace = output.trace(files)
    how = _(BY_SIGNAL if code < 0 else BY_EXIT).format(code=abs(code))
    where = _(AT_LINE).format(line=trace.line, name=trace.name) if trace else ""
    message = how + where
    fault = _fault(trace, "ProcessEnded", message)
    return Outcome(
        case=case, status="error", message=message, fault=fault, violation=code == -SIGSYS
    )


def _violation(case: str, message: str) -> Outcome:
    """It touched what is the grader's own."""
    return Outcome(case=case, status="error", message=message, violation=True)


def _fault(trace: Trace | None, kind: str, message: str) -> Fault | None:
    if trace is None:
        return None
    return Fault(kind, message, trace.line, ((trace.file, trace.line, trace.function, ""),))
