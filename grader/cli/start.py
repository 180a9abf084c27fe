"""`grader start`: a folder to begin in."""

import shutil
from collections.abc import Callable
from pathlib import Path

import click

from ..course import assignment_folder, assignment_names, templates
from ..errors import ConfigurationError

__all__ = ["start"]


@click.command()
@click.argument("name", required=False)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def start(course: Callable[[], Path], name: str | None, folder: Path | None) -> None:
    """Copies the template and the hand-out of assignment NAME into DIR (default: ./NAME).

    Without NAME, lists the assignments.
    """
    if name is None:
        for each in assignment_names(course()):
            click.echo(each)
        return
    assignment = assignment_folder(course(), name)
    files = {**templates(course(), name), "handout.md": assignment / "handout.md"}
    target = folder or Path(name)
    if target.exists() and not target.is_dir():
        raise ConfigurationError(f"{target}: is a file; name a folder")
    there = [target / path for path in files if (target / path).exists()]
    if there:
        raise ConfigurationError(
            f"{there[0]}: exists already and is not overwritten; name another folder"
        )
    try:
        for path, file in files.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target / path)
    except OSError as error:
        raise ConfigurationError(f"{target}: cannot be written: {error.strerror}") from error
    to_fill = [path for path in files if path != "handout.md"]
    click.echo(f"{target}: {', '.join(files)}")
    click.echo(f"Read handout.md, fill in {' and '.join(to_fill)}, then: grader check {target}")
