"""Many steps of an optimizer: theta after each, and its state where the slides name it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
import numpy as np

from ..leaves import Distance, Leaf, Misfit, match
from ..leaves.pairing import match_array, thing
from ..leaves.places import Parting, at_step
from ..model import Case, CaseSpec, Exercise, Surface
from ..model.pictures import Kind
from ..runner.adapters.steps import AGAIN_STEPS
from ..runner.codec import MAX_VALUES
from ..runner.run import Run
from . import Adapter, Draw, Tensors
from .function import Function

__all__ = ["ADAPTER", "by_step"]

#: numpy has one such object, so that `is` is enough, and quick.
FLOAT64 = np.dtype(np.float64)
#: How exact an offset must be, relative.
EXACT = 1e-9


class StepsCase(msgspec.Struct, frozen=True, kw_only=True):
    """The start, the objective, how many steps, and the hyperparameters."""

    theta: Any
    gradient: Any
    steps: Annotated[int, msgspec.Meta(ge=1)]
    args: Any = None


class Steps(Function):
    """C(*args).step(theta, gradient) -> theta, many times.

    A golden value is {"theta": [(steps + 1, *shape)], "state": {"v": [(steps, *shape)], ...}}.
    """

    case: type[msgspec.Struct] = StepsCase
    figure: Kind = "steps"
    long = True
    traced = True
    one_interface = True

    def payload(self, exercise: Exercise, spec: CaseSpec, draw: Draw) -> dict[str, Any]:
        """Hyperparameters, start and objective."""
        given = spec.given
        return {
            **super().payload(exercise, spec, draw),
            "form": exercise.form,
            "steps": given["steps"],
            "theta": draw(("theta",), given["theta"]),
            "gradient": draw(("gradient",), given["gradient"]),
        }

    def freeze(self, value: Any) -> Any:
        """One array per tensor, axis 0 being the steps; `value` has lists by step."""
        state: dict[str, Any] = {}
        for name in value["state"][0] if value["state"] else ():
            rows = [row[name] for row in value["state"]]
            state[name] = _columns(rows) if isinstance(rows[0], list) else np.array(rows)
        columns = value["columns"] if "columns" in value else _columns(value["theta"])
        return {"theta": columns} | ({"state": state} if state else {})

    def ask(self, oracle: Callable[..., Any], payload: Mapping[str, Any], run: Run) -> Any:
        """oracle(args, theta, gradient, steps) -> theta by step."""
        args, theta = run.prepare(payload["args"]), run.prepare(payload["theta"])
        rows = oracle(args, theta, run.prepare(payload["gradient"]), payload["steps"])
        return self.freeze({"theta": rows, "state": [{}]})

    def pair(self, exercise: Exercise, expected: Any, got: Any) -> list[Leaf]:
        """Per tensor of theta one trajectory."""
        return _trajectory(exercise, expected["theta"], got)

    def pair_again(self, exercise: Exercise, expected: Any, got: Any) -> list[Leaf]:
        """The first few steps."""
        return _trajectory(exercise, [part[: AGAIN_STEPS + 1] for part in expected["theta"]], got)

    def pair_frozen(self, exercise: Exercise, expected: Any, other: Any) -> list[Leaf]:  # noqa: ARG002
        """Theta, and the state where both have one."""
        pairs = zip(expected["theta"], other["theta"], strict=True)
        leaves = [Leaf("theta", a, b, steps=True, run=True) for a, b in pairs]
        if "state" in expected and "state" in other:
            leaves += match(expected["state"], other["state"])
        if any(leaf.expected.shape != leaf.got.shape for leaf in leaves):
            raise Misfit("other_runs")
        return leaves

    def describe(self, expected: Any, value: Any) -> Tensors:  # noqa: ARG002
        """Per tensor of theta the way walked."""
        return _describe_run(value)

    def describe_golden(self, expected: Any) -> Tensors:
        """Per tensor of theta the way walked."""
        for i, tensor in enumerate(expected["theta"]):
            yield f"theta[{i}]", tensor - tensor[:1]

    def parting(
        self,
        case: Case,
        expected: Any,
        got: Any,
        off: Sequence[tuple[Leaf, Distance]],
        tolerance: float,
    ) -> Parting:
        """The first step that is off, and which of the state is off there, too."""
        found = at_step(off, tolerance, case.spec.scale)
        if found.row:
            known = _state(expected, got, found.row, tolerance)
            found.place = msgspec.structs.replace(found.place, **known)
        return found

    def inputs(self, exercise: Exercise, inputs: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """Hyperparameters, start, objective, number of steps."""
        more = [(key, inputs[key]) for key in ("theta", "gradient", "steps")]
        return [*super().inputs(exercise, inputs), *more]

    def on_paper(self, inputs: Mapping[str, Any]) -> Literal["nothing", "two steps", "inputs"]:  # noqa: ARG002
        """The first steps."""
        return "two steps"

    def scene(
        self, exercise: Exercise, surface: Surface, start: Any, terms: Any
    ) -> dict[str, Any] | None:
        """A run from the surface's start."""
        return {
            "args": surface.racers[exercise.name],
            "once": True,
            "trace": True,
            "form": exercise.form,
            "steps": surface.steps,
            "theta": [start],
            "gradient": {"objective": "polynomial", "params": {"terms": terms, "single": False}},
        }


def _columns(rows: list[list[np.ndarray]]) -> list[np.ndarray]:
    return [np.array(column, np.float64) for column in zip(*rows, strict=True)]


def _state(expected: Any, got: Any, step: int, tolerance: float) -> dict[str, Any]:
    """What of a Divergence the state says: its first part that was right before, and is off.

    What it holds may have another sign and scale than the lecture's, or the name of another one:
    it is known by the steps before.  Where it cannot be known, nothing is said.
    """
    answers = got.get("state")
    golden = expected.get("state", {})
    if not golden or not isinstance(answers, list) or len(answers) < step:
        return {}
    right: list[str] = []
    scaled: list[tuple[str, float]] = []
    off: dict[str, Any] = {}
    for name in map(str, golden):
        theirs = [row.get(name) if isinstance(row, dict) else None for row in answers[:step]]
        others = (golden[other] for other in golden if other != name)
        scales = [_scale(part, theirs, tolerance) for part in (golden[name], *others)]
        if any(scale is not None for scale in scales):
            if any(scale and _is_one(scale) for scale in scales):
                right.append(name)
            elif scales[0] is not None and (step > 1 or isinstance(theirs[0], list)):
                scaled.append((name, scales[0]))
        elif _was_right(golden, theirs, tolerance):
            before = _before(golden[name], theirs, name, tolerance)
            off = off or {"state": name} | _scaled_states(before)
        elif step == 1:
            offset = _offset(_beside(golden[name], theirs, 0))
            off = off or ({} if offset is None else {"state": name, "offset": offset})
    found = off or (_scaled_states(scaled) if len(right) + len(scaled) == len(golden) else {})
    all_right = len(right) == len(golden)
    return found | ({"right_states": tuple(right)} if right and (found or all_right) else {})


def _scaled_states(scaled: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """What of a Divergence says so; nothing where there are none."""
    return {"scaled_states": tuple(scaled)} if scaled else {}


def _before(right: Any, theirs: list[Any], name: str, tolerance: float) -> list[tuple[str, float]]:
    """The factor that a part had before the last step, where it has another sign or size."""
    scale = _scale(right, theirs[:-1], tolerance)
    return [] if scale is None or _is_one(scale) else [(name, scale)]


def _is_one(scale: float) -> bool:
    """Another factor may be a form of its own, or the mistake."""
    return abs(scale - 1) <= EXACT


def _was_right(golden: Any, theirs: list[Any], tolerance: float) -> bool:
    """Whether a part was right in all steps but the last, as itself or under another's name."""
    return any(_scale(part, theirs[:-1], tolerance) is not None for part in golden.values())


def _offset(row: tuple[np.ndarray, np.ndarray] | None) -> float | None:
    """The number by which every entry is too large; None where it is none, or of few entries."""
    if row is None or row[0].size < 3:
        return None
    apart = row[1] - row[0]
    size = float(np.max(np.abs(row[1])))
    known = np.isfinite(apart).all() and np.ptp(apart) <= EXACT * size < abs(apart[0])
    return float(apart[0]) if known and np.ptp(row[0]) > EXACT * size else None


def _beside(right: Any, theirs: list[Any], row: int) -> tuple[np.ndarray, np.ndarray] | None:
    """All entries of a state after a step, expected and got; None where they have other shapes."""
    expected = [part[row] for part in right] if isinstance(right, list) else right[row]
    try:
        leaves = match(expected, theirs[row])
    except Misfit:
        return None
    pairs = [(leaf.expected.reshape(-1), leaf.got.reshape(-1)) for leaf in leaves]
    return np.concatenate([e for e, _ in pairs]), np.concatenate([g for _, g in pairs])


def _scale(right: Any, theirs: list[Any], tolerance: float) -> float | None:
    """The factor from expected to got in every step; None where there is none, or no step."""
    rows = [_beside(right, theirs, row) for row in range(len(theirs))]
    known = [row for row in rows if row is not None]
    if not rows or len(known) < len(rows):
        return None
    expected, got = (np.concatenate([row[i] for row in known]) for i in (0, 1))
    if not np.any(expected) or not np.isfinite(got).all():
        return None
    scale = float(got @ expected / (expected @ expected))
    return scale if scale and all(_scaled(row, scale, tolerance) for row in known) else None


def _scaled(row: tuple[np.ndarray, np.ndarray] | None, scale: float, tolerance: float) -> bool:
    if row is None:
        return False
    expected, got = row[0] * scale, row[1]
    size = float(np.max(np.abs(expected), initial=0.0))
    return bool(np.all(np.abs(got - expected) <= tolerance * size))


def _trajectory(exercise: Exercise, tensors: list[np.ndarray], got: Any) -> list[Leaf]:
    """Per tensor of theta one array (steps + 1, *shape); row 0 is the start, as it was given."""
    names = [*exercise.outputs, *(f"theta[{i}]" for i in range(len(tensors)))][: len(tensors)]
    whole = _whole_run(tensors, got)
    if whole is not None:
        triples = zip(names, tensors, whole, strict=True)
        return [Leaf(name, tensor, got, steps=True, run=True) for name, tensor, got in triples]
    rows = by_step(got)
    if rows is None or len(rows) > len(tensors[0]):
        raise Misfit("not_whole")
    columns: list[list[np.ndarray]] = [[] for _ in names]
    for step, row in enumerate(rows):
        if not isinstance(row, (list, tuple)):
            given = {"at": step, "count": len(names), "thing": thing(row)}
            raise Misfit("no_arrays_of_step", "", step, **given)
        if len(row) != len(names):
            found = {"at": step, "count": len(names), "found": len(row)}
            raise Misfit("other_arrays_of_step", "", step, **found)
        for tensor, part, name, column in zip(tensors, row, names, columns, strict=True):
            try:
                array = (
                    _start(tensor[0], part) if step == 0 else match_array(tensor[step], part, name)
                )
            except Misfit as misfit:
                raise misfit.after(step, name) from None
            column.append(np.asarray(array, np.float64))
    if len(rows) != len(tensors[0]):
        raise Misfit("not_whole")
    return [
        Leaf(name, tensor, np.stack(column), steps=True, run=True)
        for name, tensor, column in zip(names, tensors, columns, strict=True)
    ]


def _whole_run(tensors: list[np.ndarray], got: Any) -> list[np.ndarray] | None:
    """The columns of a run that is as it should be; None where the reason must be looked for."""
    columns = got.get("columns") if isinstance(got, dict) else None
    if not isinstance(columns, list) or len(columns) != len(tensors):
        return None
    for tensor, column in zip(tensors, columns, strict=True):
        if type(column) is not np.ndarray or column.dtype is not FLOAT64:
            return None
        if tensor.dtype is not FLOAT64 or column.shape != tensor.shape:
            return None
    return columns


def by_step(got: Any) -> list[Any] | None:
    """What a run gave step by step, whichever way it was sent; None for what is no run."""
    if not isinstance(got, dict):
        return None
    if "columns" not in got:
        rows = got.get("theta")
        return rows if isinstance(rows, list) else None
    columns = got["columns"]
    if not isinstance(columns, list) or not all(
        type(column) is np.ndarray and column.ndim > 0 and len(column) <= MAX_VALUES
        for column in columns
    ):
        return None
    return [list(map(np.asarray, row)) for row in zip(*columns, strict=False)]


def _start(expected: np.ndarray, part: Any) -> np.ndarray:
    """The start of a run, which may be of integers."""
    if type(part) is not np.ndarray or part.shape != expected.shape or part.dtype.kind not in "fiu":
        raise Misfit("not_whole")
    return part


def _describe_run(value: Any) -> Iterator[tuple[str, Any]]:
    """A run of an optimizer: per tensor the way walked, (rows, *shape)."""
    rows = by_step(value)
    if rows is None or not all(isinstance(row, (list, tuple)) for row in rows):
        yield "theta", "no run"
        return
    for i, column in enumerate(zip(*rows, strict=False)):
        plain = [part for part in column if isinstance(part, np.ndarray)]
        forms = {(part.dtype, part.shape) for part in plain[1:]}
        words = sorted(f"{dtype}{shape}" for dtype, shape in forms)
        yield f"theta[{i}]", f"{len(column)} {len(plain)} {words}"
        if len(plain) == len(column) and len({part.shape for part in plain}) == 1:
            stacked = np.array(plain)
            if stacked.dtype.kind in "fiu":
                stacked = stacked.astype(np.float64)
                yield f"theta[{i}]", stacked - stacked[:1]
    yield "rows", str([len(row) for row in rows] if len({len(r) for r in rows}) > 1 else len(rows))


ADAPTER: Adapter = Steps()
