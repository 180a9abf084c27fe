"""A grading harness for numerical code: right or wrong, and why.

The names in `__all__`, `grader.errors` and `grader.testing` are the public interface
(docs/api.md); all other modules are private, and change without notice.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Course, grade, load_course
    from .model import Result
    from .notebook import Report, check, load_ipython_extension

__all__ = [
    "Course",
    "Report",
    "Result",
    "check",
    "grade",
    "load_course",
    "load_ipython_extension",
]

__version__ = "0.1.0"

#: Where each public name is defined; it is imported when it is asked for.
_HOMES = {
    "Course": "api",
    "Report": "notebook",
    "Result": "model",
    "check": "notebook",
    "grade": "api",
    "load_course": "api",
    "load_ipython_extension": "notebook",
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
