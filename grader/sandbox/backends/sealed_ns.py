"""The level `sealed+ns`: the zygote is process 1 of a bubblewrap that holds nothing but Python.

No /proc, no /dev, no network, nothing writable; the interpreter, its libraries, numpy and the
runner are there, read-only.  What a hole in the seal would reach is this.
"""

import os
import sys
import sysconfig
from collections.abc import Iterator, Sequence

from ...errors import SandboxError
from ..spawn import RUNNER, command, packages
from . import sealed

__all__ = ["LEVEL", "Backend", "bubblewrap"]

LEVEL = "sealed+ns"
#: Where Linux keeps shared libraries and the loader; some are links to others.
LIBRARIES = ("/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64")
#: Thread counts and nothing else.
ENVIRONMENT = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")


class Backend(sealed.Backend):
    """The same zygote, inside bubblewrap."""

    level = LEVEL
    generations = 2

    def argv(self) -> Sequence[str]:
        """The command line of bubblewrap and the zygote.  Raises SandboxError without it."""
        return bubblewrap(command("zygote", python=sealed.base_python()))


def bubblewrap(argv: Sequence[str]) -> list[str]:
    """The command line that runs `argv` in a box with Python in it.  Raises SandboxError."""
    places = (os.path.join(folder, "bwrap") for folder in os.get_exec_path())
    found = (p for p in places if os.path.isfile(p) and os.access(p, os.X_OK))
    program = next(found, None)
    if program is None:
        raise SandboxError("bubblewrap is not installed (apt-get install bubblewrap)")
    return [
        program, "--unshare-all", "--die-with-parent", "--new-session", "--as-pid-1", "--clearenv",
        "--cap-drop", "ALL", *_environment(), *_files(), "--remount-ro", "/", "--chdir", "/", "--",
        *argv,
    ]  # fmt: skip


def _environment() -> Iterator[str]:
    for name in ENVIRONMENT:
        yield from ("--setenv", name, "1")


def _files() -> Iterator[str]:
    """The interpreter and its libraries, without anything that is installed, and numpy."""
    for folder in LIBRARIES:
        if os.path.islink(folder):
            yield from ("--symlink", os.readlink(folder), folder)
        elif os.path.isdir(folder):
            yield from ("--ro-bind", folder, folder)
    python = sealed.base_python()
    library = sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix})
    inside = [python, library, *_shared_library()]
    for path in inside:
        yield from ("--ro-bind", path, path)
    for name in ("site-packages", "dist-packages"):
        for parent in (library, os.path.dirname(library), "/usr/lib/python3"):
            if os.path.isdir(
                os.path.join(parent, name)
            ):  # what is installed is none of its business
                yield from ("--tmpfs", os.path.join(parent, name))
    for name in ("numpy", "numpy.libs"):
        path = os.path.join(packages(), name)
        if os.path.isdir(path):
            yield from ("--ro-bind", path, path)
    yield from ("--ro-bind", RUNNER, RUNNER)


def _shared_library() -> Iterator[str]:
    """libpython, of an interpreter that was built to share it."""
    name = sysconfig.get_config_var("LDLIBRARY")
    folder = sysconfig.get_config_var("LIBDIR")
    if sysconfig.get_config_var("Py_ENABLE_SHARED") and name and folder:
        for file in sorted(os.listdir(folder)):
            if file.startswith(name):
                yield os.path.join(folder, file)
