"""The grading process that was started before the command line was read."""

import subprocess

from ..errors import SandboxError
from ..sandbox.spawn import spawn

__all__ = ["start", "take"]

_processes: list[subprocess.Popen[bytes]] = []


def start() -> None:
    """Starts one.  If it cannot be, the box will say so when it tries itself."""
    try:
        _processes.append(spawn())
    except SandboxError:
        return


def take() -> subprocess.Popen[bytes] | None:
    """The process, once; it ends by itself when we exit without using it."""
    return _processes.pop() if _processes else None
