"""A folder or a file of the student's own as a Submission: bytes by name, bounded."""

import os
from pathlib import Path

import msgspec

from ..errors import SubmissionError

__all__ = ["Submission", "collect", "modules_in"]

MAX_FILES = 200
MAX_BYTES = 8 * 2**20
MAX_DEPTH = 3
#: Folders that hold other people's code or none.
SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "env"})


class Submission(msgspec.Struct, frozen=True):
    """A name for the report, and the files: path with `/` -> bytes, of .py files only."""

    name: str
    files: dict[str, bytes]


def modules_in(path: Path) -> list[str]:
    """The names of the modules at the top of a folder, or of the one file."""
    if path.is_dir():
        return sorted(file.stem for file in path.glob("*.py"))
    return [path.stem] if path.suffix == ".py" else []


def collect(path: Path, module: str) -> Submission:
    """The module and the .py files beside and below it.

    Raises SubmissionError when the module is not there, cannot be read, or comes with too much.
    """
    folder = path if path.is_dir() else path.parent
    main = folder / f"{module}.py" if path.is_dir() else path
    if not main.is_file():
        beside = ", ".join(modules_in(path)[:10]) or "no .py file at all"
        raise SubmissionError(f"{main}: there is no such file; found {beside}")
    files = {f"{module}.py": _read(main)}
    total = len(files[f"{module}.py"])
    for file in _python_files(folder):
        name = file.relative_to(folder).as_posix()
        if name in files or file == main:
            continue
        files[name] = _read(file)
        total += len(files[name])
        if len(files) > MAX_FILES or total > MAX_BYTES:
            raise SubmissionError(
                f"{folder}: holds more than {MAX_FILES} .py files, or {MAX_BYTES // 2**20} MB; "
                "put the assignment into a folder of its own"
            )
    return Submission(name=folder.resolve().name, files=files)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise SubmissionError(f"{file}: is larger than {MAX_BYTES // 2**20} MB")
        return file.read_bytes()
    except OSError as error:
        raise SubmissionError(f"{file}: cannot be read: {error.strerror}") from error


def _python_files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for here, folders, files in os.walk(folder):
        depth = len(Path(here).relative_to(folder).parts)
        folders[:] = sorted(
            name
            for name in folders
            if depth < MAX_DEPTH and name not in SKIPPED and not name.startswith(".")
        )
        found += [Path(here) / name for name in sorted(files) if name.endswith(".py")]
        if len(found) > MAX_FILES:
            break
    return found
