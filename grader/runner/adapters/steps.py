"""Many steps of an optimizer, with the gradient of an objective."""

import operator
from typing import Any

import numpy as np

from ..run import Run
from . import ChildAdapter

__all__ = ["ADAPTER", "AGAIN_STEPS", "NAME"]

NAME = "steps"
STATE = ("v", "r", "s", "t")
#: More than so many times theta is no state of the slides.
STATE_SIZE = 4
#: What leaks from an instance to the next shows in its first step, an array that is handed out
#: again in the step after it.
AGAIN_STEPS = 2
FLOAT64 = np.dtype(np.float64)


class Steps:
    """{"columns": per tensor of theta an array (steps + 1, *shape), "state": per step a dict}.

    A run in which something else than such arrays turned up is {"theta": per step what it was,
    "state"} instead.  The state is there where the case has a `trace`.

    As an object, target(*args) has a method step(theta, gradient) -> theta.  As a function
    (`form: function`), target(theta, gradients, state, *args) -> (theta, state), with the gradient
    at theta computed by the objective and the state passed on, {} at first.
    """

    copies = True

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The run; it ends at a step that does not give arrays as it must."""
        args, theta = run.prepare(case["args"]), run.prepare(case["theta"])
        objective = run.prepare(case["gradient"])
        as_object, trace = case["form"] == "object", case.get("trace", False)
        optimizer: Any = target(*args) if as_object else None
        state: Any = {}
        way, states = Way(theta, run), []
        count = min(case["steps"], AGAIN_STEPS) if run.frozen else case["steps"]
        for _ in range(count):
            if run.frozen:
                theta = _read_only(theta)
            before = tuple(theta)
            if as_object:
                new = optimizer.step(theta, objective)
            else:
                new, state = _pair(target(theta, objective(theta), state, *args))
            if way.written(theta, before):
                run.breach("argument_changed")
            theta = new
            way.add(theta)
            if trace:
                states.append(_state(optimizer, way.most) if as_object else {})
            if not way.goes_on:
                break
        run.breach("gradient_changed", objective.written())
        if as_object:
            run.count_calls(objective.calls, len(way.rows) - 1)
        return {**way.answer(), "state": states}

    def repeated(self, value: Any) -> Any:
        """The first few steps."""
        state = value["state"][:AGAIN_STEPS]
        if "columns" in value:
            columns = [column[: AGAIN_STEPS + 1] for column in value["columns"]]
            return {"columns": columns, "state": state}
        return {"theta": value["theta"][: AGAIN_STEPS + 1], "state": state}


class Way:
    """What theta was, step by step.

    The first run keeps the bytes of its arrays, the second the arrays themselves until its end, so
    that one that is handed out again shows.  What is no row of float64 arrays of the right shapes
    is kept as it is; behind it the run goes on only if it is one of arrays at least.
    """

    def __init__(self, theta: list[np.ndarray], run: Run) -> None:
        self.by_reference, self.keep = run.frozen, run.keep
        self.shapes = [part.shape for part in theta]
        self.most = STATE_SIZE * sum(part.size for part in theta)
        self.rows: list[Any] = []
        self.regular = self.goes_on = True
        self.add(theta)

    def add(self, theta: Any) -> None:
        """One step further."""
        if _regular(theta, self.shapes):
            self.rows.append(
                list(theta) if self.by_reference else [part.tobytes() for part in theta]
            )
            return
        self.regular = False
        self.goes_on = len(self.rows) == 0 or _like(theta, self.shapes)
        self.rows.append(_Odd(self.keep(theta)))

    def written(self, theta: Any, before: tuple[Any, ...]) -> bool:
        """Whether the last row was changed: other parts stand in it, or other numbers in them."""
        if self.by_reference:  # it was read-only
            return False
        if len(theta) != len(before) or not all(map(operator.is_, theta, before)):
            return True
        last = self.rows[-1]
        if isinstance(last, _Odd):
            return last.written(before)
        return bool([part.tobytes() for part in before] != last)

    def answer(self) -> dict[str, Any]:
        """By tensor, or by step where that cannot be."""
        if not self.regular:
            return {"theta": [self._row(row) for row in self.rows]}
        return {"columns": [self._column(i) for i in range(len(self.shapes))]}

    def _column(self, i: int) -> np.ndarray:
        if self.by_reference:
            return np.array([row[i] for row in self.rows])
        joined = np.frombuffer(b"".join([row[i] for row in self.rows]))
        return joined.reshape(len(self.rows), *self.shapes[i])

    def _row(self, row: Any) -> Any:
        if isinstance(row, _Odd):
            return row.kept
        if self.by_reference:
            return row
        pairs = zip(row, self.shapes, strict=True)
        return [np.frombuffer(data).reshape(shape) for data, shape in pairs]


class _Odd:
    """A row that is not what a step should give, or of integers, as a start may be."""

    def __init__(self, kept: Any) -> None:
        self.kept = kept

    def written(self, parts: tuple[Any, ...]) -> bool:
        pairs = zip(parts, self.kept, strict=False)
        return any(type(a) is np.ndarray and a.tobytes() != b.tobytes() for a, b in pairs)


def _regular(theta: Any, shapes: list[tuple[int, ...]]) -> bool:
    """Whether it is a list of float64 arrays of these shapes."""
    if type(theta) not in (list, tuple) or len(theta) != len(shapes):
        return False
    for part, shape in zip(theta, shapes, strict=True):
        if type(part) is not np.ndarray or part.dtype is not FLOAT64 or part.shape != shape:
            return False
    return True


def _like(row: Any, shapes: list[tuple[int, ...]]) -> bool:
    """Whether it has arrays of numbers of these shapes; the run ends at what has not."""
    if not isinstance(row, (list, tuple)) or len(row) != len(shapes):
        return False
    pairs = zip(row, shapes, strict=True)
    return all(type(a) is np.ndarray and a.dtype != object and a.shape == b for a, b in pairs)


def _pair(answer: Any) -> tuple[Any, Any]:
    """What a step as a function returns.  Raises TypeError when it is no pair."""
    if type(answer) in (tuple, list) and len(answer) == 2 and isinstance(answer[0], (list, tuple)):
        return answer[0], answer[1]
    count = f" of {len(answer)}" if isinstance(answer, (list, tuple)) else ""
    raise TypeError(f"must return (theta, state), got a {type(answer).__name__}{count}")


def _read_only(theta: Any) -> list[Any]:
    """Read-only views, so that the student's own arrays stay writable for the student."""
    views = [part.view() for part in theta]
    for view in views:
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
