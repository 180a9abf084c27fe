"""A function that makes a whole run: a trajectory, or a history with a row for each step."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from ..leaves import Distance, Leaf, match
from ..leaves.described import describe
from ..leaves.places import Parting, at_entry, at_step
from ..model import Case, CaseSpec, Exercise, Surface
from ..model.pictures import Kind
from . import Adapter, Draw, Tensors
from .function import Function

__all__ = ["ADAPTER"]


class RunCase(msgspec.Struct, frozen=True, kw_only=True):
    """The positional arguments, and how often gradient() is to be called."""

    args: Any
    calls: int | None = None


class WholeRun(Function):
    """f(*args) -> the run; a single matrix is a trajectory, whose row 0 is the start."""

    case: type[msgspec.Struct] = RunCase
    figure: Kind = "steps"
    long = True
    one_call = True

    def payload(self, exercise: Exercise, spec: CaseSpec, draw: Draw) -> dict[str, Any]:
        """The arguments and the number of calls."""
        return {**super().payload(exercise, spec, draw), "calls": spec.given.get("calls")}

    def pair(self, exercise: Exercise, expected: Any, got: Any) -> list[Leaf]:
        """Tensor by tensor, those that have a row for each step being marked."""
        leaves = match(expected, got, exercise.outputs)
        for leaf in leaves:  # a history has a row per step; what a run ends with has not
            history = isinstance(expected, dict) and not leaf.key.startswith("parameters")
            leaf.steps = leaf.expected.ndim > 0 and history
        if len(leaves) == 1 and leaves[0].expected.ndim == 2:
            leaves[0].run = leaves[0].steps = True
        return leaves

    def describe(self, expected: Any, value: Any) -> Tensors:
        """Tensor by tensor, a trajectory as the way walked."""
        return describe(expected, value, run=True)

    def parting(
        self,
        case: Case,
        expected: Any,  # noqa: ARG002
        got: Any,  # noqa: ARG002
        off: Sequence[tuple[Leaf, Distance]],
        tolerance: float,
    ) -> Parting:
        """The first step that is off."""
        if not off[0][0].steps:
            return at_entry(off)
        return at_step(off, tolerance, case.spec.scale, history=True)

    def on_paper(self, inputs: Mapping[str, Any]) -> Literal["nothing", "two steps", "inputs"]:
        """The first steps of a run that is given something to walk on."""
        given = inputs.get("args") or []
        return "two steps" if any(isinstance(a, dict) for a in given) else "nothing"

    def scene(
        self, exercise: Exercise, surface: Surface, start: Any, terms: Any
    ) -> dict[str, Any] | None:
        """The arguments that pictures.yaml gives; some words in them stand for values."""
        gradient = {"objective": "polynomial", "params": {"terms": terms, "single": True}}
        words: dict[Any, Any] = {"theta": start, "gradient": gradient, "steps": surface.steps}
        given = surface.racers[exercise.name]
        args = [words.get(a, a) if isinstance(a, str) else a for a in given]
        return {"args": args, "once": True, "calls": None}


ADAPTER: Adapter = WholeRun()
