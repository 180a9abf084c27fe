"""The command line: `grader COMMAND`."""

import gc
import os
import sys

__all__ = ["main"]


def main() -> None:
    """Entry point of the console script.

    `check` starts the grading process before anything else is imported: the child loads numpy
    while we load the rest, and it cannot hold what was not there when it was started.
    """
    # One thread, as in the grading process: the arrays are small, and rounding stays the same.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if "check" in sys.argv[1:] and not {"--help", "--watch", "-h"} & set(sys.argv):
        from . import ahead

        ahead.start()
    gc.disable()  # imports make no garbage; a check is over before there is any
    from .app import run

    code = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Nothing is left to be done but to tear down numpy, which takes longer than a student's Adam.
    os._exit(code)
