"""Cases as rules look at them, made of what was expected and what came."""

from collections.abc import Sequence
from typing import Any

from grader.diagnose.evidence import CaseEvidence, Evidence, Statement
from grader.model import Case, CaseSpec, Divergence, Exercise, Golden, Outcome, Verdict
from grader.runner.codec import encode

__all__ = ["look", "looks", "rule_of"]

TOLERANCE = 1e-10


def look(
    expected: Any,
    got: Any,
    adapter: str = "",
    args: Sequence[Any] = (),
    names: Sequence[str] = (),
    place: Divergence | None = None,
    **more: Any,
) -> CaseEvidence:
    """A public case with what was expected and what came; `more` are its name and the like."""
    of = Exercise(
        name="f", points=1.0, reference="m.f", adapter=adapter, arguments=tuple(names),
        backwards=more.pop("backwards", False), outputs=more.pop("outputs", ()),
    )  # fmt: skip
    inputs = {"args": list(args)} | more.pop("inputs", {})
    case = Case(of, CaseSpec(**{"name": "case", **more}), encode(inputs))
    right = expected is got
    verdict = Verdict(
        status="passed" if right else "failed", first_divergence=place or Divergence()
    )
    outcome = Outcome(case="f/case", status="value", answer=got)
    return CaseEvidence(case, Golden(expected=expected), outcome, verdict, TOLERANCE)


def rule_of(said: Statement | None) -> str | None:
    return None if said is None else said.rule


def looks(*pairs: tuple[Any, Any], **more: Any) -> Evidence:
    """The evidence of cases, each with what was expected and what came."""
    return Evidence([look(expected, got, **more) for expected, got in pairs])
