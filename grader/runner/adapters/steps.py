"""Many steps of an optimizer, with the gradient of an objective."""

from typing import Any

import numpy as np

from ..run import Run
from . import ChildAdapter

__all__ = ["ADAPTER", "AGAIN_STEPS", "NAME"]

NAME = "steps"
STATE = ("v", "r", "s", "t")
#: More than so many times theta is no state of the slides.
STATE_SIZE = 4
#: What leaks from an instance to the next shows in its first steps.
AGAIN_STEPS = 6


class Steps:
    """{"theta": per step a list of arrays, "state": per step a dict}.

    As an object, target(*args) has a method step(theta, gradient) -> theta.  As a function
    (`form: function`), target(theta, gradients, state, *args) -> (theta, state), with the gradient
    at theta computed by the objective and the state passed on, {} at first.
    """

    copies = True

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The run; it ends at a step that does not give arrays as it must."""
        args, theta = run.prepare(case["args"]), run.prepare(case["theta"])
        objective = run.prepare(case["gradient"])
        as_object = case["form"] == "object"
        optimizer: Any = target(*args) if as_object else None
        state: Any = {}
        rows, states = [run.keep(theta)], []
        count = min(case["steps"], AGAIN_STEPS) if run.frozen else case["steps"]
        most = STATE_SIZE * sum(part.size for part in rows[0])
        done = 0
        while done < count and (done == 0 or _like(rows[-1], rows[0])):
            if run.frozen:
                theta = _read_only(theta)
            before = _mark(theta)
            if as_object:
                new = optimizer.step(theta, objective)
            else:
                new, state = _pair(target(theta, objective(theta), state, *args))
            run.breach("argument_changed", before != _mark(theta))
            run.breach("gradient_changed", objective.written())
            theta = new
            rows.append(run.keep(theta))
            states.append(_state(optimizer, most) if as_object else {})
            done += 1
        if as_object:
            run.count_calls(objective.calls, done)
        return {"theta": rows, "state": states}

    def repeated(self, value: Any) -> Any:
        """The first few steps."""
        return {"theta": value["theta"][: AGAIN_STEPS + 1], "state": value["state"][:AGAIN_STEPS]}


def _like(row: Any, first: Any) -> bool:
    """Whether a step gave arrays as it must; the run ends at one that did not."""
    if not isinstance(row, (list, tuple)) or len(row) != len(first):
        return False
    pairs = zip(row, first, strict=True)
    return all(type(a) is np.ndarray and a.dtype != object and a.shape == b.shape for a, b in pairs)


def _pair(answer: Any) -> tuple[Any, Any]:
    """What a step as a function returns.  Raises TypeError when it is no pair."""
    if type(answer) in (tuple, list) and len(answer) == 2 and isinstance(answer[0], (list, tuple)):
        return answer[0], answer[1]
    count = f" of {len(answer)}" if isinstance(answer, (list, tuple)) else ""
    raise TypeError(f"must return (theta, state), got a {type(answer).__name__}{count}")


def _mark(theta: Any) -> list[Any]:
    """What stands where in theta, to tell whether it was changed."""
    parts = theta if isinstance(theta, (list, tuple)) else [theta]
    return [(id(p), p.tobytes()) if type(p) is np.ndarray else id(p) for p in parts]


def _read_only(theta: Any) -> Any:
    """Read-only views, so that the student's own arrays stay writable for the student."""
    if not isinstance(theta, (list, tuple)):
        return theta
    views = [part.view() if type(part) is np.ndarray else part for part in theta]
    for view in views:
        if type(view) is np.ndarray:
            view.flags.writeable = False
    return views


def _state(optimizer: Any, most: int) -> dict[str, Any]:
    """The state attributes of the slides, where the student uses these names: feedback only.

    Of more than `most` numbers nothing is kept, so that no answer becomes too large by them.
    """
    found: dict[str, Any] = {}
    for name in STATE:
        try:
            value = getattr(optimizer, name, None)
        except Exception:  # a property of the student's, or a __getattr__ with other manners
            continue
        if isinstance(value, (list, tuple)) and all(type(part) is np.ndarray for part in value):
            if len(value) <= most and sum(part.size for part in value) <= most:
                found[name] = [part.copy() for part in value]
        elif type(value) in (int, float):
            found[name] = value
    return found


ADAPTER: ChildAdapter = Steps()
