"""Which functions of the reference a case calls: an edit elsewhere cannot change its answer."""

import sys
import warnings
from types import FrameType
from typing import Any

import numpy as np

from ..model import Case
from .reference import Reference, answer

__all__ = ["calls_of"]


def calls_of(reference: Reference, case: Case) -> set[str]:
    """The names, "module.function" or "module.Class.method", of what runs on a case."""
    found: set[str] = set()

    def note(frame: FrameType, event: str, argument: Any) -> None:  # noqa: ARG001
        package, _, module = str(frame.f_globals.get("__name__")).partition(".")
        if event == "call" and package == reference.package:
            found.add(f"{module}.{frame.f_code.co_qualname}")

    reference.target(case.exercise.reference)  # imported before, so that only calls are seen
    before = sys.getprofile()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        sys.setprofile(note)
        try:
            answer(reference, case)
        finally:
            sys.setprofile(before)
    return found
