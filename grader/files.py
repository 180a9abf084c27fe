"""Files written in one step (an interrupted run leaves the old one whole), and where caches lie."""

import os
import sys
from pathlib import Path

from .errors import ConfigurationError

__all__ = ["cache_folder", "write_whole", "write_whole_bytes"]


def write_whole(file: Path, text: str) -> None:
    """Writes UTF-8 text.  Raises ConfigurationError when that is not possible."""
    write_whole_bytes(file, text.encode("utf-8"))


def write_whole_bytes(file: Path, data: bytes) -> None:
    """Writes bytes.  Raises ConfigurationError when that is not possible."""
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_bytes(data)
        os.replace(draft, file)
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be written: {error.strerror}") from error


def cache_folder() -> Path:
    """Where this user's caches of ours lie.  Raises RuntimeError when the user has no home."""
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    base = os.environ.get(variable)
    return (Path(base) if base else Path.home() / ".cache") / "grader"
