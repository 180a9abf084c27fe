"""Stand-ins that do nothing, for what a program shows and asks: plots, Colab, a keyboard.

A course says which of them it allows (`stand_ins`).  What is called returns another of them, or
what it would be unpacked into, so that drawing costs nothing; as a number it is as absent as
before, so that none enters an answer.  The first use of each is told: in the notes while files are
imported, afterwards by a line on stdout, where what the hidden cases print stays.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType
from typing import Any

from . import LABEL
from .absent import Absent, AbsentModule
from .notes import Notes
from .statements import importing

__all__ = ["QuietModules", "keyboard"]

#: The modules of each kind of stand-in.
KINDS = {
    "plots": ("matplotlib", "mpl_toolkits", "pylab", "seaborn", "plotly"),
    "colab": ("google",),
    "display": ("IPython", "ipywidgets"),
    "progress": ("tqdm",),
}
#: How often input() is answered: a program that asks until it likes the answer has to end.
ANSWERS = 20


class Uses:
    """Whom the first use of each module is told."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.told: set[str] = set()

    def tell(self, name: str, words: str) -> None:
        """Tells of a use at the line of the student's that runs, once for each module."""
        top = name.partition(".")[0]
        if top in self.told:
            return
        self.told.add(top)
        file, line = _place()
        if importing():
            self.notes.add(file, line, f"{name} {words}")
        else:
            print(f"(line {line}: {name} {words})")


class Quiet(Absent):
    """A part of a module that is stood in for: it can be called, and does nothing."""

    def __init__(self, name: str, uses: Uses) -> None:
        self.__dict__.update(__name__=name, _uses=uses)

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__") and attribute.endswith("__"):
            raise AttributeError(attribute)
        return self._part(attribute)

    def _part(self, name: str) -> "Quiet":
        return Quiet(f"{self.__name__}.{name}", self._uses)

    def _returned(self) -> "Quiet":
        return Quiet(f"{self.__name__}()", self._uses)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self._uses.tell(self.__name__, "is stood in for, and has no effect while this is graded")
        if len(arguments) == 1 and not options and _is_definition(arguments[0]):
            return arguments[0]  # a decorator
        returned = _RETURNS.get(self.__name__.rpartition(".")[2])
        return self._returned() if returned is None else returned(self, *arguments, **options)

    def __setattr__(self, name: str, value: object) -> None:
        """Nothing is kept."""

    def __setitem__(self, key: object, value: object) -> None:
        """Nothing is kept."""

    def __delitem__(self, key: object) -> None:
        """There is nothing."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, item: object) -> bool:
        return False

    def __enter__(self) -> "Quiet":
        return self

    def __exit__(self, *_: object) -> None:
        """What was raised in it goes on."""


class _Progress(Quiet):
    """A bar around something that is gone through."""

    def __init__(self, name: str, uses: Uses, inner: Iterable[Any]) -> None:
        super().__init__(name, uses)
        self.__dict__["_inner"] = inner

    def __iter__(self) -> Iterator[Any]:
        return iter(self._inner)

    def __len__(self) -> int:
        return len(self._inner)


def _subplots(quiet: Quiet, nrows: int = 1, ncols: int = 1, **options: Any) -> tuple[Any, Any]:
    """A figure and its axes: one, or an array of them, as matplotlib squeezes it."""
    import numpy as np

    axes = np.empty((nrows, ncols), dtype=object)
    for at in np.ndindex(axes.shape):
        axes[at] = quiet._returned()
    if options.get("squeeze", True):
        return quiet._returned(), axes.item() if axes.size == 1 else axes.squeeze()
    return quiet._returned(), axes


def _bar(quiet: Quiet, iterable: Iterable[Any] = (), *_: Any, **__: Any) -> _Progress:
    return _Progress(quiet.__name__, quiet._uses, iterable)


def _two(quiet: Quiet, *_: Any, **__: Any) -> tuple[Any, Any]:
    return quiet._returned(), quiet._returned()


#: What is unpacked, or gone through, by the name of what returns it.
_RETURNS: dict[str, Callable[..., Any]] = {
    "subplots": _subplots,
    "plot": lambda quiet, *_, **__: [quiet._returned()],
    "hist": lambda quiet, *_, **__: tuple(quiet._returned() for _ in range(3)),
    "subplot_mosaic": _two,
    "xlim": _two,
    "ylim": _two,
    "get_xlim": _two,
    "get_ylim": _two,
    "tenumerate": lambda _, iterable, *__, **___: enumerate(iterable),
    "tzip": lambda _, *iterables, **__: zip(*iterables, strict=False),
    "tmap": lambda _, function, *iterables, **__: map(function, *iterables),
    "tqdm": _bar,
    "tqdm_notebook": _bar,
    "trange": lambda quiet, *bounds, **_: _bar(quiet, range(*bounds)),
}


class QuietModules:
    """Makes the modules that a course has stood in for."""

    def __init__(self, kinds: Sequence[str], notes: Notes) -> None:
        self.names = tuple(name for kind in kinds for name in KINDS.get(kind, ()))
        self.uses = Uses(notes)

    def create(self, name: str) -> ModuleType | None:
        """The module of that name, if it is one of them."""
        if any(f"{name}.".startswith(f"{own}.") for own in self.names):
            return _QuietModule(name, self.uses)
        return None


class _QuietModule(AbsentModule):
    """A module of which every part does nothing."""

    def __init__(self, name: str, uses: Uses) -> None:
        super().__init__(name)
        self.__dict__["_uses"] = uses

    def _part(self, name: str) -> Any:
        return Quiet(f"{self.__name__}.{name}", self._uses)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """What `from tqdm import tqdm` may find: a part that is a module as well."""
        return Quiet(self.__name__, self._uses)(*arguments, **options)


def keyboard(asks: Callable[[object], str], notes: Notes) -> Callable[[object], str]:
    """input() for what is asked at the top of a file: nothing was typed.

    In a function that is graded it is `asks`, which raises, as in any program without a keyboard.
    """
    uses = Uses(notes)
    answered = 0

    def _input(prompt: object = "", /) -> str:
        nonlocal answered
        if not importing() or answered >= ANSWERS:
            return asks(prompt)
        answered += 1
        uses.tell("input()", 'is answered by "": nobody is there to type while this is graded')
        print(prompt)
        return ""

    return _input


def _is_definition(value: object) -> bool:
    return isinstance(value, type) or type(value).__name__ == "function"


def _place() -> tuple[str, int]:
    """The file and line of the student's that runs."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith(LABEL + "/"):
            return frame.f_code.co_filename, frame.f_lineno
        if frame.f_back is None:
            break
        frame = frame.f_back
    return "", 0
