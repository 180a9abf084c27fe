"""What is handed back to other systems: one file per format, found by listing this folder.

Each has `NAME`, `ABOUT`, `TEMPLATE` (what must be given with --template, or None) and
`export(sheet, out, template) -> files written`; `out` is a folder of its own.  One with a template
does it in two steps, `fill(sheet, template) -> Filled`, which says what has no row and what was not
told apart, and `write(filled, sheet, out) -> files written`.
"""

import importlib
import pkgutil
from types import ModuleType

__all__ = ["exporters"]


def exporters() -> dict[str, ModuleType]:
    """The formats by their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{n}") for n in names if not n.startswith("_")]
    return {module.NAME: module for module in found}
