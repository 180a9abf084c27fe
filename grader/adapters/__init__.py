"""How an exercise is called and what comes out: the judge's half of each adapter, one file each.

A file here has an `ADAPTER`, which has the members of `Adapter`; the file's name is the adapter's,
and the child's half has the same name in `grader/runner/adapters/`.  A course brings its own as
`adapters/NAME.py` and `adapters/NAME_child.py`.  No other module asks which adapter it has.
"""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, Protocol

import msgspec

from ..errors import CourseError
from ..model import Case, CaseSpec, Exercise, Surface
from ..model.pictures import Kind
from ._guard import Guarded, line_in

if TYPE_CHECKING:
    from ..leaves import Distance, Leaf
    from ..leaves.places import Parting
    from ..runner.adapters import ChildAdapter
    from ..runner.run import Run

__all__ = [
    "Adapter", "Draw", "Guarded", "adapter_of", "child_of", "child_sources", "files_of", "load",
    "names",
]  # fmt: skip

#: Bytes of a course's child's half: it is sent in one message.
LARGEST_CHILD = 40_000
#: Draws what stands under a key of a case, or deeper: a value in which generators are named.
Draw = Callable[[tuple[str, ...], Any], Any]
Tensors = Iterator[tuple[str, Any]]


class Adapter(Protocol):
    """The judge's half: everything that depends on how an exercise is called."""

    @property
    def case(self) -> type[msgspec.Struct]:
        """What a case may say beside name, about, weight, scale, seed and visibility."""

    @property
    def figure(self) -> Kind:
        """What shows an answer, unless pictures.yaml says otherwise."""

    @property
    def long(self) -> bool:
        """Whether a case is a run of many steps, through which rounding grows."""

    @property
    def traced(self) -> bool:
        """Whether a wrong run is looked at once more, with what it keeps from step to step."""

    @property
    def one_call(self) -> bool:
        """Whether one call of the student's function makes a whole run by itself."""

    @property
    def at_import(self) -> bool:
        """Whether the answers are worked out when the module is imported, and not in a call."""

    @property
    def secret(self) -> bool:
        """Whether what is expected would give the answer away, as of numbers worked out by hand."""

    @property
    def one_interface(self) -> bool:
        """Whether every exercise of this adapter could be handed in for every other."""

    def payload(self, exercise: Exercise, spec: CaseSpec, draw: Draw) -> dict[str, Any]:
        """What the child is sent of a case beside the exercise's and the adapter's names.

        Raises ValueError, with a sentence, for a case that does not fit the exercise.
        """

    def freeze(self, value: Any) -> Any:
        """A run's value as it stands in golden.json."""

    def ask(self, oracle: Callable[..., Any], payload: Mapping[str, Any], run: "Run") -> Any:
        """What an oracle answers on a case, in the form of a golden value."""

    def pair(self, exercise: Exercise, expected: Any, got: Any) -> "list[Leaf]":
        """The tensors of an answer beside those of a golden value.  Raises Misfit."""

    def pair_again(self, exercise: Exercise, expected: Any, got: Any) -> "list[Leaf]":
        """The same of the second run, which may be shorter.  Raises Misfit."""

    def pair_frozen(self, exercise: Exercise, expected: Any, other: Any) -> "list[Leaf]":
        """The tensors of two golden values.  Raises Misfit, and ValueError for other lengths."""

    def describe(self, expected: Any, value: Any) -> Tensors:
        """(path, array or word) of an answer of any form, for signatures."""

    def describe_golden(self, expected: Any) -> Tensors:
        """The tensors of a golden value, under the paths that an answer's have."""

    def parting(
        self, case: Case, expected: Any, got: Any, off: "Sequence[tuple[Leaf, Distance]]",
        tolerance: float,
    ) -> "Parting":  # fmt: skip
        """Where an answer of the right form first parts from the golden value."""

    def nodes(self, case: Case) -> list[Any] | None:
        """The (operation, predecessors) that a case's answer has an entry for; None without."""

    def inputs(self, exercise: Exercise, inputs: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """The inputs of a case by name, as a page shows them."""

    def on_paper(self, inputs: Mapping[str, Any]) -> Literal["nothing", "two steps", "inputs"]:
        """What of a failing case can be tried by hand."""

    def scene(
        self, exercise: Exercise, surface: Surface, start: Any, terms: Any
    ) -> dict[str, Any] | None:
        """The payload of a run on a surface of two parameters; None where there is none."""


def names() -> list[str]:
    """The adapters that every course has."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name for name in found if not name.startswith("_"))


def load(name: str, folder: str = "") -> Adapter:
    """An adapter by its name; with a `folder`, the one that a course has there; "" is the plainest.

    Raises CourseError for a course's file that cannot be used.
    """
    if folder:
        _child_of_course(name, folder)  # a fault of the child's half is told here, not in the child
        return _of_course(name, folder)
    return _own(name)


@cache
def _own(name: str) -> Adapter:
    """One that every course has."""
    module = importlib.import_module(f".{name}", __name__) if name else _plainest()
    found: Adapter = module.ADAPTER
    return found


def adapter_of(exercise: Exercise) -> Adapter:
    """The adapter of an exercise.  Raises CourseError."""
    return load(exercise.adapter, exercise.adapters)


def child_of(exercise: Exercise) -> "ChildAdapter":
    """The child's half, to run the reference with.  Raises CourseError."""
    from ..runner.adapters import ADAPTERS

    if exercise.adapters:
        return _child_of_course(exercise.adapter, exercise.adapters)
    return ADAPTERS[exercise.adapter or _plainest().NAME]


def child_sources(exercises: Iterable[Exercise]) -> dict[str, bytes]:
    """Name -> source of what the child has not got by itself: a course's own adapters.

    Each is read once.  Raises CourseError when one cannot be.
    """
    own = {each.adapter: each.adapters for each in exercises if each.adapters}
    found = {}
    for name, folder in own.items():
        file = Path(folder) / f"{name}_child.py"
        source = found[name] = _read(file)
        if len(source) > LARGEST_CHILD:
            words = f"has {len(source)} bytes, at most {LARGEST_CHILD} can be sent"
            raise CourseError(f"{file}: {words}")
    return found


def files_of(exercises: Iterable[Exercise]) -> list[Path]:
    """The files of a course's own adapters that some of the exercises have, both halves of each."""
    own = {(each.adapters, each.adapter) for each in exercises if each.adapters}
    halves = ("", "_child")
    return [Path(folder) / f"{name}{half}.py" for folder, name in sorted(own) for half in halves]


def _plainest() -> ModuleType:
    from . import function  # which loads numpy

    return function


@cache
def _of_course(name: str, folder: str) -> Adapter:
    file = Path(folder) / f"{name}.py"
    adapter: Any = Guarded(_whole(file, Adapter, lambda: _executed(file)), file)
    guarded: Adapter = adapter
    return guarded


@cache
def _child_of_course(name: str, folder: str) -> "ChildAdapter":
    from ..runner.adapters import ChildAdapter, from_source

    file = Path(folder) / f"{name}_child.py"
    _refuse_imports(file)
    adapter: ChildAdapter = _whole(
        file, ChildAdapter, lambda: from_source(name, _read(file), str(file))
    )
    return adapter


def _refuse_imports(file: Path) -> None:
    """Raises CourseError for a child's half that imports what a sealed process has not."""
    try:
        nodes = list(ast.walk(ast.parse(_read(file))))
    except (SyntaxError, ValueError):
        return  # which is told where it is compiled
    for node in nodes:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "."] if not node.level else ["."]
        found = [name for name in names if name.partition(".")[0] in ("grader", "reference", "")]
        if found and isinstance(node, (ast.Import, ast.ImportFrom)):
            what = "a file beside it" if found[0] == "." else found[0]
            raise CourseError(
                f"{file}:{node.lineno}: imports {what}, which the process of a submission has not: "
                "numpy and the standard library are there"
            )


def _executed(file: Path) -> Any:
    namespace: dict[str, Any] = {"__name__": f"course_adapter_{file.stem}", "__file__": str(file)}
    exec(compile(_read(file), str(file), "exec", dont_inherit=True), namespace)
    return namespace["ADAPTER"]


def _whole(file: Path, protocol: type, make: Callable[[], Any]) -> Any:
    """What `make` makes, if it has all members of the protocol.  Raises CourseError."""
    try:
        adapter = make()
    except CourseError:
        raise
    except Exception as error:
        line = line_in(error, str(file))
        what = f"{type(error).__name__}: {error}"
        if isinstance(error, (KeyError, AttributeError)) and "ADAPTER" in str(error):
            what = "defines no ADAPTER; end it with `ADAPTER = ` and an object that has its members"
        raise CourseError(f"{file}:{line}: {what}") from error
    members = [name for name in vars(protocol) if not name.startswith("_")]
    missing = [name for name in members if not hasattr(adapter, name)]
    if missing:
        raise CourseError(
            f"{file}:1: its ADAPTER has no {', '.join(missing)}: see docs/authors.md, or derive it "
            "from an adapter of the grader's"
        )
    return adapter


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CourseError(
            f"{file}: {error.strerror}; an adapter is NAME.py and NAME_child.py"
        ) from error
