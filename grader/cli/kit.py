"""`grader kit NAME --out FILE`: all that a student needs, in one zip."""

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from ..course import assignment_folder, find_course
from ..errors import ConfigurationError
from ..golden.reference import read_sources
from ..kit import kit_files, write_kit
from ..validate.context import Sheet
from ..validate.fingerprints import stale_fingerprints

__all__ = ["build_wheel", "kit"]


@click.command()
@click.argument("name")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The zip to write.",
)
@click.option(
    "--wheel",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A wheel of the grader; without it, one is built.",
)
@click.pass_obj
def kit(course: Callable[[], Path], name: str, out: Path, wheel: Path | None) -> None:
    """Packs the template, hand-out, golden values, fingerprints and the grader's wheel."""
    sheet = Sheet(assignment_folder(course(), name))
    problem = stale_fingerprints(course(), sheet, read_sources(course()))
    if problem is not None:
        raise ConfigurationError(problem)
    with tempfile.TemporaryDirectory() as folder:
        files = kit_files(course(), sheet.assignment, wheel or build_wheel(Path(folder)))
        write_kit(out, files)
    size = out.stat().st_size / 1000
    click.echo(f"{out}: {len(files)} files, {size:.0f} kB; README.md in it says how to begin")


def build_wheel(folder: Path) -> Path:
    """A wheel of this checkout.  Raises ConfigurationError where it cannot be built."""
    root = find_course()
    if not (root / "pyproject.toml").is_file():
        raise ConfigurationError("a wheel is built in a checkout; here, name one with --wheel FILE")
    if importlib.util.find_spec("hatchling") is None:
        raise ConfigurationError(
            "hatchling, which builds the wheel, is not installed: pip install -e '.[dev]', "
            "or name a wheel with --wheel FILE"
        )
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise ConfigurationError(f"the wheel could not be built: {' '.join(last)}")
    return wheels[0]
