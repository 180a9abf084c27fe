"""`grader audit`: does the assignment catch what it should, and name it?"""

import time
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from ..audit.report import as_json, as_table
from ..audit.run import audit as run
from ..course import assignment_names
from ..golden.reference import read_sources

__all__ = ["audit"]


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--json", "as_data", is_flag=True, help="One JSON document on stdout.")
@click.option(
    "--seeds", type=click.IntRange(0), default=20, show_default=True, help="Sets of hidden cases."
)
@click.option("--jobs", type=click.IntRange(1), help="Processes (one for each core).")
@click.pass_obj
def audit(
    course: Callable[[], Path],
    names: tuple[str, ...],
    as_data: bool,
    seeds: int,
    jobs: int | None,
) -> None:
    """Hands in every known mistake, every pair, and mutants: caught, named, confused with what.

    All assignments, or those named.
    """
    started = time.monotonic()
    read_sources(course())  # says what is needed where there is no checkout
    audits = run(course(), [*names] or assignment_names(course()), seeds, jobs or 0)
    document = as_json(audits)
    if as_data:
        click.echo(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())
    else:
        for line in as_table(audits):
            click.echo(line)
        seconds = time.monotonic() - started
        words = "all is well" if document["ok"] else "something must be mended"
        click.echo(f"{words}; {seeds} seeds of hidden cases, {seconds:.0f} s")
    raise click.exceptions.Exit(0 if document["ok"] else 1)
