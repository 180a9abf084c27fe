"""A course of one exercise, which lies in the package as a real one does, made ready to grade."""

import shutil
import tempfile
from pathlib import Path

from ..errors import ConfigurationError
from ..golden.reference import read_sources
from .context import Sheet
from .freeze import freeze
from .schema import FOLDER as SCHEMAS

__all__ = ["ASSIGNMENT", "make_course"]

SKELETON = Path(__file__).resolve().parents[1] / "skeleton"
ASSIGNMENT = "averages"


def make_course(folder: Path) -> list[Path]:
    """Makes the course with its golden values, in one step; the files, relative to `folder`.

    Raises ConfigurationError where there is something already.
    """
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError(f"{folder}: is a file; name a folder that is new, or empty")
    if folder.is_dir() and any(folder.iterdir()):
        first = sorted(file.name for file in folder.iterdir())[0]
        raise ConfigurationError(
            f"{folder}: holds {first!r} already and is not overwritten; name another folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as draft:
            course = Path(draft) / "course"
            shutil.copytree(SKELETON, course, ignore=shutil.ignore_patterns("__pycache__"))
            shutil.copytree(SCHEMAS, course / ".schemas")
            _freeze(course)
            shutil.copytree(course, folder, dirs_exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{folder}: cannot be written: {error.strerror}") from error
    return sorted(file.relative_to(folder) for file in folder.rglob("*") if file.is_file())


def _freeze(course: Path) -> None:
    said: list[str] = []
    sheet = Sheet(course / "assignments" / ASSIGNMENT)
    if not freeze(course, sheet, read_sources(course), said.append):
        raise ConfigurationError("; ".join(said))
