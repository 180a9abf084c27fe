"""How long a process was ready to run while other processes had the processors.

The judge's clock does not count that time: on a busy machine a case takes longer and is not wrong.
Linux keeps the account; elsewhere it is not known, and the wall clock alone remains.
"""

__all__ = ["NONE", "Patience", "descendant", "queued"]

#: Less is no reason to wait longer, in seconds.
LEAST = 0.01


class Patience:
    """For how long one submission is waited for beyond its clocks, in all its processes."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    def granted(self, seconds: float) -> float:
        """By how much a deadline is put off for a process that has waited for so many seconds."""
        granted = min(seconds, self.left)
        if granted < LEAST:
            return 0.0
        self.left -= granted
        return granted


NONE = Patience(0.0)


def queued(pid: int) -> float:
    """The seconds since its start for which a process has waited for a processor; 0 if unknown.

    Source: the second number of /proc/PID/schedstat, in nanoseconds; see
    Documentation/scheduler/sched-stats.rst of Linux.
    """
    try:
        with open(f"/proc/{pid}/schedstat", "rb") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def descendant(pid: int, generations: int) -> int | None:
    """The youngest child of the youngest child, and so on; None where there is none or no /proc."""
    for _ in range(generations):
        try:
            with open(f"/proc/{pid}/task/{pid}/children", "rb") as file:
                pid = int(file.read().split()[-1])
        except (OSError, ValueError, IndexError):
            return None
    return pid
