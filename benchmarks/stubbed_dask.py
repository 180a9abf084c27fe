"""A dask worker whose students are stubs: its first answer is real but for the student, then copied.

A preload of `benchmarks/engines.py --simulate`; the backend is `fake`, which runs nothing.
"""

import msgspec

from grader.batch.engines import _dask_worker
from grader.batch.worker import Done, Job, Setup
from grader.batch.worker import answer as whole
from grader.sandbox.backend import Backend
from grader.sandbox.backends import fake
from grader.sandbox.levels import Finding

found: list[Done] = []


def answer(job: Job, setup: Setup, backend: Backend) -> Done:
    if not found:
        found.append(whole(job, setup, backend))
    one = found[0]
    full, shown = (text.replace(one.id, job.id) for text in (one.full, one.shown))
    return msgspec.structs.replace(one, id=job.id, full=full, shown=shown)


_dask_worker.answer = answer
_dask_worker.try_level = Finding
_dask_worker.open_backend = lambda level: fake.Backend()
