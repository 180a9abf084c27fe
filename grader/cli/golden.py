"""`grader golden`: how far the frozen values are from what the reference answers now."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from ..course import assignment_folder, assignment_names
from ..errors import GoldenError
from ..golden.file import read
from ..golden.make import make
from ..golden.reference import read_sources
from ..illustrate.freeze import stale_pictures
from ..model import Golden
from ..validate.context import Sheet
from ..validate.drift import drift
from ..validate.fingerprints import stale_fingerprints
from ..validate.freeze import faults_of, freeze

__all__ = ["golden"]


@click.command()
@click.argument("name", required=False)
@click.option("--write", "renew", is_flag=True, help="Freeze the reference's answers of now.")
@click.pass_obj
def golden(course: Callable[[], Path], name: str | None, renew: bool) -> None:
    """Shows the difference of the frozen values to the reference; writes only when told.

    Before, the reference is handed in as a submission, and must get full marks.  Torch is asked
    where it is installed; without it, only what it answered before can be frozen again.
    """
    names = [name] if name else assignment_names(course())
    sources = read_sources(course())
    good = True
    for each in names:
        sheet = Sheet(assignment_folder(course(), each))

        def say(line: str, name: str = each) -> None:
            click.echo(f"{name}: {line}")

        if renew:
            good &= freeze(course(), sheet, sources, say)
        else:
            good &= _compare(course(), sheet, sources, say)
    raise click.exceptions.Exit(0 if good else 1)


def _compare(
    course: Path, sheet: Sheet, sources: Mapping[str, bytes], say: Callable[[str], None]
) -> bool:
    """Says what is stale or wrong; whether nothing is."""
    fresh = make(sources, sheet.assignment, sheet.cases, sheet.mistakes)
    faults = faults_of(sheet, sources, fresh, None)
    for line in faults:
        say(line)
    same = _values(sheet, fresh, say)
    problems = [stale_pictures(sheet.folder, sources)]
    if same and not faults:  # else the fingerprints are stale as well, for the same reason
        problems.insert(0, stale_fingerprints(course, sheet, sources))
    told = [problem for problem in problems if problem is not None]
    for problem in told:
        click.echo(problem)
    return same and not faults and not told


def _values(sheet: Sheet, fresh: Mapping[str, Golden], say: Callable[[str], None]) -> bool:
    """Says which values differ; whether none does."""
    try:
        found = drift(read(sheet.folder), sheet.cases, fresh)
    except GoldenError as error:
        click.echo(str(error))
        return False
    for item in found:
        size = "" if item.max_rel is None else f" (relative difference {item.max_rel:.2g})"
        say(f"{item.case}: {item.message}{size}")
    say(f"{len(sheet.cases)} cases, {len(found)} differ")
    return not found
