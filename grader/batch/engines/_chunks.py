"""Jobs in chunks of seconds: how many a worker gets, and what becomes of those that come back."""

import math
from collections.abc import Iterable, Iterator

from ..worker import Job
from . import Lost

__all__ = ["Chunks"]

#: A chunk should take so long: much more than it costs to hand over, much less than a run.
SECONDS = 2.0
#: Jobs and bytes of a chunk, at most.
LARGEST, BYTES = 200, 2**22
#: Jobs of a chunk before it is known how long one takes.
FIRST = 4
#: A job is given up when so many workers died of it.
TRIES = 2
#: How much the newest chunk counts for the expected time of a job.
NEWEST = 0.3


class Chunks:
    """The jobs of a run that no worker has; `left` are all that were not answered yet."""

    def __init__(self, jobs: Iterable[Job], count: int) -> None:
        self.jobs: Iterator[Job] = iter(jobs)
        self.left = count
        self.back: list[list[Job]] = []
        self.tries: dict[str, int] = {}
        self.seconds_each: float | None = None

    def next(self, workers: int) -> list[Job]:
        """The next chunk for one of so many workers; empty when there is none."""
        return self.back.pop() if self.back else self._new(self._size(workers))

    def _size(self, workers: int) -> int:
        """As many as fit into the time; towards the end fewer, so that all end together."""
        if self.seconds_each is None:
            return FIRST
        fitting = int(SECONDS / max(self.seconds_each, 1e-6))
        share = math.ceil(self.left / (4 * max(workers, 1)))
        return max(1, min(fitting, share, LARGEST))

    def _new(self, size: int) -> list[Job]:
        chunk: list[Job] = []
        length = 0
        while len(chunk) < size and length < BYTES and (job := next(self.jobs, None)):
            chunk.append(job)
            length += sum(map(len, job.submission.files.values()))
        return chunk

    def answered(self, count: int, seconds: float) -> None:
        """So many jobs were answered, in that time."""
        self.left -= count
        if count:
            before = self.seconds_each
            each = seconds / count
            self.seconds_each = each if before is None else before + NEWEST * (each - before)

    def give_back(self, jobs: list[Job]) -> None:
        """These were not begun: somebody else gets them."""
        if jobs:
            self.back.append(jobs)

    def died(self, jobs: list[Job], why: str = "") -> Iterator[Lost]:
        """A worker died at one of these; halves find out of which.  A job may be lost at last."""
        if len(jobs) == 1:
            (job,) = jobs
            self.tries[job.id] = self.tries.get(job.id, 0) + 1
            if self.tries[job.id] >= TRIES:
                self.left -= 1
                yield Lost(job, why)
                return
        half = len(jobs) // 2
        self.give_back(jobs[half:])
        self.give_back(jobs[:half])
