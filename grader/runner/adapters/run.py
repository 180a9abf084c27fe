"""A function that makes a whole run by itself, calling gradient() a known number of times."""

from typing import Any

from ..run import Run
from . import ChildAdapter
from .function import Function

__all__ = ["ADAPTER", "NAME"]

NAME = "run"


class WholeRun(Function):
    """target(*args) -> the run, or what it ends with."""

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The value, whether gradients were changed, and how often they were asked for."""
        value = super().call(target, case, run)
        for objective in run.objectives:
            run.breach("gradient_changed", objective.written())
            if case.get("calls") is not None:
                run.count_calls(objective.calls, case["calls"])
        return value


ADAPTER: ChildAdapter = WholeRun()
