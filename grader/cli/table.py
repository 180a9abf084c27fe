"""The result in the terminal: worst news first, a line of reason each, where to look next."""

import re
import unicodedata

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model import CaseResult, ExerciseResult, Result

__all__ = ["clean", "print_result"]

ORDER = (
    "internal_error", "error", "timeout", "memory", "failed", "partial", "missing",
    "not_implemented", "passed",
)  # fmt: skip
STYLES = {
    "passed": ("green", "✓"),
    "partial": ("yellow", "◐"),
    "not_implemented": ("dim", "·"),
    "missing": ("magenta", "?"),
}
STDOUT_LINES = 20

_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?")


def clean(text: str) -> str:
    """Text of a student's as text only: no escapes, no control or direction-changing characters."""
    text = _ESCAPES.sub("", text)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf"))


def print_result(result: Result, explain: bool) -> None:
    """Prints a result; --explain adds every failing case."""
    console = Console(highlight=False)
    title = Text(f"{result.assignment}", style="bold")
    console.print(title + Text(f"  {clean(result.submission)}", style="dim"))
    if result.status != "graded":
        console.print(Text(clean(result.message or result.status), style="bold red"))
    else:
        table = Table(box=None, show_header=False, padding=(0, 1))
        for exercise in sorted(result.exercises, key=lambda e: ORDER.index(e.status)):
            table.add_row(*_row(exercise))
        console.print(table)
        if explain:
            _explain(console, result)
    if result.stdout.strip():
        lines = clean(result.stdout).rstrip().splitlines()
        console.print(Text("your program printed:", style="dim"))
        for line in lines[:STDOUT_LINES]:
            console.print(Text("  " + line[:500]))
        if len(lines) > STDOUT_LINES:
            console.print(Text(f"  ... and {len(lines) - STDOUT_LINES} lines more", style="dim"))
    if result.score is not None:
        full = result.score == result.max_score
        style = "bold green" if full else "bold"
        console.print(Text(f"{result.score:g} of {result.max_score:g} points", style=style))
        if not full:
            console.print(Text(_next(result, explain), style="dim"))


def _row(exercise: ExerciseResult) -> tuple[Text, Text, Text, Text]:
    style, mark = STYLES.get(exercise.status, ("red", "✗"))
    points = f"{round(exercise.score, 2):g}/{exercise.max_score:g}"
    return (
        Text(mark, style=style),
        Text(exercise.name, style="bold" if exercise.status != "passed" else ""),
        Text(points, justify="right"),
        Text(clean(reason(exercise)), style=style),
    )


def reason(exercise: ExerciseResult) -> str:
    """One line: the first finding, or what the first case that did not pass says."""
    wrong = [case for case in exercise.cases if case.status != "passed"]
    if exercise.status == "not_implemented":
        return "not implemented yet"
    if exercise.findings:
        text = exercise.findings[0].message
        unlike = exercise.findings[0].kind in ("structure", "unrecognised")
        return f"{wrong[0].name}: {text}" if unlike and wrong else text
    if not wrong:
        return ""
    worst = min(wrong, key=lambda case: ORDER.index(case.status))
    return worst.message if exercise.status == "missing" else f"{worst.name}: {worst.message}"


def _next(result: Result, explain: bool) -> str:
    """Where to look next."""
    if result.status == "unreadable":
        return "look next: make the file importable; `python -m py_compile` shows the same line"
    todo = [e for e in result.exercises if e.status != "passed"]
    if not todo:
        return ""
    first = min(todo, key=lambda e: ORDER.index(e.status))
    lines = [case.line for case in first.cases if case.line is not None]
    at = f", line {lines[0]}" if lines and first.status == "error" else ""
    command = "" if explain else f"  (grader check --only {first.name} --explain)"
    return f"look next: {first.name}{at}{command}"


def _explain(console: Console, result: Result) -> None:
    for exercise in sorted(result.exercises, key=lambda e: ORDER.index(e.status)):
        wrong = [case for case in exercise.cases if case.status not in ("passed", "not_implemented")]
        if not wrong:
            continue
        console.print(Text(f"\n{exercise.name}", style="bold"))
        for finding in exercise.findings:
            console.print(Padding(Text(clean(finding.message)), (0, 2)))
            if finding.explanation:
                console.print(Padding(Text(clean(finding.explanation)), (0, 4)))
        for case in wrong:
            _case(console, case)
    console.print()


def _case(console: Console, case: CaseResult) -> None:
    about = f" ({case.about})" if case.about else ""
    console.print(Padding(Text(f"{case.name}{about}: {clean(case.message)}", style="red"), (0, 2)))
    if case.traceback:
        console.print(Padding(Text(clean(case.traceback), style="dim"), (0, 4)))
    if case.expected is not None:
        console.print(Padding(Text(f"expected  {case.expected}"[:600]), (0, 4)))
        console.print(Padding(Text(f"got       {case.got}"[:600]), (0, 4)))
    if case.torch is not None and case.torch.status == "passed":
        console.print(Padding(Text("torch agrees with you", style="dim"), (0, 4)))
