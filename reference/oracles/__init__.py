"""The same quantities asked of somebody else: torch, brute force, a closed form, a recursion.

One module per assignment, one function per exercise, of the exercise's name.  An oracle takes what
the exercise takes and shares no line with the reference; torch is imported when one is asked, and
nothing of the reference is.

    function, graph, run    oracle(*args)
    answers                 oracle() -> the dict
    steps                   oracle(args, theta, gradient, steps) -> [theta after 0, 1, ... steps]

`witness` names whom an oracle asks; functions that start with `second_` are another witness for
the exercise after the underscore.
"""

from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["witness"]

F = TypeVar("F", bound=Callable[..., Any])


def witness(name: str) -> Callable[[F], F]:
    """Says whom an oracle asks: `torch.optim.SGD`, `brute force` ..."""

    def mark(function: F) -> F:
        function.witness = name  # type: ignore[attr-defined]
        return function

    return mark
