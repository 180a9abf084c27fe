"""A function that is called over steps and hands its own state on: w, config = f(w, dw, config)."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..objectives import Objective
from ..run import Run, snapshot
from . import ChildAdapter

__all__ = ["ADAPTER", "AGAIN_STEPS", "NAME"]

NAME = "fold"
#: What leaks from one run to the next shows in its first steps.
AGAIN_STEPS = 6


class Fold:
    """{"start": what is handed on and compared, "rows": per step what was returned}, by name.

    A case has the names of the `arguments`, in their order, and of the `outputs`; a `start` for
    what is the same in every step or handed on, by name; and what is given at `each` step: an
    array with a row for each, or an objective, whose gradient at the first output it is.  An output
    with the name of an argument is that argument's value in the next step.
    """

    copies = True

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The run.  Raises TypeError for a step that does not return what it must."""
        free = case["may_change"]
        given = {name: run.prepare(value, name in free) for name, value in case["start"].items()}
        each = {name: run.prepare(value, name in free) for name, value in case["each"].items()}
        outputs = case["outputs"]
        first = outputs[0].lstrip("_")
        start = {name: copied(value) for name, value in case["start"].items() if name in outputs}
        rows: list[dict[str, Any]] = []
        for step in range(min(case["steps"], AGAIN_STEPS) if run.frozen else case["steps"]):
            at = given.get(first)
            if not _alike(at, case["start"].get(first)):
                break  # the judge says what it should have been
            given |= {name: _at(step, value, at) for name, value in each.items()}
            args = [given[name] for name in case["arguments"]]
            kept = [given[name] for name in case["arguments"] if name not in free]
            before = b"" if run.frozen else snapshot(kept)
            returned = _parts(target(*args), outputs)
            run.breach("argument_changed", not run.frozen and snapshot(kept) != before)
            for name, value in each.items():
                if isinstance(value, Objective) and name not in free:
                    # An argument of one of the last steps: the student does not call gradient().
                    run.breach("argument_changed", value.written())
            rows.append({
                name: copied(value) for name, value in returned.items() if not name.startswith("_")
            })  # fmt: skip
            given |= {
                name.lstrip("_"): _frozen(value) if run.frozen and name.lstrip("_") not in free
                else value for name, value in returned.items() if name.lstrip("_") in given
            }  # fmt: skip
        return {"start": start, "rows": rows}

    def repeated(self, value: Any) -> Any:
        """The first few steps."""
        return {"start": value["start"], "rows": value["rows"][:AGAIN_STEPS]}


def _alike(value: Any, start: Any) -> bool:
    """Whether arrays that are handed on have kept the form of the start."""
    if type(start) is list and type(value) in (list, tuple):
        pairs = zip(value, start, strict=False)
        return len(value) == len(start) and all(_alike(a, b) for a, b in pairs)
    if type(start) is np.ndarray:
        return type(value) is np.ndarray and value.dtype != object and value.shape == start.shape
    return type(start) is not list


def _at(step: int, value: Any, at: Any) -> Any:
    """What is given at a step: the gradient at a point, or a row of an array."""
    if isinstance(value, Objective):
        several = isinstance(at, (list, tuple))
        gradient = value(list(at) if several else [at])
        return gradient if several else gradient[0]
    return value[step]


def _parts(returned: Any, names: list[str]) -> dict[str, Any]:
    """What a step returned, by name.  Raises TypeError for another number of things."""
    if len(names) == 1:
        return {names[0]: returned}
    if not isinstance(returned, (tuple, list)) or len(returned) != len(names):
        found = f"a {type(returned).__name__}"
        if isinstance(returned, (tuple, list)):
            found += f" of {len(returned)}"
        words = ", ".join(name.lstrip("_") or "_" for name in names)
        raise TypeError(f"must return ({words}), got {found}")
    return dict(zip(names, returned, strict=True))


def copied(value: Any, depth: int = 4) -> Any:
    """A copy of the arrays, lists and dicts in a value, which may be changed later."""
    if type(value) is np.ndarray:
        return value.copy()
    if depth and type(value) in (list, tuple):
        return type(value)(copied(item, depth - 1) for item in value)
    if depth and type(value) is dict:
        return {key: copied(item, depth - 1) for key, item in value.items()}
    return value


def _frozen(value: Any) -> Any:
    """Read-only views of the arrays, so that the student's own stay writable for the student."""
    if type(value) is np.ndarray:
        view = value.view()
        view.flags.writeable = False
        return view
    if type(value) in (list, tuple):
        return type(value)(_frozen(item) for item in value)
    if isinstance(value, Mapping) and type(value) is dict:
        return {key: _frozen(item) for key, item in value.items()}
    return value


ADAPTER: ChildAdapter = Fold()
