"""The level `limits`: a fresh process, rlimits, and a clock that kills.

Theory of operation.  The process is started before any golden value is loaded, with an empty
environment and no descriptors but its three pipes; the submission arrives on stdin as bytes, and
what comes back is decoded as bounded data.  The clock is the parent's: a case that does not answer
in time is ended by SIGKILL, and a new process takes up the cases after it.  This level does not
keep student code from the files or the network of the machine it runs on, and does not claim to.
"""

import contextlib
import os
import queue
import secrets
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, cast

from ..errors import SandboxError
from ..model import Case, Fault, Limits, Outcome
from ..runner.child import HELLO
from ..runner.codec import CodecError, decode, encode, read_frame, write_frame
from .output import Output
from .spawn import spawn

__all__ = ["Box", "Import"]

LEVEL = "limits"
#: Loading numpy on a slow machine, before the clock of the import starts.
START_SECONDS = 30.0
#: Python and numpy take their own time to import a student's module.
IMPORT_SECONDS = 5.0
REPLY_LIMIT = 32 * 2**20
OUTCOMES = frozenset({"value", "missing", "not_implemented", "error", "memory"})


class Import:
    """What became of importing the submission: `outcome` is None when it worked."""

    def __init__(self, outcome: Outcome | None) -> None:
        self.outcome = outcome


class Died(Exception):
    """The process ended, or sent what is no frame."""


class _Process:
    """One grading process, with its replies and its output read in threads."""

    def __init__(self, popen: subprocess.Popen[bytes]) -> None:
        self.popen = popen
        self.requests = cast(BinaryIO, popen.stdin)
        self.output = Output(cast(BinaryIO, popen.stderr))
        self.replies: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        stream = cast(BinaryIO, self.popen.stdout)
        try:
            while (frame := read_frame(stream, REPLY_LIMIT)) is not None:
                self.replies.put(frame)
        except (CodecError, OSError, ValueError):
            pass
        self.replies.put(None)

    def send(self, request: Mapping[str, Any]) -> None:
        """Raises Died when nobody reads."""
        try:
            write_frame(self.requests, encode(request))
        except (OSError, ValueError) as error:
            raise Died from error

    def reply(self, job: int, seconds: float) -> dict[str, Any] | None:
        """The reply to `job`, None when the time is over.  Raises Died.

        Frames of other jobs are late or forged, and are dropped.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                frame = self.replies.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                return None
            if frame is None:
                raise Died
            try:
                reply = decode(frame)
            except CodecError as error:
                raise Died from error
            if isinstance(reply, dict) and reply.get("id") == job:
                return reply

    def close(self, kill: bool) -> None:
        """Ends the process and its group."""
        if kill:
            self._kill()
        with contextlib.suppress(OSError):
            self.requests.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.popen.wait(1.0)
        self._kill()
        self.popen.wait()
        self.output.close()

    def _kill(self) -> None:
        with contextlib.suppress(OSError):
            if os.name == "posix":  # it leads a group of its own: its children go with it
                os.killpg(self.popen.pid, signal.SIGKILL)
            else:
                self.popen.kill()


class Box:
    """Runs one submission.  `popen` is a process that was started ahead, if there is one."""

    level = LEVEL

    def __init__(
        self,
        files: Mapping[str, bytes],
        module: str,
        limits: Limits,
        popen: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self.setup = {
            "files": dict(files),
            "module": module,
            "memory": limits.memory_mb * 2**20,
            "seconds": IMPORT_SECONDS,
        }
        self.limits = limits
        self.ahead = popen
        self.process: _Process | None = None
        self.printed: list[str] = []

    def __enter__(self) -> "Box":
        return self

    def __exit__(self, *_: object) -> None:
        self._end(kill=False)
        if self.ahead is not None:
            _Process(self.ahead).close(kill=True)

    @property
    def stdout(self) -> str:
        """What the submission printed, of all its processes; complete after the box is closed."""
        return "".join(dict.fromkeys(text for text in self.printed if text))

    def start(self) -> Import:
        """Starts a process and has it import the submission."""
        popen, self.ahead = self.ahead or spawn(), None
        process = self.process = _Process(popen)
        try:
            hello = process.reply(HELLO, START_SECONDS)
            process.send({"id": 0, **self.setup})
        except Died:
            hello = None
        if hello is None:  # no line of the student's has run yet
            self._end(kill=True)
            raise SandboxError("the grading process did not start")
        try:
            reply = process.reply(0, IMPORT_SECONDS)
        except Died:
            return Import(self._died("(import)"))
        if reply is None:
            return Import(self._timeout("(import)", IMPORT_SECONDS))
        if reply.get("status") == "ready":
            return Import(None)
        self._end(kill=False)
        return Import(_outcome("(import)", reply))

    def run(self, cases: Sequence[Case]) -> Iterator[Outcome]:
        """The outcomes of the cases, one by one, in their order.  Call after a start that worked.

        A case that ends its process costs itself only: a new process takes up the next.
        """
        deadline = time.monotonic() + self.limits.total_seconds
        for case in cases:
            if time.monotonic() > deadline:
                total = f"{self.limits.total_seconds:g} s"
                yield Outcome(
                    case=case.id,
                    status="timeout",
                    message=f"not run: the submission had used up its {total} in all",
                )
                continue
            if self.process is None:
                problem = self.start().outcome
                if problem is not None:  # it imported before: chance, or malice
                    yield Outcome(case=case.id, status=problem.status, message=problem.message)
                    continue
            yield self._case(case)

    def _case(self, case: Case) -> Outcome:
        assert self.process is not None
        job = 1 + secrets.randbelow(2**62)
        started = time.monotonic()
        try:
            self.process.send({"id": job, "seconds": self.limits.seconds, **case.payload})
            reply = self.process.reply(job, self.limits.seconds)
        except Died:
            return self._died(case.id)
        if reply is None:
            return self._timeout(case.id, self.limits.seconds)
        return _outcome(case.id, reply, time.monotonic() - started)

    def _timeout(self, case: str, seconds: float) -> Outcome:
        output = self._end(kill=True)
        trace = output.trace() if output else None
        where = f", it was then at line {trace.line} of {trace.file}" if trace else ""
        fault = None
        if trace:
            frame = (trace.file, trace.line, trace.function, "")
            fault = Fault("Timeout", "", trace.line, (frame,))
        message = f"no answer after {seconds:g} s{where}"
        return Outcome(case=case, status="timeout", message=message, fault=fault, seconds=seconds)

    def _died(self, case: str) -> Outcome:
        process = self.process
        output = self._end(kill=True)
        code = process.popen.returncode if process else None
        if output and code == 1 and output.mentions("OpenBLAS"):
            message = "the memory limit was reached inside a matrix product"
            return Outcome(case=case, status="memory", message=message)
        trace = output.trace() if output else None
        where = f", at line {trace.line} of {trace.file}" if trace else ""
        how = f"by signal {-code}" if code is not None and code < 0 else f"with exit code {code}"
        message = f"your code ended its Python process {how}{where}"
        fault = None
        if trace:
            frame = (trace.file, trace.line, trace.function, "")
            fault = Fault("ProcessEnded", message, trace.line, (frame,))
        return Outcome(case=case, status="error", message=message, fault=fault)

    def _end(self, kill: bool) -> Output | None:
        process, self.process = self.process, None
        if process is None:
            return None
        process.close(kill)
        self.printed.append(process.output.text())
        return process.output


def _outcome(case: str, reply: Mapping[str, Any], seconds: float = 0.0) -> Outcome:
    """A reply as an Outcome; whatever does not have the form of one is an error of the student's."""
    status = reply.get("status")
    message = ""
    if status == "too_large":
        status, message = "error", "the answer is too large to be an answer"
    if status not in OUTCOMES:
        status, message = "error", "your code answered on the grader's own channel"
    breaches = reply.get("breaches")
    return Outcome(
        case=case,
        status=status,
        value=reply.get("value"),
        again=reply.get("again"),
        breaches=tuple(str(b)[:40] for b in breaches[:10]) if isinstance(breaches, list) else (),
        fault=_fault(reply.get("fault")),
        message=message,
        seconds=seconds,
    )


def _fault(data: Any) -> Fault | None:
    """An exception's description, every field checked for its type."""
    if not isinstance(data, dict):
        return None
    line = data.get("line")
    frames = data.get("frames")
    kept = []
    for frame in frames[:20] if isinstance(frames, list) else []:
        if isinstance(frame, list) and [type(part) for part in frame] == [str, int, str, str]:
            kept.append((frame[0], frame[1], frame[2], frame[3]))
    return Fault(
        type=str(data.get("type"))[:200],
        message=str(data.get("message"))[:2000],
        line=line if isinstance(line, int) else None,
        frames=tuple(kept),
    )
