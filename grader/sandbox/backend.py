"""The seam between a box and what runs its code: a backend starts processes, each with a handle.

A backend is one file in `backends/`, with its `LEVEL` and a class `Backend`; its file's name is the
level's, with `_` for `+`.
"""

import importlib
from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import BinaryIO, NamedTuple, Protocol

from ..errors import ConfigurationError
from ..runner import preload

__all__ = ["NOTHING", "USUAL", "Backend", "Handle", "Needs", "load", "open_backend"]


#: What is loaded for submissions that nobody has seen yet.
USUAL = frozenset(preload.USUAL)


class Needs(NamedTuple):
    """What a process must have loaded before it is sealed.

    `modules` are those of the standard library that a submission will ask for beyond the usual
    ones; `adapters` are a course's own: name -> source.  `usual` are those of the usual ones that
    it could ask for.  `many`: others will follow, so that being ready for them is worth some time.
    """

    modules: frozenset[str] = frozenset()
    adapters: Mapping[str, bytes] = MappingProxyType({})
    usual: frozenset[str] = USUAL
    many: bool = False


NOTHING = Needs()


class Handle(Protocol):
    """A process that runs `runner.child.serve`: its streams, its end."""

    requests: BinaryIO
    replies: BinaryIO
    output: BinaryIO

    def kill(self) -> None:
        """Ends it and what it may have started; does nothing when it has ended."""

    def wait(self, seconds: float) -> int | None:
        """Its exit code (-n: ended by signal n); None when it has not ended in time.

        Raises SandboxError when it was lost by our own fault.
        """

    def queued(self) -> float:
        """The seconds for which it has waited for a processor so far; 0 where nobody knows."""

    def sweep(self) -> None:
        """Ends what still holds `output` open after the process itself has gone."""


class Backend(Protocol):
    """Starts processes at one level of isolation."""

    level: str
    #: Whether it runs one submission, or its versions one after the other, and is not to be ready
    #: for any other.
    alone: bool

    def prepare(self) -> None:
        """Starts what can be started before there is a submission.  Raises SandboxError."""

    def start(self, memory: int, seconds: int, needs: Needs = NOTHING) -> Handle:
        """A new process, with `memory` bytes beyond its own and `seconds` of processor time.

        Raises SandboxError.
        """

    def close(self) -> None:
        """Ends everything that it has started."""


def load(level: str) -> ModuleType:
    """The module of a level's backend.  Raises ConfigurationError when there is none."""
    try:
        return importlib.import_module(f".backends.{level.replace('+', '_')}", __package__)
    except ModuleNotFoundError:
        raise ConfigurationError(f"there is no isolation level {level!r}") from None


def open_backend(level: str) -> Backend:
    """The backend of a level.  Raises SandboxError when this machine does not offer it."""
    backend: Backend = load(level).Backend()
    return backend
