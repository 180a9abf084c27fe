"""`grader new DIR`: a course of one exercise to begin with."""

import shlex
from pathlib import Path

import click

from ..validate.skeleton import ASSIGNMENT, make_course

__all__ = ["new"]


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Makes a course of one exercise in DIR, which validates, audits and grades as it is.

    Its files say in comments what can be changed.  DIR must be new, or empty.
    """
    for file in make_course(folder):
        click.echo(folder / file)
    course = ["grader", "--course", str(folder)]
    template = folder / "student_template" / ASSIGNMENT
    click.echo("\nNext:")
    for command in (["check", str(template)], ["validate"], ["audit"]):
        click.echo(f"  {shlex.join([*course, *command])}")
