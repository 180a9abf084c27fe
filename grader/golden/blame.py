"""An exception in the course's own code, told to its author: where, on which case, what to do."""

import contextlib
import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..errors import CourseError, GraderError

__all__ = ["ORACLES", "REFERENCE", "blamed", "exception_words", "not_python", "place_of_function"]

#: What the files of the course's code are called in tracebacks: where they lie in the course.
REFERENCE = "reference"
ORACLES = "reference/oracles"


@contextlib.contextmanager
def blamed(subject: str, advice: str, otherwise: Callable[[], str]) -> Iterator[None]:
    """Raises CourseError for what is raised inside: `place: subject: exception; advice`.

    `otherwise` gives the place to name when no line of the course's code was reached.
    """
    try:
        yield
    except GraderError:
        raise
    except (Exception, SystemExit) as error:
        about = f"{subject}: " if subject else ""
        where = _place(error) or otherwise()
        raise CourseError(f"{where}: {about}{_words(error)}; {advice}") from error


def exception_words(error: BaseException) -> str:
    """An exception in a sentence, with its place where that is in the course's code."""
    if isinstance(error, GraderError):
        return str(error)
    place = _place(error)
    return f"{place}: {_words(error)}" if place else _words(error)


def not_python(file: str, error: SyntaxError | ValueError) -> str:
    """What is said of a file that does not compile."""
    line = f":{error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
    problem = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{file}{line}: this is not Python: {problem}; mend the file"


def place_of_function(function: Any) -> str:
    """`file:line` of a function of the course; the folder alone of what is no function."""
    code = getattr(function, "__code__", None)
    return ORACLES if code is None else f"{code.co_filename}:{code.co_firstlineno}"


def _place(error: BaseException) -> str | None:
    """`reference/losses.py:12`: the innermost line of the course's own code."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno or 1}"
    lines = [
        (frame.f_code.co_filename, number)
        for frame, number in traceback.walk_tb(error.__traceback__)
    ]
    own = [place for place in lines if place[0].startswith(f"{REFERENCE}/")]
    own = own or [place for place in lines if _is_adapter(place[0])]
    return f"{own[-1][0]}:{own[-1][1]}" if own else None


def _is_adapter(file: str) -> bool:
    """Whether a file is the child's half of a course's adapter, which the reference runs in."""
    return file.endswith("_child.py") and Path(file).parent.name == "adapters"


def _words(error: BaseException) -> str:
    """The last line of a traceback, on one line, with the package's name as its author knows it."""
    text = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    text = re.sub(r"course_[0-9]+_(reference|oracles)\b", _package, text)[:300]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _package(match: re.Match[str]) -> str:
    return REFERENCE if match[1] == "reference" else ORACLES.replace("/", ".")
