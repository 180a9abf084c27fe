"""What the checks of validate work on: a course, its reference (edited, perhaps), its oracles."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..cases.build import draw_cases
from ..course import assignment_folder
from ..golden.make import frozen_answer
from ..golden.oracles import Oracles
from ..golden.reference import Reference
from ..model import Assignment, Case, Exercise, Mistake
from ..spec import Source, load, load_mistakes

__all__ = ["Context", "Sheet"]


class Sheet:
    """One assignment of the course, with its public cases and known mistakes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        loaded: tuple[Assignment, Source] = load(folder)
        self.assignment, self.source = loaded

    @property
    def name(self) -> str:
        """The assignment's name."""
        return self.assignment.name

    @cached_property
    def cases(self) -> list[Case]:
        """The public cases."""
        drawn = draw_cases(self.assignment, self.source)
        return [case for case in drawn if case.spec.visibility == "public"]

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The known mistakes."""
        return load_mistakes(self.folder, [e.name for e in self.assignment.exercises])

    def fresh(self, exercise: Exercise, seed: int, count: int) -> Iterator[Case]:
        """At least `count` cases with other inputs; those that are always alike come once."""
        seen: set[bytes] = set()
        found = 0
        for k in range(count):
            before = found
            for case in draw_cases(
                self.assignment, self.source, secret=f"validate/{seed}/{k}", only=exercise.name
            ):
                if case.data not in seen:
                    seen.add(case.data)
                    found += 1
                    yield case
            if found >= count or found == before:
                return


class Context:
    """A course under test.  `sources` are the reference's files, as they are or edited."""

    def __init__(
        self,
        course: Path,
        names: list[str],
        sources: Mapping[str, bytes],
        oracles: Oracles,
        seed: int,
        cases: int | None = None,
    ) -> None:
        self.course, self.sources, self.oracles = course, dict(sources), oracles
        self.seed, self.count = seed, cases
        self.reference = Reference(sources)
        self.sheets = [Sheet(assignment_folder(course, name)) for name in names]

    def answer(self, case: Case) -> Any:
        """What the reference answers, as a golden value."""
        return frozen_answer(self.reference, case)

    def cases_for(self, exercise: Exercise) -> int:
        """How many fresh cases: --cases, or 200 for single evaluations and 30 for runs."""
        if self.count is not None:
            return self.count
        return 30 if adapter_of(exercise).long else 200

    def generator(self, name: str) -> np.random.Generator:
        """A stream of random numbers of its own for a check."""
        words = [self.seed, *name.encode()]
        return np.random.default_rng(words)
