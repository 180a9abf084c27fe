"""A scheduler as one caller sees it: its workers, tasks for one of them, what became of them."""

import contextlib
import logging
import queue
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from ...errors import ConfigurationError

__all__ = ["Cluster", "Gone", "Task", "again", "exposed"]

#: Seconds until a call to the scheduler counts as unanswered.
TIMEOUT = 10.0


class Gone(Exception):
    """The scheduler does not answer any more."""


class Task:
    """What one worker was asked; `future` is dask's."""

    def __init__(self, future: Any) -> None:
        self.future = future

    @property
    def failed(self) -> str | None:
        """What was raised, if that is how it ended: nothing of ours is, but an import may fail."""
        if self.future.status != "error":
            return None
        try:
            error = self.future.exception(timeout=TIMEOUT)
        except Exception as other:  # lost meanwhile
            error = other
        return f"{type(error).__name__}: {error}"[:300]

    def value(self) -> bytes | None:
        """What the worker sent; None when that is lost."""
        try:
            found = self.future.result(timeout=TIMEOUT)
        except Exception:  # cancelled, lost with its worker, or with the scheduler
            return None
        return found if isinstance(found, bytes) else None

    def cancel(self) -> None:
        """Takes it back, if it has not begun."""
        with contextlib.suppress(Exception):
            self.future.cancel()


class Cluster:
    """A connection to a scheduler, which lasts until `close` or until one of its calls raises Gone.

    Raises ConfigurationError when dask is not installed, or nobody answers at the address.
    """

    def __init__(self, address: str) -> None:
        client = _client_class()
        self.address = address
        self.ended: queue.SimpleQueue[Task] = queue.SimpleQueue()
        try:
            with warnings.catch_warnings(action="ignore"):
                self.client = client(address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError, TypeError, ImportError, RuntimeError) as error:
            words = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ConfigurationError(
                f"--scheduler {address}: no scheduler answers there ({words}); "
                "`dask scheduler --host 127.0.0.1` starts one, and prints its address"
            ) from error

    def workers(self) -> dict[str, int]:
        """The workers of now: address -> threads.  Raises Gone."""
        with self._there():
            return dict(self.client.nthreads())

    def ask(self, worker: str, function: Callable[..., Any], *words: Any) -> Task:
        """Has one worker call a function of ours.  Raises Gone."""
        with self._there(), warnings.catch_warnings(action="ignore"):  # a large argument is meant
            future = self.client.submit(
                function, *words, workers=[worker], allow_other_workers=False, pure=False
            )
            task = Task(future)
            future.add_done_callback(lambda _: self.ended.put(task))
        return task

    def wait(self, seconds: float) -> Iterator[Task]:
        """Those that ended in any way, as soon as there is one."""
        with contextlib.suppress(queue.Empty):
            yield self.ended.get(timeout=seconds)
            while True:
                yield self.ended.get_nowait()

    def check(self) -> None:
        """Raises Gone when the connection is lost."""
        if self.client.status != "running":
            raise Gone(self.address)

    def close(self) -> None:
        """Lets the scheduler go; what it has of ours is dropped."""
        with contextlib.suppress(Exception):
            self.client.close(timeout=TIMEOUT)

    @contextlib.contextmanager
    def _there(self) -> Iterator[None]:
        self.check()
        try:
            yield
        except (OSError, TimeoutError, RuntimeError) as error:
            raise Gone(self.address) from error


def again(address: str, seconds: float, stopping: Callable[[], bool]) -> Cluster | None:
    """The scheduler that has come back, if it does within that time, and nobody wants to stop."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stopping():
        try:
            return Cluster(address)
        except ConfigurationError:
            time.sleep(1.0)
    return None


def exposed(address: str) -> bool:
    """Whether what is sent to an address can be read and written by others on the way."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return parts.scheme == "tcp" and not (host == "localhost" or host.startswith(("127.", "::1")))


def _client_class() -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ConfigurationError(
            '--engine dask needs dask: pip install "course-grader[dask]"'
        ) from None
    for name in [n for n in logging.root.manager.loggerDict if n.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it says, we say
    return Client
