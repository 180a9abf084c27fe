"""A function of positional arguments."""

from typing import Any

from ..run import Run, unchanged
from . import ChildAdapter

__all__ = ["ADAPTER", "NAME", "Function", "without"]

NAME = "function"


class Function:
    """target(*args) -> value.

    Arguments at the positions `may_change` are the student's to change, and parts of the value at
    the positions `unsent` stay here: a cache that only the student's own code reads.
    """

    copies = False

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The value, and whether the arguments were changed."""
        free = case.get("may_change", ())
        args = [run.prepare(arg, i in free) for i, arg in enumerate(case["args"])]
        if run.frozen:  # what it changes now, its read-only arrays tell
            return without(target(*args), case)
        kept = [i for i in range(len(args)) if i not in free]
        value = target(*args)
        changed = (i + 1 for i in kept if not unchanged(args[i], case["args"][i]))
        if first := next(changed, 0):
            run.breach("argument_changed", got=first if len(args) > 1 else None)
        return without(value, case)

    def repeated(self, value: Any) -> Any:
        """All of it."""
        return value


def without(value: Any, case: dict[str, Any]) -> Any:
    """A list or tuple with None in place of its `unsent` parts; all else as it is."""
    unsent = case.get("unsent", ())
    if not unsent or not isinstance(value, (list, tuple)):
        return value
    parts = [None if i in unsent else part for i, part in enumerate(value)]
    return tuple(parts) if isinstance(value, tuple) else parts


ADAPTER: ChildAdapter = Function()
