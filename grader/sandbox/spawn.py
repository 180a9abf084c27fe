"""Starts a grading process: a fresh interpreter with numpy and the runner, and nothing of ours.

It imports little on purpose: `grader check` calls it first of all, so that the child loads numpy
while the parent loads the rest.
"""

import importlib.util
import os
import subprocess
import sys

from ..errors import SandboxError

__all__ = ["spawn"]

RUNNER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "runner")


def spawn() -> subprocess.Popen[bytes]:
    """A process that waits for a submission on its stdin and answers on its stdout.

    Its stderr carries what the student's code prints.  The environment is empty but for the
    thread counts; no descriptor but these three is inherited; it leads a session of its own, so
    that Ctrl-C is ours to handle.  Raises SandboxError.
    """
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None:
        raise SandboxError("numpy is not installed beside the grader")
    packages = os.path.dirname(os.path.dirname(spec.origin))
    environment = {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "VECLIB_MAXIMUM_THREADS": "1",
    }
    if "SYSTEMROOT" in os.environ:  # Windows cannot start a process without it
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    mark = os.urandom(12).hex()  # by which what it leaves behind is found
    command = [sys.executable, "-I", "-S", "-X", "utf8", RUNNER, packages, mark]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=os.path.abspath(os.sep),
            close_fds=True,
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        raise SandboxError(f"a grading process could not be started: {error}") from error
