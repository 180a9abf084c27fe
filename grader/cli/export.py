"""`grader export`: the grades of a batch in another system's form."""

from pathlib import Path

import click

from ..batch.grades import whole_sheet
from ..errors import ConfigurationError
from ..exporters import exporters
from ..store import Gradebook

__all__ = ["export"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--to", "name", required=True, metavar="FORMAT", help="csv, json, canvas, moodle ...")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE", help="To be filled in."
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to.")
def export(folder: Path, name: str, template: Path | None, out: Path | None) -> None:
    """Writes the grades of the batch in DIR as FORMAT.  Nothing is run again."""
    known = exporters()
    if name not in known:
        listed = "\n".join(f"  {n:12} {module.ABOUT}" for n, module in known.items())
        raise ConfigurationError(f"--to {name}: there are\n{listed}")
    exporter = known[name]
    if exporter.TEMPLATE and template is None:
        raise ConfigurationError(f"--to {name} needs --template FILE: {exporter.TEMPLATE}")
    with Gradebook(folder) as book:
        sheet = whole_sheet(book, pages=getattr(exporter, "PAGES", False))
    nowhere = exporter.unplaced(sheet, template) if exporter.TEMPLATE else []
    if nowhere and len(nowhere) == len(sheet.entries):
        raise ConfigurationError(
            f"{template}: has a row for none of the {len(nowhere)} submissions; "
            "is it of this class and assignment?"
        )
    place = out or folder / "exports" / name
    try:
        place.mkdir(parents=True, exist_ok=True)
        for entry in sheet.entries:
            if name in ("gradescope", "classroom50"):
                (place / entry.id).mkdir(exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{place}: {error.strerror}") from error
    files = exporter.export(sheet, place, template)
    ungraded = [entry.id for entry in sheet.entries if entry.score is None]
    for file in files[:3]:
        click.echo(file)
    if len(files) > 3:
        click.echo(f"and {len(files) - 3} more in {place}")
    if nowhere:
        click.echo(f"without a row in {template}: {', '.join(nowhere)}", err=True)
    if ungraded:
        click.echo(f"without a grade, and left as they were: {', '.join(ungraded)}", err=True)
