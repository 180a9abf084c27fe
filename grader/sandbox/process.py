"""The parent's side of one grading process: its pipes are read and written in threads of their own.

Threads, because Windows cannot wait for pipes otherwise.  Requests are written ahead, so that the
process never waits for us; replies are stamped when they arrive, so that a busy parent does not
make a case look slow.
"""

import contextlib
import marshal
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from ..model.answer import Answer
from ..runner.codec import MAX_FRAME, CodecError
from ..runner.decoder import decode
from ..runner.frames import read_plain, write_frame
from .backend import Handle
from .output import Output
from .replies import Replies
from .runqueue import NONE, Patience

__all__ = ["Died", "Forged", "Process", "read_reply"]

#: All replies of a process together; with their number, what a flood can fill of our memory.
ALL_REPLIES = 256 * 2**20
#: What an empty pipe takes for sure, whoever reads or does not; Linux alone promises.
FITS = 60_000 if sys.platform == "linux" else -1
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
    """A request as bytes.  Raises CodecError for one that is too large, or cannot be written."""
    try:
        frame = marshal.dumps(dict(request))
    except ValueError as error:
        raise CodecError(f"a request cannot be written: {error}") from error
    if len(frame) > MAX_FRAME:
        raise CodecError(f"a request is larger than {MAX_FRAME // 2**20} MB")
    return frame


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
        self.arrived, self.here = 0.0, deque[bytes | None]()
        self.gathered = Replies(handle.replies)
        self.replies: queue.SimpleQueue[tuple[float, Sequence[bytes | None]]] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.writer: threading.Thread | None = None

    def _read(self) -> None:
        size = count = 0
        try:
            for frames in self.gathered:
                size += sum(map(len, frames))
                count += len(frames)
                self.flooded = size > ALL_REPLIES or count > self.frames
                self.replies.put((time.monotonic(), frames))
                if self.flooded:
                    break
        except CodecError:
            self.flooded = True
        except (OSError, ValueError):
            pass
        self.replies.put((time.monotonic(), [None]))

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
        arrived, frame = self.arrived, self.here.popleft()
        if frame is None:
            raise Forged if self.flooded else Died
        try:
            return arrived, read_reply(frame, job)
        except CodecError as error:
            raise Forged from error

    @property
    def has_next(self) -> bool:
        """Whether the next frame is here already, or the end."""
        return bool(self.here) or not self.replies.empty()

    def _arrives(self, deadline: float) -> bool:
        """Whether the next frame arrives before the deadline, or the end: the first of `here`."""
        if not self.here:
            with contextlib.suppress(queue.Empty):
                wait = max(0.0, deadline - time.monotonic())
                self.arrived, frames = self.replies.get(timeout=wait)
                self.here.extend(frames)
        if not self.here:
            return False
        return self.here[0] is None or self.arrived <= deadline

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
