"""`grader validate`: the reference is proved, not trusted."""

import secrets
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import msgspec

from ..course import assignment_folder, assignment_names
from ..files import write_atomic
from ..golden.oracles import load_oracles
from ..golden.reference import read_sources
from ..spec import load
from ..validate.check import run
from ..validate.context import Context, Sheet
from ..validate.fix import fix
from ..validate.freeze import needs_oracles
from ..validate.plans import plans
from ..validate.report import as_json, as_junit, as_table

__all__ = ["validate"]


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--cases", type=click.IntRange(1), help="Fresh cases per exercise (200, runs 30).")
@click.option("--seed", type=click.IntRange(0), help="Of the fresh cases; printed when not given.")
@click.option("--json", "as_data", is_flag=True, help="One JSON document on stdout.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page.")
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", help="Write JUnit XML.")
@click.option("--fix", "make", is_flag=True, help="Write what is missing and can be made.")
@click.pass_obj
def validate(
    course: Callable[[], Path],
    names: tuple[str, ...],
    cases: int | None,
    seed: int | None,
    as_data: bool,
    html: Path | None,
    junit: Path | None,
    make: bool,
) -> None:
    """Proves the reference against PyTorch, and golden values and assignments against both.

    All assignments, or those named.  What is missing is told with how to make it; with --fix, the
    template's stubs, the hand-out's mentions, golden values and fingerprints are written first,
    and nothing that you wrote is changed.
    """
    started = time.monotonic()
    seed = secrets.randbelow(2**31) if seed is None else seed
    asked = [*names] or assignment_names(course())
    sources = read_sources(course())
    if make:
        for each in asked:
            sheet = Sheet(assignment_folder(course(), each))
            # standard output is the document's, where one is asked for
            fix(course(), sheet, sources, partial(_tell, each, as_data))
    assignments = [load(assignment_folder(course(), each))[0] for each in asked]
    oracles = load_oracles(course(), needs_oracles(assignments))
    context = Context(course(), asked, sources, oracles, seed, cases)
    checks = [run(plan) for plan in plans(context)]
    document = as_json(checks, seed)
    if junit is not None:
        write_atomic(junit, as_junit(checks, seed))
    if html is not None:
        from ..validate.page import page

        write_atomic(html, page(checks, seed))
    if as_data:
        click.echo(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())
    else:
        for line in as_table(checks):
            click.echo(line)
        failed = sum(check.status == "failed" for check in checks)
        count = sum(check.cases for check in checks)
        seconds = time.monotonic() - started
        click.echo(
            f"{len(checks)} checks, {failed} failed; {count} cases, seed {seed}, {seconds:.0f} s"
        )
        fixable = sum(problem.fixable for check in checks for problem in check.problems)
        if fixable and not make:
            click.echo(f"{fixable} of these are made by the same command with --fix")
    raise click.exceptions.Exit(0 if document["ok"] else 1)


def _tell(name: str, on_stderr: bool, line: str) -> None:
    click.echo(f"{name}: {line}", err=on_stderr)
