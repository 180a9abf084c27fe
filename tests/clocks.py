"""How much slower this machine is now than a quiet one, by which every clock of the tests is scaled.

`conftest` measures it once, before the workers of pytest-xdist are started, and leaves it in the
environment variable GRADER_SLOWNESS, which every process that a test starts inherits.  Whoever knows
better sets that variable: `GRADER_SLOWNESS=4 scripts/test`.
"""

import os
import subprocess
import sys
from functools import cache

import msgspec

from grader.model import Limits

__all__ = ["VARIABLE", "limits", "scaled", "slowness"]

VARIABLE = "GRADER_SLOWNESS"
#: What `WORK` takes on the quiet machine for which the clocks of the tests are written, in seconds.
QUIET = 0.25
#: Tests that wait for the end of a clock must still come to their end.
MOST = 5.0


#: Work of the processor alone, over several slices of the kernel's scheduler, and how long it took.
WORK = """
import time

def work():
    total = 0
    for i in range(3_000_000):
        total += i * i % 7

started = time.perf_counter()
work()
print(time.perf_counter() - started)
"""


@cache
def slowness() -> float:
    """The wall time of a fixed piece of work over what it takes on a quiet machine: 1 to MOST."""
    known = os.environ.get(VARIABLE)
    if known is not None:
        return float(known)
    # In a process of its own, as what is graded is: ours may be traced, to see what is covered.
    command = [sys.executable, "-I", "-S", "-c", WORK]
    taken = float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return min(MOST, max(1.0, taken / QUIET))


def scaled(seconds: float) -> float:
    """A time that is enough on a quiet machine, as it must be on this one."""
    return seconds * slowness()


def limits(of: Limits) -> Limits:
    """The same for the clocks of a submission; its memory stays as it is."""
    return msgspec.structs.replace(
        of, seconds=scaled(of.seconds), total_seconds=scaled(of.total_seconds)
    )
