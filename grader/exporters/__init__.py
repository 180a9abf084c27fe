"""What is handed back to other systems: one file per format, found by listing this folder.

What it must have is `Exporter`, or `FillingExporter` where a file is given that is to be filled in.
A name that begins with an underscore is no format.
"""

from pathlib import Path
from typing import Protocol, TypeGuard, cast

from ..files import named_modules
from ..model import ClassSheet
from ._rows import Filled

__all__ = ["Exporter", "FillingExporter", "exporters", "fills"]


class Exporter(Protocol):
    """A format of grades: its name, what it is in words, and what is to be given to it.

    `TEMPLATE` says what must be given with --template; None where nothing is.
    """

    NAME: str
    ABOUT: str
    TEMPLATE: str | None

    def export(self, sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:
        """Writes the grades into the folder `out`, and gives the files written.

        Raises ConfigurationError when the template is not what it must be.
        """


class FillingExporter(Exporter, Protocol):
    """A format that fills in a file of the other system, in two steps.

    `PAGES`: the sheet must have the students' pages.
    """

    PAGES: bool

    def fill(self, sheet: ClassSheet, template: Path) -> Filled:
        """The template with the grades, what has no row in it, and what was not told apart.

        Raises ConfigurationError when the template is not what it must be.
        """

    def write(self, filled: Filled, sheet: ClassSheet, out: Path) -> list[Path]:
        """Writes what was filled in into the folder `out`, and gives the files written."""


def fills(exporter: Exporter) -> TypeGuard[FillingExporter]:
    """Whether it fills in a template."""
    return exporter.TEMPLATE is not None


def exporters() -> dict[str, Exporter]:
    """The formats by their names."""
    return cast(dict[str, Exporter], named_modules(__name__, __path__))
