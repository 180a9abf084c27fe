"""Numbers worked out by hand: one entry of a dict."""

from typing import Any

from ..run import Run
from . import ChildAdapter

__all__ = ["ADAPTER", "NAME"]

NAME = "answers"


class Answers:
    """target[key]; None, or no entry, means that it was not filled in."""

    copies = False

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The entry.  Raises TypeError where there is no dict."""
        if not isinstance(target, dict):
            raise TypeError(f"a dict was expected, found {type(target).__name__}")
        value = target.get(case["key"])
        if value is None:
            raise NotImplementedError
        return value

    def repeated(self, value: Any) -> Any:
        """All of it."""
        return value


ADAPTER: ChildAdapter = Answers()
