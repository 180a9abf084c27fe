"""A folder or a file of the student's own as a Submission: bytes by name, bounded."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from ..errors import SubmissionError

__all__ = [
    "MAX_FILE",
    "Entry",
    "Submission",
    "as_text",
    "expect_something",
    "files_below",
    "modules_in",
    "read_file",
]

#: Of the .py files that are graded together.
MAX_FILES = 200
MAX_BYTES = 8 * 2**20
#: Of one file, as it was handed in: a notebook has its pictures in it.
MAX_FILE = 32 * 2**20
#: How far a folder is searched: files looked at, and folders in folders.
MAX_SEARCHED, MAX_DEPTH = 20_000, 8
#: Modules, and notebooks, which are run as modules.
SUFFIXES = (".py", ".ipynb")
#: Folders that hold other people's code or none.
SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "env"})


def expect_something(path: Path) -> None:
    """Raises SubmissionError when there is nothing at a path."""
    if not path.exists():
        raise SubmissionError(f"{path}: there is no such file or folder")


class Submission(msgspec.Struct, frozen=True):
    """A name for the report, and the files: path with `/` -> bytes.

    They are .py files; the module itself, which lies at the top, may be an .ipynb.  `inside` is the
    dotted folder that it had in what was handed in, `chosen` its whole path there; `remarks` say
    why it was chosen, and what of the rest was left out.
    """

    name: str
    files: dict[str, bytes]
    inside: str = ""
    chosen: str = ""
    remarks: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True):
    """A plain file; its bytes are read when they are asked for.

    `time` is when it was changed last, in seconds, as far as that is known.
    """

    path: str
    load: Callable[[], bytes]
    time: float = 0.0

    def read(self) -> bytes:
        """At most MAX_FILE bytes.  Raises SubmissionError when it is damaged or larger."""
        return self.load()


def modules_in(path: Path) -> list[list[str]]:
    """The names of the modules in a folder, then of those one folder further down, and so on.

    Of a file, its own.
    """
    if not path.is_dir():
        return [[path.stem] if path.suffix in SUFFIXES else []]
    levels: dict[int, set[str]] = {}
    for name in _names(path):
        stem = name.rpartition("/")[2].rpartition(".")[0]
        levels.setdefault(name.count("/"), set()).add(stem)
    return [sorted(levels[depth]) for depth in sorted(levels)]


def files_below(folder: Path) -> dict[str, Entry]:
    """The modules and notebooks in and below a folder, by their path with `/`; searched so far."""
    return {
        name: Entry(name, partial(read_file, folder / name), _time(folder / name))
        for name in _names(folder)
    }


def as_text(name: str) -> str:
    """A file's name as text, whatever bytes it is made of."""
    return name.encode("utf-8", "replace").decode("utf-8")


def read_file(file: Path) -> bytes:
    """The bytes of a plain file; a device or a pipe would never end.  Raises SubmissionError."""
    try:
        if not file.is_file():
            raise SubmissionError(f"{file}: is no plain file")
        with file.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise SubmissionError(f"{file}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_FILE:
        raise SubmissionError(f"{file}: is larger than {MAX_FILE // 2**20} MB")
    return data


def _time(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _names(folder: Path) -> Iterator[str]:
    """The paths of the code below a folder, as text, the nearest first."""
    searched = 0
    for here, folders, files in os.walk(folder):
        depth = len(Path(here).relative_to(folder).parts)
        folders[:] = sorted(
            name
            for name in folders
            if depth < MAX_DEPTH and name not in SKIPPED and not name.startswith((".", "__MACOSX"))
        )
        searched += len(files)
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                path = Path(here) / name
                if as_text(name) == name and path.is_file():
                    yield path.relative_to(folder).as_posix()
        if searched > MAX_SEARCHED:
            return
