"""Python code with its words marked, in one pass of one pattern.

A lexer of a library takes milliseconds for a function, and seconds for text
that is made to be slow; a page has one for every exercise, and a class thousands of pages.
"""

import keyword
import re

from markupsafe import Markup, escape

from .render import visible

__all__ = ["lines_of"]

_KEYWORDS = "|".join(word for word in keyword.kwlist)
_WORDS = re.compile(
    r"(?P<c>\#[^\n]*)"
    # Possessive, and without a quote at the end if need be: no text is looked at twice.
    r"|(?P<s>(?:\b[rbfuRBFU]{1,2})?(?:"
    r"'''(?:[^\\']|\\.|'(?!''))*+(?:''')?|\"\"\"(?:[^\\\"]|\\.|\"(?!\"\"))*+(?:\"\"\")?"
    r"|'(?:[^'\\\n]|\\.)*+'?|\"(?:[^\"\\\n]|\\.)*+\"?))"
    rf"|(?P<k>\b(?:{_KEYWORDS}|self)\b)"
    r"|(?P<n>\b\d[\w.]*)"
    r"|\w+",
    re.DOTALL,
)


def lines_of(text: str) -> list[Markup]:
    """The lines, each HTML by itself: a string of several lines is marked in each of them."""
    parts: list[str] = []
    at = 0
    for found in _WORDS.finditer(text):
        kind = found.lastgroup
        if kind is None:
            continue
        parts.append(str(escape(visible(text[at : found.start()]))))
        at = found.end()
        for i, piece in enumerate(found[0].split("\n")):
            parts.append("\n" if i else "")
            parts.append(f'<i class="{kind}">{escape(visible(piece))}</i>' if piece else "")
    parts.append(str(escape(visible(text[at:]))))
    return [Markup(line) for line in "".join(parts).split("\n")]
