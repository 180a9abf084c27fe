"""How a process ended while it ran a case, as the outcome of that case."""

from collections.abc import Mapping

from ..model import Fault, Outcome
from ..runner import BROKEN
from .outcomes import FORGED
from .output import Output, Trace

__all__ = ["ended", "forged", "timed_out"]

#: What ends a process that asks the kernel for what it must not even ask.
SIGSYS = 31
CLOSED = "your code closed the grader's own channel"
BROKE = "your code broke the program that runs it"


def timed_out(case: str, seconds: float, output: Output, files: Mapping[str, bytes]) -> Outcome:
    """The judge's clock ended it."""
    trace = output.trace(files)
    where = f", it was then at line {trace.line} of {trace.name}" if trace else ""
    message = f"no answer after {seconds:g} s{where}"
    fault = _fault(trace, "Timeout", message)
    return Outcome(case=case, status="timeout", message=message, fault=fault, seconds=seconds)


def forged(case: str) -> Outcome:
    """It was ended because of what it had written on the channel."""
    return _violation(case, FORGED)


def ended(case: str, code: int, output: Output, files: Mapping[str, bytes], by_us: bool) -> Outcome:
    """It ended with an exit code, negative for a signal; `by_us` where its channel was closed."""
    if code == 1 and output.mentions("OpenBLAS"):
        message = "the memory limit was reached inside a matrix product"
        return Outcome(case=case, status="memory", message=message)
    if by_us:
        return _violation(case, CLOSED)
    if code == BROKEN:
        return _violation(case, BROKE)
    trace = output.trace(files)
    where = f", at line {trace.line} of {trace.name}" if trace else ""
    how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
    message = f"your code ended its Python process {how}{where}"
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
