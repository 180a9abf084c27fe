"""The level `fake`: no process and no isolation; functions of ours answer, for tests.

It speaks the same frames through real pipes, so that all of `Box` and `Process` is used as it is.
Nothing of a submission is run.
"""

import contextlib
import marshal
import os
import threading
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, cast

from ...runner import HELLO
from ...runner.codec import encode, encode_apart
from ...runner.frames import plain_reply, read_frame, write_frame
from ...runner.structure import read
from ..backend import NOTHING, Needs

__all__ = ["LEVEL", "Backend", "Ended"]

LEVEL = "fake"
#: The exit code of a process that was ended from outside.
KILLED = -9


class Ended(Exception):
    """Raised by an answer: the process ends with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Thread:
    """The handle: a thread in the place of a process."""

    def __init__(self, answers: Mapping[str, Callable[..., Any]]) -> None:
        self.answers = answers
        self.code: int | None = None
        pairs = [os.pipe() for _ in range(3)]
        self.requests: BinaryIO = os.fdopen(pairs[0][1], "wb")
        self.replies: BinaryIO = os.fdopen(pairs[1][0], "rb")
        self.output: BinaryIO = os.fdopen(pairs[2][0], "rb")
        ends = ((pairs[0][0], "rb"), (pairs[1][1], "wb"), (pairs[2][1], "wb"))
        self.theirs = [cast(BinaryIO, os.fdopen(*end)) for end in ends]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        requests, replies, _ = self.theirs
        code = 0
        try:
            write_frame(replies, encode({"id": HELLO, "status": "hello"}))
            read_frame(requests)
            write_frame(replies, encode({"id": 0, "status": "ready"}))
            while (frame := read_frame(requests)) is not None:
                for job, made, data, _ in marshal.loads(frame)["cases"]:
                    write_frame(replies, self._reply(job, read(made, data)))
        except Ended as end:
            code = end.code
        except (OSError, ValueError):
            code = KILLED
        self.code = code if self.code is None else self.code
        for stream in self.theirs:
            with contextlib.suppress(OSError):
                stream.close()

    def _reply(self, job: int, case: Mapping[str, Any]) -> bytes:
        answer = self.answers.get(case["exercise"])
        if answer is None:
            return encode({"id": job, "status": "missing", "value": list(self.answers)})
        return plain_reply(job, encode_apart(answer(*case["args"])))

    def kill(self) -> None:
        if self.code is None and self.thread.is_alive():
            self.code = KILLED

    def wait(self, seconds: float) -> int | None:
        self.thread.join(seconds if self.code is None else 0.0)
        return self.code

    def queued(self) -> float:
        return 0.0

    def sweep(self) -> None:
        """Nothing: there is no other process."""


class Backend:
    """Answers by functions: exercise -> function of the case's arguments."""

    level = LEVEL
    alone = False

    def __init__(self, answers: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self.answers = dict(answers or {})

    def prepare(self) -> None:
        """Nothing to prepare."""

    def start(
        self,
        memory: int,  # noqa: ARG002
        seconds: int,  # noqa: ARG002
        needs: Needs = NOTHING,  # noqa: ARG002
    ) -> _Thread:
        """A new thread."""
        return _Thread(self.answers)

    def close(self) -> None:
        """Nothing to end."""
