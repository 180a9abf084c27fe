"""The frozen files of an assignment made anew: golden.json, fingerprints.json, pictures.json."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from ..errors import ConfigurationError, GoldenError
from ..golden.file import GoldenFile, read, write
from ..golden.make import accepted_mistakes, make
from ..golden.oracles import Oracles, load_oracles, torch_installed
from ..illustrate.freeze import freeze as freeze_pictures
from ..illustrate.freeze import stale_pictures
from ..model import Assignment, Case, Golden
from .context import Sheet
from .distance import bound_of, distance
from .drift import drift
from .fingerprints import renew, stale_fingerprints
from .handed_in import reference_faults

__all__ = ["faults_of", "freeze", "needs_oracles", "oracles_to_ask"]

Say = Callable[[str], None]


def needs_oracles(assignments: Sequence[Assignment]) -> bool:
    """Whether one of them has not said `oracle: none`."""
    return any(assignment.oracle != "none" for assignment in assignments)


def oracles_to_ask(course: Path, assignment: Assignment) -> Oracles | None:
    """The oracles that vouch for an assignment's values; None where they cannot be asked.

    Without torch, what it answered before on the same inputs still stands in golden.json: a new
    mistake, or a reference that is written otherwise, needs no more.
    """
    if needs_oracles([assignment]):
        return load_oracles(course) if torch_installed() else None
    return load_oracles(course, needed=False)


def freeze(course: Path, sheet: Sheet, sources: Mapping[str, bytes], say: Say) -> bool:
    """Writes what is stale of the three files, and golden.json in any case; whether it could.

    The reference must get full marks as a submission, and no oracle may contradict it; `say` is
    told what was written, or why nothing was.  Raises ConfigurationError where torch would have to
    be asked and is not installed, CourseError when the reference cannot be run.
    """
    oracles = oracles_to_ask(course, sheet.assignment)
    fresh = make(sources, sheet.assignment, sheet.cases, sheet.mistakes, oracles)
    faults = faults_of(sheet, sources, fresh, oracles)
    if faults:
        for line in faults:
            say(line)
        say("not written: fix the course first")
        return False
    if oracles is None:
        fresh = _with_frozen_answers(sheet, fresh)
    return (
        _values(sheet, fresh, say)
        and _fingerprints(course, sheet, sources, fresh, say)
        and _pictures(sheet, sources, say)
    )


def faults_of(
    sheet: Sheet,
    sources: Mapping[str, bytes],
    fresh: Mapping[str, Golden],
    oracles: Oracles | None,
) -> list[str]:
    """What must be mended in the course: the reference handed in, oracles that are not there."""
    found = reference_faults(sheet.assignment, sources, sheet.cases, fresh)
    return found + ([] if oracles is None else oracles.missing(sheet.assignment))


def _with_frozen_answers(sheet: Sheet, fresh: Mapping[str, Golden]) -> dict[str, Golden]:
    """The values with what torch answered on the same inputs when they were frozen.

    Raises ConfigurationError for a case that torch was never asked.
    """
    found = dict(fresh)
    before = GoldenFile("", {"cases": {}})
    with contextlib.suppress(GoldenError):
        before = read(sheet.folder)
    for case in sheet.cases:
        answer = None
        with contextlib.suppress(GoldenError):
            answer = before.golden(case).torch
        if answer is None and not case.exercise.no_oracle:
            raise ConfigurationError(
                f"{sheet.folder / 'golden.json'}: torch was not asked about case {case.id} with "
                "these inputs, and torch is not installed: install it (pip install -e '.[torch]' "
                "in a checkout), give the exercise a reason `no_oracle`, or, where nothing but the "
                f"reference is to vouch for the values, write `oracle: none` in "
                f"{sheet.folder / 'assignment.yaml'}"
            )
        found[case.id] = msgspec.structs.replace(fresh[case.id], torch=answer)
    return found


def _values(sheet: Sheet, fresh: Mapping[str, Golden], say: Say) -> bool:
    """Freezes the values, unless an oracle contradicts them; whether it did."""
    apart = _apart(sheet.cases, fresh)
    for line in apart:
        say(line)
    if apart:
        say("not written: the reference and its oracle disagree")
        return False
    words = {
        mistake.id: " ".join(mistake.hint.split())
        for group in accepted_mistakes(sheet.assignment, sheet.mistakes).values()
        for mistake in group
    }
    changed = _changed(sheet.folder, sheet.cases, fresh)
    if not changed and read(sheet.folder).accepted_words() == words:
        # On another processor the last bits differ, which nobody wants to review.
        say(f"{len(sheet.cases)} cases are frozen as the reference answers them")
        return True
    asked = sum(golden.torch is not None for golden in fresh.values())
    write(sheet.assignment, sheet.cases, fresh, words, _torch(sheet.folder) if asked else None)
    what = f": {', '.join(changed[:5])}" + (" ..." if len(changed) > 5 else "")
    say(
        f"{len(sheet.cases)} cases written, {asked} with an oracle's answer, "
        f"{len(changed)} changed{what if changed else ''}"
    )
    return True


def _torch(folder: Path) -> str | None:
    """The version of the torch that was asked, now or when the values were frozen."""
    return version("torch") if torch_installed() else read(folder).made_with.get("torch")


def _apart(cases: Sequence[Case], fresh: Mapping[str, Golden]) -> list[str]:
    """The cases on which the reference is not what its oracle says."""
    found = []
    for case in cases:
        golden = fresh[case.id]
        if golden.torch is not None:
            error = distance(case, golden.torch, golden.expected)
            if not error <= bound_of(case.exercise):
                found.append(f"{case.id}: relative distance to the oracle {error:.2g}")
    return found


def _changed(folder: Path, cases: Sequence[Case], fresh: Mapping[str, Golden]) -> list[str]:
    """The cases whose frozen value or oracle's answer is another, or not there."""
    try:
        frozen = read(folder)
    except GoldenError:
        return [case.id for case in cases]
    found = dict.fromkeys(item.case for item in drift(frozen, cases, fresh))
    for case in cases:
        if case.id not in found and not _same_oracle(case, frozen.golden(case), fresh[case.id]):
            found[case.id] = None
    return list(found)


def _same_oracle(case: Case, frozen: Golden, fresh: Golden) -> bool:
    if frozen.torch is None or fresh.torch is None:
        return frozen.torch is fresh.torch
    return distance(case, frozen.torch, fresh.torch) <= bound_of(case.exercise)


def _fingerprints(
    course: Path,
    sheet: Sheet,
    sources: Mapping[str, bytes],
    fresh: Mapping[str, Golden],
    say: Say,
) -> bool:
    if stale_fingerprints(course, sheet, sources) is not None:
        say(f"the fingerprints of {len(sheet.mistakes)} mistakes are made ...")
        catalogue = renew(course, sheet, sources, fresh)
        say(f"{sum(len(table.rows) for table in catalogue.tables.values())} rows written")
    return True


def _pictures(sheet: Sheet, sources: Mapping[str, bytes], say: Say) -> bool:
    if stale_pictures(sheet.folder, sources) is not None:
        pictures = freeze_pictures(sheet.folder, sheet.assignment, sources)
        drawn = f"{len(pictures.formulas)} formulas, {len(pictures.surfaces)} surfaces"
        say(f"pictures written: {drawn}")
    return True
