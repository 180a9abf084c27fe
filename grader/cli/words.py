"""Other people's text, made safe for a terminal, and how much of it fits into a line."""

import contextlib
import os
import re
import sys
import unicodedata

__all__ = ["clean", "columns"]

#: Where no terminal says how wide it is, and the least that can be written in.
WIDTH, LEAST = 100, 40

_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(\x07|\x1b\\)?|.)?")


def clean(text: str) -> str:
    """Text of a student's as text only: no escapes, no control or direction-changing characters."""
    text = _ESCAPES.sub("", text)
    return "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp")
    )


def columns() -> int:
    """The width of the terminal, by COLUMNS or as it says itself.

    As shutil.get_terminal_size, which is loaded with all that packs archives.
    """
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted):
        return max(LEAST, int(wanted))
    own = 0
    if sys.__stdout__ is not None:
        with contextlib.suppress(ValueError, OSError):  # closed, or no terminal
            own = os.get_terminal_size(sys.__stdout__.fileno()).columns
    return max(LEAST, own or WIDTH)
