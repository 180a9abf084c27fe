"""The course's own functions in place of a student's, to see whether what calls them is right.

A process in which they are is asked for nothing else, and of its answers only right or wrong is
kept.
"""

import sys
from collections.abc import Iterator, Mapping
from types import FunctionType, ModuleType
from typing import Any

from .modules import MemoryFinder, SubmissionFinder

__all__ = ["put_in_place"]


def put_in_place(
    parts: Mapping[str, dict[str, Any]],
    homes: Mapping[str, ModuleType | dict[str, Any]],
    finder: SubmissionFinder,
) -> None:
    """Binds each name of `parts` to the course's function wherever the student's was bound.

    `homes` are the modules by the exercises that each has, "" for all others.
    """
    for number, (name, part) in enumerate(parts.items()):
        home = homes.get(name, homes[""])
        if not isinstance(home, ModuleType):
            continue
        new = _loaded(f"course_part_{number}", part)
        old = getattr(home, name, None)
        setattr(home, name, new)
        if old is not None:
            _replace(old, new, finder)


def _loaded(package: str, part: dict[str, Any]) -> Any:
    """What the course has; its modules are forgotten at once."""
    finder = MemoryFinder({"__init__.py": b"", **part["files"]}, package, "course")
    try:
        return getattr(finder.load(f"{package}.{part['module']}"), part["name"])
    finally:
        finder.unload()


def _replace(old: Any, new: Any, finder: SubmissionFinder) -> None:
    """Under every name that it has in a module of the student's, and as a base of their classes."""
    for module in _own(finder):
        for key, value in list(vars(module).items()):
            if value is old:
                setattr(module, key, new)
            else:
                _replace_in(value, old, new, module)
    if isinstance(old, type) and isinstance(new, type):
        derived: type
        for derived in old.__subclasses__():
            derived.__bases__ = tuple(new if base is old else base for base in derived.__bases__)


def _replace_in(value: Any, old: Any, new: Any, module: ModuleType) -> None:
    """In a table of the module's, and as a function's default."""
    if type(value) is dict:
        value.update({key: new for key, item in value.items() if item is old})
    elif type(value) is list:
        value[:] = [new if item is old else item for item in value]
    elif isinstance(value, FunctionType) and value.__globals__ is vars(module):
        defaults = value.__defaults__ or ()
        value.__defaults__ = tuple(new if item is old else item for item in defaults) or None


def _own(finder: SubmissionFinder) -> Iterator[ModuleType]:
    for module in list(sys.modules.values()):
        if getattr(module, "__loader__", None) is finder:
            yield module
