"""Workers and their jobs: each job is answered once, whatever happens to the worker that has it.

A worker that dies is replaced and its job given out once more; if that one dies too, the job is
answered as lost.  The order of the answers is that in which they come.
"""

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Iterator, Sequence
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from .worker import Done, Job, Setup, work

__all__ = ["Lost", "Pool"]

TRIES = 2
#: A worker that does not answer for so long is stuck: far more than a submission may take in all.
SECONDS = 300.0


class Lost(Exception):
    """A job that no worker survived; `job` is which."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.id)
        self.job = job


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


class Pool:
    """So many workers; as a context, all have ended when it is left."""

    def __init__(self, setup: Setup, workers: int) -> None:
        self.setup = setup
        self.workers = [_Worker(setup) for _ in range(workers)]
        self.stopping = False

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()

    def stop(self) -> None:
        """Gives nothing more out; what runs is finished."""
        self.stopping = True

    def run(self, jobs: Sequence[Job]) -> Iterator[Done | Lost]:
        """The answers, as they come."""
        waiting = list(reversed(jobs))
        tries: dict[str, int] = {}
        for worker in self.workers:
            if waiting:
                worker.give(waiting.pop())
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
                        waiting.append(job)
                    else:
                        answer = Lost(job)
                if waiting and not self.stopping:  # before the answer is stored: nobody waits
                    worker.give(waiting.pop())
                if answer is not None:
                    yield answer

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
