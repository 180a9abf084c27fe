"""The smallest set of cases that proves the same: `grader audit --minimise`.

What the cases show is found once for each exercise (`needs`), the cheapest lengths that show all of
it are chosen over the whole assignment (`cover`), since a mutant of a helper is killed by any of
several exercises and a list of cases may be shared, and assignment.yaml is edited (`trim`).
"""

import multiprocessing
import os
import time
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from ..cases.build import draw_cases
from ..course import assignment_folder
from ..errors import ConfigurationError, SpecError
from ..files import read_text
from ..golden.reference import Reference, answer, read_sources
from ..model import Case
from ..spec import Source, load_text
from ..validate.context import Sheet
from .cover import Column, cheapest
from .needs import Needs, needs_of
from .prefixes import NEVER, lengths, steps_of
from .trim import trimmed

__all__ = ["Proposal", "minimise"]

#: Cases that an exercise has at least: what holds of one only may be chance, and can be hardcoded.
LEAST = 2
#: Behind an exercise's name: those of its cases that are drawn, which no table of answers passes.
DRAWN = " (drawn)"
#: Times that each case is measured; the shortest counts.
ROUNDS = 5

Position = tuple[int, int]


class Proposal(msgspec.Struct, frozen=True):
    """assignment.yaml as it is and as it might be, with cases, steps and seconds before and after.

    The seconds are the reference's, processor time over all public cases.
    """

    name: str
    file: Path
    before: str
    after: str
    cases: tuple[int, int]
    steps: tuple[int, int]
    seconds: tuple[float, float]


def minimise(course: Path, names: Sequence[str], seeds: int, jobs: int = 0) -> list[Proposal]:
    """A proposal for each assignment.

    Raises ConfigurationError when there is no reference or the YAML cannot be edited, CourseError,
    GoldenError.
    """
    sheets = [Sheet(assignment_folder(course, name)) for name in names]
    tasks = [(course, s.name, e.name, seeds) for s in sheets for e in s.assignment.exercises]
    found = dict(zip(tasks, _all(tasks, jobs or os.cpu_count() or 1), strict=True))
    proposals = []
    for sheet in sheets:
        own = [needs for task in tasks if task[1] == sheet.name for needs in found[task]]
        proposals.append(_proposal(course, sheet, own))
    return proposals


def _all(tasks: Sequence[tuple[Path, str, str, int]], jobs: int) -> list[list[Needs]]:
    if jobs == 1 or len(tasks) == 1:
        return [needs_of(*task) for task in tasks]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=context) as pool:
        return list(pool.map(needs_of, *zip(*tasks, strict=True)))


def _proposal(course: Path, sheet: Sheet, needs: Sequence[Needs]) -> Proposal:
    """The edit of one assignment."""
    places = _places(sheet.source, sheet)
    positions = sorted(set(places.values()))
    seconds = _seconds(course, sheet.cases)
    drawn = _drawn(sheet)
    at_place = [[c for c in sheet.cases if places[c.id] == at] for at in positions]
    columns = [_column(cases, seconds, drawn) for cases in at_place]
    rows = _rows(needs, places, positions)
    chosen = cheapest(columns, rows, _least(columns))
    whole = [column.lengths[-1] for column in columns]
    left_out = [at for at, length in zip(positions, chosen, strict=True) if not length]
    shorter = {}
    for case in sheet.cases:
        c = positions.index(places[case.id])
        if 0 < chosen[c] < whole[c]:
            shorter[sheet.source.position((*_path(sheet, case), "steps"))] = chosen[c]
    file = sheet.folder / "assignment.yaml"
    text = read_text(file)
    after = trimmed(text, str(file), left_out, shorter)
    _check(
        sheet, after, {case.id: chosen[positions.index(places[case.id])] for case in sheet.cases}
    )
    counted = [(len(k), c, n) for k, c, n in zip(at_place, columns, chosen, strict=True)]
    return Proposal(
        sheet.name,
        file,
        text,
        after,
        (sum(k for k, _, _ in counted), sum(k for k, _, n in counted if n)),
        (sum(k * c.lengths[-1] for k, c, _ in counted), sum(k * n for k, _, n in counted)),
        (sum(c.prices[-1] for c in columns), sum(c.price(n) for _, c, n in counted)),
    )


def _check(sheet: Sheet, after: str, chosen: Mapping[str, int]) -> None:
    """Raises ConfigurationError when the edited text has other cases than those chosen."""
    file = sheet.folder / "assignment.yaml"
    words = f"{file}: an anchor cannot be moved by rule; leave these cases out by hand"
    try:
        edited, source = load_text(after, str(file), sheet.folder)
        source.check()
    except SpecError as error:
        raise ConfigurationError(f"{words}: {error}") from error
    wanted = [_given(case.spec.given, chosen[case.id]) for case in sheet.cases if chosen[case.id]]
    specs = [spec for exercise in edited.exercises for spec in exercise.cases]
    if wanted != [spec.given for spec in specs if spec.visibility == "public"]:
        raise ConfigurationError(words)


def _given(given: Mapping[str, Any], length: int) -> dict[str, Any]:
    return {**given, "steps": length} if "steps" in given else dict(given)


def _path(sheet: Sheet, case: Case) -> tuple[str | int, ...]:
    """Where a case stands in the file's tree."""
    exercises = [exercise.name for exercise in sheet.assignment.exercises]
    i = exercises.index(case.exercise.name)
    names = [spec.name for spec in sheet.assignment.exercises[i].cases]
    return "exercises", i, "cases", names.index(case.spec.name)


def _places(source: Source, sheet: Sheet) -> dict[str, Position]:
    """Case id -> where its case stands: one place for those of a list that exercises share."""
    return {case.id: source.position(_path(sheet, case)) for case in sheet.cases}


def _seconds(course: Path, cases: Sequence[Case]) -> dict[str, float]:
    """Case id -> processor time of the reference, in seconds, the rounds being interleaved."""
    reference = Reference(read_sources(course))
    best = {case.id: float("inf") for case in cases}
    try:
        for _ in range(ROUNDS):
            for case in cases:
                started = time.process_time()
                answer(reference, case)
                best[case.id] = min(best[case.id], time.process_time() - started)
    finally:
        reference.close()
    return best


def _drawn(sheet: Sheet) -> set[str]:
    """The ids of the cases that have other inputs under another seed."""
    hidden = {c.id: c.data for c in draw_cases(sheet.assignment, sheet.source, secret="minimise")}
    return {case.id for case in sheet.cases if hidden[case.id] != case.data}


def _column(cases: Sequence[Case], seconds: Mapping[str, float], drawn: Collection[str]) -> Column:
    """The cases of one place: each step costs its share."""
    names = [case.exercise.name for case in cases]
    varied = [f"{case.exercise.name}{DRAWN}" for case in cases if case.id in drawn]
    asked = lengths(steps_of(cases[0]))
    total = sum(seconds[case.id] for case in cases)
    return Column(
        asked,
        tuple(total * length / asked[-1] for length in asked),
        (*names, *varied),
        any(case.spec.keep for case in cases),
    )


def _least(columns: Sequence[Column]) -> dict[str, int]:
    """How many cases of each group must stay."""
    groups = [group for column in columns for group in column.groups]
    most = {group: 1 if group.endswith(DRAWN) else LEAST for group in groups}
    return {group: min(most[group], groups.count(group)) for group in groups}


def _rows(
    needs: Sequence[Needs], places: Mapping[str, Position], positions: Sequence[Position]
) -> np.ndarray:
    """All facts beside all columns.  Hidden cases, which are no columns, are left as they are."""
    index = {at: i for i, at in enumerate(positions)}
    blocks = []
    for each in needs:
        block = np.full((len(each.steps), len(positions)), NEVER, np.uint16)
        shown = np.zeros(len(each.steps), bool)
        for column, case in enumerate(each.cases):
            if case in places:
                block[:, index[places[case]]] = each.steps[:, column]
            else:
                shown |= each.steps[:, column] < NEVER
        blocks.append(block[~shown])
    return np.unique(np.concatenate(blocks), axis=0)
