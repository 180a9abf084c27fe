"""What grades the submissions of a batch: one file for each engine, found by listing this folder.

An engine opens a pool of workers.  What it must have is `Engine`, what it opens is a `Pool`; no
other module asks which engine it has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, Self, cast

import msgspec

from ...errors import ConfigurationError
from ...files import named_modules
from ..worker import Done, Job, Setup

__all__ = ["Engine", "Lost", "Means", "Pool", "engine_of", "engines"]


class Lost(Exception):
    """A job that no worker survived; `job` is which, `why` what is known of the reason."""

    def __init__(self, job: Job, why: str = "") -> None:
        super().__init__(job.id)
        self.job = job
        self.why = why


class Means(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine works with: so many processes here, or the workers of a scheduler.

    `tell` is given sentences for the terminal, as they come.
    """

    processes: int = 1
    scheduler: str | None = None
    tell: Callable[[str], None] = print


class Pool(Protocol):
    """Workers and their jobs; as a context, everything that it started has ended when it is left.

    `remarks` are sentences about its workers that belong into the summary of the run.
    """

    @property
    def stopping(self) -> bool:
        """Whether `stop` was called."""

    @property
    def remarks(self) -> Sequence[str]: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def stop(self) -> None:
        """Gives nothing more out; what runs is finished.  May be called by a signal handler."""

    def run(self, jobs: Iterable[Job], count: int) -> Iterator[Done | Lost]:
        """The answers to `count` jobs, as they come: each job at least once, unless stopped.

        Jobs are taken when there is a worker for them.  Raises GraderError.
        """


class Engine(Protocol):
    """A way to grade many submissions; `SCHEDULED`: its workers are those of a scheduler."""

    NAME: str
    ABOUT: str
    SCHEDULED: bool

    def open_pool(self, setup: Setup, means: Means) -> Pool:
        """A pool of workers for a batch.

        Raises ConfigurationError, with what to do, when there can be none.
        """


def engines() -> dict[str, Engine]:
    """The engines by their names."""
    return cast(dict[str, Engine], named_modules(__name__, __path__))


def engine_of(name: str, scheduler: str | None) -> Engine:
    """The engine of a name.

    Raises ConfigurationError; also for an address that is missing or that nobody asks for.
    """
    known = engines()
    if name not in known:
        listed = "\n".join(f"  {n:8} {module.ABOUT}" for n, module in known.items())
        raise ConfigurationError(f"--engine {name}: there are\n{listed}")
    engine = known[name]
    if engine.SCHEDULED and scheduler is None:
        raise ConfigurationError(
            f"--engine {name} needs --scheduler ADDRESS, such as tcp://127.0.0.1:8786"
        )
    if scheduler is not None and not engine.SCHEDULED:
        raise ConfigurationError(
            f"--scheduler {scheduler}: the engine {name} has no scheduler; give --engine as well"
        )
    return engine
