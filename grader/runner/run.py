"""One run of a case, as the adapters see it: private arguments, and what is noticed on the way."""

import contextlib
import io
import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from .codec import encode
from .objectives import Objective, build

__all__ = ["Breach", "Run", "silence", "snapshot", "unchanged"]

#: What was noticed, and where something is counted, how often it was seen and how often expected.
Breach = tuple[str, int | None, int | None]


#: What can be compared without asking it.
PLAIN = (int, float, complex, bool, str, bytes)


class Run:
    """One run of a case: whether its arrays are frozen, and what was noticed on the way.

    `others` are what else of the module the case asks for, by name.
    """

    def __init__(self, frozen: bool, others: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.frozen = frozen
        self.others = others
        self.breaches: list[Breach] = []
        self.objectives: list[Objective] = []

    def prepare(self, value: Any, may_change: bool = False) -> Any:
        """A private copy of an argument: arrays read-only if frozen, objectives made callable."""
        if isinstance(value, np.ndarray):
            value = value.copy()
            if self.frozen and not may_change:
                value.flags.writeable = False
            return value
        if isinstance(value, (list, tuple)):
            return type(value)(self.prepare(item, may_change) for item in value)
        if isinstance(value, dict):
            if "objective" in value:
                self.objectives.append(build(value, self.frozen))
                return self.objectives[-1]
            return {key: self.prepare(item, may_change) for key, item in value.items()}
        return value

    def keep(self, value: Any) -> Any:
        """What is recorded of a result: a copy, or in the second run the thing itself."""
        if self.frozen:
            return list(value) if isinstance(value, (list, tuple)) else value
        if type(value) is np.ndarray:
            return value.copy()
        if type(value) in (list, tuple):
            return [self.keep(item) for item in value]
        return value

    def breach(
        self, slug: str, when: bool = True, got: int | None = None, wanted: int | None = None
    ) -> None:
        """Notes a breach of contract once, with what was counted and what was expected."""
        if when and (slug, got, wanted) not in self.breaches:
            self.breaches.append((slug, got, wanted))

    def count_calls(self, calls: int, wanted: int) -> None:
        """Notes a wrong number of calls of gradient(), and both numbers."""
        self.breach("gradient_calls", calls != wanted, calls, wanted)


def unchanged(value: Any, given: Any) -> bool:
    """Whether a value is still what it was; False where it is of a kind that is not known.

    Objectives are left out.
    """
    kind = type(value)
    if kind is np.ndarray and type(given) is np.ndarray:
        same = value.dtype == given.dtype and value.shape == given.shape
        return same and bool(value.tobytes() == given.tobytes())
    if isinstance(value, Objective):
        return True
    if kind is not type(given):
        return False
    if kind is list or kind is tuple:
        return len(value) == len(given) and all(map(unchanged, value, given))
    if kind is dict:
        return list(value) == list(given) and all(map(unchanged, value.values(), given.values()))
    if isinstance(value, np.generic):
        return bool(value.tobytes() == given.tobytes())
    return value is given or (kind in PLAIN and (value == given or value != value))


def snapshot(values: Any) -> bytes:
    """Plain values as bytes, to tell whether they were changed; objectives are left out."""
    return encode([None if callable(value) else value for value in values])


class _Nowhere(io.RawIOBase):
    """A file that swallows what is written, and needs no descriptor: a sealed child opens none."""

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """As the one before: what is written there directly is seen twice."""
        return 1

    def write(self, data: Any) -> int:
        return len(memoryview(data).cast("B"))


_kept: list[io.TextIOWrapper] = []


def _nowhere() -> io.TextIOWrapper:
    """A file that goes nowhere, the same until somebody closes it."""
    try:
        if _kept and not _kept[0].closed:
            return _kept[0]
    except ValueError:  # its buffer was taken from it
        pass
    raw = io.BufferedWriter(_Nowhere())
    _kept[:] = [io.TextIOWrapper(raw, encoding="utf-8", errors="replace")]
    return _kept[0]


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Sends print(), logging and the rest to nowhere, through a file like the one before."""
    before = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = _nowhere()
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
