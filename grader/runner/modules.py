"""Modules from bytes in memory: a submission never touches the disk of the process that runs it."""

import ast
import importlib
import io
import linecache
import sys
import tokenize
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.machinery import ModuleSpec
from itertools import combinations
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, cast

from . import LABEL
from .absent import AbsentFinder
from .cells import is_notebook
from .magics import COLAB, python_of, uncommented
from .notebook import DAMAGE, run_notebook
from .notes import Notes
from .preload import NUMPY, STANDARD_LIBRARY
from .quiet import QuietModules
from .statements import run_module, run_statements

if TYPE_CHECKING:
    from importlib.abc import Loader  # which takes as long to load as all of this

__all__ = ["MemoryFinder", "SubmissionFinder"]

#: What is there for everybody, and nobody's file stands in for.
RESERVED = (
    frozenset(name.partition(".")[0] for name in (*STANDARD_LIBRARY, *NUMPY))
    | frozenset(sys.builtin_module_names)
    | {"encodings", "grader_runner"}
)


class MemoryFinder:
    """Finds and loads the modules of `files` (path with `/` -> source bytes).

    With `package`, the files are that package's: `{"losses.py": ...}` in package "course_1" is the
    module course_1.losses.
    """

    def __init__(self, files: Mapping[str, bytes], package: str = "", label: str = LABEL) -> None:
        self.files = dict(files)
        self.package = package
        self.label = label

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module in `files`; packages without an __init__.py are packages too."""
        if not self.package:
            return self._found(fullname, fullname)
        if fullname != self.package and not fullname.startswith(self.package + "."):
            return None
        return self._found(fullname, fullname[len(self.package) + 1 :])

    def _found(self, fullname: str, name: str) -> ModuleSpec | None:
        """The spec of the module that lies at `name`, under the name it was asked for by."""
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
        spec = ModuleSpec(
            fullname, cast("Loader", self), origin=f"{self.label}/{file}", is_package=is_package
        )
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
        if file:
            self.run(self.files[file], f"{self.label}/{file}", module)

    def run(self, source: bytes, file: str, module: ModuleType) -> None:
        """Runs a file in one piece."""
        cache_lines(file, source)
        exec(_compiled(source, file), module.__dict__)

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


class SubmissionFinder(MemoryFinder):
    """The files of a submission, of which a statement that fails costs itself only.

    `inside` is the dotted folder that the graded module lies in within what was handed in: its
    files stand in `files` by their path from there, and can be imported either way, as `im2col`
    or as `cs231n.im2col`.  What lies elsewhere stands there by its whole path.  `course` are those
    of the files that are the course's, which nothing that is handed in replaces.  `stand_ins` are
    the kinds of modules whose use has no effect (`quiet`).

    The standard library's own modules come first where they are loaded for everybody, so that a
    student's `random.py` cannot stand in for what numpy uses; elsewhere the student's file does,
    as it does when they run it.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        notes: Notes,
        inside: str = "",
        course: Sequence[str] = (),
        stand_ins: Sequence[str] = (),
    ) -> None:
        super().__init__(files)
        self.quiet = QuietModules(stand_ins, notes)
        self.notes = notes
        self.course = tuple(course)
        self.inside = inside
        self.module = ""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module beside the graded one, or in a folder of what was handed in."""
        if fullname.partition(".")[0] in RESERVED:
            return None
        for package in self._packages():
            if fullname == package:
                return self._spec(fullname, "__init__.py" * ("__init__.py" in self.files), True)
            if fullname.startswith(package + "."):
                found = self._found(fullname, fullname[len(package) + 1 :])
                if found is not None:
                    return found
        if not self.inside and (found := self._found(fullname, fullname)) is not None:
            return found
        names = [fullname, *self._below(fullname)]
        if any(package.startswith(fullname + ".") for package in self._packages()):
            files = (f"{name.replace('.', '/')}/__init__.py" for name in names)
            return self._spec(fullname, next(filter(self.files.__contains__, files), ""), True)
        roots = ("", *self._above(), *self._added())
        for name in [*(root + fullname for root in roots), *names]:
            found = self._found(fullname, name)
            if found is not None:
                return found
        return None

    def _packages(self) -> list[str]:
        """The names of the module's own folder, from any folder above it: hw.cs231n, cs231n."""
        parts = self.inside.split(".") if self.inside else []
        return [".".join(parts[i:]) for i in range(len(parts))]

    def _above(self) -> list[str]:
        """The folders above the module's own, as prefixes of names."""
        parts = self.inside.split(".")
        return [".".join(parts[:i]) + "." for i in range(len(parts) - 1, 0, -1)]

    def _below(self, fullname: str) -> list[str]:
        """A name without folders above the course's layout: of hw.cs231n.nn, cs231n.nn and nn."""
        parts = self.inside.split(".")
        runs = combinations(range(len(parts)), 2)
        roots = (".".join(parts[i:j]) + "." for i, j in runs)
        return [fullname[len(root) :] for root in roots if fullname.startswith(root)]

    def _added(self) -> list[str]:
        """The folders of what was handed in that the code has put on sys.path, as prefixes."""
        label = f"{self.label}/"
        places = [p.replace("\\", "/") for p in sys.path if isinstance(p, str)]
        inner = [p.partition(label)[2] if label in p else p.removeprefix("./") for p in places]
        return [
            f"{p.strip('/').replace('/', '.')}."
            for p in inner
            if p.strip("/") and any(file.startswith(f"{p.strip('/')}/") for file in self.files)
        ]

    def run(self, source: bytes, file: str, module: ModuleType) -> None:
        """Runs a module or a notebook, whatever it is called; notes what was left out."""
        if file.endswith(".ipynb") or is_notebook(source):
            if not file.endswith(".ipynb"):
                self.notes.add(file, 1, "this is a notebook, and was read as one")
            run_notebook(source, file, module.__dict__, cache_lines, self.notes, self._write)
            return
        if COLAB.encode() in source:
            cell = uncommented(source.decode("utf-8-sig", "replace"))
            for line, words in cell.left_out:
                self.notes.add(file, line, words)
            source = cell.text.encode("utf-8", "replace") if cell.left_out else source
        cache_lines(file, source)
        if source.startswith((b"\xff\xfe", b"\xfe\xff")) or source[:200].count(b"\0") > 50:
            raise SyntaxError("the file is UTF-16, it seems; save it as UTF-8", (file, 1, 1, ""))
        try:
            run_module(source, file, module.__dict__, self.notes, lambda: _compiled(source, file))
        except SyntaxError as error:
            if error.filename != file or not self._as_cell(source, file, module):
                raise

    def _as_cell(self, source: bytes, file: str, module: ModuleType) -> bool:
        """Runs a module with lines of IPython's, as Colab exports it, if the rest is Python."""
        text = "".join(linecache.getlines(file))
        cell = python_of(text)
        try:
            tree = ast.parse(cell.text, file)
        except DAMAGE:
            return False
        if not cell.left_out:  # it is its encoding that Python refuses
            return False
        for line, words in cell.left_out:
            self.notes.add(file, line, words)
        run_statements(tree.body, file, module.__dict__, self.notes)
        return True

    def _write(self, name: str, text: str, append: bool) -> bool:
        """Takes what a cell would write as a file beside it; True where it is the module itself."""
        name = name.removeprefix("./")
        if name in (f"{self.module.rpartition('.')[2]}.py", f"{self.module.replace('.', '/')}.py"):
            return True
        if name.endswith(".py") and not self._is_of_the_course(name):
            before = self.files.get(name, b"") if append else b""
            self.files[name] = before + text.strip("\n").encode("utf-8", "replace") + b"\n"
        return False

    def _is_of_the_course(self, name: str) -> bool:
        """Whether a file would stand for one of the course's, or for a package around one."""
        stem = name.removesuffix(".py").removesuffix("/__init__")
        return any(f"{own.removesuffix('.py')}/".startswith(f"{stem}/") for own in self.course)

    def load(self, name: str) -> ModuleType:
        """Imports a graded module by its whole name, `inside` and all."""
        self.module = name
        if self not in sys.meta_path:
            self._enter()
        module = importlib.import_module(name)
        sys.modules.setdefault(name.rpartition(".")[2], module)
        return module

    def _enter(self) -> None:
        """Takes its place before everything else that finds modules."""
        for own in {file.partition("/")[0].removesuffix(".py") for file in self.files}:
            loaded = sys.modules.get(own)
            if loaded is not None and own not in RESERVED and own != self.inside.partition(".")[0]:
                del sys.modules[own]  # loaded for others' sake; the student means the own file
        sys.meta_path.insert(0, self)
        sys.meta_path.append(AbsentFinder(self.quiet.create))


@lru_cache(maxsize=64)
def _compiled(source: bytes, filename: str) -> CodeType:
    """The code of a module; of many variants of the reference, most modules are the same."""
    # Bytes, not text: compile() knows the byte order mark and the coding line.
    return compile(source, filename, "exec", dont_inherit=True)


def cache_lines(filename: str, source: bytes) -> None:
    """Gives the source to linecache, so that a traceback can quote its lines."""
    text = source.decode("ascii") if _is_plain(source) else _decoded(source)
    lines = io.StringIO(text, newline=None).readlines()  # Python counts no other ends of lines
    linecache.cache[filename] = (len(text), None, lines, filename)


def _is_plain(source: bytes) -> bool:
    """Whether it is the same in all encodings that it can be in."""
    return source.isascii() and b"coding" not in source


def _decoded(source: bytes) -> str:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        return source.decode(encoding, "replace")
    except (SyntaxError, LookupError, ValueError):
        return source.decode("latin-1")
