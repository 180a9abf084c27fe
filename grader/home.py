"""Where caches of ours lie.  It imports next to nothing: `grader check` asks first of all."""

import os
import sys

__all__ = ["cache_folder"]


def cache_folder() -> str:
    """The folder of this user's caches of ours.  Raises RuntimeError when the user has no home."""
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    base = os.environ.get(variable)
    if not base:
        home = os.path.expanduser("~")
        if home == "~":
            raise RuntimeError("this user has no home folder")
        base = os.path.join(home, ".cache")
    return os.path.join(base, "grader")
