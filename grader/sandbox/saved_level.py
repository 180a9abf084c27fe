"""The best level of isolation of this machine, kept for `grader check` once canaries have found it.

It imports little: `check` asks before anything else, and starts a process at that level.
"""

import binascii
import contextlib
import os
import sys

from .. import __version__
from ..errors import ConfigurationError, SandboxError
from ..home import cache_folder
from .backend import Backend, open_backend

__all__ = ["LEVELS", "open_saved", "save_level", "saved_level"]

#: The best first.
LEVELS = ("sealed+ns", "sealed", "limits")


def saved_level() -> str | None:
    """The best level, if it was found on this machine by this version before."""
    with contextlib.suppress(OSError, RuntimeError, UnicodeDecodeError):
        with open(_place(), encoding="utf-8") as file:
            level = file.read(100).strip()
        if level in LEVELS:
            return level
    return None


def open_saved() -> Backend | None:
    """A backend at the best level that is known, or else at the plainest.

    None where it was offered once, and is not any more; that is forgotten then.
    """
    try:
        backend = open_backend(saved_level() or "limits")
        backend.prepare()
    except SandboxError:
        save_level(None)
        return None
    return backend


def save_level(level: str | None) -> None:
    """Keeps the level for `saved_level`, or forgets it; what cannot be written is not kept."""
    from pathlib import Path

    from ..files import write_atomic

    with contextlib.suppress(OSError, RuntimeError, ConfigurationError):
        place = Path(_place())
        if level is None:
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(place, level + "\n")


def _place() -> str:
    """The file.  Raises RuntimeError when the user has no home."""
    facts: tuple[object, ...] = (__version__, sys.executable)
    if hasattr(os, "uname"):  # the home folder may be shared by several machines
        facts += (tuple(os.uname()), os.getuid())
    digest = binascii.crc32(repr(facts).encode())  # hashlib takes long to load
    return os.path.join(cache_folder(), f"isolation-{digest:08x}.txt")
