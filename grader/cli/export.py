"""`grader export`: the grades of a batch in another system's form."""

from pathlib import Path

import click

from ..batch.grades import whole_sheet
from ..errors import ConfigurationError
from ..exporters import FillingExporter, exporters, fills
from ..exporters._rows import Filled
from ..model import ClassSheet
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
        sheet = whole_sheet(book, pages=fills(exporter) and exporter.PAGES)
    place = out or folder / "exports" / name
    filled = None
    if fills(exporter) and template is not None:
        filled = _filled(exporter, sheet, template)
        files = exporter.write(filled, sheet, _folder(place))
    else:
        files = exporter.export(sheet, _folder(place), None)
    for file in files[:3]:
        click.echo(file)
    if len(files) > 3:
        click.echo(f"and {len(files) - 3} more in {place}")
    if filled is not None:
        _tell(filled, template)
    ungraded = [entry.id for entry in sheet.entries if entry.score is None]
    if ungraded:
        click.echo(f"without a grade, and left as they were: {', '.join(ungraded)}", err=True)


def _filled(exporter: FillingExporter, sheet: ClassSheet, template: Path) -> Filled:
    """The template with the grades.  Raises ConfigurationError where it is of another class."""
    filled = exporter.fill(sheet, template)
    nowhere = filled.placing.nowhere
    if nowhere and len(nowhere) == len(sheet.entries):
        raise ConfigurationError(
            f"{template}: has a row for none of the {len(nowhere)} submissions; "
            "is it of this class and assignment?"
        )
    return filled


def _folder(place: Path) -> Path:
    """Where to, which is made."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{place}: {error.strerror}") from error
    return place


def _tell(filled: Filled, template: Path | None) -> None:
    """What of the template was left as it was, and why."""
    placing = filled.placing
    for remark in filled.remarks:
        click.echo(remark, err=True)
    if placing.nowhere:
        click.echo(f"without a row in {template}: {', '.join(placing.nowhere)}", err=True)
    if placing.partly:
        click.echo(f"partly without a row in {template}: {', '.join(placing.partly)}", err=True)
    if placing.unclear:
        click.echo(f"not told apart in {template}, and left as it was:", err=True)
        for line in placing.unclear:
            click.echo(f"  {line}", err=True)
