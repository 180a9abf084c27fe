"""Files written in one step: an interrupted run leaves the old one whole."""

import os
from pathlib import Path

from .errors import ConfigurationError

__all__ = ["write_whole", "write_whole_bytes"]


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
