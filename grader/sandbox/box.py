"""One submission on its cases, whatever runs it: `run(cases, submission) -> outcomes`.

Theory of operation.  A backend starts a process that has nothing of ours in its memory, its
environment or its descriptors but its own three pipes.  The submission arrives on one of them as
bytes, and what comes back is decoded as bounded data.  The clock is the parent's: a case that does
not answer in time is ended by SIGKILL, and a new process takes up the cases after it.  It is wall
time without that for which the process waited for a processor: what else the machine does must not
cost marks.  What the process is kept from beyond that is the backend's matter; see `backends/`.
"""

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

import msgspec

from ..adapters import child_sources
from ..errors import SandboxError
from ..language import translated as _
from ..model import Case, Limits, Outcome
from ..runner import HELLO
from ..wording.endings import NOT_RUN
from .backend import USUAL, Backend, Needs
from .endings import ended, forged, timed_out
from .imports import imported, usual
from .modules import Module, module_requests
from .outcomes import Note, notes, outcome
from .output import Output
from .process import Died, Forged, Process
from .runqueue import Patience

__all__ = ["Box", "More"]

#: Told whether no case is left: cases to be run before the next.
More = Callable[[bool], Sequence[Case]]

#: Loading numpy on a slow machine, before the clock of the import starts.
START_SECONDS = 30.0
#: Of each case: with what is asked for besides, no more replies can be wanted.
MOST_REPLIES = 4
#: Bytes of cases, with which a request is sent.
LARGE = 2**20
#: What a student's module may take to be imported.
IMPORT_SECONDS = 5.0


class Box:
    """Runs one submission on some cases, in processes of `backend`.

    A module that is a name alone lies `inside`, and has every exercise; of several, the first has
    those that no other has.  `course` are those of the files that are the course's own.

    Used as a context: entering it sends everything off, `problem` waits for the import, and
    `run` gives the outcomes; what was printed is complete when the context is left.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        modules: str | Sequence[Module],
        limits: Limits,
        cases: Sequence[Case],
        backend: Backend,
        inside: str = "",
        course: Collection[str] = (),
    ) -> None:
        self.memory = limits.memory_mb * 2**20
        self.files = dict(files)
        #: Whether a line must be given with its file, or its cell, to be found.
        self.several = len(files) > 1 or any(path.endswith(".ipynb") for path in files)
        adapters = child_sources(case.exercise for case in cases)
        self.adapters = adapters
        self.notes: tuple[Note, ...] = ()
        self.setup: dict[str, Any] = {
            "id": 0,
            "files": self.files,
            "modules": module_requests(modules, self.files, inside),
            "inside": inside,
            "course": sorted(course),
            "adapters": adapters,
            "memory": self.memory,
            "seconds": IMPORT_SECONDS,
        }
        self.limits = limits
        self.cases = list(cases)
        self.jobs = [_job() for _ in self.cases]
        self.case: Case | None = None
        self.backend = backend
        self.level = backend.level
        self.process: Process | None = None
        self.launched = False
        self.since = 0.0
        self.printed: list[str] = []
        self.first = self.code = 0
        self.ended_by_us = self.ended = False
        self.broken: dict[str, Outcome] = {}
        self.spent = 0.0
        self.patience = Patience(limits.total_seconds)

    def allow(self, stand_ins: Sequence[str]) -> None:
        """Lets the submission use these without effect (`grader/runner/quiet.py`)."""
        self.setup["stand_ins"] = list(stand_ins)

    def __enter__(self) -> "Box":
        self.launch()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._end(kill=kind is not None)

    def with_parts(self, parts: Mapping[str, dict[str, Any]]) -> "Box":
        """Puts the course's functions in place of the student's of these names.

        Call before it is launched.  What such a box prints must be shown to nobody.
        """
        self.setup["parts"] = dict(parts)
        return self

    def stop(self) -> None:
        """Ends the process, whatever it is at."""
        self._end(kill=True)

    @property
    def has_next(self) -> bool:
        """Whether the reply to the next case is here already."""
        return self.process is not None and self.process.has_next

    @property
    def stdout(self) -> str:
        """What the submission printed, of all its processes that saw public cases only."""
        return "".join(dict.fromkeys(text for text in self.printed if text))

    def launch(self) -> None:
        """Sends everything off, once; the process works while the caller goes on."""
        if not self.launched:
            self._launch(0)
            self.launched = True

    def _launch(self, first: int) -> None:
        """Starts a process and sends it the submission and the cases from `first` on."""
        self.first = first
        seconds = self.limits.seconds
        processor = int(self.limits.total_seconds + IMPORT_SECONDS + seconds) + 1  # the clock's sum
        handle = self.backend.start(self.memory, processor, self._needs())
        self.process = Process(handle, MOST_REPLIES * (1 + len(self.cases)))
        self._send(first, [self.setup])

    def _needs(self) -> Needs:
        """What is to be loaded for the submission, and for what of the course's runs beside it."""
        adapters = {f"adapters/{name}": source for name, source in self.adapters.items()}
        files = adapters | self.files
        for name, part in self.setup.get("parts", {}).items():
            files |= {f"{name}/{path}": source for path, source in part["files"].items()}
        alone = self.backend.alone
        return Needs(imported(files), self.adapters, usual(files) if alone else USUAL, not alone)

    def _send(self, first: int, before: Sequence[dict[str, Any]] = ()) -> None:
        """Sends the cases from `first` on, up to where public ones end and hidden ones begin.

        Those are sent when the others have been answered and their output is set apart: what is
        printed or returned on public cases cannot know the inputs of hidden ones.
        """
        assert self.process is not None
        last = self._segment(first)
        if first < last and self.cases[first].spec.visibility == "hidden":
            self.process.output.hush()
        self.process.send([*before, *self._requests(first, last)], last - first)

    def _requests(self, first: int, last: int) -> Iterator[dict[str, Any]]:
        """One request for many cases, as long as they fit into a frame."""
        while first < last:
            cases, size = [], 0
            while first < last and size < LARGE:
                case = self.cases[first]
                cases.append((self.jobs[first], case.structure, case.data, case.trace))
                first, size = first + 1, size + len(case.data)
            yield {"seconds": self.limits.seconds, "cases": cases}

    def _segment(self, first: int) -> int:
        """The end of the cases from `first` on that are of its stage, and as public or hidden."""
        parts = [(c.spec.visibility, c.stage, c.trace) for c in self.cases[first:]]
        of_part = takewhile(parts[0].__eq__, parts) if parts else ()
        return first + sum(1 for _ in of_part)

    def problem(self) -> Outcome | None:
        """Waits until the submission is imported: None, or what went wrong.

        Of several modules, one that ends the process, or never comes to its end, costs its own
        exercises.  Raises SandboxError when the process did not get as far as the submission.
        """
        problem = self._import()
        if problem is None or not self.ended or len(self.setup["modules"]) == 1:
            return problem
        return self._import_without_broken(problem)

    def _import_without_broken(self, problem: Outcome) -> Outcome | None:
        """Imports each module alone, and then together those that can be; None if there are any."""
        modules: list[dict[str, Any]] = self.setup["modules"]
        good = []
        for module in (m for m in modules if m["there"]):
            alone = self._import_again([module["name"]])
            self._end(kill=True)
            if alone is None:
                good.append(module["name"])
            self.broken |= dict.fromkeys(module["exercises"], alone) if alone else {}
        return self._import_again(good) if good else problem

    def _import_again(self, names: Collection[str]) -> Outcome | None:
        """Starts a new process, in which only these modules are there."""
        modules = self.setup["modules"]
        self.setup["modules"] = [{**m, "there": m["name"] in names} for m in modules]
        self._launch(self.first)
        return self._import()

    def _import(self) -> Outcome | None:
        """The same of one process; `ended` is whether it ended, or was ended, on the way."""
        process = self.process
        assert process is not None
        self.ended = False
        try:
            hello = process.reply(HELLO, time.monotonic(), START_SECONDS)
        except Died:
            hello = None
        if hello is None:  # no line of the student's has run yet
            code, _ = self._end(kill=True)
            raise SandboxError(f"the grading process did not start (exit code {code})")
        self.ended = True
        try:
            found = process.reply(0, hello[0], IMPORT_SECONDS, self.patience)
        except Died as error:
            return self._died("(import)", error)
        if found is None:
            return self._timeout("(import)", IMPORT_SECONDS)
        self.ended = False
        self.since, reply = found
        if reply.get("status") == "ready":
            if self.first == 0 and all(c.spec.visibility == "public" for c in self.cases[:1]):
                # A later process has hidden cases before it: what it says of itself may be of them.
                self.notes = notes(reply.get("notes"))
            return None
        self._end(kill=True)
        found_wrong = outcome("(import)", reply, several=self.several)
        if found_wrong.status == "value":  # no such thing: the submission answered for us
            return forged("(import)")
        return found_wrong

    def run(self, more: More | None = None) -> Iterator[Outcome]:
        """The outcomes of the cases, in their order; `case` is the one whose outcome came last.

        Call when there was no `problem`.  A case that ends its process costs itself only: a new
        process takes up the next.  When all cases up to the end, or to where public ones end, were
        answered, `more` is asked for others to be run at once, and told whether none is left.
        """
        at = 0
        while at < len(self.cases):
            end = self._segment(at)
            if at and self.process is not None:
                self._send(at)
                self.since = time.monotonic()
            self.spent = 0.0
            for i in range(at, end):
                self.case = self.cases[i]
                yield self._outcome(i, self.case)
            others = more(end == len(self.cases)) if more is not None else ()
            self.cases[end:end] = others
            self.jobs[end:end] = [_job() for _ in others]
            at = end
        if self.process is not None:
            self.process.send((), last=True)

    def _outcome(self, i: int, case: Case) -> Outcome:
        if self.spent > self.limits.total_seconds:
            message = _(NOT_RUN).format(seconds=f"{self.limits.total_seconds:g}")
            return Outcome(case=case.id, status="timeout", message=message)
        if self.process is None:
            problem = self._again(i)
            if problem is not None:  # it could be imported before: chance, or malice
                return _of(problem, case)
        return self._case(i, case)

    def _again(self, i: int) -> Outcome | None:
        """A new process for the cases from i on.  What was judged so far stands, come what may."""
        try:
            self._launch(i)
            return self.problem()
        except SandboxError as error:
            message = f"a new process could not be started after yours had ended: {error}"
            return Outcome(case="(import)", status="internal_error", message=message)

    def _case(self, i: int, case: Case) -> Outcome:
        assert self.process is not None
        seconds = self.limits.seconds
        try:
            found = self.process.reply(self.jobs[i], self.since, seconds, self.patience)
        except Died as error:
            self.spent += min(seconds, time.monotonic() - self.since)
            died = self._died(case.id, error)
            if i == self.first:
                return died
            problem = self._again(i)  # an earlier case may have caused it: this one starts anew
            return self._case(i, case) if problem is None else _of(problem, case)
        if found is None:
            self.spent += seconds
            return self._timeout(case.id, seconds)
        started, (self.since, reply) = self.since, found
        self.spent += self.since - started
        if case.exercise.name in self.broken:  # its module was left out
            return _of(self.broken[case.exercise.name], case)
        return outcome(case.id, reply, self.since - started, self.several)

    def _timeout(self, case: str, seconds: float) -> Outcome:
        _, output = self._end(kill=True)
        return timed_out(case, seconds, output, self.files)

    def _died(self, case: str, error: Died) -> Outcome:
        code, output = self._end(kill=isinstance(error, Forged))
        if isinstance(error, Forged):
            return forged(case)
        return ended(case, code, output, self.files, self.ended_by_us)

    def _end(self, kill: bool) -> tuple[int, Output]:
        process, self.process = self.process, None
        if process is None:
            return 0, Output.none()
        output = process.close(kill)
        self.code, self.ended_by_us = process.code, process.ended_by_us
        self.printed.append(output.text())
        return process.code, output


def _of(problem: Outcome, case: Case) -> Outcome:
    """A problem of the import as the outcome of a case."""
    return msgspec.structs.replace(problem, case=case.id)


def _job() -> int:
    """A number that cannot be guessed: a late or forged reply must not meet another case."""
    return 1 + int.from_bytes(os.urandom(7), "little")
