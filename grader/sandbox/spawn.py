"""Starts an interpreter with numpy and the runner, and nothing of ours: a child, or a zygote.

It imports little on purpose: `grader check` calls it first of all, so that the process loads numpy
while the parent loads the rest.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from ..errors import SandboxError

__all__ = ["RUNNER", "command", "packages", "spawn"]

RUNNER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "runner")


def packages() -> str:
    """The folder that numpy is installed in.  Raises SandboxError."""
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None:
        raise SandboxError("numpy is not installed beside the grader")
    return os.path.dirname(os.path.dirname(spec.origin))


def command(program: str, *words: str, python: str | None = None) -> list[str]:
    """The command line of the runner's `program`: child or zygote."""
    start = [python or sys.executable, "-I", "-S", "-X", "utf8", RUNNER]
    return [*start, packages(), program, *words]


def spawn(argv: Sequence[str], **streams: Any) -> subprocess.Popen[bytes]:
    """Runs `argv` with an environment that is empty but for the thread counts.

    No descriptor but its three streams is inherited; it leads a session of its own, so that Ctrl-C
    is ours to handle.  Raises SandboxError.
    """
    environment = {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "VECLIB_MAXIMUM_THREADS": "1",
    }
    if "SYSTEMROOT" in os.environ:  # Windows cannot start a process without it
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    try:
        return subprocess.Popen(
            argv,
            env=environment,
            cwd=os.path.abspath(os.sep),
            close_fds=True,
            start_new_session=os.name == "posix",
            **streams,
        )
    except OSError as error:
        raise SandboxError(f"a grading process could not be started: {error}") from error
