"""The level `limits`: a fresh process for each submission, rlimits, and a clock that kills.

Theory of operation.  The process is started before any golden value is loaded, with an empty
environment and no descriptors but its three pipes.  This level does not keep student code from the
files or the network of the machine it runs on, nor from starting processes, and does not claim to;
it works wherever Python does.
"""

import contextlib
import os
import signal
import subprocess
from typing import BinaryIO, cast

from ..backend import NOTHING, Needs
from ..runqueue import queued
from ..spawn import command, spawn

__all__ = ["LEVEL", "Backend", "Spawned", "kill_marked", "spawn_child"]

LEVEL = "limits"


def spawn_child() -> subprocess.Popen[bytes]:
    """A process that waits for a submission on its stdin and answers on its stdout.

    Its stderr carries what the student's code prints.  Raises SandboxError.
    """
    mark = os.urandom(12).hex()  # by which what it leaves behind is found
    pipe = subprocess.PIPE
    return spawn(command("child", mark), stdin=pipe, stdout=pipe, stderr=pipe)


class Spawned:
    """The handle of a process of its own."""

    def __init__(self, popen: subprocess.Popen[bytes]) -> None:
        self.popen = popen
        self.requests = cast(BinaryIO, popen.stdin)
        self.replies = cast(BinaryIO, popen.stdout)
        self.output = cast(BinaryIO, popen.stderr)

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            if os.name == "posix":  # it leads a group of its own: its children go with it
                os.killpg(self.popen.pid, signal.SIGKILL)
            else:
                self.popen.kill()

    def wait(self, seconds: float) -> int | None:
        try:
            return self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def queued(self) -> float:
        return queued(self.popen.pid)

    def sweep(self) -> None:
        kill_marked(str(cast(list[str], self.popen.args)[-1]))


class Backend:
    """Starts one process per submission; the first may have been started ahead."""

    level = LEVEL
    alone = False

    def __init__(self) -> None:
        self.ahead: list[subprocess.Popen[bytes]] = []

    def prepare(self) -> None:
        """Starts a process now, for the next `start`."""
        self.ahead.append(spawn_child())

    def start(
        self,
        memory: int,  # noqa: ARG002
        seconds: int,  # noqa: ARG002
        needs: Needs = NOTHING,  # noqa: ARG002
    ) -> Spawned:
        """A new process; it limits its memory by itself, as it is told in its first request."""
        return Spawned(self.ahead.pop() if self.ahead else spawn_child())

    def close(self) -> None:
        """Ends what was started ahead and never asked for."""
        while self.ahead:
            handle = Spawned(self.ahead.pop())
            handle.kill()
            handle.wait(1.0)
            for stream in (handle.requests, handle.replies, handle.output):
                stream.close()


def kill_marked(mark: str) -> None:
    """Ends every process with `mark` on its command line: forks that left the group with setsid.

    They inherit the command line, and cannot be found otherwise; where there is no /proc, they
    stay.
    """
    with contextlib.suppress(OSError):
        for name in os.listdir("/proc"):
            if name.isdigit() and int(name) != os.getpid():
                with contextlib.suppress(OSError), open(f"/proc/{name}/cmdline", "rb") as file:
                    if mark.encode() in file.read(4096):
                        os.kill(int(name), signal.SIGKILL)
