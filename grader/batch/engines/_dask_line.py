"""A worker of a scheduler, for the engine: whether it may work, and which chunks it has."""

import time

from ..worker import Job
from ._dask_cluster import Task

__all__ = ["STUCK", "Line"]

#: A worker that does not end a chunk for so long is stuck: far more than a submission may take.
STUCK = 300.0


class Line:
    """The chunks of one worker, the oldest first; it gets none while `welcome` is not answered."""

    def __init__(self, address: str, welcome: Task) -> None:
        self.address = address
        self.welcome: Task | None = welcome
        self.refused = False
        self.chunks: dict[Task, list[Job]] = {}
        self.since = time.monotonic()

    @property
    def ready(self) -> bool:
        """Whether it may be given work."""
        return self.welcome is None and not self.refused

    @property
    def stuck(self) -> bool:
        """Whether it has been at one thing for longer than any may take."""
        busy = self.welcome is not None or bool(self.chunks)
        return busy and time.monotonic() - self.since > STUCK

    def add(self, task: Task, jobs: list[Job]) -> None:
        """A chunk behind those that it has."""
        if not self.chunks:
            self.since = time.monotonic()
        self.chunks[task] = jobs

    def is_first(self, task: Task) -> bool:
        """Whether it is the chunk that is at work."""
        return next(iter(self.chunks)) is task

    def remove(self, task: Task) -> tuple[list[Job], float]:
        """A chunk that ended, and how many seconds it was at work."""
        seconds, self.since = time.monotonic() - self.since, time.monotonic()
        return self.chunks.pop(task), seconds

    def clear(self) -> list[list[Job]]:
        """All chunks, which are no longer the worker's."""
        chunks = list(self.chunks.values())
        for task in self.chunks:
            task.cancel()
        self.chunks = {}
        return chunks

    def cut(self) -> None:
        """Takes back what waits behind the chunk that is at work."""
        for task in list(self.chunks)[1:]:
            task.cancel()
            del self.chunks[task]
