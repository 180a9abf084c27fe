"""How an exercise is called: the child's half of each adapter, one file each.

A file here has an `ADAPTER`, which has the members of `ChildAdapter`; the file's name is the
adapter's.  What a course brings in `adapters/NAME_child.py` has the same form, and is added from
its source before any submission is read.  The judge's half is in `grader/adapters/`.
"""

import importlib
import pkgutil
from types import ModuleType
from typing import Any, Protocol

from ..run import Run

__all__ = ["ADAPTERS", "ChildAdapter", "add", "from_source"]


class ChildAdapter(Protocol):
    """Calls what a student wrote, and says how the answers of two runs are compared."""

    @property
    def copies(self) -> bool:
        """Whether a run records copies of what it was given, so that nothing can change them."""

    def call(self, target: Any, case: dict[str, Any], run: Run) -> Any:
        """The value of one run; `target` is the student's object, `case` plain values.

        Whatever the student's code raises is left to the caller.
        """

    def repeated(self, value: Any) -> Any:
        """The part of the first run's value that the second run gives, too."""


def _builtin() -> dict[str, ChildAdapter]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f".{name}", __name__).ADAPTER for name in names}


#: Name -> the adapter, a course's own included, once they were added.
ADAPTERS: dict[str, ChildAdapter] = _builtin()


def from_source(name: str, source: bytes, file: str) -> ChildAdapter:
    """The adapter that a course's file defines; it may import numpy and the standard library.

    Raises whatever the file does, and AttributeError without an ADAPTER.
    """
    module = ModuleType(f"{__name__}.{name}")
    module.__file__ = file
    exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
    adapter: ChildAdapter = module.ADAPTER
    return adapter


def add(name: str, source: bytes) -> None:
    """Adds a course's adapter to those that a case may name."""
    ADAPTERS[name] = from_source(name, source, f"adapters/{name}_child.py")
