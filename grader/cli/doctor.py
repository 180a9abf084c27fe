"""`grader doctor`: what this machine can do."""

import importlib.util
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click
import numpy as np

from .. import __version__
from ..browser import browser
from ..course import assignment_names
from ..errors import GraderError
from ..golden.file import platform_facts
from ..sandbox.levels import Finding, look
from ..sandbox.saved_level import save_level

__all__ = ["doctor"]


@click.command()
@click.pass_obj
def doctor(course: Callable[[], Path]) -> None:
    """Shows what this machine can do: isolation, torch, browser."""
    lines = [
        ("grader", f"{__version__}, Python {platform.python_version()}, numpy {np.__version__}"),
        ("machine", f"{platform.system()} {platform.machine()}, {platform_facts()['blas']}"),
    ]
    try:
        names = assignment_names(course())
        lines.append(("course", f"{course()}: {', '.join(names)}"))
    except GraderError as error:
        lines.append(("course", str(error)))
    levels = list(_until_one_works(look()))
    lines += _isolation(levels)
    best = next((finding.level for finding in levels if not finding.problem), None)
    save_level(best)
    torch = importlib.util.find_spec("torch") is not None
    lines.append(("torch", "installed" if torch else "not installed (needed by `grader validate`)"))
    lines.append(("browser", browser() or "not found (needed by `grader report --pdf`)"))
    for name, text in lines:
        click.echo(f"{name:10} {text}")
    sys.stdout.flush()
    raise click.exceptions.Exit(0 if best else 3)


def _until_one_works(levels: Iterable[Finding]) -> Iterator[Finding]:
    for finding in levels:
        yield finding
        if not finding.problem:
            return


def _isolation(levels: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """The level in use, what it stops and leaves open, and why a better one is not there."""
    name = "isolation"
    for finding in levels:
        if finding.problem:
            yield name, f"{finding.level} does not work here: {finding.problem}"
        else:
            yield name, f"{finding.level}; tried here, and stopped: {', '.join(finding.stopped)}"
            if finding.open:
                yield "", f"NOT stopped: {', '.join(finding.open)}"
            if finding.level == "limits":
                yield "", "graded code can reach files and the network; batch asks for --isolation"
            return
        name = ""
    yield "", "nothing works: no code can be graded here"
