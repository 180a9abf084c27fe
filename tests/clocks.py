"""How much slower this machine is now than a quiet one, by which every clock of the tests is scaled.

`conftest` measures it once, before the workers of pytest-xdist are started, and leaves it in the
environment variable GRADER_SLOWNESS, which every process that a test starts inherits.  Whoever knows
better sets that variable: `GRADER_SLOWNESS=4 scripts/test`.
"""

import os
import time
from functools import cache

import msgspec

from grader.model import Limits

__all__ = ["VARIABLE", "limits", "scaled", "slowness"]

VARIABLE = "GRADER_SLOWNESS"
#: What `_work` takes on the quiet machine for which the clocks of the tests are written, in seconds.
QUIET = 0.25
#: Tests that wait for the end of a clock must still come to their end.
MOST = 5.0


def _work() -> int:
    """Work of the processor alone, over several slices of the kernel's scheduler."""
    total = 0
    for i in range(3_000_000):
        total += i * i % 7
    return total


@cache
def slowness() -> float:
    """The wall time of a fixed piece of work over what it takes on a quiet machine: 1 to MOST."""
    known = os.environ.get(VARIABLE)
    if known is not None:
        return float(known)
    started = time.perf_counter()
    _work()
    return min(MOST, max(1.0, (time.perf_counter() - started) / QUIET))


def scaled(seconds: float) -> float:
    """A time that is enough on a quiet machine, as it must be on this one."""
    return seconds * slowness()


def limits(of: Limits) -> Limits:
    """The same for the clocks of a submission; its memory stays as it is."""
    return msgspec.structs.replace(
        of, seconds=scaled(of.seconds), total_seconds=scaled(of.total_seconds)
    )
