"""The result in the terminal: worst news first, a line of reason each, where to look next."""

import os
import sys
import textwrap
from typing import Any

import click

from ..language import translated as _
from ..model import WORST_FIRST, CaseResult, Result
from ..wording.lines import line_of
from .words import LEAST, clean, columns

__all__ = ["print_places", "print_result"]

#: mark, an ASCII mark for terminals that have no other, and click's colour
MARKS = {
    "passed": ("✓", "+", "green"),
    "partial": ("◐", "~", "yellow"),
    "not_implemented": ("·", ".", "bright_black"),
    "missing": ("?", "?", "magenta"),
}
WRONG = ("✗", "x", "red")
STDOUT_LINES = 8
#: Lines on how the files were read.
NOTES = 6


def say(text: str = "", indent: int = 0, **style: Any) -> None:
    """A line for the terminal, wrapped to its width; NO_COLOR and pipes get no colour."""
    width = columns()
    pad = " " * indent
    for line in text.split("\n"):
        wrapped = textwrap.wrap(
            line, width, initial_indent=pad, subsequent_indent=pad, drop_whitespace=False
        )
        for part in wrapped or [""]:
            click.echo(paint(part, **style))


def paint(text: str, **style: Any) -> str:
    """The text in colour, where colour is wanted."""
    coding = _encoding()
    text = text.encode(coding, "replace").decode(coding)
    return text if "NO_COLOR" in os.environ else click.style(text, **style)


def _encoding() -> str:
    """What the terminal can show."""
    found: str | None = getattr(sys.stdout, "encoding", None)
    return found or "ascii"


def print_result(result: Result, explain: bool, again: str = "grader check") -> None:
    """Prints a result; --explain adds every failing case, `again` is the command that was typed."""
    say(f"{result.assignment}  {clean(result.submission)}", bold=True)
    if result.status != "graded":
        say(clean(result.message or result.status), fg="red", bold=True)
    for note in result.notes if explain else result.notes[:NOTES]:
        say(_("note: {note}").format(note=clean(note)), dim=True)
    if len(result.notes) > NOTES and not explain:
        told = _("note: and {more} more, which --explain shows")
        say(told.format(more=len(result.notes) - NOTES), dim=True)
    if result.status != "unreadable" and result.exercises:
        _table(result)
        if explain:
            _explain(result)
    _stdout(result, explain)
    if result.score is not None:
        full = result.score == result.max_score
        told = _("{score} of {most} points")
        points = told.format(score=f"{result.score:g}", most=f"{result.max_score:g}")
        say(points, bold=True, fg="green" if full else None)
        if not full:
            for line in _next(result, "" if explain else again):
                click.echo(paint(line, dim=True))  # not wrapped: a command is there to be copied


def print_places(result: Result) -> None:
    """Prints where a change makes an exercise right, which is found after the result is shown."""
    for exercise in result.exercises:
        for finding in exercise.findings:
            if finding.kind == "place":
                say(f"{exercise.name}: {clean(finding.message)}", bold=True)
                if finding.explanation:
                    say(clean(finding.explanation), indent=4)


def _table(result: Result) -> None:
    rows = sorted(result.exercises, key=lambda e: WORST_FIRST.index(e.status))
    points = [f"{round(row.score, 2):g}/{row.max_score:g}" for row in rows]
    names = max(len(row.name) for row in rows)
    numbers = max(map(len, points))
    room = max(LEAST, columns() - names - numbers - 8)
    for row, number in zip(rows, points, strict=True):
        mark, plain, colour = MARKS.get(row.status, WRONG)
        mark = mark if _can_print(mark) else plain
        text = textwrap.shorten(clean(line_of(row)), 400, placeholder=" ...")
        lines = textwrap.wrap(text, room) or [""]
        name = paint(row.name.ljust(names), bold=row.status != "passed")
        head = f" {paint(mark, fg=colour)}  {name}  {number.rjust(numbers)}"
        click.echo(f"{head}  {paint(lines[0], fg=colour)}".rstrip())
        for line in lines[1:]:
            click.echo(" " * (names + numbers + 8) + paint(line, fg=colour))


def _can_print(text: str) -> bool:
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:
        return False
    return True


def _stdout(result: Result, explain: bool) -> None:
    if not result.stdout.strip():
        return
    lines = clean(result.stdout).rstrip().splitlines()
    limit = 200 if explain else STDOUT_LINES
    say(_("your program printed:"), dim=True)
    for line in lines[:limit]:
        say(line[:500], indent=2)
    if len(lines) > limit:
        told = _("... and {more} lines more")
        say(told.format(more=len(lines) - limit), indent=2, dim=True)


def _next(result: Result, again: str) -> list[str]:
    """Where to look next, and the command that shows it."""
    if result.status == "unreadable":
        file = result.file or _("your file")
        if result.line is None:
            return [_("look next: {file}; nothing else was graded").format(file=file)]
        told = _("look next: line {line} of {file}; nothing else was graded")
        return [told.format(line=result.line, file=file)]
    todo = [e for e in result.exercises if e.status != "passed"]
    if not todo:
        return []
    first = min(todo, key=lambda e: WORST_FIRST.index(e.status))
    lines = [case.line for case in first.cases if case.line is not None]
    at_line = bool(lines) and first.status == "error"
    told = _("look next: {exercise}, line {line}") if at_line else _("look next: {exercise}")
    command = [f"  {again} --only {first.name} --explain"] if again else []
    return [told.format(exercise=first.name, line=lines[0] if lines else 0), *command]


def _explain(result: Result) -> None:
    for exercise in sorted(result.exercises, key=lambda e: WORST_FIRST.index(e.status)):
        wrong = [
            case for case in exercise.cases if case.status not in ("passed", "not_implemented")
        ]
        if not wrong:
            continue
        say()
        say(exercise.name, bold=True)
        for finding in exercise.findings:
            say(clean(finding.message), indent=2)
            if finding.explanation:
                say(clean(finding.explanation), indent=4)
        for case in wrong:
            _case(case)
    say()


def _case(case: CaseResult) -> None:
    about = f" ({case.about})" if case.about else ""
    say(f"{case.name}{about}: {clean(case.message)}", indent=2, fg="red")
    if case.traceback:
        say(clean(case.traceback), indent=4, dim=True)
    if case.expected is not None:
        say(_("expected  {value}").format(value=case.expected)[:600], indent=4)
        say(_("got       {value}").format(value=case.got)[:600], indent=4)
    if case.torch is not None and case.torch.status == "passed" and not case.contract:
        say("torch gives your numbers, the reference others", indent=4, dim=True)
