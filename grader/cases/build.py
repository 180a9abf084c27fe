"""Assignment -> Cases: generators are called, and what the child needs is put together."""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from ..adapters import adapter_of
from ..model import Assignment, Case, CaseSpec, Exercise
from ..runner.codec import encode
from ..spec import Source, did_you_mean
from . import dataset, objectives, structures  # noqa: F401  # they register their generators
from .draw import Draw, seed_of
from .generators import GENERATORS

__all__ = ["draw_cases"]

Path = tuple[str | int, ...]


def draw_cases(
    assignment: Assignment,
    source: Source | None = None,
    secret: str = "",
    only: str | None = None,
) -> list[Case]:
    """Every case with its inputs drawn, in the order of the file.

    With a `secret`, the same generators give other inputs.  `only` limits it to one exercise.
    Raises SpecError with the position of every input that cannot be drawn.
    """
    source = source or Source(f"{assignment.folder}/assignment.yaml")
    drawn: list[Case] = []
    for i, exercise in enumerate(assignment.exercises):
        if only is not None and exercise.name != only:
            continue
        for j, spec in enumerate(exercise.cases):
            path: Path = ("exercises", i, "cases", j)
            drawn.append(_case(assignment, exercise, spec, source, path, secret))
    source.check()
    return drawn


def _case(
    assignment: Assignment,
    exercise: Exercise,
    spec: CaseSpec,
    source: Source,
    path: Path,
    secret: str,
) -> Case:
    base = assignment.seed if spec.seed is None else spec.seed
    seed = seed_of(secret, base, exercise.name, spec.name)
    inputs = _Inputs(Draw(seed), source, FilePath(assignment.folder))
    payload: dict[str, Any] = {
        "exercise": exercise.name,
        "adapter": exercise.adapter,
    }
    adapter = adapter_of(exercise)
    try:
        payload |= adapter.payload(exercise, spec, lambda k, node: inputs.value(node, (*path, *k)))
    except ValueError as error:
        source.fault(path, str(error))
    if not isinstance(payload.get("args", []), list):
        source.fault((*path, "args"), "args must be a list of the positional arguments")
    return Case(exercise, spec, encode(payload))


@cache
def _parameters(function: Callable[..., Any]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(function).parameters


class _Inputs:
    """Turns what stands in the YAML into values, noting faults with their positions."""

    def __init__(self, draw: Draw, source: Source, folder: FilePath) -> None:
        self.draw, self.source, self.folder = draw, source, folder

    def value(self, node: Any, path: Path) -> Any:
        if isinstance(node, list):
            return [self.value(item, (*path, i)) for i, item in enumerate(node)]
        if not isinstance(node, dict):
            return node
        if len(node) != 1:
            known = "{name of a generator: its parameters}"
            self.source.fault(path, f"expected {known}, found the keys {', '.join(node)}")
            return None
        ((name, parameters),) = node.items()
        return self.generate(name, parameters, (*path, name))

    def generate(self, name: str, parameters: Any, path: Path) -> Any:
        function = GENERATORS.get(name)
        if function is None:
            meant = did_you_mean(name, GENERATORS)
            self.source.fault_at_key(path, f"unknown generator {name!r}{meant}")
            return None
        known = _parameters(function)
        own = [key for key in known if key not in ("draw", "folder")]
        takes_any = any(p.kind is p.VAR_KEYWORD for p in known.values())
        if not isinstance(parameters, dict):
            parameters = {} if parameters is None else {own[0]: parameters} if own else {}
        bad = [] if takes_any else [key for key in parameters if key not in own]
        for key in bad:
            meant = did_you_mean(key, own)
            self.source.fault_at_key((*path, key), f"{name} has no parameter {key!r}{meant}")
        missing = [
            key
            for key in own
            if known[key].default is known[key].empty
            and known[key].kind is not known[key].VAR_KEYWORD
            and key not in parameters
        ]
        for key in missing:
            self.source.fault_at_key(path, f"{name} needs the parameter {key!r}")
        if bad or missing:
            return None
        if takes_any:
            parameters = {k: self.value(v, (*path, k)) for k, v in parameters.items()}
        if "folder" in known:
            parameters = {**parameters, "folder": self.folder}
        try:
            return function(self.draw, **parameters)
        except (ValueError, TypeError, IndexError) as error:
            self.source.fault_at_key(path, f"{name}: {error}")
            return None
