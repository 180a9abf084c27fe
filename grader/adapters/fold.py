"""A function that is called over steps and hands its own state on: w, config = f(w, dw, config)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
import numpy as np

from ..leaves import Distance, Leaf, Misfit, match
from ..leaves.places import Parting, at_step
from ..model import Case, CaseSpec, Exercise
from ..model.pictures import Kind
from ..runner.adapters.fold import AGAIN_STEPS
from ..runner.run import Run
from . import Adapter, Draw, Tensors
from .function import Function

__all__ = ["ADAPTER"]


class FoldCase(msgspec.Struct, frozen=True, kw_only=True):
    """What the arguments are at first, what some of them are at each step, and how many steps."""

    start: dict[str, Any]
    steps: Annotated[int, msgspec.Meta(ge=1)]
    each: dict[str, Any] = {}


class Fold(Function):
    """f(*arguments) -> outputs, many times; an output with an argument's name is handed on.

    A golden value is {"start": {name: value}, "rows": {name: (steps, *shape)}}; of a list or a dict
    that is handed on, `rows` has a list or a dict of such arrays.
    """

    case: type[msgspec.Struct] = FoldCase
    figure: Kind = "steps"
    long = True

    def payload(self, exercise: Exercise, spec: CaseSpec, draw: Draw) -> dict[str, Any]:
        """The names of the call, and the values by name.  Raises ValueError where they differ."""
        _check(exercise, spec)
        given, steps = spec.given, spec.given["steps"]
        each = given.get("each", {})
        drawn = {name: draw(("each", name), node) for name, node in each.items()}
        for name, value in drawn.items():
            if not isinstance(value, dict) and (
                not hasattr(value, "__len__") or len(value) < steps
            ):
                raise ValueError(f"each: {name} must be an objective, or have a row for each step")
        return {
            "start": {name: draw(("start", name), node) for name, node in given["start"].items()},
            "each": drawn,
            "steps": steps,
            "arguments": list(exercise.arguments),
            "outputs": list(exercise.outputs),
            "may_change": list(exercise.may_change),
        }

    def freeze(self, value: Any) -> Any:
        """A column for each output, instead of a row for each step."""
        rows = value["rows"]
        columns = {name: _column([row[name] for row in rows]) for name in rows[0]}
        return {"start": value["start"], "rows": columns}

    def ask(self, oracle: Callable[..., Any], payload: Mapping[str, Any], run: Run) -> Any:
        """oracle(start, each, steps) -> a dict for each step, of the outputs that are compared."""
        start, each = run.prepare(payload["start"]), run.prepare(payload["each"])
        rows = oracle(start, each, payload["steps"])
        kept = {name: payload["start"][name] for name in rows[0] if name in payload["start"]}
        return self.freeze({"start": kept, "rows": rows})

    def pair(self, exercise: Exercise, expected: Any, got: Any) -> list[Leaf]:  # noqa: ARG002
        """Per tensor of an output a row for each step, behind the start where it had one."""
        return _leaves(expected, got, None)

    def pair_again(self, exercise: Exercise, expected: Any, got: Any) -> list[Leaf]:  # noqa: ARG002
        """The first few steps."""
        return _leaves(expected, got, AGAIN_STEPS)

    def pair_frozen(self, exercise: Exercise, expected: Any, other: Any) -> list[Leaf]:  # noqa: ARG002
        """Column by column."""
        leaves = match(expected["rows"], other["rows"])
        for leaf in leaves:
            _put_before(leaf, _start_of(expected["start"], leaf.key))
        return leaves

    def describe(self, expected: Any, value: Any) -> Tensors:
        """Column by column, of what is expected."""
        rows = value.get("rows") if isinstance(value, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield "rows", "no run"
            return
        yield "rows", str(len(rows))
        for name, column in expected["rows"].items():
            yield from _described(name, column, [row.get(name) for row in rows])

    def describe_golden(self, expected: Any) -> Tensors:
        """Column by column."""
        for name, column in expected["rows"].items():
            yield from _tensors(name, column)

    def parting(
        self,
        case: Case,
        expected: Any,  # noqa: ARG002
        got: Any,  # noqa: ARG002
        off: Sequence[tuple[Leaf, Distance]],
        tolerance: float,
    ) -> Parting:
        """The first step that is off."""
        return at_step(off, tolerance, case.spec.scale)

    def inputs(self, exercise: Exercise, inputs: Mapping[str, Any]) -> list[tuple[str, Any]]:  # noqa: ARG002
        """The start, what each step is given, and the number of steps."""
        named = [*inputs["start"].items(), *inputs["each"].items()]
        return [*named, ("steps", inputs["steps"])]

    def on_paper(self, inputs: Mapping[str, Any]) -> Literal["nothing", "two steps", "inputs"]:  # noqa: ARG002
        """The first steps."""
        return "two steps"


def _check(exercise: Exercise, spec: CaseSpec) -> None:
    """Raises ValueError where the case does not give each argument, once."""
    if not exercise.arguments or not exercise.outputs:
        raise ValueError(
            f"{exercise.name} needs `arguments: [...]` and `outputs: [...]`: the names of what it "
            "takes and returns, in their order"
        )
    start, each = spec.given["start"], spec.given.get("each", {})
    for name in (*start, *each):
        if name not in exercise.arguments:
            raise ValueError(f"no argument of {exercise.name} is called {name!r}")
    for name in exercise.arguments:
        if (name in start) == (name in each):
            raise ValueError(f"the argument {name!r} must stand under either `start` or `each`")
    first = exercise.outputs[0].lstrip("_")
    if first not in start:
        raise ValueError(f"the first output, {first!r}, must be an argument that `start` gives")


def _column(parts: list[Any]) -> Any:
    """What the steps gave, as one array; of lists and dicts one for each of their parts.

    What is no number is left out of a dict, and is not compared.
    """
    first = parts[0]
    if isinstance(first, dict):
        kept = [key for key, value in first.items() if isinstance(value, _COMPARED)]
        return {key: _column([part[key] for part in parts]) for key in kept}
    if isinstance(first, (list, tuple)):
        return [_column([part[i] for part in parts]) for i in range(len(first))]
    return np.array(parts)


_COMPARED = (np.ndarray, int, float, dict, list, tuple)


def _row(column: Any, step: int) -> Any:
    """The value of one step again."""
    if isinstance(column, dict):
        return {key: _row(part, step) for key, part in column.items()}
    if isinstance(column, list):
        return [_row(part, step) for part in column]
    value = column[step]
    return value.item() if isinstance(value, np.generic) else value


def _length(column: Any) -> int:
    if isinstance(column, dict):
        return min(map(_length, column.values()), default=0)
    if isinstance(column, list):
        return min(map(_length, column), default=0)
    return len(column)


def _leaves(expected: Any, got: Any, most: int | None) -> list[Leaf]:
    """The steps of a run, one under the other.  Raises Misfit."""
    rows = got.get("rows") if isinstance(got, dict) else None
    steps = min(_length(column) for column in expected["rows"].values())
    steps = steps if most is None else min(steps, most)
    if not isinstance(rows, list) or len(rows) > steps:
        raise Misfit("not_whole")
    by_step = []
    for step, row in enumerate(rows):
        wanted = {name: _row(column, step) for name, column in expected["rows"].items()}
        try:
            by_step.append(match(wanted, row))
        except Misfit as misfit:
            raise misfit.after(step + 1) from None
    if len(rows) != steps:
        raise Misfit("not_whole")
    leaves = []
    for same in zip(*by_step, strict=True):
        expected_rows, got_rows = ([getattr(leaf, side) for leaf in same] for side in _SIDES)
        leaf = Leaf(same[0].key, _floats(expected_rows), _floats(got_rows))
        _put_before(leaf, _start_of(expected["start"], leaf.key))
        leaves.append(leaf)
    return leaves


_SIDES = ("expected", "got")


def _floats(rows: list[Any]) -> np.ndarray:
    return np.array(rows, np.float64)


def _start_of(start: Any, key: str) -> np.ndarray | None:
    """Where a tensor that is handed on begins: `w`, or `w[1]` of a list."""
    name, _, index = key.partition("[")
    value = start.get(name)
    if isinstance(value, list) and index.rstrip("]").isdigit():
        value = value[int(index.rstrip("]"))]
    return value if isinstance(value, np.ndarray) else None


def _put_before(leaf: Leaf, start: np.ndarray | None) -> None:
    """The start as row 0, from which a run is measured."""
    leaf.steps = True
    if start is None or start.shape != leaf.expected.shape[1:]:
        return
    leaf.expected, leaf.got = (
        np.concatenate([start[np.newaxis].astype(np.float64), side])
        for side in (leaf.expected, leaf.got)
    )
    leaf.run = True


def _tensors(path: str, column: Any) -> Iterator[tuple[str, Any]]:
    """The arrays of a golden column."""
    if isinstance(column, dict):
        for key, part in column.items():
            yield from _tensors(f"{path}.{key}", part)
    elif isinstance(column, list):
        for i, part in enumerate(column):
            yield from _tensors(f"{path}[{i}]", part)
    else:
        yield path, column.astype(np.float64)


def _described(path: str, expected: Any, parts: list[Any]) -> Iterator[tuple[str, Any]]:
    """A column of an answer of any form: arrays where the steps gave such, else a word."""
    if isinstance(expected, dict) and all(isinstance(part, dict) for part in parts):
        for key, inner in expected.items():
            yield from _described(f"{path}.{key}", inner, [part.get(key) for part in parts])
        return
    lists = isinstance(expected, list) and all(isinstance(part, (list, tuple)) for part in parts)
    if lists and {len(part) for part in parts} == {len(expected)}:
        for i, inner in enumerate(expected):
            yield from _described(f"{path}[{i}]", inner, [part[i] for part in parts])
        return
    kinds = sorted({_kind(part) for part in parts})
    yield path, f"{len(parts)} {kinds[:5]}"
    if len(kinds) == 1 and not kinds[0].startswith("a "):
        yield path, np.array(parts, np.float64)


def _kind(value: Any) -> str:
    """dtype and shape, "number", or the name of a type as a noun."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiu":
        return f"{value.dtype}{value.shape}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "number"
    return f"a {type(value).__name__}"


ADAPTER: Adapter = Fold()
