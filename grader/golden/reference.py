"""The one place that loads a course's reference, under a name of its own.

Nothing called `reference` enters sys.modules, two courses can live in one process, and a variant
made by edits is loaded in the same way.  Only golden, diagnose, validate and audit call this.
"""

import itertools
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from ..errors import ConfigurationError
from ..model import Case
from ..runner.adapters import ADAPTERS, Run
from ..runner.modules import MemoryFinder

__all__ = ["Reference", "answer", "next_package", "read_sources"]

_numbers = itertools.count(1)


def next_package(what: str) -> str:
    """A package name that nobody else has."""
    return f"course_{next(_numbers)}_{what}"


class Reference:
    """A course's reference package in memory, possibly edited."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.package = next_package("reference")
        self.finder = MemoryFinder({"__init__.py": b"", **self.files}, self.package, "reference")
        self.finder.load(self.package)

    def module(self, name: str) -> ModuleType:
        """One of its modules, "losses" say."""
        return import_module(f"{self.package}.{name}")

    def target(self, dotted: str) -> Any:
        """What "module.name" names.  Raises ConfigurationError when there is no such thing."""
        module, _, name = dotted.rpartition(".")
        try:
            return getattr(self.module(module), name)
        except (ImportError, AttributeError, ValueError) as error:
            names = getattr(sys.modules.get(f"{self.package}.{module}"), "__all__", [])
            from ..spec.tree import did_you_mean

            meant = did_you_mean(name, names)
            file = f"reference/{module}.py"
            raise ConfigurationError(f"{file} has no {name!r} ({dotted}){meant}") from error

    def close(self) -> None:
        """Forgets its modules."""
        self.finder.unload()


def read_sources(course: Path) -> dict[str, bytes]:
    """The files of course/reference, sub-packages (the oracles) left out.

    Raises ConfigurationError when there is no reference: the student's package has none.
    """
    folder = course / "reference"
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.py"))}
    if not files:
        raise ConfigurationError(f"{folder} has no reference; this command needs a checkout")
    return files


def answer(reference: Reference, case: Case) -> Any:
    """What the reference answers on a case, through the adapter that also runs submissions."""
    target = reference.target(case.exercise.reference)
    with np.errstate(all="ignore"):
        return ADAPTERS[case.exercise.adapter](target, case.payload, Run(frozen=False))
