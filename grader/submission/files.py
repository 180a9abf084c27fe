"""A folder or a file of the student's own as a Submission: bytes by name, bounded."""

import os
from pathlib import Path

import msgspec

from ..errors import SubmissionError

__all__ = ["Submission", "as_text", "collect", "modules_in"]

MAX_FILES = 200
MAX_BYTES = 8 * 2**20
MAX_DEPTH = 3
#: Modules, and notebooks, which are run as modules.
SUFFIXES = (".py", ".ipynb")
#: Folders that hold other people's code or none.
SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "env"})


class Submission(msgspec.Struct, frozen=True):
    """A name for the report, and the files: path with `/` -> bytes.

    They are .py files; the module itself may be an .ipynb.
    """

    name: str
    files: dict[str, bytes]


def modules_in(path: Path) -> list[str]:
    """The names of the modules at the top of a folder, or of the one file."""
    if path.is_dir():
        files = [file for file in path.iterdir() if file.suffix in SUFFIXES and file.is_file()]
        return sorted({as_text(file.stem) for file in files})
    return [path.stem] if path.suffix in SUFFIXES else []


def collect(path: Path, module: str) -> Submission:
    """The module and the .py files beside and below it.

    Raises SubmissionError when the module is not there, cannot be read, or comes with too much.
    """
    folder = path if path.is_dir() else path.parent
    main = _main(folder, module) if path.is_dir() else path
    if not main.is_file():
        beside = ", ".join(modules_in(path)[:10]) or "no .py file at all"
        raise SubmissionError(f"{main}: there is no such file; found {beside}")
    files = {f"{module}{'.ipynb' if main.suffix == '.ipynb' else '.py'}": _read(main)}
    total = sum(map(len, files.values()))
    for file in _python_files(folder):
        name = as_text(file.relative_to(folder).as_posix())
        if name in files or file == main:
            continue
        files[name] = _read(file)
        total += len(files[name])
        if len(files) > MAX_FILES or total > MAX_BYTES:
            raise SubmissionError(
                f"{folder}: holds more than {MAX_FILES} .py files, or {MAX_BYTES // 2**20} MB; "
                "put the assignment into a folder of its own"
            )
    return Submission(name=as_text(folder.resolve().name), files=files)


def _main(folder: Path, module: str) -> Path:
    """The module, or the notebook of its name where there is no module."""
    notebook = folder / f"{module}.ipynb"
    main = folder / f"{module}.py"
    return notebook if notebook.is_file() and not main.exists() else main


def as_text(name: str) -> str:
    """A file's name as text, whatever bytes it is made of."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _read(file: Path) -> bytes:
    """The bytes of a plain file; a device or a pipe would never end."""
    try:
        if not file.is_file():
            raise SubmissionError(f"{file}: is no plain file")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SubmissionError(f"{file}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise SubmissionError(f"{file}: is larger than {MAX_BYTES // 2**20} MB")
    return data


def _python_files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for here, folders, files in os.walk(folder):
        depth = len(Path(here).relative_to(folder).parts)
        folders[:] = sorted(
            name
            for name in folders
            if depth < MAX_DEPTH and name not in SKIPPED and not name.startswith(".")
        )
        names = sorted(n for n in files if n.endswith(".py") and not n.startswith("."))
        found += [path for path in (Path(here) / name for name in names) if path.is_file()]
        if len(found) > MAX_FILES:
            break
    return found
