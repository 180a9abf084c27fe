"""A function that is given what the student's own earlier function returned: a cache, say."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from ..model import CaseSpec, Exercise
from ..runner.adapters.after import RETURNED
from ..runner.run import Run
from . import Adapter, Draw
from .function import Function

__all__ = ["ADAPTER"]


class AfterCase(msgspec.Struct, frozen=True, kw_only=True):
    """The arguments of both functions; {returned: 1} is a part of what the earlier one gives."""

    first: Any
    args: Any


class After(Function):
    """f(*args), some of which are what the earlier exercise returned to the arguments `first`."""

    case: type[msgspec.Struct] = AfterCase

    def payload(self, exercise: Exercise, spec: CaseSpec, draw: Draw) -> dict[str, Any]:
        """Both calls.  Raises ValueError without an earlier exercise."""
        if exercise.after is None:
            raise ValueError(
                f"{exercise.name} needs `after: {{exercise: NAME}}`, the earlier exercise whose "
                "result it is given"
            )
        first = draw(("first",), spec.given["first"])
        if not isinstance(first, list):
            raise ValueError("first must be a list of the positional arguments")
        return {
            "after": exercise.after.exercise,
            "others": [exercise.after.exercise],
            "first": first,
            **super().payload(exercise, spec, draw),
        }

    def ask(self, oracle: Callable[..., Any], payload: Mapping[str, Any], run: Run) -> Any:
        """oracle(first, args) -> the value; `args` are those that are not returned by the first."""
        own = [arg for arg in payload["args"] if not (isinstance(arg, dict) and RETURNED in arg)]
        return oracle(run.prepare(payload["first"]), run.prepare(own))

    def inputs(self, exercise: Exercise, inputs: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """What the earlier function is given, and the arguments that are not its result."""
        named = [(f"{inputs['after']} argument {i + 1}", a) for i, a in enumerate(inputs["first"])]
        own = super().inputs(exercise, inputs)
        return [*named, *(pair for pair in own if not isinstance(pair[1], dict))]


ADAPTER: Adapter = After()
