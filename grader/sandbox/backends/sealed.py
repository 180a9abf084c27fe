"""The level `sealed`: a child forked from a warmed zygote, which seals itself before it reads.

What holds it is the closed list of system calls (`runner.seal`); it needs no rights and no
namespaces, and works inside containers.  See `runner.zygote` for how the two processes talk.  It
imports little, as `grader check` starts one before anything else.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import IO, BinaryIO

from ...errors import SandboxError
from ...runner.codec import encode
from ...runner.orders import END, read_ending, write_order
from ..backend import NOTHING, Needs
from ..filters import filter_for
from ..runqueue import descendant, queued
from ..spawn import command, spawn

__all__ = ["LEVEL", "Backend", "Forked", "base_python"]

LEVEL = "sealed"
#: From a kill to the news of it.
END_SECONDS = 5.0
MAX_MESSAGE = 4096


def base_python() -> str:
    """The interpreter itself, not a virtual environment's link to it."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


class Forked:
    """The handle of a forked child: our ends of its three pipes."""

    def __init__(self, zygote: "Backend", job: int) -> None:
        self.zygote = zygote
        self.job = job
        self.code: int | None = None
        (theirs, ours), (replies, writes), (output, prints) = (os.pipe() for _ in range(3))
        self.requests: BinaryIO = os.fdopen(ours, "wb")
        self.replies: BinaryIO = os.fdopen(replies, "rb")
        self.output: BinaryIO = os.fdopen(output, "rb")
        self.theirs = [theirs, writes, prints]

    def hand_over(self) -> list[int]:
        """The child's ends, which are not ours any more."""
        theirs, self.theirs = self.theirs, []
        return theirs

    def kill(self) -> None:
        if self.code is None:
            self.zygote.say(write_order(self.job, 0, END))

    def wait(self, seconds: float) -> int | None:
        if self.code is None:
            self.code = self.zygote.ended(self.job, seconds)
        return self.code

    def queued(self) -> float:
        return self.zygote.queued()

    def sweep(self) -> None:
        """Nothing: a sealed child has started nothing."""


def _nameless() -> IO[bytes]:
    """A file without a name, in memory where that can be had.  Raises SandboxError."""
    try:
        return os.fdopen(os.memfd_create("complaints"), "w+b")
    except (AttributeError, OSError):  # a Python built for an older C library, or a filter
        import tempfile

        try:
            return tempfile.TemporaryFile()
        except OSError as error:
            raise SandboxError(f"no temporary file can be made: {error}") from error


class Backend:
    """A zygote and our end of its socket; it is started anew when it was lost."""

    level = LEVEL
    alone = False
    #: From the process that was started to the child that runs a submission.
    generations = 1

    def __init__(self) -> None:
        if sys.platform != "linux":
            raise SandboxError(f"sealing is the Linux kernel's; this is {sys.platform}")
        self.instructions = filter_for(os.uname().machine)
        self.popen: subprocess.Popen[bytes] | None = None
        self.jobs = 0
        self.has = Needs(usual=frozenset())
        self.launch()

    def argv(self) -> Sequence[str]:
        """The command line of the zygote."""
        return command("zygote", python=base_python())

    def launch(self) -> None:
        """Starts the zygote, and does not wait for it."""
        self.complaints = _nameless()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control = ours
        nowhere = subprocess.DEVNULL
        try:
            with theirs:
                self.popen = spawn(
                    self.argv(), stdin=theirs, stdout=nowhere, stderr=self.complaints
                )
        except SandboxError:
            self.close()
            raise
        self.told = False

    def _tell(self) -> None:
        """Tells the zygote what to load; with that it is ready."""
        has, self.told = self.has, True
        loaded = {"usual": sorted(has.usual), "modules": sorted(has.modules)}
        adapters = dict(has.adapters)
        told = {"filter": self.instructions, **loaded, "adapters": adapters, "many": has.many}
        self.say(encode(told))

    def prepare(self) -> None:
        """Nothing: the zygote was started when this was made."""

    def start(self, memory: int, seconds: int, needs: Needs = NOTHING) -> Forked:
        """A new child of the zygote, as soon as that is warm.  Raises SandboxError.

        What is to be loaded is loaded before the seal: the zygote is told with its first child, and
        a module that no submission has asked for yet, or another course's adapter, costs a new one.
        """
        has = self.has
        wanted = Needs(
            has.modules | needs.modules,
            {**has.adapters, **needs.adapters},
            has.usual | needs.usual,
            has.many or needs.many,
        )
        if self.told and wanted != has:
            self.close()
        self.has = wanted
        if self.popen is None:
            self.launch()
        if not self.told:
            self._tell()
        self.jobs += 1
        handle = Forked(self, self.jobs)
        theirs = handle.hand_over()
        message = write_order(self.jobs, memory, max(seconds, 1))
        try:
            socket.send_fds(self.control, [message], theirs)
        except OSError as error:
            raise self.lost() from error
        finally:
            for end in theirs:
                os.close(end)
        return handle

    def say(self, message: bytes) -> None:
        """Sends a message; if the zygote has gone, whoever waits for the answer will notice."""
        with contextlib.suppress(OSError):
            self.control.send(message)

    def ended(self, job: int, seconds: float) -> int | None:
        """The exit code of a job's child; None when it has not ended in time.

        Raises SandboxError when the zygote was lost.
        """
        while (message := self._hear(seconds)) is not None:
            ended, code = message
            if ended == job:
                return code
        return None

    def queued(self) -> float:
        """The seconds for which the child that runs now has waited for a processor."""
        child = descendant(self.popen.pid, self.generations) if self.popen else None
        return queued(child) if child else 0.0

    def _hear(self, seconds: float) -> tuple[int, int] | None:
        """The zygote's next message; None when there is none in time."""
        self.control.settimeout(max(seconds, 0.001))
        try:
            data = self.control.recv(MAX_MESSAGE)
            if data:
                return read_ending(data)
        except TimeoutError:
            return None
        except (OSError, ValueError):
            pass
        raise self.lost()

    def lost(self) -> SandboxError:
        """Ends what is left of the zygote, and says what it complained of."""
        complaint = self._complaint()
        self.close()
        return SandboxError(f"the zygote of level {self.level} was lost{complaint}")

    def _complaint(self) -> str:
        with contextlib.suppress(OSError, ValueError):
            time.sleep(0.05)  # it may be writing it
            self.complaints.seek(0)
            lines = self.complaints.read(2000).decode("utf-8", "replace").strip().splitlines()
            if lines:
                return f": {lines[-1]}"
        return ""

    def close(self) -> None:
        """Ends the zygote and its child."""
        popen, self.popen = self.popen, None
        self.control.close()
        if popen is not None:
            try:
                popen.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                popen.kill()
                popen.wait()
        self.complaints.close()
