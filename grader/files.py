"""Files written in one step (an interrupted run leaves the old one whole)."""

import importlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType

from .errors import ConfigurationError

__all__ = [
    "dotted",
    "joined",
    "named_modules",
    "owner_only",
    "python_files",
    "read_bytes",
    "read_text",
    "write_atomic",
    "write_atomic_bytes",
    "zipped",
]

#: A fixed time in every archive: the same files give the same bytes.
DATE = (1980, 1, 1, 0, 0, 0)


def named_modules(package: str, path: Iterable[str]) -> dict[str, ModuleType]:
    """NAME -> module, of the files of a package that begin with no underscore, by their files."""
    import pkgutil  # not needed by `check`, which loads this first of all

    files = sorted(module.name for module in pkgutil.iter_modules(path))
    modules = (importlib.import_module(f"{package}.{f}") for f in files if not f.startswith("_"))
    return {module.NAME: module for module in modules}


def read_bytes(file: Path) -> bytes:
    """The bytes of a file.  Raises ConfigurationError when that is not possible."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {error.strerror}") from error


def read_text(file: Path) -> str:
    """The text of a UTF-8 file, without a mark at its beginning.  Raises ConfigurationError."""
    try:
        return read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file}: is not UTF-8 (byte {error.start})") from error


def python_files(place: Path) -> dict[str, Path]:
    """The .py files in and below a folder, by their path from there with `/`; of a file, it, as "".

    Raises ConfigurationError for a link that leads out of the folder.
    """
    if not place.is_dir():
        return {"": place}
    found = {
        file.relative_to(place).as_posix(): file
        for file in sorted(place.rglob("*.py"))
        if file.is_file() and "__pycache__" not in file.parts
    }
    for file in found.values():
        if not file.resolve().is_relative_to(place.resolve()):
            raise ConfigurationError(f"{file}: is a link out of {place}; put the file itself there")
    return found


def dotted(path: str) -> str:
    """A Python file's path with `/` as the name of a module; a package's is that of its folder."""
    stem = path.removesuffix(".py").removesuffix(".ipynb")
    return stem.removesuffix("/__init__").replace("/", ".")


def joined(*parts: str) -> str:
    """A path with `/`, of parts of which some may be empty or a `.`."""
    return "/".join(part for part in parts if part not in ("", "."))


def owner_only(file: Path, text: str) -> None:
    """Writes what nobody else may read.  Raises ConfigurationError."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be written: {error.strerror}") from error


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files; the same files give the same bytes.

    What begins with `#!` is a program, and may be executed.
    """
    import io
    import zipfile  # `check` asks this module for its cache before anything else

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o755 if data.startswith(b"#!") else 0o644) << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def write_atomic(file: Path, text: str) -> None:
    """Writes UTF-8 text.  Raises ConfigurationError when that is not possible."""
    write_atomic_bytes(file, text.encode("utf-8"))


def write_atomic_bytes(file: Path, data: bytes) -> None:
    """Writes bytes.  Raises ConfigurationError when that is not possible."""
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_bytes(data)
        os.replace(draft, file)
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be written: {error.strerror}") from error
