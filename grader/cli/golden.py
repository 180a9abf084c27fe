"""`grader golden`: how far the frozen values are from what the reference answers now."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import click

from ..cases import draw_cases
from ..course import assignment_folder, assignment_names
from ..errors import GoldenError
from ..golden.file import read, write
from ..golden.make import accepted_mistakes, make
from ..golden.oracles import load_oracles
from ..golden.reference import read_sources
from ..spec import load, load_mistakes
from ..validate.drift import drift

__all__ = ["golden"]


@click.command()
@click.argument("name", required=False)
@click.option("--write", "renew", is_flag=True, help="Freeze the reference's answers of now.")
@click.pass_obj
def golden(course: Callable[[], Path], name: str | None, renew: bool) -> None:
    """Shows the difference of the frozen values to the reference; writes only when told."""
    names = [name] if name else assignment_names(course())
    sources = read_sources(course())
    oracles = load_oracles(course()) if renew else None
    drifted = False
    for each in names:
        folder = assignment_folder(course(), each)
        assignment, source = load(folder)
        cases = [c for c in draw_cases(assignment, source) if c.spec.visibility == "public"]
        mistakes = load_mistakes(folder, [e.name for e in assignment.exercises])
        fresh = make(sources, assignment, cases, mistakes, oracles)
        if renew:
            words = {
                mistake.id: " ".join(mistake.feedback.split())
                for group in accepted_mistakes(assignment, mistakes).values()
                for mistake in group
            }
            write(assignment, cases, fresh, words, version("torch"))
            click.echo(f"{each}: {len(cases)} cases written, with torch's answers")
            continue
        try:
            found = drift(read(folder), cases, fresh)
        except GoldenError as error:
            click.echo(str(error))
            drifted = True
            continue
        for item in found:
            size = "" if item.max_rel is None else f" (relative difference {item.max_rel:.2g})"
            click.echo(f"{each}: {item.case}: {item.message}{size}")
        drifted = drifted or bool(found)
        click.echo(f"{each}: {len(cases)} cases, {len(found)} differ")
    raise click.exceptions.Exit(1 if drifted else 0)
