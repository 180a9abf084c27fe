"""Python code with its words marked, in one pass of one pattern.

A lexer of a library takes milliseconds for a function, and seconds for text
that is made to be slow; a page has one for every exercise, and a class thousands of pages.
"""

import html
import keyword
import re
from collections.abc import Collection

from markupsafe import Markup

from .render import visible

__all__ = ["lines_of", "rows_of"]

#: Marked code may be so many times as long as it is.
MARKS = 6
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


def lines_of(text: str) -> list[str]:
    """The lines, each HTML by itself: a string of several lines is marked in each of them."""
    # Quotes stay as they are, for the pattern's sake: between tags they need no escape.
    return _WORDS.sub(_marked, html.escape(visible(text), quote=False)).split("\n")


def _marked(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind is None:
        return found[0]
    pieces = found[0].split("\n")
    return "\n".join([f'<i class="{kind}">{piece}</i>' if piece else "" for piece in pieces])


def rows_of(text: str, first: int, marked: Collection[int]) -> Markup:
    """Numbered lines for a <pre>, those marked that a traceback names."""
    rows = []
    lines = lines_of(text)
    if sum(map(len, lines)) > MARKS * len(text) + 2000:  # nothing but quotes: marks are no help
        lines = html.escape(visible(text)).split("\n")
    for number, line in enumerate(lines, first):
        kind = "row marked" if number in marked else "row"
        rows.append(f'<span class="{kind}"><span class="no">{number}</span>{line or " "}</span>')
    return Markup("".join(rows))
