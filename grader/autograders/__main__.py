"""The service's side of an autograder: `start.py` calls it with its own folder and the target."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ..language import translated as _
from ..wording.services import OUR_FAULT
from . import targets
from ._grading import grade_submission

__all__ = ["main"]


def main(arguments: Sequence[str]) -> int:
    """Grades what the service has laid down: `[bundle, target]`; gives the exit code.

    Whatever fails in us leaves an error for the service to show, and no points.
    """
    bundle, name = arguments
    target = targets()[name]
    results = Path(target.RESULTS)
    try:
        graded = grade_submission(Path(bundle), Path(target.SUBMISSION))
        print(f"graded at level {graded.result.isolation} in {graded.result.seconds:.1f} s")
        return target.deliver(graded, results)
    except Exception as error:
        print(f"grader: {type(error).__name__}: {error}", file=sys.stderr)
        return target.fail(_(OUR_FAULT), results)
