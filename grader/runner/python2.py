"""Code of Python 2, told as such: what Python 3 cannot parse, and names that it does not have.

A file of an older course is no wrong mathematics.  What both can run and mean differently, such as
`/` between integers, cannot be told and is not guessed.
"""

import linecache
import re

from . import LABEL
from .magics import code_of_lines

__all__ = ["of_name", "of_syntax"]

#: More lines than a module has that somebody has written.
LINES = 5000
_BEGINS = r"(?:^|[;:])\s*"
#: What no line of Python 3 has outside of strings and comments, which are "" and nothing here.
_SYNTAX = re.compile(
    "|".join(
        (
            _BEGINS + r"(?:print|exec)[ \t]+(?!(?:and|or|if|in|is|for|else|as)\b)[\w\"'\[{~]",
            _BEGINS + r"print[ \t]*>>[ \t]*\w",
            r"^\s*except\s+[\w.]+\s*,\s*\w+\s*:",
            r"^\s*except\s*\([\w.,\s]+\)\s*,\s*\w+\s*:",
            _BEGINS + r"raise\s+[\w.]+\s*,",
            r"<>",
            r"`",
            r"(?<![\w.])(?<![eE][-+])0[0-7]*[1-7][0-7]*(?![\w.])",
            r"(?<![\w.])\d+[lL]\b",
            r"\b[uU][rR]\"",
        )
    )
)
#: Builtins and their like -> what Python 3 has.
_NAMES = {
    "xrange": "range", "unicode": "str", "basestring": "str", "long": "int", "unichr": "chr",
    "raw_input": "input", "reduce": "functools.reduce", "cmp": "a comparison",
    "execfile": "exec", "reload": "importlib.reload",
}  # fmt: skip
_METHODS = {
    "has_key": "the operator `in`", "iteritems": "items()", "itervalues": "values()",
    "iterkeys": "keys()", "viewitems": "items()", "viewkeys": "keys()", "viewvalues": "values()",
}  # fmt: skip
_IMPORTED = {"izip": "zip", "imap": "map", "ifilter": "filter", "izip_longest": "zip_longest"}
_MODULES = {
    "cPickle": "pickle", "cStringIO": "io", "StringIO": "io", "Queue": "queue", "__builtin__":
    "builtins", "ConfigParser": "configparser", "urllib2": "urllib",
}  # fmt: skip
#: Lists in Python 2, and none in Python 3.
_LAZY = re.compile(
    r"'(map|filter|zip|dict_keys|dict_values|dict_items)' object (?:is not subscriptable"
    r"|has no attribute '(?:append|sort|extend)')|object of type '(map|filter|zip)' has no len"
)
_NEXT = re.compile(r"'(?:generator|\w*_?iterator)' object has no attribute 'next'")
_PRINT = "unsupported operand type(s) for >>: 'builtin_function_or_method'"


def of_syntax(file: object, line: int | None) -> str:
    """What is said of a file of the submission that cannot be parsed, if it is Python 2; else "".

    The line that Python names is looked at first, then the others.
    """
    if not isinstance(file, str) or not file.startswith(LABEL + "/"):
        return ""
    known = linecache.cache.get(file)  # of what was read; a name that is made up opens no file
    if known is None or len(known) < 4:
        return ""
    lines = known[2][:LINES]
    code = code_of_lines(lines)
    for i in ((line or 0) - 1, *range(len(lines))):
        if 0 <= i < len(lines) and _SYNTAX.search(code[i]):
            shown = lines[i].strip()
            shown = shown if len(shown) <= 40 else f"{shown[:37]}..."
            return f"this is Python 2 (`{shown}` in line {i + 1}); Python 3 is needed"
    return ""


def of_name(error: BaseException, text: str) -> str:
    """What is added to an exception, of these words, that code of Python 2 raises; else ""."""
    kind, name = type(error), getattr(error, "name", None)
    if kind is NameError:
        return _instead("", name, _NAMES)
    if kind is ModuleNotFoundError:
        return _instead("", name, _MODULES)
    if kind is ImportError:
        imported = text.removeprefix("cannot import name '").partition("'")[0]
        return _instead("", imported, _IMPORTED)
    if kind is AttributeError:
        return _instead(".", name, _METHODS) or _of_words(text)
    return _of_words(text) if kind is TypeError else ""


def _of_words(text: str) -> str:
    lazy = _LAZY.search(text)
    if lazy:
        name = (lazy[1] or lazy[2]).removeprefix("dict_")
        return f"; a list from {name}() is of Python 2, Python 3 needs list(...) around it"
    if _NEXT.search(text):
        return "; .next() is of Python 2, Python 3 has the function next()"
    if text.startswith(_PRINT):
        return "; `print >>` is of Python 2, Python 3 has print(..., file=...)"
    return ""


def _instead(dot: str, name: object, known: dict[str, str]) -> str:
    if type(name) is not str or name not in known:
        return ""
    return f"; {dot}{name} is of Python 2, Python 3 has {known[name]}"
