"""A worker that dies of one job, for tests: it stands in the place of grader.batch.worker.work."""

import os
import time
from multiprocessing.connection import Connection

from grader.batch import worker

VICTIM = "p00002"


class _Deadly:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def recv(self) -> object:
        job = self.connection.recv()
        if job is not None and job.id == VICTIM:
            os._exit(9)
        return job

    def send(self, answer: object) -> None:
        self.connection.send(answer)


class _Stuck(_Deadly):
    def recv(self) -> object:
        job = self.connection.recv()
        if job is not None and job.id == VICTIM:
            time.sleep(600)
        return job


def work_and_stop(connection: Connection, setup: worker.Setup) -> None:
    """The same with a worker that neither answers nor dies."""
    worker.work(_Stuck(connection), setup)  # type: ignore[arg-type]


def work(connection: Connection, setup: worker.Setup) -> None:
    worker.work(_Deadly(connection), setup)  # type: ignore[arg-type]
