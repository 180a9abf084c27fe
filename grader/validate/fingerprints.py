"""fingerprints.bin of an assignment: made anew, and whether the one that is there is stale."""

from collections.abc import Mapping
from pathlib import Path

from ..adapters import files_of
from ..course import assignment_folder
from ..diagnose.assemble import build
from ..diagnose.build import Builder
from ..diagnose.catalogue import Catalogue
from ..diagnose.fingerprints import FILE, digest, digest_in, write
from ..digests import stale_sentence
from ..errors import ConfigurationError, GoldenError
from ..model import Golden, Mistake
from .context import Sheet

__all__ = ["renew", "stale_fingerprints"]


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


def stale_fingerprints(course: Path, sheet: Sheet, sources: Mapping[str, bytes]) -> str | None:
    """What is to be said when fingerprints.bin was made from something else; else None."""
    if not sheet.mistakes:
        return None
    try:
        found = digest_in(sheet.folder)
    except GoldenError as error:
        return str(error)
    wanted = made_from(course, sheet, sources)
    others = "other cases, mistakes or reference"
    return stale_sentence(sheet.folder / FILE, found, wanted, others)


def renew(
    course: Path, sheet: Sheet, sources: Mapping[str, bytes], goldens: Mapping[str, Golden]
) -> Catalogue:
    """Makes the catalogue of the public cases and writes it."""
    builder = Builder(sources, sheet.assignment, sheet.cases, goldens)
    try:
        catalogue = build(builder, sheet.mistakes, earlier_mistakes(course, sheet))
    finally:
        builder.close()
    write(sheet.folder, catalogue, made_from(course, sheet, sources))
    return catalogue
