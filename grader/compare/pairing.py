"""Structure first: what was returned is matched with what was expected, and types are checked.

numpy's own comparisons broadcast, so (m, 1) against (m,) passes there.  Here shapes and dtypes are
compared before any number is, and what does not fit is said in a sentence.
"""

from typing import Any

import numpy as np

from ..model import Exercise
from ..runner.codec import Foreign

__all__ = ["Leaf", "Misfit", "pair"]

#: numpy has one such object, so that `is` is enough, and quick.
FLOAT64 = np.dtype(np.float64)


class Leaf:
    """One tensor of an answer beside the expected one.

    `steps` says that axis 0 counts steps; `run`, that row 0 is the start and the displacement from
    it is what matters.
    """

    __slots__ = ("expected", "got", "key", "run", "steps")

    def __init__(
        self,
        key: str,
        expected: np.ndarray,
        got: np.ndarray,
        steps: bool = False,
        run: bool = False,
    ) -> None:
        self.key, self.expected, self.got = key, expected, got
        self.steps, self.run = steps, run


class Misfit(Exception):
    """The answer does not have the form of the expected one; the message says how."""

    def __init__(self, message: str, key: str = "", step: int | None = None) -> None:
        super().__init__(message)
        self.key, self.step = key, step


def pair(exercise: Exercise, expected: Any, got: Any, rows: int | None = None) -> list[Leaf]:
    """The tensors of an answer with the expected ones; of a run of steps the first `rows`.

    Raises Misfit.
    """
    if exercise.adapter == "steps":
        return _trajectory(exercise, [part[:rows] for part in expected["theta"]], got)
    leaves: list[Leaf] = []
    _walk(expected, got, "", exercise.outputs, leaves)
    if exercise.adapter == "run":
        for leaf in leaves:  # a history has a row per step; what a run ends with has not
            history = isinstance(expected, dict) and not leaf.key.startswith("parameters")
            leaf.steps = leaf.expected.ndim > 0 and history
        if len(leaves) == 1 and leaves[0].expected.ndim == 2:
            leaves[0].run = leaves[0].steps = True
    return leaves


def _walk(expected: Any, got: Any, key: str, names: tuple[str, ...], leaves: list[Leaf]) -> None:
    if isinstance(expected, np.ndarray):
        leaves.append(Leaf(key, expected, _array(expected, got, key)))
    elif isinstance(expected, dict):
        if not isinstance(got, dict):
            raise Misfit(f"{_it(key)} must be a dict, got {_what(got, key)}", key)
        missing = [name for name in expected if name not in got]
        if missing:
            raise Misfit(f"{_it(key)} lacks the key {missing[0]!r}", str(missing[0]))
        for name, item in expected.items():
            _walk(item, got[name], f"{key}[{name!r}]" if key else str(name), (), leaves)
    elif isinstance(expected, list):
        form = f"({', '.join(names)})" if names else f"a list of {len(expected)}"
        if not isinstance(got, (list, tuple)):
            raise Misfit(f"{_it(key)} must be {form}, got {_what(got, key)}", key)
        if len(got) != len(expected):
            raise Misfit(f"{_it(key)} must be {form}, got {len(got)} entries", key)
        for i, item in enumerate(expected):
            name = names[i] if i < len(names) else f"{key}[{i}]"
            _walk(item, got[i], name, (), leaves)
    elif isinstance(expected, str):
        if not isinstance(got, str):
            raise Misfit(f"{_it(key)} must be a text, {expected!r} say, got {_what(got, key)}", key)
        if got != expected:
            raise Misfit(f"{_it(key)} is {got[:80]!r}, expected {expected!r}", key)
    else:
        leaves.append(Leaf(key, np.asarray(expected, np.float64), _scalar(got, key)))


def _array(expected: np.ndarray, got: Any, key: str) -> np.ndarray:
    if type(got) is not np.ndarray:
        wanted = f"must be a numpy array of shape {expected.shape}"
        raise Misfit(f"{_it(key)} {wanted}, got {_what(got, key)}", key)
    if got.shape != expected.shape:
        raise Misfit(f"{_it(key)} has shape {got.shape}, expected {expected.shape}", key)
    if expected.dtype.kind == "i":
        if got.dtype.kind not in "iu":
            raise Misfit(f"{_it(key)} has dtype {got.dtype}, expected integers", key)
    elif got.dtype != expected.dtype:
        raise Misfit(f"{_it(key)} has dtype {got.dtype}, expected {expected.dtype}", key)
    return got


def _scalar(got: Any, key: str) -> np.ndarray:
    if isinstance(got, np.ndarray):
        if got.shape != ():
            raise Misfit(f"{_it(key)} must be one number, got an array of shape {got.shape}", key)
        if got.dtype.kind not in "iu" and got.dtype != np.float64:
            raise Misfit(f"{_it(key)} has dtype {got.dtype}, expected float64", key)
        return np.asarray(got, np.float64)
    if isinstance(got, bool) or not isinstance(got, (int, float)):
        raise Misfit(f"{_it(key)} must be a number, got {_what(got, key)}", key)
    return np.asarray(got, np.float64)


def _trajectory(exercise: Exercise, tensors: list[np.ndarray], got: Any) -> list[Leaf]:
    """Per tensor of theta one array (steps + 1, *shape); row 0 is the start, as it was given."""
    names = [*exercise.outputs, *(f"theta[{i}]" for i in range(len(tensors)))][: len(tensors)]
    rows = got.get("theta") if isinstance(got, dict) else None
    if not isinstance(rows, list) or len(rows) > len(tensors[0]):
        raise Misfit("the run did not come back whole")
    whole = _whole_run(tensors, rows)
    if whole is not None:
        triples = zip(names, tensors, whole, strict=True)
        return [Leaf(name, tensor, got, steps=True, run=True) for name, tensor, got in triples]
    columns: list[list[np.ndarray]] = [[] for _ in names]
    for step, row in enumerate(rows):
        if not isinstance(row, (list, tuple)):
            raise Misfit(
                f"step {step} must give a list of {len(names)} arrays, got {_what(row)}", "", step
            )
        if len(row) != len(names):
            raise Misfit(f"step {step} must give {len(names)} arrays, got {len(row)}", "", step)
        for tensor, part, name, column in zip(tensors, row, names, columns, strict=True):
            try:
                array = _start(tensor[0], part) if step == 0 else _array(tensor[step], part, name)
            except Misfit as misfit:
                raise Misfit(f"{misfit} after step {step}", name, step) from None
            column.append(np.asarray(array, np.float64))
    if len(rows) != len(tensors[0]):
        raise Misfit("the run did not come back whole")
    return [
        Leaf(name, tensor, np.stack(column), steps=True, run=True)
        for name, tensor, column in zip(names, tensors, columns, strict=True)
    ]


def _whole_run(tensors: list[np.ndarray], rows: list[Any]) -> list[np.ndarray] | None:
    """A run that is as it should be, stacked at once; None where the reason must be looked for."""
    good = len(rows) == len(tensors[0]) and all(
        type(row) in (list, tuple) and len(row) == len(tensors) for row in rows
    )
    if not good:
        return None
    found = []
    for tensor, column in zip(tensors, zip(*rows, strict=True), strict=True):
        start, *rest = column
        shape = tensor.shape[1:]
        if tensor.dtype is not FLOAT64 or any(
            type(part) is not np.ndarray or part.dtype is not FLOAT64 or part.shape != shape
            for part in rest
        ):
            return None
        if type(start) is not np.ndarray or start.shape != shape or start.dtype.kind not in "fiu":
            return None
        found.append(np.array(column, np.float64))
    return found


def _start(expected: np.ndarray, part: Any) -> np.ndarray:
    """The start of a run, which may be of integers."""
    if type(part) is not np.ndarray or part.shape != expected.shape or part.dtype.kind not in "fiu":
        raise Misfit("the run did not come back whole")
    return part


def _it(key: str) -> str:
    return key or "the answer"


def _what(got: Any, key: str = "") -> str:
    """What was returned, in words; `key` is the part of an answer that it is, if not the whole."""
    if got is None:
        return "None" if key else "None (is a `return` missing?)"
    if isinstance(got, Foreign):
        kind = _a(got.type_name)
        return f"{kind} ({got.detail})" if got.detail else kind
    if isinstance(got, np.ndarray):
        return f"an array of shape {got.shape}" if got.shape else "one number"
    if isinstance(got, (bool, int, float)):
        return f"{got!r:.40}"
    return _a(type(got).__name__)


def _a(word: str) -> str:
    """With its article."""
    return f"an {word}" if word[:1].lower() in "aeiou" else f"a {word}"
