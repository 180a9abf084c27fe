"""The engine `local`: processes on this machine.

Each job is answered once, whatever happens to the worker that has it.

A worker that dies is replaced and its job given out once more; if that one dies too, the job is
answered as lost.  The order of the answers is that in which they come.
"""

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from ..worker import Done, Job, Setup, work
from . import Lost, Means

__all__ = ["ABOUT", "NAME", "SCHEDULED", "LocalPool", "open_pool"]

NAME = "local"
ABOUT = "processes on this machine, --jobs of them"
SCHEDULED = False
TRIES = 2
#: A worker that does not answer for so long is stuck: far more than a submission may take in all.
SECONDS = 300.0


@contextlib.contextmanager
def _block_sigint() -> Iterator[None]:
    """What is started meanwhile does not hear Ctrl-C until it wants to; we hear it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its own start would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    def __init__(self, setup: Setup) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=work, args=(theirs, setup), daemon=True)
        with _block_sigint():
            self.process.start()
        theirs.close()
        self.job: Job | None = None
        self.since = 0.0

    def give(self, job: Job) -> None:
        self.job, self.since = job, time.monotonic()
        with contextlib.suppress(OSError):  # if it has died, waiting for the answer shows it
            self.connection.send(job)

    def end_if_stuck(self) -> None:
        """Kills it if it has had its job for longer than any may take."""
        if time.monotonic() - self.since > SECONDS:
            self.process.kill()

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.send(None)
        self.process.join(5.0)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.connection.close()


class LocalPool:
    """So many workers; as a context, all have ended when it is left."""

    remarks: Sequence[str] = ()

    def __init__(self, setup: Setup, workers: int) -> None:
        self.setup = setup
        self.workers = [_Worker(setup) for _ in range(workers)]
        self.stopping = False

    def __enter__(self) -> "LocalPool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()

    def stop(self) -> None:
        """Gives nothing more out; what runs is finished."""
        self.stopping = True

    def run(self, jobs: Iterable[Job], count: int) -> Iterator[Done | Lost]:  # noqa: ARG002
        """The answers, as they come."""
        again: list[Job] = []
        waiting = iter(jobs)
        tries: dict[str, int] = {}
        for worker in self.workers:
            self._give(worker, again, waiting)
        while busy := {w.connection: w for w in self.workers if w.job is not None}:
            ready = wait(list(busy), SECONDS / 10)
            for worker in busy.values():
                worker.end_if_stuck()  # what it had is then answered as that of one that died
            for connection in ready:
                assert isinstance(connection, Connection)
                worker = busy[connection]
                job = worker.job
                assert job is not None
                worker.job = None
                answer: Done | Lost | None = _answer_of(connection)
                if answer is None:
                    self.workers[self.workers.index(worker)] = worker = self._another(worker)
                    tries[job.id] = tries.get(job.id, 0) + 1
                    if tries[job.id] < TRIES:
                        again.append(job)
                    else:
                        answer = Lost(job)
                self._give(worker, again, waiting)  # before the answer is stored: nobody waits
                if answer is not None:
                    yield answer

    def _give(self, worker: _Worker, again: list[Job], waiting: Iterator[Job]) -> None:
        """The next job, if there is one that is to be begun."""
        if self.stopping:
            return
        job = again.pop() if again else next(waiting, None)
        if job is not None:
            worker.give(job)

    def _another(self, dead: _Worker) -> _Worker:
        dead.end()
        return _Worker(self.setup)


def _answer_of(connection: Connection) -> Done | None:
    """What a worker sent; None when it has ended instead."""
    try:
        answer: Done = connection.recv()
    except (EOFError, OSError):
        return None
    return answer


def open_pool(setup: Setup, means: Means) -> LocalPool:
    """A pool of `means.processes` workers."""
    return LocalPool(setup, means.processes)
