"""Which modules of the standard library a submission's files import beyond those always loaded.

A sealed child can load nothing more, so what it will ask for is loaded before.  The files are only
searched, never parsed: what is missed is stood in for, and raises where it is used.
"""

import re
import sys
from collections.abc import Iterator, Mapping

from ..runner.preload import NUMPY, STANDARD_LIBRARY
from .backend import USUAL

__all__ = ["imported", "usual"]

#: Nothing that calculates: they open a browser, a window, print a poem, test, or write caches.
_NEVER = frozenset({"antigravity", "this", "idlelib", "turtledemo", "lib2to3", "test", "tests"})
_LOADED = frozenset((*NUMPY, *STANDARD_LIBRARY))
# A notebook's lines stand in strings, with \n behind them.  No part can match in two ways.
_IMPORT = re.compile(rb"\bimport[ \t]+([A-Za-z_][\w. \t,]*)")
_FROM = re.compile(rb"\bfrom[ \t]+([A-Za-z_][\w.]*)[ \t]+import[ \t(]+([\w ,]*)")
_CALLED = re.compile(rb"\b(?:import_module|__import__)\([ \t]*\\?[\"']([A-Za-z_][\w.]*)")
_WORD = re.compile(rb"[A-Za-z_]\w*")
#: What loads nothing more when it is used; all else of the usual modules may.
_LIGHT = frozenset((
    "__future__", "abc", "builtins", "cmath", "collections", "contextlib", "copy", "dataclasses",
    "enum", "functools", "itertools", "math", "numbers", "operator", "os", "random", "re", "sys",
    "time", "types", "typing", "warnings",
))  # fmt: skip
_HEAVY = frozenset(name for name in STANDARD_LIBRARY if name not in _LIGHT)
#: Words of files that name an encoding, or a time's form, which is loaded when it is used.
_ENCODING = frozenset((b"coding", b"encoding", b"encode", b"decode", b"codecs", b"strptime"))
#: Everything of a module, what is loaded when it is asked for as well.
_STAR = re.compile(rb"\bimport[ \t(]*\*")
#: Words of numpy that ask for masked arrays on their way.
_MASKED = frozenset((
    b"median", b"nanmedian", b"percentile", b"nanpercentile", b"quantile", b"nanquantile", b"isin",
    b"in1d", b"intersect1d", b"setdiff1d", b"setxor1d", b"union1d", b"unique", b"unique_all",
    b"unique_counts", b"unique_inverse", b"unique_values",
))  # fmt: skip
#: What else is loaded when it is used: a part of a file's text -> the module.
_USED = {b"\\N{": "unicodedata", b"most_common": "heapq"}
#: Of a list of names, and of a name: more is no import.
LONG, NAME = 2000, 100
MOST = 60


def imported(files: Mapping[str, bytes]) -> frozenset[str]:
    """Their dotted names, of at most MOST modules; the student's own files are none of them."""
    own = {path.partition("/")[0].removesuffix(".py") for path in files}
    found: set[str] = set()
    for source in files.values():
        found.update(_names(source))
    wanted = sorted(name for name in found if _loadable(name) and name.partition(".")[0] not in own)
    return frozenset(wanted[:MOST])


def usual(files: Mapping[str, bytes]) -> frozenset[str]:
    """Of what is usually loaded, what these files could ask for; all, if that is hard to tell.

    To load all of it takes longer than to grade one right submission.
    """
    names = {name for source in files.values() for name in _names(source)}
    mine = {name.partition(".")[0] for name in names}
    if not mine.isdisjoint(_HEAVY) or any(path.endswith(".ipynb") for path in files):
        return USUAL
    words = {word for source in files.values() for word in _WORD.findall(source)}
    every = b"\n".join(files.values())
    if not words.isdisjoint(_ENCODING) or _STAR.search(every):
        return USUAL
    parts = {name for name in NUMPY if name.rpartition(".")[2].encode() in words}
    parts |= {"numpy.ma"} if not words.isdisjoint(_MASKED) else set()
    parts |= {module for text, module in _USED.items() if text in every}
    return frozenset(parts | mine & frozenset(STANDARD_LIBRARY))


def _loadable(name: str) -> bool:
    parts = name.split(".")
    if any(part.startswith("_") or part in _NEVER for part in parts):
        return False  # a package's __main__ runs, its tests do what they like
    return parts[0] in sys.stdlib_module_names and name not in _LOADED


def _names(source: bytes) -> Iterator[str]:
    for match in _IMPORT.finditer(source):
        yield from _first_words(match[1])
    for match in _FROM.finditer(source):
        module = match[1][:NAME].decode()
        yield module
        for name in _first_words(match[2]):  # perhaps a module in a package
            yield f"{module}.{name}"
    for match in _CALLED.finditer(source):
        yield match[1][:NAME].decode()


def _first_words(names: bytes) -> Iterator[str]:
    """The names of a list, without what they are called here."""
    for part in names[:LONG].split(b","):
        for word in part.split()[:1]:
            yield word[:NAME].decode("ascii", "replace")
