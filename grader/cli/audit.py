"""`grader audit`: does the assignment catch what it should, and name it?"""

import difflib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec

from ..audit.minimise import Proposal, minimise
from ..audit.report import as_json, as_table
from ..audit.run import audit as run
from ..audit.unseen import Examined, examine
from ..audit.unseen_report import as_json as unseen_as_json
from ..audit.unseen_report import as_table as unseen_as_table
from ..audit.unseen_report import is_well
from ..course import assignment_names
from ..files import write_atomic
from ..golden.reference import read_sources

__all__ = ["audit"]


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--json", "as_data", is_flag=True, help="One JSON document on stdout.")
@click.option(
    "--seeds", type=click.IntRange(0), default=20, show_default=True, help="Sets of hidden cases."
)
@click.option(
    "--unseen",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Only grade the labelled solutions of DIR/index.json: how far do the reasons reach?",
)
@click.option(
    "--judged",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --unseen: what was judged (DIR/judged.json).",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes (one for each core).")
@click.option(
    "--minimise", "smaller", is_flag=True, help="Propose cases to leave out and runs to shorten."
)
@click.option("--write", is_flag=True, help="With --minimise: edit assignment.yaml.")
@click.pass_obj
def audit(
    course: Callable[[], Path],
    names: tuple[str, ...],
    as_data: bool,
    seeds: int,
    unseen: Path | None,
    judged: Path | None,
    jobs: int | None,
    smaller: bool,
    write: bool,
) -> None:
    """Hands in every known mistake, every pair, and mutants: caught, named, confused with what.

    All assignments, or those named.
    """
    if unseen is not None:
        _unseen(examine(course(), unseen, names, judged), as_data)
    if judged is not None:
        raise click.UsageError("--judged goes with --unseen DIR")
    if (smaller and as_data) or (write and not smaller):
        raise click.UsageError("--write needs --minimise, and --minimise prints no JSON")
    started = time.monotonic()
    read_sources(course())  # says what is needed where there is no checkout
    asked = [*names] or assignment_names(course())
    if smaller:
        for proposal in minimise(course(), asked, seeds, jobs or 0):
            _propose(proposal, write)
        return
    audits = run(course(), asked, seeds, jobs or 0)
    document = as_json(audits)
    if as_data:
        _echo(document)
    else:
        for line in as_table(audits):
            click.echo(line)
        seconds = time.monotonic() - started
        words = "all is well" if document["ok"] else "something must be mended"
        click.echo(f"{words}; {seeds} seeds of hidden cases, {seconds:.0f} s")
    raise click.exceptions.Exit(0 if document["ok"] else 1)


def _unseen(found: list[Examined], as_data: bool) -> NoReturn:
    if as_data:
        _echo(unseen_as_json(found))
    else:
        click.echo("\n".join(unseen_as_table(found)))
    raise click.exceptions.Exit(0 if is_well(found) else 1)


def _echo(document: Any) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())


def _propose(proposal: Proposal, write: bool) -> None:
    """The edit as a diff and what it saves; with `write`, it is made."""
    file = str(proposal.file)
    before, after = (text.splitlines() for text in (proposal.before, proposal.after))
    for line in difflib.unified_diff(before, after, file, file, lineterm=""):
        click.echo(line)
    (cases, fewer), (steps, left), (slow, quick) = (
        proposal.cases,
        proposal.steps,
        proposal.seconds,
    )
    click.echo(
        f"{proposal.name}: {fewer} of {cases} cases, {left} of {steps} steps, "
        f"{1000 * quick:.1f} of {1000 * slow:.1f} ms of the reference's processor time"
    )
    if write and proposal.after != proposal.before:
        write_atomic(proposal.file, proposal.after)
        click.echo(f"{file}: written; now `grader golden {proposal.name} --write`, and audit again")
