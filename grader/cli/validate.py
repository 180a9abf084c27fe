"""`grader validate`: the reference is proved, not trusted."""

import secrets
import time
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from ..course import assignment_names
from ..files import write_atomic
from ..golden.oracles import load_oracles
from ..golden.reference import read_sources
from ..validate.check import run
from ..validate.context import Context
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
@click.pass_obj
def validate(
    course: Callable[[], Path],
    names: tuple[str, ...],
    cases: int | None,
    seed: int | None,
    as_data: bool,
    html: Path | None,
    junit: Path | None,
) -> None:
    """Proves the reference against PyTorch, and golden values and assignments against both.

    All assignments, or those named.
    """
    started = time.monotonic()
    seed = secrets.randbelow(2**31) if seed is None else seed
    asked = [*names] or assignment_names(course())
    context = Context(course(), asked, read_sources(course()), load_oracles(course()), seed, cases)
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
    raise click.exceptions.Exit(0 if document["ok"] else 1)
