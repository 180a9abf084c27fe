"""The graded modules of a submission, as a child is told of them."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec

__all__ = ["Module", "module_requests"]


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A graded module: the name it is imported by, its file, and the exercises that it has.

    `place` is where it is expected, as a student is told.
    """

    name: str
    file: str
    place: str = ""
    exercises: tuple[str, ...] = ()


def module_requests(
    modules: str | Sequence[Module], files: Collection[str], inside: str
) -> list[dict[str, Any]]:
    """What the child gets: the modules, each with whether it is `there`.

    A name alone is the one module, and lies `inside`.  The only one has to be there.
    """
    if isinstance(modules, str):
        name = f"{inside}.{modules}" if inside else modules
        modules = [Module(name=name, file=f"{modules}.py")]
    return [
        {
            **msgspec.structs.asdict(module),
            "there": len(modules) == 1 or module.file in files or _notebook(module) in files,
        }
        for module in modules
    ]


def _notebook(module: Module) -> str:
    return f"{module.file.removesuffix('.py')}.ipynb"
