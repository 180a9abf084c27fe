"""Other people's text, made safe for a terminal."""

import re
import unicodedata

__all__ = ["clean"]

_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(\x07|\x1b\\)?|.)?")


def clean(text: str) -> str:
    """Text of a student's as text only: no escapes, no control or direction-changing characters."""
    text = _ESCAPES.sub("", text)
    return "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp")
    )
