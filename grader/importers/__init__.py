"""Downloads of learning-management systems, recognised by how they name things.

One file per format, found by listing this folder; what it must have is `Importer`.  The formats are
facts about other people's programs; where each is known from stands in its module.
"""

from typing import Protocol, cast

from ..files import named_modules
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
    found = cast(dict[str, Importer], named_modules(__name__, __path__))
    return dict(sorted(found.items(), key=lambda item: item[1].ORDER))
