"""What staff see in the terminal: the list before, the bar during, the count after."""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model import ClassSheet, Policy, Shard
from ..policy import has_no_offset, when, zone_words
from .intake import Intake
from .roster import Roster
from .run import Progress, Summary

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

__all__ = ["announce", "files_made", "progress", "summary", "told"]

#: Lines of a list that are shown.
LISTED = 200
#: Without a terminal, a line every so many seconds.
EVERY = 5.0


def announce(intake: Intake, roster: Roster, level: str, policy: Policy) -> None:
    """Who and what, before anything is graded."""
    of = f" of {len(intake.submissions) + len(intake.elsewhere)}" if intake.elsewhere else ""
    click.echo(f"{len(intake.submissions)}{of} submissions ({intake.format}), isolation {level}")
    for remark in intake.remarks:
        click.echo(f"  {remark}")
    _superseded(intake)
    for record in intake.submissions:
        for words in (record.problem, *record.remarks):
            if words:
                click.echo(f"  {record.id}: {words}")
    _each("left out", [f"{s.path}: {s.reason}" for s in intake.skipped])
    for remark in roster.remarks:
        click.echo(f"  {remark}")
    if roster.people:
        _some("missing", [person.label for person in intake.missing])
        people = [person for record in intake.submissions for person in record.people]
        strangers = [person.label for person in people if roster.find(person) is None]
        _some("not in the class list", strangers)
    if policy.due is not None:
        naive = any(has_no_offset(record.handed_in) for record in intake.submissions)
        if has_no_offset(policy.due) or naive:
            click.echo(f"  times without an offset are taken {zone_words(policy)}")
        timeless = [
            record.id
            for record in intake.submissions
            if when(record.handed_in) is None and record.late is None
        ]
        _some("taken as in time, since nothing says when they were handed in", timeless)


def _superseded(intake: Intake) -> None:
    for older in intake.superseded[:LISTED]:
        click.echo(f"  not counted: {older.source}, because of {older.instead}: {older.why}")
    if len(intake.superseded) > LISTED:
        click.echo(f"  and {len(intake.superseded) - LISTED} more that are not counted")


def _each(what: str, lines: list[str]) -> None:
    """A line each, up to a number that somebody still reads."""
    if lines:
        click.echo(f"  {what} ({len(lines)}):")
    for line in lines[:LISTED]:
        click.echo(f"    {line}")
    if len(lines) > LISTED:
        click.echo(f"    and {len(lines) - LISTED} more")


def _some(what: str, names: list[str]) -> None:
    if names:
        more = f" and {len(names) - 20} more" if len(names) > 20 else ""
        click.echo(f"  {what} ({len(names)}): {', '.join(names[:20])}{more}")


@contextlib.contextmanager
def progress() -> Iterator[Progress]:
    """A bar in a terminal, plain lines elsewhere: rate, time left, failures so far."""
    started = told = time.monotonic()
    failures = 0

    def rate(done: int, word: str) -> float:
        """Submissions a second; a failure is counted on the way."""
        nonlocal failures
        failures += word == "internal_error"
        return done / max(time.monotonic() - started, 1e-9)

    if sys.stderr.isatty():
        with contextlib.ExitStack() as stack:
            bar: ProgressBar[Any] | None = None

            def draw(done: int, of: int, word: str) -> None:
                nonlocal bar
                if bar is None:  # how many there are is known with the first of them
                    bar = stack.enter_context(_bar(of))
                words = f"{rate(done, word):.0f}/s, {failures} failures"
                bar.update(done - bar.pos, words)

            yield draw
        return

    def say(done: int, of: int, word: str) -> None:
        nonlocal told
        speed = rate(done, word)
        if done == of or time.monotonic() - told >= EVERY:
            told = time.monotonic()
            words = f"{done} of {of}, {speed:.0f} a second, {(of - done) / speed:.0f} s left"
            click.echo(f"{words}, {failures} failures", err=True)

    yield say


def _bar(length: int) -> "ProgressBar[Any]":
    """A bar of so many submissions, with words behind it."""
    return click.progressbar(
        length=length, show_pos=True, item_show_func=lambda words: words, file=sys.stderr
    )


def summary(
    found: Summary, sheet: ClassSheet | None, out: Path, again: str, shard: Shard | None = None
) -> None:
    """What came of it, and what to do next; `sheet` is None where no page had to be written."""
    rate = found.graded / found.seconds if found.seconds else 0.0
    click.echo(
        f"{found.graded} graded in {found.seconds:.1f} s ({rate:.0f} a second), "
        f"{found.kept} were graded before"
    )
    if sheet is not None:
        full = sum(e.score == e.max_score for e in sheet.entries)
        click.echo(f"{full} of {len(sheet.entries)} have full marks")
        for name, instead in sheet.superseded[:LISTED]:
            click.echo(f"  not counted: {name}, {instead} of the same people has more points")
    elif found.kept and shard is None:
        click.echo("nothing has changed since the grades and the class page were written")
    for remark in found.remarks[:LISTED]:
        click.echo(f"  {remark}")
    for name in found.internal_errors:
        click.echo(f"  could not be graded, by our fault: {name}")
    if found.internal_errors:
        click.echo(f"run it again, it tries them once more: {again}")
    if found.left:
        click.echo(f"{found.left} are left; to go on: {again}")
    if shard is None:
        click.echo(files_made(out))


def files_made(out: Path) -> str:
    """Where what was made of a whole batch is."""
    return f"grades: {out / 'grades.csv'}, reports: {out / 'reports'}, class: {out / 'index.html'}"


def told(words: str) -> None:
    """Says what an engine has to say, beside the bar."""
    click.echo(words, err=True)
