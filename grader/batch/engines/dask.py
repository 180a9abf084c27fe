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
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ...errors import ConfigurationError
from ..machine import this_machine
from ..parcel import pack
from ..worker import Done, Job, Setup
from . import Lost, Means
from ._chunks import Chunks
from ._dask_cluster import Cluster, Gone, Task, again, exposed
from ._dask_line import STUCK, Line
from ._dask_worker import Answers, Welcome, begin, end, grade

__all__ = ["ABOUT", "NAME", "SCHEDULED", "DaskPool", "open_pool"]

NAME = "dask"
ABOUT = "workers of the dask scheduler at --scheduler ADDRESS"
SCHEDULED = True
#: Chunks that a worker has: one that it grades, one that waits for it.
IN_LINE = 2
#: Seconds after which a worker sends back what it has not done of a chunk.
BUDGET = 6.0
#: How long a lost scheduler is waited for, and workers, if all that there are were refused.
PATIENCE, GRACE = 120.0, 20.0
#: How often the scheduler is asked for its workers, and it is said that there is none.
LOOK, SAY = 1.0, 30.0


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
        self.lines: dict[str, Line] = {}
        self.chunks = Chunks((), 0)
        self.looked = self.said = self.refused_at = 0.0
        self.said_threads = False
        if exposed(means.scheduler):
            self._remark(
                f"{means.scheduler} is not encrypted: whoever reaches it runs code on every "
                "worker; docs/security.md has a recipe with TLS"
            )

    def __enter__(self) -> "DaskPool":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._end_boxes()
        self.cluster.close()

    def _end_boxes(self) -> None:
        with contextlib.suppress(Gone):
            ends = [
                self.cluster.ask(line.address, end, self.batch)
                for line in self.lines.values()
                if line.ready
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
        """Whether nothing runs and nothing is to be begun."""
        if not self.stopping:
            return False
        for line in self.lines.values():
            line.cut()
        return not any(line.chunks for line in self.lines.values())

    def _look(self) -> Iterator[Lost]:
        """Who has come and who has gone."""
        if time.monotonic() - self.looked < LOOK:
            return
        there = self.cluster.workers()
        for address in there.keys() - self.lines.keys():
            words = (self.batch, self.machine, self.level, self.parcel)
            self.lines[address] = Line(address, self.cluster.ask(address, begin, *words))
        self._say_threads(there)
        for address in self.lines.keys() - there.keys():
            line = self.lines.pop(address)
            if line.ready:
                self._remark(f"worker {address}: is gone; others get what it had")
            yield from self._died(line)
        for line in self.lines.values():
            if line.stuck:
                yield from self._refuse(line, f"does not answer for {STUCK:.0f} s")
        self._say_if_alone()
        self.looked = time.monotonic()

    def _say_threads(self, there: Mapping[str, int]) -> None:
        several = sum(threads > 1 for threads in there.values())
        if several and not self.said_threads:
            self.said_threads = True
            self._remark(
                f"{several} of the workers have several threads, of which one grades; "
                "`dask worker --nworkers auto --nthreads 1` has one for each core"
            )

    def _give(self) -> None:
        """Fills the lines of those who may work."""
        ready = [line for line in self.lines.values() if line.ready]
        for place in range(IN_LINE):
            for line in ready:
                if self.stopping or len(line.chunks) > place:
                    continue
                jobs = self.chunks.next(len(ready))
                if not jobs:
                    return
                self._hand(line, jobs)

    def _hand(self, line: Line, jobs: list[Job]) -> None:
        try:
            line.add(self.cluster.ask(line.address, grade, self.batch, jobs, BUDGET), jobs)
        except Gone:
            self.chunks.give_back(jobs)
            raise

    def _ended(self, task: Task) -> Iterator[Done | Lost]:
        """What a task that ended has brought; one that was taken back brings nothing."""
        for line in self.lines.values():
            if task is line.welcome:
                yield from self._welcomed(line, task)
                return
            if task in line.chunks:
                yield from self._answered(line, task)
                return

    def _welcomed(self, line: Line, task: Task) -> Iterator[Lost]:
        failed, value = task.failed, task.value()
        self.cluster.check()
        line.welcome = None
        if failed or value is None:
            yield from self._refuse(line, f"has no grader as this one: {failed or 'no answer'}")
            return
        welcome = msgspec.msgpack.decode(value, type=Welcome)
        if welcome.problem:
            yield from self._refuse(line, welcome.problem)

    def _answered(self, line: Line, task: Task) -> Iterator[Done | Lost]:
        value = task.value()
        if value is None:
            self.cluster.check()  # lost with the scheduler: nobody died of it
            answers = Answers(problem="no answer came")
        else:
            answers = msgspec.msgpack.decode(value, type=Answers)
        first = line.is_first(task)
        jobs, seconds = line.remove(task)
        self.chunks.answered(len(answers.done), seconds)
        rest = jobs[len(answers.done) :]
        yield from answers.done
        if answers.problem and first and rest:
            yield from self.chunks.died(rest, answers.problem)
        else:
            self.chunks.give_back(rest)
        if answers.unknown:  # it was started anew at the same address, and has to be asked again
            del self.lines[line.address]
            self._take_back(line)

    def _died(self, line: Line) -> Iterator[Lost]:
        """What a worker had goes to others; the first chunk is what it may have died of."""
        first, *others = line.clear() or [[]]
        for jobs in others:
            self.chunks.give_back(jobs)
        if first:
            yield from self.chunks.died(first)

    def _take_back(self, line: Line) -> None:
        for jobs in line.clear():
            self.chunks.give_back(jobs)

    def _refuse(self, line: Line, why: str) -> Iterator[Lost]:
        line.refused = True
        line.welcome = None
        self.refused_at = time.monotonic()
        self._remark(f"worker {line.address}: gets no work, {why}")
        yield from self._died(line)

    def _remark(self, words: str) -> None:
        self.remarks.append(words)
        self.tell(words)

    def _say_if_alone(self) -> None:
        """Raises ConfigurationError when all were refused and nobody else has come."""
        now = time.monotonic()
        if self.lines and all(line.refused for line in self.lines.values()):
            if now - self.refused_at > GRACE:
                raise ConfigurationError(
                    f"--scheduler {self.cluster.address}: none of its {len(self.lines)} workers "
                    f"can be used; {self.remarks[-1]}"
                )
        elif not self.lines and now - self.said > SAY:
            self.said = now
            self.tell(f"waiting for workers of {self.cluster.address}; Ctrl-C ends it")

    def _reconnect(self) -> None:
        """After a lost scheduler: everything that was not answered waits again."""
        self.cluster.close()
        for line in self.lines.values():
            self._take_back(line)
        self.lines = {}
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


def open_pool(setup: Setup, means: Means) -> DaskPool:
    """A pool of a scheduler's workers.

    Raises ConfigurationError when dask is not installed, or no scheduler answers.
    """
    return DaskPool(setup, means)
