"""A script that is in no package, as a module: those of docs/ and scripts/."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

__all__ = ["load_script"]


def load_script(file: Path) -> ModuleType:
    """The module, under its file's name."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module  # dataclasses and pickled functions look for it there
    spec.loader.exec_module(module)
    return module
