"""Which modules of the standard library a submission's files import beyond those always loaded.

A sealed child can load nothing more, so what it will ask for is loaded before.  The files are only
searched, never parsed: what is missed is stood in for, and raises where it is used.
"""

import re
import sys
from collections.abc import Iterator, Mapping

from ..runner.preload import NUMPY, STANDARD_LIBRARY

__all__ = ["imported"]

#: Nothing that calculates: they open a browser, a window, print a poem, test, or write caches.
_NEVER = frozenset({"antigravity", "this", "idlelib", "turtledemo", "lib2to3", "test", "tests"})
_LOADED = frozenset((*NUMPY, *STANDARD_LIBRARY))
_NAME = rb"[A-Za-z_][\w.]{0,80}"
# A notebook's lines stand in strings, with \n behind them.
_IMPORT = re.compile(rb"\bimport[ \t]+(%s(?:[ \t]*(?:,|as)[ \t]*%s){0,40})" % (_NAME, _NAME))
_FROM = re.compile(rb"\bfrom[ \t]+(%s)[ \t]+import[ \t]+\(?[ \t]*([\w ,]{0,400})" % _NAME)
_CALLED = re.compile(rb"\b(?:import_module|__import__)\([ \t]*\\?[\"'](%s)" % _NAME)
MOST = 60


def imported(files: Mapping[str, bytes]) -> frozenset[str]:
    """Their dotted names, of at most MOST modules; the student's own files are none of them."""
    own = {path.partition("/")[0].removesuffix(".py") for path in files}
    found: set[str] = set()
    for source in files.values():
        found.update(_names(source))
    wanted = sorted(name for name in found if _loadable(name) and name.partition(".")[0] not in own)
    return frozenset(wanted[:MOST])


def _loadable(name: str) -> bool:
    parts = name.split(".")
    if any(part.startswith("_") or part in _NEVER for part in parts):
        return False  # a package's __main__ runs, its tests do what they like
    return parts[0] in sys.stdlib_module_names and name not in _LOADED


def _names(source: bytes) -> Iterator[str]:
    for match in _IMPORT.finditer(source):
        for part in match[1].split(b","):
            yield part.split()[0].decode() if part.split() else ""
    for match in _FROM.finditer(source):
        module = match[1].decode()
        yield module
        for part in match[2].split(b","):
            if part.split():  # perhaps a module in a package
                yield f"{module}.{part.split()[0].decode('ascii', 'replace')}"
    for match in _CALLED.finditer(source):
        yield match[1].decode()
