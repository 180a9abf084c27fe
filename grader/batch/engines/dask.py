"""The engine `dask`: the workers of a dask.distributed scheduler, on as many machines as it has.

Every worker is asked first: for its level of isolation, which it tries with its own canaries, and
for its versions.  One that is not as it must be gets no work and is named.  The others get chunks,
two at a time, by name: so nothing is moved behind our back, and it is known who has what.  What a
worker had that died goes to others; what a lost scheduler had does, too.  An answer may come twice:
whoever stores it takes the first.
"""

import contextlib
import secrets
import time
from collections.abc import Iterable, Iterator

import msgspec

from ...errors import ConfigurationError
from ..machine import this_machine
from ..parcel import pack
from ..worker import Done, Job, Setup
from . import Lost, Means
from ._chunks import Chunks
from ._dask_cluster import Cluster, Gone, Task, again
from ._dask_worker import Answers, Welcome, begin, end, grade

__all__ = ["ABOUT", "NAME", "SCHEDULED", "DaskPool", "open_pool"]

NAME = "dask"
ABOUT = "workers of the dask scheduler at --scheduler ADDRESS"
SCHEDULED = True
#: Chunks that a worker has: one that it grades, one that waits for it.
IN_LINE = 2
#: Seconds after which a worker sends back what it has not done of a chunk.
BUDGET = 6.0
#: A worker that does not end its chunk for so long is stuck: far more than a submission may take.
STUCK = 300.0
#: How long a lost scheduler is waited for, and workers, if all that there are were refused.
PATIENCE, GRACE = 120.0, 20.0
#: How often the scheduler is asked for its workers, and it is said that there is none.
LOOK, SAY = 1.0, 30.0


class _Worker:
    """A worker: whether it may work, and the chunks that it has, the oldest first."""

    def __init__(self, address: str, welcome: Task) -> None:
        self.address = address
        self.welcome: Task | None = welcome
        self.refused = False
        self.chunks: dict[Task, list[Job]] = {}
        self.since = time.monotonic()

    @property
    def ready(self) -> bool:
        return self.welcome is None and not self.refused

    @property
    def stuck(self) -> bool:
        busy = self.welcome is not None or self.chunks
        return bool(busy) and time.monotonic() - self.since > STUCK


class DaskPool:
    """The workers of a scheduler, those that come later too."""

    def __init__(self, setup: Setup, means: Means) -> None:
        assert means.scheduler is not None
        self.cluster = Cluster(means.scheduler)
        self.level = setup.level
        self.parcel = pack(setup)
        self.machine = msgspec.msgpack.encode(this_machine())
        self.batch = secrets.token_hex(8)
        self.tell = means.tell
        self.stopping = False
        self.remarks: list[str] = []
        self.workers: dict[str, _Worker] = {}
        self.chunks = Chunks((), 0)
        self.looked = self.said = self.refused_at = 0.0

    def __enter__(self) -> "DaskPool":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._end_boxes()
        self.cluster.close()

    def _end_boxes(self) -> None:
        with contextlib.suppress(Gone):
            ends = [
                self.cluster.ask(worker.address, end, self.batch)
                for worker in self.workers.values()
                if worker.ready
            ]
            for task in ends:
                task.value()

    def stop(self) -> None:
        """Gives nothing more out; the chunks that run are finished."""
        self.stopping = True

    def run(self, jobs: Iterable[Job], count: int) -> Iterator[Done | Lost]:
        """The answers, as they come.

        Raises ConfigurationError when no worker is as it must be, or the scheduler is lost for
        good.
        """
        self.chunks = Chunks(jobs, count)
        self.said = time.monotonic()
        while self.chunks.left and not self._stopped():
            try:
                yield from self._look()
                self._give()
                for task in self.cluster.wait(LOOK / 2):
                    yield from self._ended(task)
            except Gone:
                self._reconnect()

    def _stopped(self) -> bool:
        """Whether nothing runs and nothing is to be begun; what waits in a line is taken back."""
        if not self.stopping:
            return False
        for worker in self.workers.values():
            for task in list(worker.chunks)[1:]:
                task.cancel()
                del worker.chunks[task]
        return not any(worker.chunks for worker in self.workers.values())

    def _look(self) -> Iterator[Lost]:
        """Who has come and who has gone."""
        if time.monotonic() - self.looked < LOOK:
            return
        there = self.cluster.workers()
        for address in there.keys() - self.workers.keys():
            words = (self.batch, self.machine, self.level, self.parcel)
            self.workers[address] = _Worker(address, self.cluster.ask(address, begin, *words))
            if there[address] > 1:
                self._remark(
                    f"worker {address}: has {there[address]} threads, of which one grades; "
                    "`dask worker --nworkers auto --nthreads 1` has one for each core"
                )
        for address in self.workers.keys() - there.keys():
            worker = self.workers.pop(address)
            if worker.ready:
                self._remark(f"worker {address}: is gone; others get what it had")
            yield from self._died(worker)
        for worker in self.workers.values():
            if worker.stuck:
                yield from self._refuse(worker, f"does not answer for {STUCK:.0f} s")
        self._say_if_alone()
        self.looked = time.monotonic()

    def _give(self) -> None:
        """Fills the lines of those who may work."""
        ready = [worker for worker in self.workers.values() if worker.ready]
        for place in range(IN_LINE):
            for worker in ready:
                if self.stopping or len(worker.chunks) > place:
                    continue
                jobs = self.chunks.next(len(ready))
                if not jobs:
                    return
                self._hand(worker, jobs)

    def _hand(self, worker: _Worker, jobs: list[Job]) -> None:
        try:
            task = self.cluster.ask(worker.address, grade, self.batch, jobs, BUDGET)
        except Gone:
            self.chunks.give_back(jobs)
            raise
        if not worker.chunks:
            worker.since = time.monotonic()
        worker.chunks[task] = jobs

    def _ended(self, task: Task) -> Iterator[Done | Lost]:
        """What a task that ended has brought; one that was taken back brings nothing."""
        for worker in self.workers.values():
            if task is worker.welcome:
                yield from self._welcomed(worker, task)
                return
            if task in worker.chunks:
                yield from self._answered(worker, task)
                return

    def _welcomed(self, worker: _Worker, task: Task) -> Iterator[Lost]:
        worker.welcome = None
        failed, value = task.failed, task.value()
        if failed or value is None:
            yield from self._refuse(worker, f"has no grader as this one: {failed or 'no answer'}")
            return
        welcome = msgspec.msgpack.decode(value, type=Welcome)
        if welcome.problem:
            yield from self._refuse(worker, welcome.problem)

    def _answered(self, worker: _Worker, task: Task) -> Iterator[Done | Lost]:
        seconds = time.monotonic() - worker.since
        first = next(iter(worker.chunks)) is task
        jobs = worker.chunks.pop(task)
        worker.since = time.monotonic()
        value = task.value()
        answers = Answers(problem="no answer came") if value is None else _answers(value)
        self.chunks.answered(len(answers.done), seconds)
        rest = jobs[len(answers.done) :]
        if answers.problem and first and rest:
            yield from self._died_of(rest, answers.problem)
        else:
            self.chunks.give_back(rest)
        if answers.unknown:  # it was started anew at the same address, and has to be asked again
            del self.workers[worker.address]
            self._take_back(worker)
        self._give()  # before the answers are stored: nobody waits
        yield from answers.done

    def _died(self, worker: _Worker) -> Iterator[Lost]:
        """What a worker had goes to others; the first chunk is what it may have died of."""
        if worker.chunks:
            first = worker.chunks.pop(next(iter(worker.chunks)))
            self._take_back(worker)
            yield from self._died_of(first)

    def _died_of(self, jobs: list[Job], why: str = "") -> Iterator[Lost]:
        lost = self.chunks.died(jobs, why)
        if lost is not None:
            yield lost

    def _take_back(self, worker: _Worker) -> None:
        for jobs in worker.chunks.values():
            self.chunks.give_back(jobs)
        worker.chunks = {}

    def _refuse(self, worker: _Worker, why: str) -> Iterator[Lost]:
        worker.refused = True
        worker.welcome = None
        self.refused_at = time.monotonic()
        self._remark(f"worker {worker.address}: gets no work, {why}")
        for task in worker.chunks:
            task.cancel()
        yield from self._died(worker)

    def _remark(self, words: str) -> None:
        self.remarks.append(words)
        self.tell(words)

    def _say_if_alone(self) -> None:
        """Raises ConfigurationError when all were refused and nobody else has come."""
        now = time.monotonic()
        if self.workers and all(worker.refused for worker in self.workers.values()):
            if now - self.refused_at > GRACE:
                raise ConfigurationError(
                    f"--scheduler {self.cluster.address}: none of its {len(self.workers)} workers "
                    f"can be used; {self.remarks[-1]}"
                )
        elif not self.workers and now - self.said > SAY:
            self.said = now
            self.tell(f"waiting for workers of {self.cluster.address}; Ctrl-C ends it")

    def _reconnect(self) -> None:
        """After a lost scheduler: everything that was not answered waits again."""
        self.cluster.close()
        for worker in self.workers.values():
            self._take_back(worker)
        self.workers = {}
        self._remark(
            f"the scheduler at {self.cluster.address} is lost; waiting {PATIENCE:.0f} s for it, "
            "what was graded is kept"
        )
        found = again(self.cluster.address, PATIENCE, lambda: self.stopping)
        if found is None and self.stopping:
            return
        if found is None:
            raise ConfigurationError(
                f"--scheduler {self.cluster.address}: was lost and has not come back within "
                f"{PATIENCE:.0f} s; what was graded is kept, the same command goes on"
            )
        self._remark(f"the scheduler at {self.cluster.address} is back")
        self.cluster = found


def _answers(data: bytes) -> Answers:
    return msgspec.msgpack.decode(data, type=Answers)


def open_pool(setup: Setup, means: Means) -> DaskPool:
    """A pool of a scheduler's workers.

    Raises ConfigurationError when dask is not installed, or no scheduler answers.
    """
    return DaskPool(setup, means)
