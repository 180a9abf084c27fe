"""Numbers that are worked out by hand: one entry of a dict, whose right value is never shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from ..leaves import Distance, Leaf
from ..leaves.places import Parting
from ..model import Case, CaseSpec, Divergence, Exercise
from ..runner.run import Run
from . import Adapter, Draw
from .function import Function

__all__ = ["ADAPTER"]


class AnswersCase(msgspec.Struct, frozen=True, kw_only=True):
    """The key of the answer."""

    key: str


class Answers(Function):
    """ANSWERS[key] -> a number."""

    case: type[msgspec.Struct] = AnswersCase
    at_import = True
    secret = True

    def payload(self, exercise: Exercise, spec: CaseSpec, draw: Draw) -> dict[str, Any]:  # noqa: ARG002
        """The key; there is nothing that a second run could show."""
        return {"key": spec.given["key"], "once": True}

    def ask(self, oracle: Callable[..., Any], payload: Mapping[str, Any], run: Run) -> Any:  # noqa: ARG002
        """The same entry of its own dict."""
        return oracle()[payload["key"]]

    def parting(
        self,
        case: Case,  # noqa: ARG002
        expected: Any,  # noqa: ARG002
        got: Any,  # noqa: ARG002
        off: Sequence[tuple[Leaf, Distance]],
        tolerance: float,  # noqa: ARG002
    ) -> Parting:
        """The number, without the right one."""
        leaf, _ = off[0]
        return Parting(leaf, leaf, Divergence(), secret=True)

    def on_paper(self, inputs: Mapping[str, Any]) -> Literal["nothing", "two steps", "inputs"]:  # noqa: ARG002
        """Nothing: all of it was done by hand."""
        return "nothing"


ADAPTER: Adapter = Answers()
