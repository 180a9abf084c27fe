"""Warnings of floating-point arithmetic, with the line of the student's that they come from."""

import contextlib
import sys
import warnings
from collections.abc import Iterator

from . import LABEL

__all__ = ["collect_warnings"]

MAX_SIGNALS = 5
MAX_TEXT = 200


@contextlib.contextmanager
def collect_warnings() -> Iterator[list[list[object]]]:
    """Collects [sentence, line, file] of RuntimeWarnings in the student's files; shows others.

    Each place is told once; the list is filled when the context is left without an exception.
    """
    signals: list[list[object]] = []
    # The filters stay as the student set them; by Python's own, each place is recorded once.
    with warnings.catch_warnings(record=True) as caught:
        yield signals
    for warning in caught:
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
            and signal not in signals
            and len(signals) < MAX_SIGNALS
        ):
            signals.append(signal)
