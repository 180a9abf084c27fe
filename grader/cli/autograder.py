"""`grader autograder TARGET NAME --out DIR`: what a service needs to grade an assignment."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from ..autograders import Target, targets
from ..autograders._bundle import Bundle, Settings, bundle_of
from ..autograders._wheels import check_wheels, requirements, wheels_from, wheels_of
from ..batch.prepare import secret_seed
from ..course import assignment_folder
from ..errors import ConfigurationError
from ..files import write_atomic_bytes
from ..sandbox.saved_level import LEVELS
from .kit import build_wheel

__all__ = ["autograder"]

PYTHON = "3.12"


@click.command()
@click.argument("target_name", metavar="TARGET")
@click.argument("name")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="PATH",
    help="A zip for gradescope, a folder for the others.",
)  # fmt: skip
@click.option(
    "--python", "pythons", metavar="X.Y", multiple=True, default=[PYTHON], show_default=True,
    help="The service's Python; repeatable.",
)  # fmt: skip
@click.option("--seed-file", type=click.Path(path_type=Path), help="Adds hidden cases of its seed.")
@click.option("--isolation", metavar="LEVEL", help="Another level than the best that is safe.")
@click.option("--wheel", type=click.Path(path_type=Path, exists=True), help="Of the grader.")
@click.option(
    "--wheels", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR",
    help="Of all that it needs; else pip gets them.",
)  # fmt: skip
@click.pass_obj
def autograder(
    course: Callable[[], Path],
    target_name: str,
    name: str,
    out: Path,
    pythons: Sequence[str],
    seed_file: Path | None,
    isolation: str | None,
    wheel: Path | None,
    wheels: Path | None,
) -> None:
    """Packs what TARGET needs to grade the assignment NAME: gradescope, prairielearn ..."""
    target = _target(target_name)
    if isolation is not None and isolation not in LEVELS:
        raise ConfigurationError(f"--isolation {isolation}: there are {', '.join(LEVELS)}")
    folder = assignment_folder(course(), name)
    secret = _secret(target, seed_file, isolation)
    with tempfile.TemporaryDirectory() as drafts:
        own = wheel or build_wheel(Path(drafts))
        needed = requirements(own)
        packed = wheels_from(wheels) if wheels else wheels_of(needed, pythons)
        check_wheels(packed, needed, pythons)
        packed[own.name] = own.read_bytes()
    fetch: tuple[str, ...] = ()
    if not target.OFFLINE:
        fetch = tuple(need for need in needed if need.startswith("numpy=="))
        packed = {file: data for file, data in packed.items() if not file.startswith("numpy-")}
    settings = Settings(assignment=name, pythons=tuple(pythons), isolation=isolation, fetch=fetch)
    bundle = bundle_of(course(), folder, packed, settings, secret)
    files = target.files(bundle)
    _write(files, out)
    _tell(target, bundle, files, out)


def _target(name: str) -> Target:
    known = targets()
    if name not in known:
        listed = "\n".join(f"  {n:13} {target.ABOUT}" for n, target in known.items())
        raise ConfigurationError(f"{name}: is no target; there are\n{listed}")
    return known[name]


def _secret(target: Target, seed_file: Path | None, isolation: str | None) -> str | None:
    """The seed of the hidden cases, if there are to be any.  Raises ConfigurationError."""
    if seed_file is None and not os.environ.get("GRADER_SEED"):
        return None
    if not target.SECRET:
        if seed_file is None:
            return None
        raise ConfigurationError(
            f"--seed-file: what {target.NAME} is given can be read by students, so that no case "
            "in it is hidden; leave the option away, and grade with `grader batch`"
        )
    if isolation == "limits":
        raise ConfigurationError(
            "--isolation limits does not keep a submission from reading hidden cases; leave the "
            "seed or the option away"
        )
    return secret_seed(Path(), seed_file)


def _write(files: dict[str, bytes], out: Path) -> None:
    """One file as `out`, several below it.  Raises ConfigurationError for what is in the way."""
    if len(files) == 1:
        write_atomic_bytes(out, next(iter(files.values())))
        return
    if out.is_dir() and any(out.iterdir()):
        raise ConfigurationError(f"--out {out}: is not empty; name a new folder")
    for path, data in files.items():
        place = out / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomic_bytes(place, data)
            place.chmod(0o755 if data.startswith(b"#!") else 0o644)
        except OSError as error:
            raise ConfigurationError(f"{place}: {error.strerror}") from error


def _tell(target: Target, bundle: Bundle, files: dict[str, bytes], out: Path) -> None:
    size = sum(map(len, files.values())) / 1e6
    cases = f"{bundle.hidden} hidden cases" if bundle.hidden else "no hidden cases"
    if target.SECRET and not bundle.hidden:
        cases += " (--seed-file adds them)"
    pythons = ", ".join(bundle.settings.pythons)
    click.echo(f"{out}: {target.ABOUT}")
    click.echo(f"  {size:.1f} MB, for Python {pythons} on Linux (x86-64); {cases}")
    if bundle.settings.fetch:
        click.echo(f"  {', '.join(bundle.settings.fetch)} is fetched by the service's own pip")
    level = bundle.settings.isolation or "the best of sealed+ns and sealed that the service offers"
    click.echo(f"  isolation: {level}; where it is not to be had, nothing is graded")
