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

from ..runner.codec import MAX_FRAME, CodecError, decode, encode
from ..runner.frames import read_frame, write_frame
from .output import Output

__all__ = ["Died", "Process", "kill_marked"]

REPLY_LIMIT = MAX_FRAME


class Died(Exception):
    """The process ended, or sent what is no frame."""


class Process:
    """Wraps a process that `spawn` started."""

    def __init__(self, popen: subprocess.Popen[bytes]) -> None:
        self.popen = popen
        self.output = Output(cast(BinaryIO, popen.stderr))
        # Bounded: who floods the channel has to wait, and does not fill our memory.
        self.replies: queue.Queue[tuple[float, bytes | None]] = queue.Queue(maxsize=8)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.writer: threading.Thread | None = None

    def _read(self) -> None:
        stream = cast(BinaryIO, self.popen.stdout)
        with contextlib.suppress(CodecError, OSError, ValueError):
            while (frame := read_frame(stream, REPLY_LIMIT)) is not None:
                self.replies.put((time.monotonic(), frame))
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
            raise Died
        if arrived > deadline:
            return None
        try:
            reply = decode(frame)
        except CodecError as error:
            raise Died from error
        # Jobs are answered in turn, so any other frame is the student's own, and ends it.
        if not isinstance(reply, dict) or type(reply.get("id")) is not int or reply["id"] != job:
            raise Died
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
        self._drain()
        if self.writer is not None:
            self.writer.join(0.2)
        # A process that got away may hold our pipe open, and a writer that waits for it the lock.
        if self.writer is None or not self.writer.is_alive():
            with contextlib.suppress(OSError):
                cast(BinaryIO, self.popen.stdin).close()
        return self.output

    def _drain(self) -> None:
        """Frees the reader, if it waits for room."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.replies.get_nowait()

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
