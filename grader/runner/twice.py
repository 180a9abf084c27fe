"""Cases are run twice, and what the second run shows.

The first run is the one that is graded.  The second gets read-only arrays and, for a class, a new
instance (and a few steps only), and its results are kept by reference until its end; if its answer
differs, something leaks from call to call, writes into its arguments, or hands out the same array
twice.  The judge compares both; what is sent beside the values (`breaches`) only tells the reason.

What leaks does so from the first calls on, so that `Repeats` runs the first few cases of an
exercise twice, and the others once; when one shows something, all that follow are run twice.
"""

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from .absent import AbsentModule
from .adapters import ChildAdapter
from .codec import Apart, encode, encode_apart
from .run import Breach, Run, silence, unchanged
from .signals import CollectedWarnings

__all__ = ["Repeats", "Twice", "generators", "run_twice"]

#: Cases of an exercise whose second run has shown nothing, after which one run is enough.
CLEAN = 3
FLOAT64 = np.dtype(np.float64)


class Twice(NamedTuple):
    """What two runs of a case gave.

    `answer` is that of the first, `again` that of the second where it gave other bytes, and `fault`
    the exception that the second ended with.  `signals` are numpy's warnings.
    """

    answer: Apart
    again: bytes | None
    breaches: list[Breach]
    fault: BaseException | None
    signals: list[list[object]]

    @property
    def clean(self) -> bool:
        """Whether there is nothing to be said of the runs but the answer."""
        return self.again is None and self.fault is None and not self.breaches


class Repeats:
    """Which cases are run twice: of each exercise the first few, and all after a suspicious one."""

    def __init__(self) -> None:
        self.clean: dict[str, int] = {}
        self.shown: set[str] = set()

    def run(
        self,
        adapter: ChildAdapter,
        target: Any,
        case: dict[str, Any],
        others: Mapping[str, Any] = MappingProxyType({}),
    ) -> Twice:
        """Both runs of the next case, or the first alone, of which note is taken."""
        twice = run_twice(adapter, target, case, others, self.wanted(case))
        self.note(case, twice)
        return twice

    def wanted(self, case: Mapping[str, Any]) -> bool:
        """Whether a second run of the next case can tell something."""
        exercise = case["exercise"]
        return exercise in self.shown or self.clean.get(exercise, 0) < CLEAN

    def note(self, case: Mapping[str, Any], twice: Twice) -> None:
        """Takes note of what a case has shown."""
        exercise = case["exercise"]
        if not twice.clean:
            self.shown.add(exercise)
        elif not case.get("once"):
            self.clean[exercise] = self.clean.get(exercise, 0) + 1


def _loaded(name: str) -> Any:
    """A module that somebody has loaded, and that is there; else None."""
    module = sys.modules.get(name)
    return None if isinstance(module, AbsentModule) else module


class Generators:
    """The global generators of random numbers, which an exercise must leave alone.

    They are seeded with what a student cannot know, each beside a twin; as long as nobody else
    draws from one, or seeds it, it gives the same numbers as its twin.  A zygote seeds them before
    it forks, which takes longer than many a case.
    """

    def __init__(self) -> None:
        #: What seeds each, and what makes a twin of it, as they were before a student's code ran.
        self.known: list[tuple[Callable[[int], Any], Callable[[], Any], Callable[[int], Any]]] = []
        self.pairs: list[tuple[Callable[[], Any], Callable[[], Any]]] = []
        #: Whether `random` and `numpy.random` were there when they were seeded.
        self.loaded = (False, False)
        self.drawn = False

    def prepare(self) -> None:
        """Seeds them, if somebody has loaded one that has not been seeded yet."""
        loaded = (_loaded("random") is not None, _loaded("numpy.random") is not None)
        if loaded != self.loaded:
            self.drawn = self.used()  # of those that were there before
            self.loaded = loaded
            self.known = []
            if (module := _loaded("random")) is not None:
                twin = partial(_twin, module.Random, "random")
                self.known.append((module.seed, module.random, twin))
            if (module := _loaded("numpy.random")) is not None:
                twin = partial(_twin, module.RandomState, "random_sample")
                self.known.append((module.seed, module.random_sample, twin))
            self.seed()

    def seed(self) -> None:
        """Seeds those that somebody has loaded."""
        self.pairs = []
        for seed, own, twin in self.known:
            number = int.from_bytes(os.urandom(4), "little")
            seed(number)
            self.pairs.append((own, twin(number)))

    def used(self) -> bool:
        """Whether somebody has drawn from one, or seeded it, since they were seeded here.

        They are seeded again then: what one case does is not told of the next.
        """
        used, self.drawn = self.drawn, False
        for own, twin in self.pairs:  # all of them, so that they stay equal
            used |= own() != twin()
        if used:
            self.seed()
        return used


def _twin(kind: Callable[[int], Any], name: str, number: int) -> Callable[[], Any]:
    """What draws from a generator of its own with that seed."""
    draws: Callable[[], Any] = getattr(kind(number), name)
    return draws


#: Seeded before the first case at the latest, and again when a case has used them.
generators = Generators()


def run_twice(
    adapter: ChildAdapter,
    target: Any,
    case: dict[str, Any],
    others: Mapping[str, Any] = MappingProxyType({}),
    repeats: bool = True,
) -> Twice:
    """Both runs of a case, or the first alone; raises what the first run does.

    `others` are what else the case asks for, by name.
    """
    first = Run(False, others)
    again = fault = None
    looked = False
    generators.prepare()
    try:
        with CollectedWarnings() as signals:
            value = adapter.call(target, case, first)
        answer = encode_apart(value)
        if not case.get("once"):
            generators.prepare()  # for what the first run has loaded
            if repeats:
                again, fault = _second(adapter, target, case, Run(True, others), value)
            looked = True
            first.breach("global_random", generators.used())
            # The first result must also have outlived the second call: a buffer that is handed
            # out twice.  (Where copies are kept, the second run shows it.)
            changed = repeats and not adapter.copies and _changed(value, answer)
            first.breach("result_changed", changed)
    finally:
        if not looked:  # the case has raised, or is run once: it may have drawn as well
            generators.used()
    return Twice(answer, again, first.breaches, fault, signals)


def _second(
    adapter: ChildAdapter, target: Any, case: dict[str, Any], run: Run, value: Any
) -> tuple[bytes | None, BaseException | None]:
    """What the second run gave where it gave other bytes than the first, or what it raised."""
    try:
        with silence():  # what it prints was printed once
            other = adapter.call(target, case, run)
        return _different(other, adapter.repeated(value)), None
    except Exception as error:
        return None, error


def _different(other: Any, repeated: Any) -> bytes | None:
    """The second run's value where it would be sent as other bytes than the first's."""
    if unchanged(other, repeated) or encode_apart(other) == encode_apart(repeated):
        return None
    return encode(other)


def _changed(value: Any, answer: Apart) -> bool:
    """Whether a value would be sent as other bytes by now."""
    if isinstance(value, (float, np.generic)):  # which nothing can change
        return False
    if type(value) is np.ndarray and value.dtype is FLOAT64:
        return value.tobytes() != answer.numbers
    return encode_apart(value) != answer
