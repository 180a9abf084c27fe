"""The derivative of a function of the student's, for comparison with the student's gradient.

No exercise has this adapter: it is what probes are run by.
"""

from typing import Any

import numpy as np

from ..differences import differences
from ..run import Run, silence
from . import ChildAdapter

__all__ = ["ADAPTER", "NAME"]

NAME = "differences"


class Differences:
    """Numerical derivatives of target by one of its arguments."""

    copies = False

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The derivatives, in silence: the cases have shown already what it prints."""
        with silence(), np.errstate(all="ignore"):
            return differences(target, {**case, "args": run.prepare(case["args"])})

    def repeated(self, value: Any) -> Any:
        """All of it."""
        return value


ADAPTER: ChildAdapter = Differences()
