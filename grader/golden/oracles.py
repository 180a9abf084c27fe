"""A course's oracles, loaded from its folder, and how one is asked about a case."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..adapters import adapter_of
from ..errors import ConfigurationError
from ..model import Assignment, Case
from ..runner.modules import MemoryFinder
from ..runner.run import Run
from .blame import ORACLES, blamed, place_of_function
from .reference import next_package
from .values import from_json, to_json

__all__ = ["Oracles", "ask", "load_oracles", "no_oracle", "torch_installed"]

Oracle = Callable[..., Any]


def torch_installed() -> bool:
    """Whether torch could be imported; it is not."""
    return find_spec("torch") is not None


class Oracles:
    """The modules of course/reference/oracles, one per assignment."""

    def __init__(self, folder: Path) -> None:
        files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.py"))}
        self.files = files
        self.package = next_package("oracles")
        self.finder = MemoryFinder({"__init__.py": b"", **files}, self.package, ORACLES)
        with blamed("", "mend it", lambda: f"{ORACLES}/__init__.py"):
            self.finder.load(self.package)

    def module(self, name: str) -> Any:
        """The module of an assignment, None when there is none.  Raises CourseError."""
        if f"{name}.py" not in self.files or name == "__init__":
            return None
        with blamed("", "it cannot be imported, mend it", lambda: f"{ORACLES}/{name}.py"):
            return import_module(f"{self.package}.{name}")

    def find(self, assignment: str, exercise: str) -> list[tuple[str, Oracle]]:
        """(witness, oracle) of an exercise: the one of its name, and a second one if there is."""
        module = self.module(assignment)
        found = [getattr(module, name, None) for name in (exercise, f"second_{exercise}")]
        return [(_witness(oracle), oracle) for oracle in found if oracle is not None]

    def missing(self, assignment: Assignment) -> list[str]:
        """A sentence on every exercise that has neither an oracle nor a reason for having none."""
        if assignment.oracle == "none":
            return []
        asked = [each.name for each in assignment.exercises if not each.no_oracle]
        return [
            no_oracle(assignment.name, name)
            for name in asked
            if not self.find(assignment.name, name)
        ]

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
        found = {name.removeprefix("variant_"): getattr(module, name) for name in names}
        return {name: (_witness(oracle), oracle) for name, oracle in found.items()}


def no_oracle(assignment: str, exercise: str) -> str:
    """What is said of an exercise without an oracle, and without a reason for that."""
    return (
        f"{ORACLES}/{assignment}.py has no oracle for exercise {exercise}: write a function of its "
        "name, or give the reason as `no_oracle` in assignment.yaml (of all exercises at once: "
        "`oracle: none`)"
    )


def _witness(oracle: Oracle) -> str:
    """Whom an oracle asks: its attribute `witness`, else the first line of its docstring."""
    words = getattr(oracle, "witness", None) or (oracle.__doc__ or "").strip().partition("\n")[0]
    return str(words)[:80] or "the course's own oracle"


def load_oracles(course: Path, needed: bool = True) -> Oracles:
    """The oracles of a course.

    Where they are `needed`, raises ConfigurationError without torch, and says how to get it, and
    where there are none.
    """
    if needed and not torch_installed():
        raise ConfigurationError(
            "torch is not installed, and the oracles ask it; in a checkout: "
            "pip install -c constraints.txt -e '.[torch]' (README, \"CI's first minute\", "
            "has the small CPU build)"
        )
    folder = course / "reference" / "oracles"
    oracles = Oracles(folder)
    if needed and not oracles.files:
        raise ConfigurationError(f"{folder} has no oracles; this needs a checkout")
    return oracles


def ask(oracle: Oracle, case: Case) -> Any:
    """What an oracle answers on a case, in the form of a golden value.  Raises CourseError."""
    advice = "mend the oracle, or give the reason for having none as `no_oracle`"
    with blamed(f"the oracle on case {case.id}", advice, lambda: place_of_function(oracle)):
        answered = adapter_of(case.exercise).ask(oracle, case.payload, Run(frozen=False))
        return from_json(to_json(answered))
