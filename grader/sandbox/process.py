"""One grading process, with its pipes read and written in threads of their own.

Threads, because Windows cannot wait for pipes otherwise.  Requests are written ahead, so that the
process never waits for us; replies are stamped when they arrive, so that a busy parent does not
make a case look slow.
"""

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, cast

from ..runner.codec import MAX_FRAME, CodecError, encode
from ..runner.decoder import decode
from ..runner.frames import read_frame, write_frame
from .output import Output

__all__ = ["Died", "Forged", "Process", "kill_marked"]

#: All replies of a process together; with their number, what a flood can fill of our memory.
ALL_REPLIES = 256 * 2**20


class Died(Exception):
    """The process ended."""


class Forged(Died):
    """It sent what the runner does not send: the submission wrote on the channel itself."""


class Process:
    """Wraps a process that `spawn` started, and that will answer `jobs` requests."""

    def __init__(self, popen: subprocess.Popen[bytes], jobs: int) -> None:
        self.popen = popen
        self.frames = jobs + 1  # and the greeting
        self.flooded = False
        self.output = Output(cast(BinaryIO, popen.stderr))
        self.replies: queue.SimpleQueue[tuple[float, bytes | None]] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.writer: threading.Thread | None = None

    def _read(self) -> None:
        stream = cast(BinaryIO, self.popen.stdout)
        size = 0
        try:
            for _ in range(self.frames):
                frame = read_frame(stream, MAX_FRAME)
                if frame is None:
                    break
                size += len(frame)
                if size > ALL_REPLIES:
                    self.flooded = True
                    break
                self.replies.put((time.monotonic(), frame))
        except CodecError:
            self.flooded = True
        except (OSError, ValueError):
            pass
        self.replies.put((time.monotonic(), None))

    def send(self, requests: Iterable[Mapping[str, Any]]) -> None:
        """Writes the requests one after the other, without making the caller wait; call it once."""
        self.writer = threading.Thread(target=self._write, args=(requests,), daemon=True)
        self.writer.start()

    def _write(self, requests: Iterable[Mapping[str, Any]]) -> None:
        stream = cast(BinaryIO, self.popen.stdin)
        with contextlib.suppress(OSError, ValueError):  # whoever waits for the reply will notice
            for request in requests:
                write_frame(stream, encode(request))
            stream.close()

    def reply(self, job: int, deadline: float) -> tuple[float, dict[str, Any]] | None:
        """When the reply to `job` arrived, and the reply; None if not before the deadline.

        Raises Died.
        """
        try:
            arrived, frame = self.replies.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return None
        if frame is None:
            raise Forged if self.flooded else Died
        if arrived > deadline:
            return None
        try:
            reply = decode(frame)
        except CodecError as error:
            raise Forged from error
        # Jobs are answered in turn, so any other frame is the student's own, and ends it.
        if not isinstance(reply, dict) or type(reply.get("id")) is not int or reply["id"] != job:
            raise Forged
        return arrived, reply

    def close(self, kill: bool) -> Output:
        """Ends the process and its group, and returns what it printed."""
        if kill:
            self._kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.popen.wait(1.0)
        self._kill()
        self.popen.wait()
        if not self.output.close(0.5):
            kill_marked(str(cast(list[str], self.popen.args)[-1]))
            self.output.close()
        if self.writer is not None:
            self.writer.join(0.2)
        # A process that got away may hold our pipe open, and a writer that waits for it the lock.
        if self.writer is None or not self.writer.is_alive():
            with contextlib.suppress(OSError):
                cast(BinaryIO, self.popen.stdin).close()
        return self.output

    def _kill(self) -> None:
        with contextlib.suppress(OSError):
            if os.name == "posix":  # it leads a group of its own: its children go with it
                os.killpg(self.popen.pid, signal.SIGKILL)
            else:
                self.popen.kill()


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
