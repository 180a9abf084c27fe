"""Folders that a student may have filled: what is read there, and what is written."""

import shutil
from pathlib import Path

from ..submission.files import Entry, files_below

__all__ = ["clear", "own_files"]


def own_files(folder: Path) -> dict[str, Entry]:
    """The code in and below a folder, without links.

    We may read what a submission may not: a link to it would hand it over.
    """
    return {
        path: entry
        for path, entry in files_below(folder).items()
        if not (folder / path).is_symlink()
    }


def clear(results: Path, *names: str) -> None:
    """Takes away what lies where results are written, and where their drafts are.

    It may be the student's: a link there would have us write elsewhere.
    """
    for name in names:
        for place in (results / name, results / f"{name}.new"):
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)
