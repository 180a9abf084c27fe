"""The reference and the known mistakes on hidden cases: the same generators, other seeds."""

from collections.abc import Sequence
from itertools import combinations

from ..cases.build import draw_cases
from ..diagnose.build import Builder, Variant
from ..golden.make import frozen_answer
from ..model import Exercise, Golden, Mistake
from ..spec import Source
from .model import SeedAudit

__all__ = ["audit_seeds", "builder_of_seed"]


def audit_seeds(
    builder: Builder, source: Source, exercise: Exercise, mistakes: Sequence[Mistake], seeds: int
) -> SeedAudit:
    """Which mistakes slip through under some seed, and which two cannot be told apart.

    Where an adapter judges by more than the numbers, the reference may be refused as well.
    """
    refused: list[str] = []
    missed: list[str] = []
    confused: list[str] = []
    for seed in range(1, seeds + 1):
        drawn = builder_of_seed(builder, source, exercise, seed)
        try:
            refused += [f"{name} (seed {seed})" for name in drawn.refused(exercise)]
            singles = list(drawn.singles(exercise, mistakes))
        finally:
            drawn.close()
        for variant in singles:
            key = variant.row.keys[0]
            passed = all(verdict.status == "passed" for verdict in variant.verdicts)
            if passed and key not in exercise.accept:
                missed.append(f"{key} (seed {seed})")
        confused += [f"{pair} (seed {seed})" for pair in _alike(drawn, mistakes, singles)]
    return SeedAudit(seeds, tuple(refused), tuple(missed), tuple(confused))


def builder_of_seed(builder: Builder, source: Source, exercise: Exercise, seed: int) -> Builder:
    """The same on the hidden cases that a seed draws for one exercise.  Raises CourseError."""
    cases = draw_cases(builder.assignment, source, secret=f"audit/{seed}", only=exercise.name)
    goldens = {case.id: Golden(frozen_answer(builder.reference, case)) for case in cases}
    return Builder(builder.sources, builder.assignment, cases, goldens)


def _alike(builder: Builder, mistakes: Sequence[Mistake], singles: Sequence[Variant]) -> list[str]:
    """Pairs of mistakes with the same numbers everywhere that are not declared the same."""
    first = {mistake.id: mistake.same_as or mistake.id for mistake in mistakes}
    tolerance = builder.assignment.tolerance
    found = []
    for one, other in combinations(singles, 2):
        a, b = first[one.row.keys[0]], first[other.row.keys[0]]
        if a == b or one.row.kind != other.row.kind or not one.same(other, tolerance):
            continue
        manners = zip(one.signatures, other.signatures, strict=True)
        if one.row.kind != "contract" or all(x.manners == y.manners for x, y in manners):
            found.append(f"{a} = {b}")
    return found
