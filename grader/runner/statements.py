"""A module's top-level statements, each of which costs itself only.

Students leave things at the end of a file: a call that ends the program, a plot, a failing assert,
a training run of minutes.  What is defined before and after such a statement counts; what was left
out is noted with its line.
"""

import __future__

import ast
import contextlib
import faulthandler
import signal
from collections.abc import Callable, Iterator, Sequence
from types import CodeType, FrameType
from typing import Any

from . import LABEL
from .faults import said
from .notes import Notes

__all__ = ["TooLong", "import_clock", "run_module", "run_statements"]

FUTURE = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
#: Shares of the time for the import after which the statement that runs is ended: once, then again.
FIRST, AGAIN = 0.55, 0.12


class TooLong(BaseException):
    """Raised in a top-level statement that does not end."""


class _Clock:
    """Whether an import is under way, and for how long it has been let run."""

    def __init__(self) -> None:
        self.seconds: float | None = None
        self.installed = False

    def take_signal(self) -> None:
        """Has SIGALRM call `ring`, and not print a line, until `give_signal_back`.

        The handler is installed once, in the process that others are forked from.
        """
        if hasattr(faulthandler, "unregister"):
            faulthandler.unregister(signal.SIGALRM)
        if not self.installed:
            signal.signal(signal.SIGALRM, self.ring)
            self.installed = True

    def give_signal_back(self) -> None:
        """Has SIGALRM print the line that the student's code is at."""
        if hasattr(faulthandler, "register"):
            faulthandler.register(signal.SIGALRM, file=2, all_threads=True)

    def ring(self, number: int, frame: FrameType | None) -> None:
        """Ends the statement of the student's that runs; between two of them it waits."""
        if self.seconds is None:
            return
        signal.setitimer(signal.ITIMER_REAL, AGAIN * self.seconds)
        while frame is not None:
            if frame.f_code.co_filename.startswith(LABEL + "/"):
                raise TooLong(f"it was stopped after {FIRST * self.seconds:.1f} s")
            frame = frame.f_back


_clock = _Clock()


@contextlib.contextmanager
def import_clock(seconds: float) -> Iterator[None]:
    """Statements that together take longer than about half of `seconds` are ended one by one.

    A statement that hears no signal prints where it is before the parent's clock ends it.
    """
    _clock.seconds = seconds
    if hasattr(signal, "setitimer"):
        _clock.take_signal()
        signal.setitimer(signal.ITIMER_REAL, FIRST * seconds)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.9 * seconds)
    try:
        yield
    finally:
        _clock.seconds = None
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0.0)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
            _clock.give_signal_back()


def importing() -> bool:
    """Whether files are being imported now, and not a case run."""
    return _clock.seconds is not None


def run_module(
    source: bytes | str,
    file: str,
    namespace: dict[str, Any],
    notes: Notes,
    compiled: Callable[[], CodeType],
) -> None:
    """Runs a module in one piece; from a statement that raises on, one by one.

    Raises SyntaxError and ValueError when it cannot be parsed.
    """
    try:
        code = compiled()
    except (SyntaxError, ValueError):
        # It may be parsed and not compiled: a `return` outside a function costs itself only.
        body = ast.parse(source, file).body
        run_statements(body, file, namespace, notes)
        return
    if b"__main__" in (source if isinstance(source, bytes) else source.encode()):
        _guarded(ast.parse(source, file).body, file, notes)
    try:
        exec(code, namespace)
    except BaseException as error:
        at = _index(body := ast.parse(source, file).body, _line(error, file))
        if at is None:
            raise
        _note(body[at], error, file, notes)
        flags = code.co_flags & FUTURE
        run_statements(body[at + 1 :], file, namespace, notes, flags)


def run_statements(
    body: Sequence[ast.stmt],
    file: str,
    namespace: dict[str, Any],
    notes: Notes,
    flags: int = 0,
) -> int:
    """Runs statements one by one; gives the flags of __future__ that hold after them."""
    for statement in body:
        try:
            module = ast.Module([statement], [])
            code = compile(module, file, "exec", flags=flags, dont_inherit=True)
            flags |= code.co_flags & FUTURE
            exec(code, namespace)
        except BaseException as error:
            _note(statement, error, file, notes)
    return flags


def _guarded(body: Sequence[ast.stmt], file: str, notes: Notes) -> None:
    """Remembers what is defined only where a file is run, and not where it is imported."""
    for statement in body:
        if isinstance(statement, ast.If) and "__name__" in ast.unparse(statement.test):
            names = tuple(n for inner in statement.body for n in _defined(inner))
            words = "it stands under `if __name__ == ...`, and is not defined where it is imported"
            notes.know(file, statement.lineno, words, names)


def _note(statement: ast.stmt, error: BaseException, file: str, notes: Notes) -> None:
    """Notes a statement that was left out, with the line that it had come to."""
    line = _line(error, file) or statement.lineno
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno or line
    if isinstance(error, TooLong):
        words = str(error)
    elif isinstance(error, SystemExit):
        words = f"it ends the program ({said(error)})"
    else:
        words = said(error, file)
    notes.add(file, line, f"left out: {words}", _defined(statement))


def _defined(statement: ast.stmt) -> tuple[str, ...]:
    """The names that a statement would have defined."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return (statement.name,)
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return tuple((a.asname or a.name).partition(".")[0] for a in statement.names)
    names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return tuple(node.id for node in names if isinstance(node.ctx, ast.Store))


def _line(error: BaseException, file: str) -> int | None:
    """The line of the module at which an exception left it."""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == file and code.co_name == "<module>":
            return trace.tb_lineno
        trace = trace.tb_next
    return None


def _index(body: Sequence[ast.stmt], line: int | None) -> int | None:
    """Which statement a line belongs to; decorators stand before theirs."""
    if line is None:
        return None
    for i, statement in enumerate(body):
        decorators = getattr(statement, "decorator_list", [])
        first = min([statement.lineno, *(d.lineno for d in decorators)])
        if first <= line <= (statement.end_lineno or statement.lineno):
            return i
    return None
