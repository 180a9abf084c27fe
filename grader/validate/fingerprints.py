"""fingerprints.json of an assignment: made anew, and whether the one that is there is stale."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from ..adapters import files_of
from ..course import assignment_folder
from ..diagnose.assemble import build
from ..diagnose.build import Builder
from ..diagnose.catalogue import Catalogue
from ..diagnose.fingerprints import FILE, digest, digest_in, keep_rows, read, write
from ..errors import ConfigurationError, GoldenError
from ..model import Golden, Mistake
from .check import Problem
from .context import Sheet

__all__ = ["renew", "stale_fingerprints", "stale_problem"]


def earlier_mistakes(course: Path, sheet: Sheet) -> dict[str, tuple[Mistake, ...]]:
    """The mistakes of the assignments that this one builds on, by their names."""
    folders = _earlier(course, sheet)
    return {folder.name: Sheet(folder).mistakes for folder in folders}


def _earlier(course: Path, sheet: Sheet) -> list[Path]:
    """The folders of the assignments that this one builds on.  Raises ConfigurationError."""
    try:
        return [assignment_folder(course, name) for name in sheet.assignment.builds_on]
    except ConfigurationError as error:
        raise ConfigurationError(
            f"{sheet.folder / 'assignment.yaml'}: builds_on: {error}"
        ) from None


def made_from(course: Path, sheet: Sheet, sources: Mapping[str, bytes]) -> str:
    """The hash of all that the fingerprints are made from."""
    names = ["assignment.yaml", "mistakes.yaml"]
    files = [sheet.folder / name for name in names]
    files += [folder / "mistakes.yaml" for folder in _earlier(course, sheet)]
    files += files_of(sheet.assignment.exercises)  # which say what of an answer counts
    there = {f"{f.parent.name}/{f.name}": f.read_bytes() for f in files if f.is_file()}
    return digest(sources, sheet.cases, there)


def stale_problem(course: Path, sheet: Sheet, sources: Mapping[str, bytes]) -> Problem | None:
    """What is wrong when the file was made from something else; None when it is fresh."""
    if not sheet.mistakes:
        return None
    remedy = f"`grader golden {sheet.name} --write` renews it"
    place = str(sheet.folder / FILE)
    try:
        found = digest_in(sheet.folder)
    except GoldenError as error:
        words = str(error).removeprefix(f"{place}: ").partition("; `grader golden")[0]
        return Problem(place, words, remedy, fixable=True)
    if found == made_from(course, sheet, sources):
        return None
    why = "is missing" if found is None else "was made from other cases, mistakes or reference"
    return Problem(place, why, remedy, fixable=True)


def stale_fingerprints(course: Path, sheet: Sheet, sources: Mapping[str, bytes]) -> str | None:
    """The same as a sentence."""
    problem = stale_problem(course, sheet, sources)
    return None if problem is None else str(problem)


def renew(
    course: Path, sheet: Sheet, sources: Mapping[str, bytes], goldens: Mapping[str, Golden]
) -> Catalogue:
    """Makes the catalogue of the public cases and writes it; what only rounds otherwise stays."""
    builder = Builder(sources, sheet.assignment, sheet.cases, goldens)
    try:
        catalogue = build(builder, sheet.mistakes, earlier_mistakes(course, sheet))
    finally:
        builder.close()
    with contextlib.suppress(GoldenError):  # damaged, or of another version: nothing stays
        catalogue = keep_rows(catalogue, read(sheet.folder))
    write(sheet.folder, catalogue, made_from(course, sheet, sources))
    return catalogue
