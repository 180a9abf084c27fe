"""`grader doctor`: what this machine can do."""

import importlib.util
import platform
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import click
import numpy as np

from .. import __version__
from ..course import assignment_names
from ..errors import GraderError
from ..golden.file import platform_facts
from ..sandbox.probe import probe

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
    try:
        lines += probe()
        code = 0
    except GraderError as error:
        lines.append(("isolation", f"NONE: {error}"))
        code = 3
    torch = importlib.util.find_spec("torch") is not None
    lines.append(("torch", "installed" if torch else "not installed (needed by `grader validate`)"))
    browser = next((p for n in ("chromium", "google-chrome") if (p := shutil.which(n))), None)
    lines.append(("browser", browser or "not found"))
    for name, text in lines:
        click.echo(f"{name:10} {text}")
    sys.stdout.flush()
    raise click.exceptions.Exit(code)
