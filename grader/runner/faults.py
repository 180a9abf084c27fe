"""Exceptions as data: type, message and the frames that are the student's own, all bounded."""

import dis
import errno
import linecache
import re
import sys
import traceback
from types import TracebackType
from typing import Any

from . import LABEL
from .python2 import of_name, of_syntax

__all__ = ["describe", "said"]

VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
MAX_TEXT = 2000
MAX_FRAMES = 12
#: The file of a course's own adapter, as `adapters.add` names it.
_ADAPTER = re.compile(r"adapters/\w+_child\.py")


def describe(error: BaseException) -> dict[str, Any]:
    """{"type", "message", "line", "frames": [[file, line, function, source]]} of an exception.

    Only frames of the submission's files are kept; a student need not read the harness's.
    """
    frames = _frames(error.__traceback__)
    line = frames[-1][1] if frames else None
    message = _text(error)
    message += _advice(error, message) + _in_adapter(error)
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(LABEL + "/"):
        line = error.lineno
        message = _unparsed(error)
        frames.append([error.filename, error.lineno or 0, "<module>", (error.text or "").strip()])
    if len(frames) > MAX_FRAMES:  # deep recursion: both ends tell enough
        frames = frames[: MAX_FRAMES // 2] + frames[-MAX_FRAMES // 2 :]
    return {
        "type": type(error).__name__[:200],
        "message": message[:MAX_TEXT],
        "line": line,
        "frames": [[str(f)[:200], int(n), str(g)[:200], str(s)[:200]] for f, n, g, s in frames],
    }


def said(error: BaseException, file: str = "") -> str:
    """An exception in a line: its type, its words; of a syntax error in another file, its place."""
    words = _text(error)
    words += _advice(error, words)
    if isinstance(error, SyntaxError):
        words = _unparsed(error)
        other = error.filename or ""
        if other != file and other.startswith(LABEL + "/"):
            words = f"{other.partition('/')[2]}, line {error.lineno}: {words}"
    kind = type(error).__name__[:200]
    return f"{kind}: {words}"[:MAX_TEXT] if words else kind


def _unparsed(error: SyntaxError) -> str:
    """What is said of a file that is no Python, or another one."""
    older = of_syntax(error.filename, error.lineno)
    return older or f"{error.msg} (read by Python {VERSION})"


def _advice(error: BaseException, text: str) -> str:
    """What a student can make of an exception that comes from the box, or from another Python."""
    older = of_name(error, text)
    if older:
        return older
    if isinstance(error, ModuleNotFoundError):
        if str(error.name).partition(".")[0] in sys.stdlib_module_names:
            return (
                "; of the standard library, graded code may import what calculates and prints, "
                "nothing that reaches out of the program"
            )
        return "; graded code may use numpy and the standard library, and your own files beside it"
    if isinstance(error, EOFError):
        return "; graded code has no keyboard, input() cannot be answered"
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.ENOENT):
        return "; graded code has no files: what it needs is in its arguments"
    causes = [e for e in (error, error.__context__) if isinstance(e, OSError)]
    if any(e.errno == errno.EPERM or type(e).__name__ == "gaierror" for e in causes):
        return "; graded code calculates only: it has no files, no network, no other process"
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        return "; graded code runs in one thread"
    return ""


def _in_adapter(error: BaseException) -> str:
    """What is added where a course's own adapter raised it unawares, and not the student's code.

    What an adapter raises by itself is its sentence on what it was given, and the student's.
    """
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None or not _ADAPTER.fullmatch(last.tb_frame.f_code.co_filename):
        return ""
    if dis.opname[last.tb_frame.f_code.co_code[last.tb_lasti]] == "RAISE_VARARGS":
        return ""
    where = f"{last.tb_frame.f_code.co_filename}, line {last.tb_lineno}"
    return f"; raised in the course's {where}, by what your code gave it"


def _frames(tb: TracebackType | None) -> list[list[Any]]:
    found: list[list[Any]] = []
    for frame, line in traceback.walk_tb(tb):
        file = frame.f_code.co_filename
        if file.startswith(LABEL + "/"):
            source = linecache.getline(file, line).strip()
            found.append([file, line, frame.f_code.co_name, source])
        if len(found) > 4 * MAX_FRAMES:
            del found[MAX_FRAMES : 2 * MAX_FRAMES]
    return found


def _text(error: BaseException) -> str:
    """str(error), which is the student's code too and may do anything."""
    try:
        if isinstance(error, KeyError) and len(error.args) == 1:
            return repr(error.args[0])[:MAX_TEXT]
        return str(error)[:MAX_TEXT]
    except BaseException:
        return "(its text could not be made)"
