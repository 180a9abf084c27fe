"""A case of a function, as every test of a box needs it."""

from typing import Any

from grader.model import Case, CaseSpec, Exercise
from grader.runner.codec import encode


def case(name: str, *args: Any) -> Case:
    payload = {"exercise": name, "adapter": "function", "args": list(args)}
    return Case(Exercise(name=name, points=1, reference="m.f"), CaseSpec(name="c"), encode(payload))
