"""What runs in a dask worker: one box in each process, which is kept from chunk to chunk.

Submissions run in the box's sealed processes and never here.  What goes back is bytes, MessagePack
of the structs below; no exception is sent, because what is raised may carry what a submission said.
"""

import contextlib
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec

from ...errors import GraderError
from ...model import Machine
from ...sandbox.backend import Backend, open_backend
from ...sandbox.levels import try_level
from ..machine import this_machine
from ..parcel import unpack
from ..worker import Done, Job, Setup, answer

__all__ = ["Answers", "Welcome", "begin", "end", "grade"]


class Welcome(msgspec.Struct, frozen=True):
    """What a worker says before it gets work: `problem` is why it should get none."""

    problem: str = ""


class Answers(msgspec.Struct, frozen=True):
    """What became of a chunk: as many of its first jobs as there was time for.

    `problem`: something of ours failed at the job after these.  `unknown`: this process does not
    have the setup, it was started anew.
    """

    done: tuple[Done, ...] = ()
    problem: str = ""
    unknown: bool = False


class _Held:
    """The box of this process, and for which batch it is."""

    def __init__(self, batch: str, parcel: bytes, level: str) -> None:
        self.batch = batch
        self.folder = tempfile.TemporaryDirectory(prefix="grader-")
        self.setup: Setup = unpack(parcel, Path(self.folder.name))
        self.backend: Backend = open_backend(level)

    def close(self) -> None:
        with contextlib.suppress(GraderError):
            self.backend.close()
        self.folder.cleanup()


T = TypeVar("T")
#: One thread has the box as long as the process lives: a sandbox ends with the thread that made it.
_THREAD = ThreadPoolExecutor(1, thread_name_prefix="grader")
_held: _Held | None = None


def begin(batch: str, machine: bytes, level: str, parcel: bytes) -> bytes:
    """Takes what a batch is graded by, where the machine is as it must be; a `Welcome`."""
    return msgspec.msgpack.encode(_alone(lambda: _begin(batch, machine, level, parcel)))


def grade(batch: str, jobs: Sequence[Job], seconds: float) -> bytes:
    """Grades a chunk for about so many seconds; `Answers`."""
    return msgspec.msgpack.encode(_alone(lambda: _grade(batch, jobs, seconds)))


def end(batch: str) -> None:
    """Ends the box of a batch."""
    _alone(lambda: _end(batch))


def _alone(action: Callable[[], T]) -> T:
    return _THREAD.submit(action).result()


def _begin(batch: str, machine: bytes, level: str, parcel: bytes) -> Welcome:
    global _held
    others = msgspec.msgpack.decode(machine, type=Machine).differences(this_machine())
    if others:
        return Welcome(f"it has {', '.join(others)}")
    if _held is not None and _held.batch == batch:
        return Welcome()
    try:
        finding = try_level(level)
        if finding.problem:
            return Welcome(f"it does not offer {level}: {finding.problem}")
        _end()
        _held = _Held(batch, parcel, level)
    except Exception as error:
        return Welcome(f"it cannot begin: {_words(error)}")
    return Welcome()


def _grade(batch: str, jobs: Sequence[Job], seconds: float) -> Answers:
    if _held is None or _held.batch != batch:
        return Answers(unknown=True)
    done: list[Done] = []
    started = time.monotonic()
    for job in jobs:
        try:
            done.append(answer(job, _held.setup, _held.backend))
        except Exception as error:
            return Answers(tuple(done), problem=_words(error))
        if time.monotonic() - started > seconds:
            break
    return Answers(tuple(done))


def _end(batch: str | None = None) -> None:
    global _held
    if _held is not None and batch in (None, _held.batch):
        _held.close()
        _held = None


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
