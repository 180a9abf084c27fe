"""`grader golden`: how far the frozen values are from what the reference answers now."""

from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import click

from ..course import assignment_folder, assignment_names
from ..errors import GoldenError
from ..golden.file import read, write
from ..golden.make import accepted_mistakes, make
from ..golden.oracles import Oracles, load_oracles
from ..golden.reference import read_sources
from ..illustrate.freeze import freeze, stale_pictures
from ..model import Case, Golden
from ..validate.context import Sheet
from ..validate.distance import bound_of, distance
from ..validate.drift import drift
from ..validate.fingerprints import renew as make_fingerprints
from ..validate.fingerprints import stale_fingerprints
from ..validate.handed_in import reference_faults

__all__ = ["golden"]


@click.command()
@click.argument("name", required=False)
@click.option("--write", "renew", is_flag=True, help="Freeze the reference's answers of now.")
@click.pass_obj
def golden(course: Callable[[], Path], name: str | None, renew: bool) -> None:
    """Shows the difference of the frozen values to the reference; writes only when told.

    Before, the reference is handed in as a submission, and must get full marks.
    """
    names = [name] if name else assignment_names(course())
    sources = read_sources(course())
    oracles = load_oracles(course()) if renew else None
    drifted = False
    for each in names:
        sheet = Sheet(assignment_folder(course(), each))
        fresh = make(sources, sheet.assignment, sheet.cases, sheet.mistakes, oracles)
        wrong = _wrong(sheet, sources, fresh, oracles)
        for line in wrong:
            click.echo(f"{each}: {line}")
        if renew and wrong:
            click.echo(f"{each}: not written: the course has to be mended before")
            drifted = True
            continue
        good = (_renew(sheet, fresh) if renew else _compare(sheet, fresh)) and not wrong
        drifted |= not (good and _fingerprints(course(), sheet, sources, fresh, renew))
        drifted |= not _pictures(sheet, sources, renew)
    raise click.exceptions.Exit(1 if drifted else 0)


def _wrong(
    sheet: Sheet,
    sources: Mapping[str, bytes],
    fresh: Mapping[str, Golden],
    oracles: Oracles | None,
) -> list[str]:
    """What must be mended in the course: the reference handed in, oracles that are not there."""
    found = reference_faults(sheet.assignment, sources, sheet.cases, fresh)
    return found + ([] if oracles is None else oracles.missing(sheet.assignment))


def _fingerprints(
    course: Path, sheet: Sheet, sources: Mapping[str, bytes], fresh: dict[str, Golden], renew: bool
) -> bool:
    """Whether the fingerprints of the mistakes are fresh; makes them so when told."""
    problem = stale_fingerprints(course, sheet, sources)
    if problem is None:
        return True
    if not renew:
        click.echo(problem)
        return False
    click.echo(f"{sheet.name}: the fingerprints of {len(sheet.mistakes)} mistakes are made ...")
    catalogue = make_fingerprints(course, sheet, sources, fresh)
    rows = sum(len(table.rows) for table in catalogue.tables.values())
    click.echo(f"{sheet.name}: {rows} rows written")
    return True


def _pictures(sheet: Sheet, sources: Mapping[str, bytes], renew: bool) -> bool:
    """Whether the frozen pictures are fresh; makes them so when told."""
    problem = stale_pictures(sheet.folder, sources)
    if problem is None:
        return True
    if not renew:
        click.echo(problem)
        return False
    pictures = freeze(sheet.folder, sheet.assignment, sources)
    drawn = f"{len(pictures.formulas)} formulas, {len(pictures.surfaces)} surfaces"
    click.echo(f"{sheet.name}: pictures written: {drawn}")
    return True


def _compare(sheet: Sheet, fresh: dict[str, Golden]) -> bool:
    """Shows what differs; whether nothing does."""
    try:
        found = drift(read(sheet.folder), sheet.cases, fresh)
    except GoldenError as error:
        click.echo(str(error))
        return False
    for item in found:
        size = "" if item.max_rel is None else f" (relative difference {item.max_rel:.2g})"
        click.echo(f"{sheet.name}: {item.case}: {item.message}{size}")
    click.echo(f"{sheet.name}: {len(sheet.cases)} cases, {len(found)} differ")
    return not found


def _renew(sheet: Sheet, fresh: dict[str, Golden]) -> bool:
    """Freezes the values, unless an oracle contradicts them; whether it did."""
    apart = _apart(sheet.cases, fresh)
    for line in apart:
        click.echo(f"{sheet.name}: {line}")
    if apart:
        click.echo(f"{sheet.name}: not written: the reference and its oracle disagree")
        return False
    words = {
        mistake.id: " ".join(mistake.hint.split())
        for group in accepted_mistakes(sheet.assignment, sheet.mistakes).values()
        for mistake in group
    }
    changed = _changed(sheet.folder, sheet.cases, fresh)
    write(sheet.assignment, sheet.cases, fresh, words, version("torch"))
    asked = sum(golden.torch is not None for golden in fresh.values())
    what = f": {', '.join(changed[:5])}" + (" ..." if len(changed) > 5 else "")
    click.echo(
        f"{sheet.name}: {len(sheet.cases)} cases written, {asked} with an oracle's answer, "
        f"{len(changed)} changed{what if changed else ''}"
    )
    return True


def _apart(cases: list[Case], fresh: dict[str, Golden]) -> list[str]:
    """The cases on which the reference is not what its oracle says."""
    found = []
    for case in cases:
        golden = fresh[case.id]
        if golden.torch is not None:
            error = distance(case, golden.torch, golden.expected)
            if not error <= bound_of(case.exercise):
                found.append(f"{case.id}: relative distance to the oracle {error:.2g}")
    return found


def _changed(folder: Path, cases: list[Case], fresh: dict[str, Golden]) -> list[str]:
    """The cases whose frozen value is another, or not there."""
    try:
        frozen = read(folder)
    except GoldenError:
        return [case.id for case in cases]
    return list(dict.fromkeys(item.case for item in drift(frozen, cases, fresh)))
