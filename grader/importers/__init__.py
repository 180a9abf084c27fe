"""Downloads of learning-management systems, recognised by how they name things.

One file per format, found by listing this folder; what it must have is `Importer`.  The formats are
facts about other people's programs; where each is known from stands in its module.
"""

import importlib
import pkgutil
from typing import Protocol, cast

from ..submission.hand_in import HandIn
from ..submission.tree import Tree

__all__ = ["Importer", "importers"]


class Importer(Protocol):
    """A format of downloads: its name, who is asked first, what it is in words, its own files."""

    NAME: str
    ORDER: int
    ABOUT: str
    OWN: tuple[str, ...]

    def fits(self, tree: Tree) -> set[str]:
        """The names at the top of the tree that are as the format names things."""

    def read(self, tree: Tree) -> list[HandIn]:
        """The submissions among those that fit; whatever else is there is left alone."""


def importers() -> dict[str, Importer]:
    """The formats by their names, in the order in which they are asked."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    found = [cast(Importer, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {module.NAME: module for module in sorted(found, key=lambda module: module.ORDER)}
