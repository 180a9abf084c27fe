"""A function of positional arguments."""

from typing import Any

from ..run import Run, snapshot
from . import ChildAdapter

__all__ = ["ADAPTER", "NAME", "Function"]

NAME = "function"


class Function:
    """target(*args) -> value."""

    copies = False

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The value, and whether the arguments were changed."""
        args = run.prepare(case["args"])
        if run.frozen:  # what it changes now, its read-only arrays tell
            return target(*args)
        before = snapshot(args)
        value = target(*args)
        run.breach("argument_changed", snapshot(args) != before)
        return value

    def repeated(self, value: Any) -> Any:
        """All of it."""
        return value


ADAPTER: ChildAdapter = Function()
