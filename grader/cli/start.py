"""`grader start`: a folder to begin in."""

import shutil
from collections.abc import Callable
from pathlib import Path

import click

from ..course import assignment_folder, assignment_names
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
    template = course() / "student_template" / name
    target = folder or Path(name)
    files = [f for f in sorted(template.iterdir()) if f.is_file()] if template.is_dir() else []
    if not files:
        raise ConfigurationError(f"{template}: there is no template for {name!r}")
    files.append(assignment / "handout.md")
    if target.exists() and not target.is_dir():
        raise ConfigurationError(f"{target}: is a file; name a folder")
    there = [target / file.name for file in files if (target / file.name).exists()]
    if there:
        raise ConfigurationError(
            f"{there[0]}: exists already and is not overwritten; name another folder"
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copyfile(file, target / file.name)
    except OSError as error:
        raise ConfigurationError(f"{target}: cannot be written: {error.strerror}") from error
    click.echo(f"{target}: {', '.join(file.name for file in files)}")
    click.echo(f"Read handout.md, fill in {files[0].name}, then: grader check {target}")
