"""A function that is given what the student's own earlier function returned: a cache, say."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from ..run import Run, snapshot
from . import ChildAdapter
from .function import Function, without

__all__ = ["ADAPTER", "NAME", "RETURNED"]

NAME = "after"
#: The key of an argument that stands for a part of what the earlier function returned.
RETURNED = "returned"
#: In place of a part: all of it.
WHOLE = "all"


class After(Function):
    """target(*args), where {"returned": 1} in `args` is part 1 of what earlier(*first) returned.

    With a `starter` in the case, the earlier function is the course's and not the student's.
    """

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The value.  Raises TypeError where the earlier function returned no such part."""
        name = case["after"]
        earlier = _starter(case["starter"]) if "starter" in case else run.others.get(name)
        if earlier is None:
            raise AttributeError(f"{name}, whose result this is given, is not defined in your file")
        returned = earlier(*run.prepare(case["first"], may_change=True))
        free = case.get("may_change", ())
        args = [
            _part(name, returned, arg[RETURNED])
            if isinstance(arg, dict) and RETURNED in arg
            else run.prepare(arg, i in free)
            for i, arg in enumerate(case["args"])
        ]
        theirs = {i for i, arg in enumerate(case["args"]) if isinstance(arg, dict)}
        kept = [arg for i, arg in enumerate(args) if i not in free and i not in theirs]
        before = b"" if run.frozen else snapshot(kept)
        value = target(*args)
        run.breach("argument_changed", not run.frozen and snapshot(kept) != before)
        return without(value, case)


def _starter(given: dict[str, Any]) -> Callable[..., Any]:
    """The course's function, from its source."""
    module = ModuleType("starter")
    exec(compile(given["source"], "starter.py", "exec", dont_inherit=True), module.__dict__)
    function: Callable[..., Any] = getattr(module, given["name"])
    return function


def _part(name: str, returned: Any, part: Any) -> Any:
    if part == WHOLE:
        return returned
    if not isinstance(returned, (tuple, list)) or len(returned) <= part:
        what = type(returned).__name__
        size = f" of {len(returned)}" if isinstance(returned, (tuple, list)) else ""
        words = f"must return at least {part + 1} things, got a {what}{size}"
        raise TypeError(f"{name}, whose result this is given, {words}")
    return returned[part]


ADAPTER: ChildAdapter = After()
