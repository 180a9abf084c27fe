"""Small changes of a submission, tried one after the other in one process.

    parent                                                   child
    set-up with {"module", "pieces"} in "trials"          ->
                                                          <-  as in `child`
    {"id", "seconds", "changes", "case": [structure, data]} ->
                                                          <-  {"id", "status", "value", ...}
    {"id", "seconds", "changes"}                          ->  (of the same case)
                                                          <-  {"id", "status", "value", ...}
    {"id", "seconds", "changes": [], "lines"}             ->
                                                          <-  {"id", "status", "lines": [...]}

`pieces` are the module's definitions as (file or cell, first line, lines before the cell, source);
a change is (piece, start, end, text): bytes of a piece, and what takes their place; several are
made together.  For each trial the
definitions are executed once more in a copy of the module's namespace, so that each of them meets
the changed one, and the module itself stays as it is.  What is right the process does not know: it
answers, and is not told.
"""

import signal
import sys
from collections.abc import Mapping, Sequence
from types import CodeType, FrameType, ModuleType
from typing import Any

from . import LABEL
from .adapters import ADAPTERS
from .codec import encode, encode_apart
from .run import Run, silence
from .structure import read

__all__ = ["Trials"]

#: Lines that are reported of one run.
MOST_LINES = 5000

Change = Sequence[Any]


class TrialTooLong(BaseException):
    """Raised in a trial that does not end."""


class Trials:
    """The trials of one module."""

    def __init__(self, setup: Mapping[str, Any], modules: Mapping[str, Any]) -> None:
        self.modules = modules
        self.module = sys.modules.get(setup["module"])
        self.pieces: list[tuple[str, int, int, bytes]] = [tuple(p) for p in setup["pieces"]]
        self.before = {f"{LABEL}/{file}": before for file, _, before, _ in self.pieces}
        self.codes = [self._compiled(i, piece[3]) for i, piece in enumerate(self.pieces)]
        self.case: Sequence[bytes] = ()
        if hasattr(signal, "setitimer"):  # elsewhere the parent's clock ends the process
            signal.signal(signal.SIGALRM, _ring)

    def answer(self, request: Mapping[str, Any]) -> bytes:
        """The encoded reply to one trial; whatever the student's code raises is an error of it."""
        _alarm(request["seconds"])
        try:
            self.case = request.get("case", self.case)
            case = read(*self.case)  # anew: nothing that one trial did to it reaches the next
            target, others = self._targets(case, request["changes"])
            with silence():
                if request.get("lines"):
                    return _reply(request["id"], self._traced(target, case, others))
                value = ADAPTERS[case["adapter"]].call(target, case, Run(False, others))
                return _reply(request["id"], value)
        except BaseException:
            return encode({"id": request["id"], "status": "error"})
        finally:
            _alarm(0.0)

    def _targets(self, case: Mapping[str, Any], changes: Sequence[Change]) -> tuple[Any, Any]:
        """The exercise with the changes made, and what else its case asks for, by name."""
        namespace: dict[str, Any] = self._changed(changes) if changes else {}

        def named(name: str) -> Any:
            if name in namespace:
                return namespace[name]
            module = self.modules.get(name, self.modules[""])
            return getattr(module, name, None) if isinstance(module, ModuleType) else None

        return named(case["exercise"]), {name: named(name) for name in case.get("others", ())}

    def _changed(self, changes: Sequence[Change]) -> dict[str, Any]:
        """The module's namespace as it is with the changes; its own is not touched."""
        sources: dict[int, bytes] = {}
        for number, start, end, text in changes:  # the last of a piece first
            source = sources.get(number, self.pieces[number][3])
            sources[number] = source[:start] + text + source[end:]
        codes = dict(enumerate(self.codes))
        codes |= {i: self._compiled(i, source) for i, source in sources.items()}
        namespace = dict(vars(self.module))
        for code in codes.values():
            exec(code, namespace)
        return namespace

    def _compiled(self, number: int, source: bytes) -> CodeType:
        file, line, _, _ = self.pieces[number]
        lines = b"\n" * (line - 1) + source
        return compile(lines, f"{LABEL}/{file}", "exec", dont_inherit=True)

    def _traced(self, target: Any, case: dict[str, Any], others: Any) -> list[int]:
        """Which lines of the module a run of the case comes through."""
        lines: set[int] = set()

        def trace(frame: FrameType, event: str, _: Any) -> Any:
            before = self.before.get(frame.f_code.co_filename)
            if before is None:
                return None
            if event == "line" and len(lines) < MOST_LINES:
                lines.add(frame.f_lineno + before)
            return trace

        sys.settrace(trace)
        try:
            ADAPTERS[case["adapter"]].call(target, case, Run(False, others))
        except BaseException:
            pass  # the lines up to there are what is asked for
        finally:
            sys.settrace(None)
        return sorted(lines)


def _reply(job: int, value: Any) -> bytes:
    answer = encode_apart(value)
    reply = {"id": job, "status": "value", "form": answer.form, "numbers": answer.numbers}
    return encode(reply)


def _ring(number: int, frame: FrameType | None) -> None:
    """Ends the student's code where it runs, and nothing of ours."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(f"{LABEL}/"):
            raise TrialTooLong
        frame = frame.f_back


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
