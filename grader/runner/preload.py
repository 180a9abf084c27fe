"""What a sealed child may import: loaded before the seal; nothing else can be loaded after.

Students get to know the list from what `faults` says and from the documents; adding a module that
calculates is adding a word here.
"""

import contextlib
import importlib
import os
import warnings
from collections.abc import Iterator, Sequence
from types import ModuleType

__all__ = ["CODECS", "NUMPY", "STANDARD_LIBRARY", "USUAL", "preload"]

#: Of the standard library, what calculates, describes and prints; and what numpy's own needs.
STANDARD_LIBRARY = (
    "__future__", "abc", "argparse", "array", "ast", "base64", "binascii", "bisect", "builtins",
    "calendar", "cmath", "codecs", "collections", "collections.abc", "colorsys", "contextlib",
    "contextvars", "copy", "copyreg", "csv", "ctypes", "dataclasses", "datetime", "decimal",
    "difflib", "dis", "doctest", "enum", "errno", "fractions", "functools", "gc", "glob",
    "graphlib", "hashlib", "heapq", "html", "importlib", "importlib.util", "inspect", "io",
    "itertools", "json", "keyword", "linecache", "locale", "logging", "math", "numbers", "operator",
    "os", "pathlib", "pickle", "platform", "pprint", "queue", "random", "re", "reprlib", "secrets",
    "shutil", "signal", "statistics", "string", "struct", "sys", "tempfile", "textwrap",
    "threading", "time", "timeit", "token", "tokenize", "traceback", "types", "typing",
    "unicodedata", "unittest", "uuid", "warnings", "weakref", "zlib",
    "_pylong", "_strptime", "stringprep",  # which those above load when they first need them
)  # fmt: skip

#: numpy loads its submodules when they are first asked for.
NUMPY = (
    "numpy", "numpy.char", "numpy.core", "numpy.ctypeslib", "numpy.dtypes",
    "numpy.exceptions", "numpy.fft", "numpy.lib.array_utils", "numpy.lib.format",
    "numpy.lib.introspect", "numpy.lib.mixins", "numpy.lib.npyio", "numpy.lib.recfunctions",
    "numpy.lib.scimath", "numpy.lib.stride_tricks", "numpy.linalg", "numpy.ma", "numpy.ma.extras",
    "numpy.ma.mrecords", "numpy.polynomial", "numpy.random", "numpy.rec", "numpy.strings",
    "numpy.testing", "numpy.typing", "numpy.version",
)  # fmt: skip

#: A coding line asks for one of these by name.
CODECS = tuple(f"encodings.{name}" for name in (
    "ascii", "cp1250", "cp1251", "cp1252", "cp437", "cp850", "cp852", "hex_codec", "idna",
    "iso8859_1", "iso8859_15", "iso8859_2", "iso8859_5", "koi8_r", "latin_1", "mac_roman",
    "punycode", "raw_unicode_escape", "rot_13", "unicode_escape", "utf_16", "utf_16_be",
    "utf_16_le", "utf_32", "utf_7", "utf_8", "utf_8_sig",
))  # fmt: skip
USUAL = (*NUMPY, *STANDARD_LIBRARY, *CODECS)


def preload(usual: Sequence[str] = USUAL, more: Sequence[str] = ()) -> None:
    """Loads what is `usual`, and `more` of the standard library, which a submission asks for.

    What this Python or this numpy does not have is left out.
    """
    with warnings.catch_warnings(), _without_fork_handlers():
        warnings.simplefilter("ignore")  # some of it is deprecated, which is for its users to know
        from . import notebook  # noqa: F401

        for name in usual:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        for name in more:
            # Whatever one of them does when it is loaded: without it, there is a stand-in.
            with contextlib.suppress(BaseException):
                _with_parts(importlib.import_module(name))


@contextlib.contextmanager
def _without_fork_handlers() -> Iterator[None]:
    """Modules that are loaded meanwhile are not told of forks.

    What `threading`, `logging` and `random` do in each forked process is a third of what a fork
    costs.  It is not needed: there is one thread, no lock is held, and that all children begin
    with the same random numbers gives nobody anything.
    """
    register = getattr(os, "register_at_fork", None)
    if register is None:
        yield
        return
    os.register_at_fork = lambda **_: None
    try:
        yield
    finally:
        os.register_at_fork = register


def _with_parts(module: ModuleType) -> None:
    """Has a module load what it loads when it is first asked for."""
    for name in getattr(module, "__all__", ()):
        with contextlib.suppress(Exception):
            getattr(module, name)
