"""A function of positional arguments: one call, one value."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from ..leaves import Distance, Leaf, match
from ..leaves.described import describe
from ..leaves.pairing import is_private
from ..leaves.places import Parting, at_entry
from ..model import Case, CaseSpec, Exercise, Surface
from ..model.pictures import Kind
from ..runner.adapters import function as child
from ..runner.run import Run
from . import Adapter, Draw, Tensors

__all__ = ["ADAPTER", "NAME", "Function", "FunctionCase"]

NAME = child.NAME


class FunctionCase(msgspec.Struct, frozen=True, kw_only=True):
    """The positional arguments."""

    args: Any


class Function:
    """f(*args) -> a tensor, a number, a text, or a list or dict of these."""

    case: type[msgspec.Struct] = FunctionCase
    figure: Kind = "arrays"
    long = False
    traced = False
    one_call = False
    at_import = False
    secret = False
    one_interface = False

    def payload(self, exercise: Exercise, spec: CaseSpec, draw: Draw) -> dict[str, Any]:
        """The arguments, and the positions that are special, if some are."""
        free = [i for i, name in enumerate(exercise.arguments) if name in exercise.may_change]
        unsent = [i for i, name in enumerate(exercise.outputs) if is_private(name)]
        return {
            "args": draw(("args",), spec.given.get("args") or []),
            **({"may_change": free} if free else {}),
            **({"unsent": unsent} if unsent else {}),
        }

    def freeze(self, value: Any) -> Any:
        """As it is."""
        return value

    def ask(self, oracle: Callable[..., Any], payload: Mapping[str, Any], run: Run) -> Any:
        """What it answers to the same arguments."""
        return oracle(*run.prepare(payload["args"]))

    def pair(self, exercise: Exercise, expected: Any, got: Any) -> list[Leaf]:
        """Tensor by tensor."""
        return match(expected, got, exercise.outputs)

    def pair_again(self, exercise: Exercise, expected: Any, got: Any) -> list[Leaf]:
        """All of it."""
        return self.pair(exercise, expected, got)

    def pair_frozen(self, exercise: Exercise, expected: Any, other: Any) -> list[Leaf]:
        """All of it."""
        return self.pair(exercise, expected, other)

    def describe(self, expected: Any, value: Any) -> Tensors:
        """Tensor by tensor."""
        return describe(expected, value)

    def describe_golden(self, expected: Any) -> Tensors:
        """Tensor by tensor."""
        return self.describe(expected, expected)

    def parting(
        self,
        case: Case,  # noqa: ARG002
        expected: Any,  # noqa: ARG002
        got: Any,  # noqa: ARG002
        off: Sequence[tuple[Leaf, Distance]],
        tolerance: float,  # noqa: ARG002
    ) -> Parting:
        """The worst entry of the first tensor that is off."""
        return at_entry(off)

    def nodes(self, case: Case) -> list[Any] | None:  # noqa: ARG002
        """None."""
        return None

    def inputs(self, exercise: Exercise, inputs: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """The arguments, by the names that the exercise gives them."""
        args = list(inputs.get("args") or [])
        more = (f"argument {i + 1}" for i in range(len(args)))
        return list(zip([*exercise.arguments, *more][: len(args)], args, strict=True))

    def on_paper(self, inputs: Mapping[str, Any]) -> Literal["nothing", "two steps", "inputs"]:  # noqa: ARG002
        """The smallest case."""
        return "inputs"

    def scene(
        self,
        exercise: Exercise,  # noqa: ARG002
        surface: Surface,  # noqa: ARG002
        start: Any,  # noqa: ARG002
        terms: Any,  # noqa: ARG002
    ) -> dict[str, Any] | None:
        """None: it walks nowhere."""
        return None


ADAPTER: Adapter = Function()
