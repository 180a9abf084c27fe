"""Which functions of the reference a case calls: an edit elsewhere cannot change its answer."""

import sys
import warnings
from collections.abc import Callable
from types import FrameType
from typing import Any

import numpy as np

from ..adapters import adapter_of
from ..model import Case
from .reference import Reference, answer

__all__ = ["calls_of"]


def calls_of(reference: Reference, case: Case) -> set[str]:
    """The names, "module.function" or "module.Class.method", of what runs on a case."""
    dotted = case.exercise.reference
    if adapter_of(case.exercise).at_import:
        fresh = Reference(reference.files)
        try:
            return _traced(fresh, lambda: fresh.target(dotted))
        finally:
            fresh.close()
    reference.target(dotted)  # imported before, so that only calls are seen
    return _traced(reference, lambda: answer(reference, case))


def _traced(reference: Reference, action: Callable[[], Any]) -> set[str]:
    """The functions of the reference that run meanwhile."""
    found: set[str] = set()

    def note(frame: FrameType, event: str, argument: Any) -> None:  # noqa: ARG001
        package, _, module = str(frame.f_globals.get("__name__")).partition(".")
        if event == "call" and package == reference.package:
            found.add(f"{module}.{frame.f_code.co_qualname}")

    before = sys.getprofile()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        sys.setprofile(note)
        try:
            action()
        finally:
            sys.setprofile(before)
    return found
