"""A course's oracles, loaded from its folder, and how one is asked about a case."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..errors import ConfigurationError
from ..model import Case
from ..runner.adapters import Run
from ..runner.modules import MemoryFinder
from .reference import next_package
from .stack import stack
from .values import from_json, to_json

__all__ = ["Oracles", "ask", "load_oracles", "torch_installed"]

Oracle = Callable[..., Any]


def torch_installed() -> bool:
    """Whether torch could be imported; it is not."""
    return find_spec("torch") is not None


class Oracles:
    """The modules of course/reference/oracles, one per assignment."""

    def __init__(self, folder: Path) -> None:
        files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.py"))}
        if not files:
            raise ConfigurationError(f"{folder} has no oracles; this needs a checkout")
        self.files = files
        self.package = next_package("oracles")
        self.finder = MemoryFinder({"__init__.py": b"", **files}, self.package, "oracles")
        self.finder.load(self.package)

    def module(self, name: str) -> Any:
        """The module of an assignment, None when there is none."""
        if f"{name}.py" not in self.files or name == "__init__":
            return None
        return import_module(f"{self.package}.{name}")

    def find(self, assignment: str, exercise: str) -> list[tuple[str, Oracle]]:
        """(witness, oracle) of an exercise: the one of its name, and a second one if there is."""
        module = self.module(assignment)
        found = [getattr(module, name, None) for name in (exercise, f"second_{exercise}")]
        return [(oracle.witness, oracle) for oracle in found if oracle is not None]

    def identities(self) -> list[Oracle]:
        """The functions of all modules that are marked as identities, each once."""
        found: dict[str, Oracle] = {}
        for name in self.files:
            module = self.module(name.removesuffix(".py"))
            for function in [] if module is None else vars(module).values():
                if not hasattr(function, "holds"):
                    continue
                if found.setdefault(function.__name__, function) is not function:
                    raise ConfigurationError(f"two identities are called {function.__name__}")
        return list(found.values())

    def variants(self, assignment: str) -> dict[str, tuple[str, Oracle]]:
        """Mistake id -> (witness, oracle): who agrees with the reference after that edit."""
        module = self.module(assignment)
        names = [name for name in dir(module) if name.startswith("variant_")]
        return {
            name.removeprefix("variant_"): (getattr(module, name).witness, getattr(module, name))
            for name in names
        }


def load_oracles(course: Path) -> Oracles:
    """The oracles of a course.  Raises ConfigurationError without torch, and says how to get it."""
    if not torch_installed():
        raise ConfigurationError(
            "torch is not installed, and the oracles ask it; in a checkout: "
            "pip install -c constraints.txt -e '.[torch]' (README, \"CI's first minute\", "
            "has the small CPU build)"
        )
    return Oracles(course / "reference" / "oracles")


def ask(oracle: Oracle, case: Case) -> Any:
    """What an oracle answers on a case, in the form of a golden value."""
    payload = case.payload
    adapter = case.exercise.adapter
    run = Run(frozen=False)
    if adapter == "answers":
        value = oracle()[case.spec.key]
    elif adapter == "steps":
        args, theta = run.prepare(payload["args"]), run.prepare(payload["theta"])
        rows = oracle(args, theta, run.prepare(payload["gradient"]), payload["steps"])
        value = stack(case.exercise, {"theta": rows, "state": [{}]})
    else:
        value = oracle(*run.prepare(payload["args"]))
    return from_json(to_json(value))
