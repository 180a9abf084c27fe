"""Modules that are not there in graded code: importing one costs nothing, using it does.

A submission often begins with imports that its functions do not need: torch, matplotlib, a plot
helper.  Such a module is stood in for, and what uses it raises ModuleNotFoundError with words.
Where the student's code is ready for the module to be missing (`try: import torch`), it is missing.
What a course lets a submission use without effect is made by `quiet`.
"""

import ast
import builtins
import contextlib
import linecache
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any, NoReturn, cast

from . import LABEL
from .magics import python_of

if TYPE_CHECKING:
    from importlib.abc import Loader

__all__ = ["Absent", "AbsentFinder", "AbsentModule"]

#: What importlib itself puts between an import and its finder.
_MACHINERY = frozenset(
    {"_find_spec", "_find_and_load", "_find_and_load_unlocked", "_call_with_frames_removed",
     "_gcd_import", "find_spec"}
)  # fmt: skip
_CAUGHT = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
#: Who imports these looks for what is not theirs: it is not there, and that is said at once.
NEVER = frozenset({"grader", "reference", "grader_runner"})
#: Whatever one does with a value; naming, storing and annotating with it is no use.
_USES = (
    "call", "iter", "next", "len", "contains", "bool", "enter", "exit", "mro_entries",
    "instancecheck", "subclasscheck", "float", "int", "index", "complex", "array", "setitem",
    "delitem", "await", "aiter", "eq", "ne", "lt", "le", "gt", "ge", "neg", "pos", "abs", "invert",
    *(f"{side}{name}" for side in ("", "r", "i") for name in (
        "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift",
        "and", "xor")),
)  # fmt: skip


class Absent:
    """A part of a module that is not there."""

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def __getattr__(self, attribute: str) -> "Absent":
        if attribute.startswith("__") and attribute.endswith("__"):
            raise AttributeError(attribute)
        return Absent(f"{self.__name__}.{attribute}")

    def __getitem__(self, item: object) -> "Absent":
        return self  # an annotation, such as Float[Array, "n"]

    def __or__(self, other: object) -> "Absent":
        return self  # an annotation, such as torch.Tensor | None

    __ror__ = __or__
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"<{self.__name__}, which is not there>"


def _use(self: Absent, *_: object, **__: object) -> NoReturn:
    name = self.__name__
    top = name.partition(".")[0]
    raise ModuleNotFoundError(f"{name} is used, but there is no module {top!r} here", name=top)


for _name in _USES:
    setattr(Absent, f"__{_name}__", _use)


class AbsentModule(ModuleType):
    """A module of which every part is absent."""

    __all__: Sequence[str] = ()

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__") and attribute.endswith("__"):
            raise AttributeError(attribute)
        if self.__name__.partition(".")[0] == "IPython" and hasattr(builtins, attribute):
            return getattr(builtins, attribute)  # display() and the like, which notebooks have
        return self._part(attribute)

    def _part(self, name: str) -> Any:
        return Absent(f"{self.__name__}.{name}")


class AbsentFinder:
    """Stands in for whatever nothing else has found; it is the last one asked.

    `quiet` makes the modules that may be used without effect, and None for any other name.
    """

    def __init__(self, quiet: Callable[[str], ModuleType | None] = lambda name: None) -> None:
        self.quiet = quiet

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A spec, if the student's code imports the module and does not catch its absence."""
        importer = _importer(fullname)
        if importer is None:
            return None
        file, top = importer.f_code.co_filename, fullname.partition(".")[0]
        if file.startswith(LABEL + "/"):
            # An import of the files beside it that fails is a mistake in them.
            if _catches(file, importer.f_lineno) or _is_own(fullname) or top in NEVER:
                return None
        elif not fullname.startswith("numpy."):
            return None
        return ModuleSpec(fullname, cast("Loader", self), is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A module without parts, or one whose parts do nothing."""
        return self.quiet(spec.name) or AbsentModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def _importer(fullname: str) -> FrameType | None:
    """The frame whose `import` this is; None when it only asks, or only names a part."""
    frame: FrameType | None = sys._getframe(2)
    loads = False
    while frame is not None:
        module, name = frame.f_globals.get("__name__", ""), frame.f_code.co_name
        if name == "_handle_fromlist" and str(module).startswith("importlib"):
            # `from numpy import f2py` names a part, which must be there.
            return None
        if name == "_find_and_load":
            loads = True
        if not str(module).startswith("importlib") and name not in _MACHINERY:
            return frame if loads else None
        frame = frame.f_back
    return None


def _is_own(fullname: str) -> bool:
    """Whether it would lie in a package of the student's own files."""
    parent = sys.modules.get(fullname.rpartition(".")[0])
    if parent is None:
        return False
    return not isinstance(parent, AbsentModule) and _of_student(parent)


def _of_student(module: ModuleType) -> bool:
    origin = getattr(getattr(module, "__spec__", None), "origin", None)
    return isinstance(origin, str) and origin.startswith(LABEL + "/")


def _catches(file: str, line: int) -> bool:
    """Whether the import at a line stands where its failure is caught."""
    return any(first <= line <= last for first, last in _caught("".join(linecache.getlines(file))))


@lru_cache(maxsize=32)
def _caught(text: str) -> tuple[tuple[int, int], ...]:
    """The first and last lines of all code whose ImportError is caught."""
    for source in (text, python_of(text).text):
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            return tuple(_guarded(ast.parse(source)))
    return ()


def _guarded(tree: ast.AST) -> Iterator[tuple[int, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and any(_names(handler.type) for handler in node.handlers):
            yield node.body[0].lineno, node.body[-1].end_lineno or node.body[-1].lineno
        elif isinstance(node, ast.With) and any(_names(i.context_expr) for i in node.items):
            yield node.lineno, node.end_lineno or node.lineno


def _names(caught: ast.expr | None) -> bool:
    """Whether an `except` or a `suppress` takes an ImportError; a bare one takes all."""
    if caught is None:
        return True
    return any(isinstance(n, ast.Name) and n.id in _CAUGHT for n in ast.walk(caught))
