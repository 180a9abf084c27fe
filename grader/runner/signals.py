"""Warnings of floating-point arithmetic, with the line of the student's that they come from."""

import sys
import warnings
from types import TracebackType

from . import LABEL

__all__ = ["CollectedWarnings"]

MAX_SIGNALS = 5
MAX_TEXT = 200


class CollectedWarnings:
    """Collects [sentence, line, file] of RuntimeWarnings in the student's files; shows others.

    Used as a context, which gives the list.  Each place is told once; the list is filled when the
    context is left without an exception.
    """

    def __init__(self) -> None:
        self.signals: list[list[object]] = []
        # The filters stay as the student set them; by Python's own, each place is recorded once.
        self.catching = warnings.catch_warnings(record=True)

    def __enter__(self) -> list[list[object]]:
        self.caught = self.catching.__enter__()
        return self.signals

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.catching.__exit__(kind, error, at)
        if kind is None and self.caught:
            self._sort()

    def _sort(self) -> None:
        for warning in self.caught or ():
            signal: list[object] = [
                str(warning.message)[:MAX_TEXT],
                warning.lineno,
                warning.filename.removeprefix(f"{LABEL}/"),
            ]
            if not issubclass(warning.category, RuntimeWarning):
                text = warnings.formatwarning(
                    warning.message, warning.category, warning.filename, warning.lineno
                )
                print(text, end="", file=sys.stderr)
            elif (
                warning.filename.startswith(f"{LABEL}/")
                and signal not in self.signals
                and len(self.signals) < MAX_SIGNALS
            ):
                self.signals.append(signal)
