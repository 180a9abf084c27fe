"""`grader merge`: the shards of a batch become the batch."""

from pathlib import Path

import click

from ..batch.shards import merge as merged
from ..batch.show import files_made

__all__ = ["merge"]


@click.command()
@click.argument("folders", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="DIRS")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR")
def merge(folders: tuple[Path, ...], out: Path) -> None:
    """Makes one batch in DIR of all its shards in DIRS, each made by `grader batch --shard I/N`.

    The grades, results and pages are those of one run, byte for byte.
    """
    sheet = merged(folders, out)
    click.echo(f"{len(sheet.entries)} submissions of {len(folders)} shards")
    click.echo(files_made(out))
    failed = [entry.id for entry in sheet.entries if entry.status == "internal_error"]
    for name in failed:
        click.echo(f"  could not be graded, by our fault: {name}; run its shard again, then merge")
    raise click.exceptions.Exit(3 if failed else 0)
