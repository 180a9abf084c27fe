"""What of this machine may make a grade another one; compared before results are put together."""

import platform
from functools import cache
from pathlib import Path

import numpy

from .. import __version__
from ..digests import framed_digest
from ..files import python_files, read_bytes
from ..model import Machine

__all__ = ["this_machine"]


@cache
def this_machine() -> Machine:
    """Versions of the grader, numpy and Python, and the kind of processor."""
    package = Path(__file__).resolve().parents[1]
    sources = [(name, read_bytes(file)) for name, file in python_files(package).items()]
    return Machine(
        grader=f"{__version__}+{framed_digest(sources)[:12]}",
        numpy=numpy.__version__,
        python=platform.python_version(),
        processor=platform.machine(),
    )
