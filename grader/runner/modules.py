"""Modules from bytes in memory: a submission never touches the disk of the process that runs it."""

import importlib
import io
import linecache
import sys
import tokenize
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType

from . import LABEL

__all__ = ["MemoryFinder"]


class MemoryFinder(MetaPathFinder, Loader):
    """Finds and loads the modules of `files` (path with `/` -> source bytes).

    It is appended to sys.meta_path, so a student's `random.py` cannot stand in for the standard
    library's.  With `package`, the files are that package's: `{"losses.py": ...}` in package
    "course_1" is the module course_1.losses.
    """

    def __init__(self, files: Mapping[str, bytes], package: str = "", label: str = LABEL) -> None:
        self.files = dict(files)
        self.package = package
        self.label = label

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module in `files`; packages without an __init__.py are packages too."""
        name = fullname
        if self.package:
            if fullname != self.package and not fullname.startswith(self.package + "."):
                return None
            name = fullname[len(self.package) + 1 :]
        base = name.replace(".", "/")
        forms = ((f"{base}/__init__.py".lstrip("/"), True), (f"{base}.py", False),
                 (f"{base}.ipynb", False))  # fmt: skip
        for file, is_package in forms:
            if file in self.files:
                return self._spec(fullname, file, is_package)
        if any(file.startswith(base + "/") for file in self.files) or not base:
            return self._spec(fullname, "", True)
        return None

    def _spec(self, fullname: str, file: str, is_package: bool) -> ModuleSpec:
        spec = ModuleSpec(fullname, self, origin=f"{self.label}/{file}", is_package=is_package)
        spec.loader_state = file
        spec.has_location = bool(file)
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """None: the machinery makes an ordinary module."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Compiles and runs the module; SyntaxError and whatever it raises go to the importer."""
        spec = module.__spec__
        assert spec is not None
        file = spec.loader_state
        if not file:
            return
        source = self.files[file]
        if file.endswith(".ipynb"):
            from .notebook import run_notebook

            run_notebook(source, f"{self.label}/{file}", module.__dict__, remember)
            return
        remember(f"{self.label}/{file}", source)
        exec(_compiled(source, f"{self.label}/{file}"), module.__dict__)

    def load(self, name: str) -> ModuleType:
        """Imports `name` with this finder in place."""
        if self not in sys.meta_path:
            sys.meta_path.append(self)
        return importlib.import_module(name)

    def unload(self) -> None:
        """Takes the finder and every module that it loaded away again."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        for name, module in list(sys.modules.items()):
            if getattr(module, "__loader__", None) is self:
                del sys.modules[name]


@lru_cache(maxsize=64)
def _compiled(source: bytes, filename: str) -> CodeType:
    """The code of a module; of many variants of the reference, most modules are the same."""
    # Bytes, not text: compile() knows the byte order mark and the coding line.
    return compile(source, filename, "exec", dont_inherit=True)


def remember(filename: str, source: bytes) -> None:
    """Gives the source to linecache, so that a traceback can quote its lines."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        text = source.decode(encoding, "replace")
    except (SyntaxError, LookupError, ValueError):
        text = source.decode("latin-1")
    lines = io.StringIO(text, newline=None).readlines()  # Python counts no other ends of lines
    linecache.cache[filename] = (len(text), None, lines, filename)
