"""How an exercise is called and what comes out: the child's half of each adapter.

Every case is run twice.  The first run is the one that is graded.  The second gets read-only
arrays and, for a class, a new instance (and a few steps only), and its results are kept by
reference until its end; if its answer differs, something leaks from call to call, writes into its
arguments, or hands out the same array twice.  The judge compares both; what is sent beside the
values (`breaches`) only tells the reason.

An adapter takes the object to call and the case (a dict of plain values) and returns the value.
"""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .codec import encode, encoded
from .differences import differences
from .objectives import Objective, build
from .signals import listen

__all__ = ["ADAPTERS", "Run", "run_twice"]

STATE = ("v", "r", "s", "t")
#: More than so many times theta is no state of the slides.
STATE_SIZE = 4
#: What leaks from an instance to the next shows in its first steps.
AGAIN_STEPS = 6


class Run:
    """One run of a case: whether its arrays are frozen, and what was noticed on the way."""

    def __init__(self, frozen: bool) -> None:
        self.frozen = frozen
        self.breaches: list[str] = []
        self.objectives: list[Objective] = []

    def prepare(self, value: Any) -> Any:
        """A private copy of an argument: arrays read-only if frozen, objectives made callable."""
        if isinstance(value, np.ndarray):
            value = value.copy()
            value.flags.writeable = not self.frozen
            return value
        if isinstance(value, (list, tuple)):
            return type(value)(self.prepare(item) for item in value)
        if isinstance(value, dict):
            if "objective" in value:
                self.objectives.append(build(value, self.frozen))
                return self.objectives[-1]
            return {key: self.prepare(item) for key, item in value.items()}
        return value

    def keep(self, value: Any) -> Any:
        """What is recorded of a result: a copy, or in the second run the thing itself."""
        if self.frozen:
            return list(value) if isinstance(value, (list, tuple)) else value
        if type(value) is np.ndarray:
            return value.copy()
        if type(value) in (list, tuple):
            return [self.keep(item) for item in value]
        return value

    def breach(self, slug: str, when: bool = True) -> None:
        if when and slug not in self.breaches:
            self.breaches.append(slug)

    def count_calls(self, calls: int, wanted: int) -> None:
        """Notes a wrong number of calls of gradient(), and both numbers."""
        self.breach(f"gradient_calls {calls} {wanted}", calls != wanted)


def _snapshot(values: Any) -> bytes:
    """Plain values as bytes, to tell whether they were changed; objectives are left out."""
    return encode([None if callable(value) else value for value in values])


def function(target: Any, case: dict[str, Any], run: Run) -> Any:
    """target(*args) -> value."""
    args = run.prepare(case["args"])
    if run.frozen:  # what it changes now, its read-only arrays tell
        return target(*args)
    before = _snapshot(args)
    value = target(*args)
    run.breach("argument_changed", _snapshot(args) != before)
    return value


def answers(target: Any, case: dict[str, Any], run: Run) -> Any:
    """One entry of a dict of answers; None, or no entry, means that it was not filled in."""
    if not isinstance(target, dict):
        raise TypeError(f"a dict was expected, found {type(target).__name__}")
    value = target.get(case["key"])
    if value is None:
        raise NotImplementedError
    return value


def steps(target: Any, case: dict[str, Any], run: Run) -> Any:
    """Many steps of an optimizer: {"theta": per step a list of arrays, "state": per step a dict}.

    As an object, target(*args) has a method step(theta, gradient) -> theta.  As a function
    (`form: function`), target(theta, gradients, state, *args) -> (theta, state), with the gradient
    at theta computed by the objective and the state passed on, {} at first.
    """
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


def trajectory(target: Any, case: dict[str, Any], run: Run) -> Any:
    """A function that makes a whole run, calling gradient() `calls` times."""
    value = function(target, case, run)
    for objective in run.objectives:
        run.breach("gradient_changed", objective.written())
        if case.get("calls") is not None:
            run.count_calls(objective.calls, case["calls"])
    return value


def probe(target: Any, case: dict[str, Any], run: Run) -> Any:
    """The derivative of a function of the student's, for comparison with the student's gradient."""
    with _silence(), np.errstate(all="ignore"):
        return differences(target, {**case, "args": run.prepare(case["args"])})


ADAPTERS: dict[str, Callable[[Any, dict[str, Any], Run], Any]] = {
    "function": function,
    "graph": function,
    "answers": answers,
    "steps": steps,
    "run": trajectory,
    "differences": probe,
}


def run_twice(adapter: str, target: Any, case: dict[str, Any]) -> dict[str, Any]:
    """{"value", "again", "breaches", "fault", "signals"} of a case; raises what the first run does.

    The values are encoded.  "again" is None where the second run gave the same bytes, and "fault"
    is the exception that the second run ended with, if it did.  "signals" are numpy's warnings.
    """
    first, second = Run(frozen=False), Run(frozen=True)
    call = ADAPTERS[adapter]
    with listen() as signals:
        value = call(target, case, first)
    answer = encoded(value)
    reply: dict[str, Any] = {"value": answer, "again": None, "fault": None, "signals": signals}
    if case.get("once"):
        reply["breaches"] = first.breaches
        return reply
    generators = _stir()
    try:
        with _silence():  # what it prints was printed once
            again = call(target, case, second)
        other = encoded(again)
        if other.data != (encode(_head(value)) if adapter == "steps" else answer.data):
            reply["again"] = other
    except Exception as error:
        reply["fault"] = error
    changed = _random_state()
    first.breach("global_random", any(changed.get(k, v) != v for k, v in generators.items()))
    # The first result must also have outlived the second call: a buffer that is handed out twice.
    # (Of a run of steps, copies were kept, and the second run shows it.)
    first.breach("result_changed", adapter != "steps" and encode(value) != answer.data)
    reply["breaches"] = first.breaches
    return reply


class _Nowhere(io.RawIOBase):
    """A file that swallows what is written, and needs no descriptor: a sealed child opens none."""

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """As the one before: what is written there directly is seen twice."""
        return 1

    def write(self, data: Any) -> int:
        return len(memoryview(data).cast("B"))


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Sends print(), logging and the rest to nowhere, through a file like the one before."""
    nowhere = io.TextIOWrapper(io.BufferedWriter(_Nowhere()), encoding="utf-8", errors="replace")
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


def _head(run: dict[str, Any]) -> dict[str, Any]:
    return {"theta": run["theta"][: AGAIN_STEPS + 1], "state": run["state"][:AGAIN_STEPS]}


def _stir() -> dict[str, Any]:
    """Puts the global generators into a state that the student cannot know, and returns it.

    A function that seeds them in each call would otherwise leave them as it found them.
    """
    if (module := sys.modules.get("random")) is not None:
        module.seed(os.urandom(16))
    if (module := sys.modules.get("numpy.random")) is not None:
        module.seed(int.from_bytes(os.urandom(4), "little"))
    return _random_state()


def _random_state() -> dict[str, Any]:
    """The state of the global generators, of those that somebody has loaded."""
    state: dict[str, Any] = {}
    if (module := sys.modules.get("random")) is not None:
        state["random"] = module.getstate()
    if (module := sys.modules.get("numpy.random")) is not None:
        name, keys, position, *rest = module.get_state()
        state["numpy.random"] = (name, keys.tobytes(), position, *rest)
    return state
