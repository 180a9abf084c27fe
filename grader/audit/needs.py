"""Of everything that an audit asks of an exercise: how many steps of which case show it.

A fact is a mistake that is caught, a mistake or a pair of them that is told apart from another one,
or a mutant that is killed.  It needs one case, with some number of its steps; NEVER stands where a
case does not show it at any length.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from ..course import assignment_folder
from ..diagnose.build import Builder, Variant
from ..golden.file import read
from ..golden.reference import Reference, read_sources
from ..golden.run import outcomes_of
from ..model import Case, Exercise
from ..validate.context import Sheet
from .mutants import Mutant, mutants
from .places import places_of
from .prefixes import NEVER, Seen, lengths, see, steps_of
from .report import ROOM
from .seeds import builder_of_seed
from .survivors import SECONDS

__all__ = ["Needs", "needs_of"]


class Needs(msgspec.Struct, frozen=True):
    """`steps` (facts, cases): the fewest steps of each case that show a fact, or NEVER."""

    cases: tuple[str, ...]
    steps: np.ndarray


def needs_of(course: Path, name: str, exercise_name: str, seeds: int) -> list[Needs]:
    """The needs of one exercise: on its public cases, on those of other seeds, and of mutants."""
    sheet = Sheet(assignment_folder(course, name))
    frozen = read(sheet.folder)
    goldens = {case.id: frozen.golden(case) for case in sheet.cases}
    exercise = sheet.assignment.exercise(exercise_name)
    builder = Builder(read_sources(course), sheet.assignment, sheet.cases, goldens)
    try:
        singles = list(builder.singles(exercise, sheet.mistakes))
        usable = [v for v in singles if builder.changes(exercise, v)]
        pairs = list(builder.pairs(exercise, sheet.mistakes, usable))
        found = [_of_variants(builder, exercise, [*singles, *pairs])]
        found += _of_mutants(builder, exercise)
        for seed in range(1, seeds + 1):
            drawn = builder_of_seed(builder, sheet.source, exercise, seed)
            try:
                variants = list(drawn.singles(exercise, sheet.mistakes))
                found.append(_of_variants(drawn, exercise, variants))
            finally:
                drawn.close()
    finally:
        builder.close()
    return found


def _of_variants(builder: Builder, exercise: Exercise, variants: Sequence[Variant]) -> Needs:
    """Which cases catch each variant, and tell each from each other one."""
    cases = builder.cases_of(exercise)
    seen = [[_seen(builder, case, v, i) for v in variants] for i, case in enumerate(cases)]
    accepted = {*exercise.accept}
    marked = [v for v, variant in enumerate(variants) if not accepted & {*variant.row.keys}]
    contract = np.array([v.row.kind == "contract" for v in variants], bool)
    errors = [[np.array([row[v][k].error for v in marked]) for k in range(len(row[0]))]
              for row in seen if row]  # fmt: skip
    apart = [[_apart(row, k, contract, builder.assignment.tolerance) for k in range(len(row[0]))]
             for row in seen if row]  # fmt: skip
    asked = [lengths(steps_of(case)) for case in cases]
    rows = np.concatenate([_fewest(errors, asked), _fewest(apart, asked)])
    return Needs(tuple(case.id for case in cases), np.unique(rows, axis=0))


def _seen(builder: Builder, case: Case, variant: Variant, index: int) -> list[Seen]:
    outcome = variant.outcomes[index]
    known = variant.verdicts
    verdict = known[index] if known else builder.verdict(case, outcome)
    return see(case, builder.goldens[case.id], outcome, verdict, builder.assignment.tolerance)


def _apart(
    row: Sequence[Sequence[Seen]], length: int, contract: np.ndarray, tolerance: float
) -> np.ndarray:
    """(variants * variants,): how far each is from each row of the catalogue, in tolerances."""
    at = [seen[length] for seen in row]
    forms, manners = (np.array([getattr(s, key) for s in at]) for key in ("form", "manners"))
    numbers, sizes = np.array([s.numbers for s in at]), np.array([s.size for s in at])
    distance = np.abs(numbers[:, np.newaxis] - numbers).max(axis=2)
    room = tolerance * np.maximum(sizes[:, np.newaxis], sizes)
    ratio = np.divide(distance, room, out=np.zeros_like(distance), where=room > 0)
    unlike = forms[:, np.newaxis] != forms
    broken = manners[:, np.newaxis] != manners
    return np.where(np.where(contract, broken, unlike), np.inf, ratio).reshape(-1)


def _fewest(sizes: Sequence[Sequence[np.ndarray]], asked: Sequence[Sequence[int]]) -> np.ndarray:
    """(facts, cases): from which length on each case shows a fact, with room, at every length.

    `sizes` has for each case and length an array over facts, in tolerances.  A fact that no case
    shows is left out; one that none shows with room is asked for as clearly as the best case does.
    """
    best = np.max([whole[-1] for whole in sizes], axis=0)
    shown = best > 1.0
    level = np.minimum(best, ROOM)[shown]
    found = np.full((int(shown.sum()), len(sizes)), NEVER, np.uint16)
    for column, (by_length, steps) in enumerate(zip(sizes, asked, strict=True)):
        still = np.ones(len(found), bool)
        for size, length in zip(reversed(by_length), reversed(steps), strict=True):
            still &= size[shown] >= level
            found[still, column] = length
    return found


def _of_mutants(builder: Builder, exercise: Exercise) -> Iterator[Needs]:
    """Which cases kill each mutant, helpers' on the cases of all exercises that call them."""
    for place in places_of(builder, exercise):
        rows = [_killing(builder, place.cases, m) for m in mutants(builder.sources, place.name)]
        killed = [row for row in rows if min(row) < NEVER]
        if killed:
            steps = np.unique(np.array(killed, np.uint16), axis=0)
            yield Needs(tuple(case.id for case in place.cases), steps)


def _killing(builder: Builder, cases: Sequence[Case], mutant: Mutant) -> list[int]:
    """For each case the fewest steps that kill a mutant; a second run is asked of survivors only.

    One that does not end is waited for on one case, and not looked for on the others.
    """
    reference = Reference(mutant.files)
    try:
        for once in (True, False):
            found = []
            endless = False
            for case in cases:
                if endless:
                    found.append(NEVER)
                    continue
                (outcome,) = outcomes_of(reference, [case], SECONDS, once)
                endless = outcome.status == "timeout"
                verdict = builder.verdict(case, outcome)
                golden, tolerance = builder.goldens[case.id], builder.assignment.tolerance
                errors = [s.error for s in see(case, golden, outcome, verdict, tolerance)]
                found.append(_first(errors, lengths(steps_of(case))))
            if min(found) < NEVER:
                break
    finally:
        reference.close()
    return found


def _first(errors: Sequence[float], asked: Sequence[int]) -> int:
    """The length from which on an error is above the tolerance, with room where the whole has."""
    level = min(errors[-1], ROOM)
    found = NEVER
    for error, length in zip(reversed(errors), reversed(asked), strict=True):
        if error <= 1.0 or error < level:
            break
        found = length
    return found
