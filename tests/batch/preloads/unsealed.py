"""A worker on a machine that does not seal."""

from grader.batch.engines import _dask_worker
from grader.sandbox.levels import Finding


def none(level: str) -> Finding:
    return Finding(level, problem="not as claimed here: fork")


_dask_worker.try_level = none
