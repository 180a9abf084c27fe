"""A worker that dies of one submission."""

import os
from typing import Any

from grader.batch.engines import _dask_worker
from grader.batch.worker import answer as whole  # a preload is run twice


def answer(job: Any, *others: Any) -> Any:
    if job.id == "p00002":
        os._exit(9)
    return whole(job, *others)


_dask_worker.answer = answer
