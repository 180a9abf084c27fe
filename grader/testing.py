"""For authors' own tests: our comparison and our sentences, in an assertion.  A public module."""

from collections.abc import Sequence
from typing import Any

__all__ = ["assert_matches"]


def assert_matches(
    got: Any, expected: Any, *, tolerance: float = 1e-10, outputs: Sequence[str] = ()
) -> None:
    """Asserts that an answer is as expected, as a function's answer is judged in an exercise.

    Both are a number, a text, an array, or a list, tuple or dict of these.  Shapes and dtypes are
    compared before numbers are, and nothing is broadcast: (m, 1) is not (m,).  `tolerance` is of
    the largest error in a tensor relative to the largest of the expected entries.  `outputs` names
    the parts of a tuple in the sentences; a name that begins with `_` is not compared.

    Raises AssertionError with the sentence that a student would read, and TypeError where
    `expected` is none of these.
    """
    from .compare import judge
    from .golden.values import from_json, to_json
    from .model import Case, CaseSpec, Exercise, Golden, Outcome

    exercise = Exercise(name="answer", points=1.0, reference="", outputs=tuple(outputs))
    case = Case(exercise, CaseSpec(name="answer"), b"")
    golden = Golden(from_json(to_json(expected)))
    outcome = Outcome(case=case.id, status="value", answer=_sent(got), again=_sent(got))
    verdict = judge(case, golden, outcome, tolerance)
    if verdict.status != "passed":
        raise AssertionError(verdict.message)


def _sent(value: Any) -> Any:
    """A value as it comes back from a grading process."""
    from .runner.codec import encode
    from .runner.decoder import decode

    return decode(encode(value))
