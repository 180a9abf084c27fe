"""The parent's side of one grading process: its pipes are read and written in threads of their own.

Threads, because Windows cannot wait for pipes otherwise.  Requests are written ahead, so that the
process never waits for us; replies are stamped when they arrive, so that a busy parent does not
make a case look slow.
"""

import contextlib
import io
import marshal
import os
import queue
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, BinaryIO

from ..model.answer import Answer
from ..runner.codec import MAX_FRAME, CodecError
from ..runner.decoder import decode
from ..runner.frames import read_frame, read_plain, write_frame
from .backend import Handle
from .output import Output
from .runqueue import NONE, Patience

__all__ = ["Died", "Forged", "Process", "Replies", "read_reply"]

#: All replies of a process together; with their number, what a flood can fill of our memory.
ALL_REPLIES = 256 * 2**20
#: What an empty pipe takes for sure, whoever reads or does not; Linux alone promises.
FITS = 60_000 if sys.platform == "linux" else -1
#: Of so few replies each is read as it comes; of more, those of so many seconds at once.
FEW, GATHER_SECONDS = 3, 0.001
#: From the last reply, or the kill, to the end of the process.
END_SECONDS = 1.0


class Died(Exception):
    """The process ended."""


class Forged(Died):
    """It sent what the runner does not send: the submission wrote on the channel itself."""


def read_reply(frame: bytes, job: int) -> dict[str, Any]:
    """A reply, in which a value is an Answer.  Raises CodecError for what the runner does not send.

    Jobs are answered in turn, so that any other frame is the student's own.
    """
    plain = read_plain(frame)
    if plain is not None:
        found, form, numbers = plain
        if found != job:
            raise CodecError("no reply to what was asked")
        return {"id": job, "status": "value", "answer": Answer(form, numbers)}
    reply = decode(frame)
    if not isinstance(reply, dict) or type(reply.get("id")) is not int or reply["id"] != job:
        raise CodecError("no reply to what was asked")
    reply.pop("answer", None)
    if reply.get("status") == "value":
        own, others = reply.get("form"), reply.get("numbers")
        if type(own) is not bytes or type(others) is not bytes:
            raise CodecError("a value without a form")
        reply["answer"] = Answer(own, others)
    return reply


def _frame(request: Mapping[str, Any]) -> bytes:
    """A request as bytes.  Raises CodecError for one that is too large."""
    frame = marshal.dumps(dict(request))
    if len(frame) > MAX_FRAME:
        raise CodecError(f"a request is larger than {MAX_FRAME // 2**20} MB")
    return frame


class Replies(io.RawIOBase):
    """A process's replies, which are left to gather in the pipe while many are to come.

    To wake a reader costs the writer more than most cases do; one that sleeps is not woken.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        #: How many will come without being asked for one at a time.
        self.expected = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.expected > FEW:
            time.sleep(GATHER_SECONDS)
        data = os.read(self.stream.fileno(), len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Process:
    """Talks to a process that a backend started; more than so many `replies` are a flood."""

    def __init__(self, handle: Handle, replies: int) -> None:
        self.handle = handle
        self.frames = replies
        self.flooded = False
        self.code = 0
        self.ended_by_us = False
        self.sent = 0
        self.output = Output(handle.output)
        self.waited = 0.0
        self.arrival: tuple[float, bytes | None] | None = None
        self.gathered = Replies(handle.replies)
        self.replies: queue.SimpleQueue[tuple[float, bytes | None]] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.writer: threading.Thread | None = None

    def _read(self) -> None:
        stream = io.BufferedReader(self.gathered, 2**16)
        size = 0
        try:
            for _ in range(self.frames):
                frame = read_frame(stream, MAX_FRAME)
                self.gathered.expected -= 1
                if frame is None:
                    break
                size += len(frame)
                if size > ALL_REPLIES:
                    self.flooded = True
                    break
                self.replies.put((time.monotonic(), frame))
            else:
                self.flooded = True
        except CodecError:
            self.flooded = True
        except (OSError, ValueError):
            pass
        self.replies.put((time.monotonic(), None))

    def send(
        self, requests: Iterable[Mapping[str, Any]], replies: int = 0, last: bool = False
    ) -> None:
        """Writes the requests one after the other, without making the caller wait.

        So many `replies` will come one after the other.  After the last requests the stream is
        closed; those before have been answered when more come.
        """
        if self.writer is not None:
            self.writer.join(END_SECONDS)
        self.gathered.expected = replies
        frames = map(_frame, requests)
        fitting = []
        while self.sent <= FITS and (frame := next(frames, None)) is not None:
            fitting.append(frame)
            self.sent += len(frame) + 4
        if self.sent <= FITS:  # without a thread: it cannot block
            self._write(fitting, last)
            return
        every = chain(fitting, frames)
        self.writer = threading.Thread(target=self._write, args=(every, last), daemon=True)
        self.writer.start()

    def _write(self, frames: Iterable[bytes], last: bool) -> None:
        stream = self.handle.requests
        with contextlib.suppress(OSError, ValueError):  # whoever waits for the reply will notice
            for frame in frames:
                write_frame(stream, frame)
            if last:
                stream.close()

    def reply(
        self, job: int, since: float, seconds: float, patience: Patience = NONE
    ) -> tuple[float, dict[str, Any]] | None:
        """When the reply to `job` arrived, and the reply; None if `seconds` pass from `since` on.

        The end is put off, while there is patience, by the time for which the process was ready to
        run meanwhile, and others had the processors.  Raises Died.
        """
        deadline = since + seconds
        while not self._arrives(deadline):
            before, self.waited, now = self.waited, self.handle.queued(), time.monotonic()
            # It may have waited before that, too, when it was started: that is no reason.
            more = patience.granted(min(self.waited - before, now - since))
            if not more:
                return None
            since, deadline = now, deadline + more
        assert self.arrival is not None
        (arrived, frame), self.arrival = self.arrival, None
        if frame is None:
            raise Forged if self.flooded else Died
        try:
            return arrived, read_reply(frame, job)
        except CodecError as error:
            raise Forged from error

    def _arrives(self, deadline: float) -> bool:
        """Whether the next frame arrives before the deadline, or the end; it stays in `arrival`."""
        if self.arrival is None:
            with contextlib.suppress(queue.Empty):
                self.arrival = self.replies.get(timeout=max(0.0, deadline - time.monotonic()))
        if self.arrival is None:
            return False
        arrived, frame = self.arrival
        return frame is None or arrived <= deadline

    def close(self, kill: bool) -> Output:
        """Ends the process, and returns what it printed; its exit code is in `code`.

        Raises SandboxError when it was lost by our own fault; nothing is left of it even so.
        """
        if kill:
            self.handle.kill()
        elif self.writer is None or not self.writer.is_alive():
            self.send((), last=True)  # it ends by itself where nothing more will come
        try:
            code = self.handle.wait(END_SECONDS)
            self.handle.kill()  # if it has ended: what it may have started
            self.ended_by_us = kill or code is None
            if code is None:
                code = self.handle.wait(END_SECONDS)
            self.code = -9 if code is None else code
        finally:
            self._close()
        return self.output

    def _close(self) -> None:
        if not self.output.close(0.5):
            self.handle.sweep()
            self.output.close()
        if self.writer is not None:
            self.writer.join(0.2)
        # A process that got away may hold our pipe open, and a writer that waits for it the lock.
        if self.writer is None or not self.writer.is_alive():
            with contextlib.suppress(OSError):
                self.handle.requests.close()
        for thread, stream in (
            (self.reader, self.handle.replies),
            (self.output.thread, self.handle.output),
        ):
            thread.join(0.2)
            if not thread.is_alive():
                stream.close()
