"""A course's own adapter at work: what it raises is told with its file and line."""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import CourseError, GraderError

__all__ = ["Guarded", "line_in"]

#: The members that refuse what they are given by a ValueError.
REFUSING = frozenset({"payload", "pair_frozen"})


class Guarded:
    """An adapter with the same members, whose unforeseen exceptions are raised as CourseError."""

    def __init__(self, adapter: Any, file: Path) -> None:
        self._adapter, self._file = adapter, file

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._adapter, name)
        if not callable(found) or isinstance(found, type):
            return found
        return partial(self._call, name, found)

    def _call(self, name: str, method: Callable[..., Any], *args: Any) -> Any:
        with self._telling(name):
            found = method(*args)
        return self._each(name, found) if isinstance(found, Iterator) else found

    def _each(self, name: str, found: Iterator[Any]) -> Iterator[Any]:
        with self._telling(name):
            yield from found

    @contextlib.contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        from ..leaves import Misfit  # which loads numpy

        try:
            yield
        except (GraderError, Misfit):
            raise
        except Exception as error:
            if isinstance(error, ValueError) and name in REFUSING:
                raise
            words = f"in {name}: {type(error).__name__}: {error}; mend the adapter"
            raise CourseError(f"{self._file}:{line_in(error, str(self._file))}: {words}") from error


def line_in(error: Exception, file: str) -> int:
    """The line of a file at which an exception was raised, or that is no Python."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    line, frame = 1, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == file:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
