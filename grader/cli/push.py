"""`grader push canvas DIR`: the grades of a batch are put into Canvas, after a look at them."""

import os
from pathlib import Path

import click

from ..batch.grades import whole_sheet
from ..batch.run import current_user, timestamp
from ..errors import ConfigurationError
from ..exporters._cells import number
from ..model import ClassSheet
from ..push.canvas import URL, CanvasAssignment, PushError, connect, token_for
from ..push.plan import Change, Plan, make_plan
from ..store import Gradebook
from .words import clean

__all__ = ["push"]


@click.group()
def push() -> None:
    """Puts the grades of a batch into another system."""


@push.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--course", type=int, required=True, metavar="ID", help="As its page's address ends.")
@click.option("--assignment", type=int, required=True, metavar="ID", help="The same.")
@click.option("--url", metavar="URL", help=f"https://canvas.example.edu; else {URL}.")
@click.option("--yes", is_flag=True, help="Send it; else it is shown only.")
@click.option("--overwrite", is_flag=True, help="Grades, too, that were given in Canvas by hand.")
@click.option("--no-pages", is_flag=True, help="Without the students' pages.")
def canvas(
    folder: Path, course: int, assignment: int, url: str | None, yes: bool, overwrite: bool,
    no_pages: bool,
) -> None:  # fmt: skip
    """Shows what would change in Canvas; with --yes, changes it.  Nothing is run again.

    Only what differs is sent; stopped, the same command goes on.  Exit code 1 if something could
    not be sent.
    """
    place = (url or os.environ.get(URL, "")).strip().rstrip("/")
    if not place:
        raise ConfigurationError(
            f"which Canvas? Give --url https://canvas.example.edu, or set {URL}"
        )
    with Gradebook(folder, exclusive=yes) as book:
        sheet = whole_sheet(book, pages=not no_pages)
        there = connect(place, token_for(place), course, assignment)
        try:
            students = there.students()
        except PushError as error:
            raise ConfigurationError(f"{place}: {error}") from None
        prefix = f"{place}/{course}/{assignment}/"
        ours = {
            int(key.removeprefix(prefix)): points
            for key, points in book.pushed.items()
            if key.startswith(prefix)
        }
        plan = make_plan(sheet, students, ours, overwrite, not no_pages)
        _check(sheet, plan, there)
        _show(plan, sheet)
        if not yes:
            click.echo(f"nothing was sent; --yes sends it ({len(plan.changes)} students)")
            return
        failed = _send(book, there, plan, prefix)
    if failed:
        click.echo(f"{failed} not sent; the same command tries again", err=True)
        raise click.exceptions.Exit(1)


def _check(sheet: ClassSheet, plan: Plan, there: CanvasAssignment) -> None:
    """What staff should know before.  Raises ConfigurationError for another class."""
    facts = there.facts
    click.echo(f"{sheet.title or sheet.assignment} -> {clean(facts.name)}")
    if not plan.placing.entries:
        raise ConfigurationError(
            f"none of the {len(sheet.entries)} submissions is of a student of this course; are "
            "--course and --assignment right?"
        )
    if facts.points_possible is not None and facts.points_possible != sheet.max_score:
        click.echo(
            f"Canvas has {number(facts.points_possible)} points possible, the assignment "
            f"{number(sheet.max_score)}: points are sent as they are; make them fit", err=True,
        )  # fmt: skip
    if facts.post_manually:
        click.echo("grades are posted by hand there: students see them after you post", err=True)


def _show(plan: Plan, sheet: ClassSheet) -> None:
    """Who, old, new; who is left as it is, and why."""
    width = max((len(change.student.label) for change in plan.changes), default=0)
    for change in plan.changes:
        click.echo(f"  {clean(change.student.label):{width}}  {_new(change)}")
    click.echo(f"{len(plan.changes)} to change, {len(plan.unchanged)} as they should be")
    for line in plan.kept:
        click.echo(f"left alone: {clean(line)}", err=True)
    for line in plan.placing.unclear:
        click.echo(f"not told apart, and left alone: {clean(line)}", err=True)
    for name in (*plan.placing.nowhere, *plan.placing.partly):
        click.echo(f"not in the course, or no more: {clean(name)}", err=True)
    for name, better in sheet.superseded:
        click.echo(f"does not count, {clean(better)} does: {clean(name)}", err=True)


def _new(change: Change) -> str:
    """What changes: the points, a comment, a page."""
    old = number(change.student.score) or "no grade"
    parts = [f"{old} -> {number(change.points)}" if change.points is not None else old]
    parts += ["comment"] if change.comment is not None else []
    parts += ["page"] if change.page is not None else []
    return ", ".join(parts)


def _send(book: Gradebook, there: CanvasAssignment, plan: Plan, prefix: str) -> int:
    """Sends the changes one by one, and keeps what was sent; the number of those that failed."""
    failed = 0
    # One that was stopped between sending and keeping is known by what it left there.
    _keep(book, {f"{prefix}{student.user}": student.score for student in plan.unchanged})
    for change in plan.changes:
        try:
            there.send(change)
        except PushError as error:
            failed += 1
            click.echo(f"not sent: {clean(change.student.label)}: {clean(str(error))}", err=True)
            continue
        _keep(book, {f"{prefix}{change.student.user}": change.entry.score})
        with book.transaction():
            what = f"sent to Canvas: {_new(change)}"
            book.note(change.entry.id, timestamp(), current_user(), what)
        click.echo(f"sent: {clean(change.student.label)}")
    return failed


def _keep(book: Gradebook, points: dict[str, float | None]) -> None:
    known = {key: value for key, value in points.items() if value is not None}
    book.save_pushed({**book.pushed, **known})
