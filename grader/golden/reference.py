"""The one place that loads a course's reference, under a name of its own.

Nothing called `reference` enters sys.modules, two courses can live in one process, and a variant
made by edits is loaded in the same way.  Only golden, diagnose, validate and audit call this.
"""

import ast
import itertools
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from ..adapters import child_of
from ..errors import ConfigurationError, CourseError
from ..model import Case
from ..runner.modules import MemoryFinder
from ..runner.run import Run
from .blame import REFERENCE, blamed, not_python

__all__ = ["Reference", "answer", "blamed_on", "next_package", "others_of", "read_sources"]

_numbers = itertools.count(1)


def next_package(what: str) -> str:
    """A package name that nobody else has."""
    return f"course_{next(_numbers)}_{what}"


class Reference:
    """A course's reference package in memory, possibly edited."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.package = next_package("reference")
        self.finder = MemoryFinder({"__init__.py": b"", **self.files}, self.package, REFERENCE)
        with blamed("", "mend it", lambda: f"{REFERENCE}/__init__.py"):
            self.finder.load(self.package)

    def module(self, name: str) -> ModuleType:
        """One of its modules, "losses" say.  Raises CourseError."""
        file = f"{REFERENCE}/{name}.py"
        with blamed("", "it cannot be imported, mend it", lambda: file):
            return import_module(f"{self.package}.{name}")

    def target(self, dotted: str, exercise: str = "") -> Any:
        """What "module.name" names, for an exercise.  Raises CourseError when there is none."""
        module, _, name = dotted.rpartition(".")
        whose = f" of exercise {exercise}" if exercise else ""
        advice = f"write it, or correct `reference: {dotted}`{whose} in assignment.yaml"
        if not module:
            raise CourseError(
                f"`reference: {dotted}`{whose} in assignment.yaml names no module: expected "
                f"module.name, {REFERENCE}/module.py being its file"
            )
        if f"{module}.py" not in self.files:
            known = [file.removesuffix(".py") for file in self.files if file != "__init__.py"]
            words = f"there is no such file: {advice}{_meant(module, known)}"
            raise CourseError(f"{REFERENCE}/{module}.py: {words}")
        found = vars(self.module(module))
        if name not in found:
            meant = _meant(name, found.get("__all__", []))
            raise CourseError(f"{REFERENCE}/{module}.py has no {name!r}: {advice}{meant}")
        return found[name]

    def home(self, dotted: str) -> str:
        """Where that is defined: "activations.softmax" of a "losses.softmax" imported there."""
        target = self.target(dotted)
        package, _, module = str(getattr(target, "__module__", "")).partition(".")
        name = getattr(target, "__qualname__", "")
        here = package == self.package and isinstance(target, (type, FunctionType))
        return f"{module}.{name}" if here and "<" not in name else dotted

    def place(self, dotted: str) -> str:
        """`reference/losses.py:30`, with the line if it is a function or a class."""
        module, *path = self.home(dotted).split(".")
        node: Any = ast.parse(self.files[f"{module}.py"])
        for name in path:
            inner = getattr(node, "body", [])
            node = next((child for child in inner if getattr(child, "name", "") == name), None)
        return f"{REFERENCE}/{module}.py" + (f":{node.lineno}" if node else "")

    def close(self) -> None:
        """Forgets its modules."""
        self.finder.unload()


def read_sources(course: Path) -> dict[str, bytes]:
    """The files of course/reference, sub-packages (the oracles) left out.

    Raises ConfigurationError when there is no reference (the student's package has none),
    CourseError when a file of it is not Python.
    """
    folder = course / "reference"
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.py"))}
    if not files:
        raise ConfigurationError(f"{folder} has no reference; this command needs a checkout")
    for name, source in files.items():
        try:
            compile(source, f"{REFERENCE}/{name}", "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            raise CourseError(not_python(f"{REFERENCE}/{name}", error)) from error
    return files


def answer(reference: Reference, case: Case) -> Any:
    """What the reference answers on a case, through the adapter that also runs submissions.

    Raises CourseError when it raises an exception.
    """
    dotted = case.exercise.reference
    target = reference.target(dotted, case.exercise.name)
    with np.errstate(all="ignore"), blamed_on(reference, case):
        run = Run(False, others_of(reference, case))
        return child_of(case.exercise).call(target, {**case.payload, "trace": True}, run)


def others_of(reference: Reference, case: Case) -> dict[str, Any]:
    """What else of the reference a case asks for, by the names that a submission has for it."""
    after = case.exercise.after
    return {} if after is None else {after.exercise: reference.target(after.reference)}


def blamed_on(reference: Reference, case: Case) -> AbstractContextManager[None]:
    """Raises CourseError for an exception inside, as the reference's on that case."""
    advice = "the reference must answer every case: mend it, or the case in assignment.yaml"
    return blamed(f"case {case.id}", advice, lambda: reference.place(case.exercise.reference))


def _meant(name: str, known: Iterable[str]) -> str:
    from ..spec.tree import did_you_mean  # YAML is not needed where nothing is wrong

    return did_you_mean(name, known)
