"""The judge's side of trials: a sealed process that is sent changes, and answers with values.

It is started as for grading (`sandbox.box`), gets public cases only, and no golden value: which
answer is right is decided here.  A trial that does not end costs itself, and a new process.
"""

import contextlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..errors import SandboxError
from ..model import Case, Limits, Outcome
from ..runner import HELLO
from ..sandbox.backend import Backend, Needs
from ..sandbox.box import Box
from ..sandbox.imports import imported, usual
from ..sandbox.outcomes import outcome
from ..sandbox.process import Died, Process
from .edits import Repair, last_first
from .source import Piece, Source

__all__ = ["Trials"]

#: To start, and to import what was imported before.
START_SECONDS = 10.0
#: Beyond the child's own clock, until its process is ended.
GRACE = 0.3
#: Answers of one process: their sum is bounded by `Process`.
MOST_JOBS = 1_000_000
#: Trials that are sent together.
TOGETHER = 64
#: Processes that may be lost in one search.
MOST_LOST = 12


class Trials:
    """Tries changes of one module; as a context, its process has ended when it is left."""

    def __init__(
        self,
        box: Box,
        backend: Backend,
        module: Mapping[str, Any],
        source: Source,
        pieces: Sequence[Piece],
        limits: Limits,
    ) -> None:
        texts = [[source.label(p.cell), p.line - p.before, p.before, p.source] for p in pieces]
        trials = {"module": module["name"], "pieces": texts}
        self.setup = {**box.setup, "trials": trials}
        self.needs = Needs(imported(box.files), box.adapters, usual(box.files))
        self.backend = backend
        self.limits = limits
        self.seconds = limits.seconds
        self.process: Process | None = None
        self.lost = 0
        self.since = 0.0
        self.held: Case | None = None  # the case that the process was sent last

    def __enter__(self) -> "Trials":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def lines(self, case: Case) -> set[int]:
        """Lines of the module that a run of a case comes through, as the process says."""
        found = next(self._answers(case, [self._request(()) | {"lines": True}]), None)
        value = outcome(case.id, found or {"status": "error"}).value
        return {n for n in value if type(n) is int} if isinstance(value, list) else set()

    def answers(
        self, case: Case, repairs: Sequence[Repair], until: float
    ) -> Iterator[tuple[Repair, Outcome]]:
        """What each repair makes of a case, until the clock is at `until`.  Raises SandboxError."""
        for first in range(0, len(repairs), TOGETHER):
            part = repairs[first : first + TOGETHER]
            for repair, reply in zip(part, self._answers(case, list(map(self._request, part))),
                                     strict=False):  # fmt: skip
                yield repair, outcome(case.id, reply or {"status": "error"})
                if time.monotonic() > until:
                    self.end()
                    return

    def _request(self, repair: Repair) -> dict[str, Any]:
        changes = [[e.piece, e.span.start, e.span.end, e.text] for e in last_first(repair)]
        job = 1 + int.from_bytes(os.urandom(7), "little")
        return {"id": job, "seconds": self.seconds, "changes": changes}

    def _answers(
        self, case: Case, requests: Sequence[dict[str, Any]]
    ) -> Iterator[dict[str, Any] | None]:
        """The replies in turn; None for a trial that has not answered in time, or has ended it."""
        waiting = list(requests)
        while waiting:
            process = self._started()
            if self.held is not case:
                waiting[0]["case"] = [case.structure, case.data]
                self.held = case
            process.send(tuple(waiting), len(waiting))  # while they are taken off the list
            self.since = time.monotonic()
            while waiting:
                job = waiting.pop(0)["id"]
                found = None
                with contextlib.suppress(Died):
                    found = process.reply(job, self.since, self.seconds + GRACE)
                if found is None:
                    self.end()
                    self.lost += 1
                    yield None
                    break
                self.since = found[0]
                yield found[1]

    def _started(self) -> Process:
        """The process, a new one if there is none.  Raises SandboxError."""
        if self.process is not None:
            return self.process
        if self.lost > MOST_LOST:
            raise SandboxError("too many processes were lost")
        limits = self.limits
        handle = self.backend.start(
            limits.memory_mb * 2**20, int(limits.total_seconds) + 1, self.needs
        )
        self.process = process = Process(handle, MOST_JOBS)
        self.held = None
        process.output.hush()  # what is printed in a trial is nobody's
        process.send([self.setup])
        try:
            process.reply(HELLO, time.monotonic(), START_SECONDS)
            ready = process.reply(0, time.monotonic(), START_SECONDS)
        except Died as error:
            self.end()
            raise SandboxError("the process for trials did not start") from error
        if ready is None or ready[1].get("status") != "ready":
            self.end()
            raise SandboxError("the submission was not imported again")
        return process

    def end(self) -> None:
        """Ends the process; the next trial starts another."""
        process, self.process = self.process, None
        if process is not None:
            process.close(kill=True)
