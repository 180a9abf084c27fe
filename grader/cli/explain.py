"""`grader explain`: the page of a mistake, an exercise, a command, in the terminal."""

import difflib
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from ..errors import ConfigurationError
from ..manual import Manual
from ..manual.terminal import lines_of
from .table import paint
from .words import columns

__all__ = ["explain"]

SCHEMA = "grader/explain/1"


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@click.pass_context
def explain(context: click.Context, name: str, as_json: bool) -> None:
    """Prints the page of NAME: what it is, what to look at, an example.

    NAME is a known mistake (sse_mean), what a report calls a finding (broadcast), an exercise, an
    assignment, a command, a format, a file (policy.yaml) or an error.  For the failing cases of
    your own work: grader check --explain.
    """
    course: Callable[[], Path] = context.obj
    from .app import COMMANDS, command_called  # which imports this module

    manual = Manual(course(), COMMANDS, command_called, code=True)
    pages = manual.find(name)
    if not pages:
        raise ConfigurationError(_unknown(manual, name))
    if as_json:
        document = {"schema": SCHEMA, "name": name, "pages": pages}
        click.echo(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())
        return
    width = min(100, columns())
    for i, page in enumerate(pages):
        if i:
            click.echo()
        for number, line in enumerate(lines_of(page, width)):
            click.echo(paint(line, bold=not number))


def _unknown(manual: Manual, name: str) -> str:
    near = difflib.get_close_matches(name, manual.names(), n=5, cutoff=0.6)
    meant = f"; near are {', '.join(near)}" if near else ""
    more = (
        ""
        if manual.is_checkout
        else "; this is the student's package: other mistakes than those that its reports name are "
        "explained by your course's staff, in a checkout"
    )
    return (
        f"nothing is called {name!r}: expected a mistake, a finding, an exercise, an assignment, a "
        f"command, a format, a file or an error{meant}{more}"
    )
