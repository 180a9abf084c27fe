"""`grader start`: a folder to begin in."""

from collections.abc import Callable
from pathlib import Path

import click

from ..course import assignment_folder, assignment_names, templates
from ..errors import ConfigurationError
from ..files import read_bytes
from ..template_notebook import template_notebook

__all__ = ["start"]


@click.command()
@click.argument("name", required=False)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--notebook", is_flag=True, help="A notebook in place of the .py file.")
@click.pass_obj
def start(
    course: Callable[[], Path], name: str | None, folder: Path | None, notebook: bool
) -> None:
    """Copies the template and the hand-out of assignment NAME into DIR (default: ./NAME).

    Without NAME, lists the assignments.
    """
    if name is None:
        for each in assignment_names(course()):
            click.echo(each)
        return
    assignment = assignment_folder(course(), name)
    files = {**templates(course(), name), "handout.md": assignment / "handout.md"}
    contents = {path: read_bytes(file) for path, file in files.items()}
    if notebook:
        contents = _with_notebook(contents, name)
    target = folder or Path(name)
    if target.exists() and not target.is_dir():
        raise ConfigurationError(f"{target}: is a file; name a folder")
    there = [target / path for path in contents if (target / path).exists()]
    if there:
        raise ConfigurationError(
            f"{there[0]}: exists already and is not overwritten; name another folder"
        )
    try:
        for path, data in contents.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(data)
    except OSError as error:
        raise ConfigurationError(f"{target}: cannot be written: {error.strerror}") from error
    to_fill = [path for path in contents if path != "handout.md"]
    click.echo(f"{target}: {', '.join(contents)}")
    click.echo(f"Read handout.md, fill in {' and '.join(to_fill)}, then: grader check {target}")


def _with_notebook(contents: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The same with the one template of Python as a notebook.  Raises ConfigurationError."""
    modules = [path for path in contents if path.endswith(".py")]
    if len(modules) != 1:
        raise ConfigurationError(
            f"{name} has {len(modules)} files to fill in ({', '.join(modules)}), and a notebook "
            "holds one; leave --notebook away"
        )
    module = modules[0]
    made = template_notebook(contents[module].decode("utf-8-sig"), name)
    return {
        (path.removesuffix(".py") + ".ipynb" if path == module else path): (
            made if path == module else data
        )
        for path, data in contents.items()
    }
