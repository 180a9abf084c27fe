"""Of all that somebody handed in, the module that is graded and what lies beside it."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path, PurePosixPath

from ..errors import SubmissionError
from .choose import choose, stem
from .definitions import NESTS, Wanted, nests
from .files import (
    MAX_BYTES,
    MAX_FILES,
    SKIPPED,
    SUFFIXES,
    Entry,
    Submission,
    as_text,
    files_below,
    modules_in,
    read_file,
)
from .layout import beside, modules_of, replaced

__all__ = ["collect", "pick", "unpacked"]

#: A notebook of more bytes is read without what its cells have shown: pictures count for nothing.
SLIM = 256 * 1024
# Compiled where it is first used: not every check needs it.
_RELATIVE = rb"(?m)^[ \t]*from[ \t]+\."


def unpacked(files: dict[str, Entry]) -> tuple[dict[str, Entry], list[str]]:
    """The files, with archives among them opened once, and what was left out and why."""
    import io

    from .tree import ARCHIVES, open_archive

    found: dict[str, Entry] = {}
    notes: list[str] = []
    for path, entry in files.items():
        if not path.lower().endswith(ARCHIVES):
            found[path] = entry
            continue
        try:
            tree = open_archive(path, io.BytesIO(entry.read()))
        except SubmissionError as error:
            notes.append(str(error))
            continue
        folder = f"{PurePosixPath(path).parent}/".removeprefix("./")
        inside = {f"{folder}{name}": e for name, e in tree.files.items()}
        for name, e in inside.items():  # of two archives with one name inside, both are kept
            found[name if name not in found and name not in files else f"{path}/{name}"] = e
        notes += [f"{path}: {skipped.path}: {skipped.reason}" for skipped in tree.skipped]
        packed = [name for name in tree.files if name.lower().endswith(ARCHIVES)]
        notes += [f"{path}: {name}: an archive in an archive is not opened" for name in packed[:3]]
    return found, notes


def collect(path: Path, wanted: Wanted | str) -> Submission:
    """The student's own work in a folder, or in a file: the modules, and the files beside them.

    Raises SubmissionError when no module is there, one cannot be read, or comes with too much.
    """
    wanted = Wanted(wanted) if isinstance(wanted, str) else wanted
    folder = path if path.is_dir() else path.parent
    found = files_below(folder)
    main = None
    if not path.is_dir():
        main = as_text(path.name)
        found[main] = Entry(main, lambda: read_file(path))
    elif not _modules(found, wanted)[0]:
        there = ", ".join(next(iter(modules_in(folder)), [])[:10]) or "no .py file at all"
        files = " nor ".join(str(folder / module.place) for module in wanted.modules)
        raise SubmissionError(f"{files}: there is no such file; found {there}")
    picked = pick(found, wanted, main)
    name = as_text(folder.resolve().name)
    return Submission(name, picked.files, picked.inside, picked.chosen, picked.remarks)


def pick(files: Mapping[str, Entry], wanted: Wanted | str, main: str | None = None) -> Submission:
    """The modules under their own names, the .py files that they can import, and remarks.

    Of several that could be meant, a module is the one that lies where it is expected, then the one
    that has most of the asked functions written, then the newest, then the one of the right name
    nearest to the top; `main` names the file of one module.  Of several modules some may be absent.
    Raises SubmissionError, in a student's words, when there is none.
    """
    wanted = Wanted(wanted) if isinstance(wanted, str) else wanted
    code = {path: entry for path, entry in files.items() if _is_code(path) or path == main}
    modules, remarks = _modules(code, wanted, main)
    if not modules:
        raise SubmissionError(_nothing(code, files, wanted))
    first = next(modules[m.module] for m in wanted.modules if m.module in modules)
    home, root = _folders(first, wanted, modules)
    sources = {path: _slim(code[path].read(), _suffix(path)) for path in modules.values()}
    inside = _inside(home, wanted, sources.values())
    places = {module.module: module.place for module in wanted.modules}
    keys = {module: key for module, (key, _) in modules_of(places, inside).items()}
    chosen = {
        keys[module].removesuffix(".py") + _suffix(path): sources[path]
        for module, path in modules.items()
    }
    remarks += _taken(wanted, modules)
    _within(chosen, first)
    importable = _importable(chosen, code, set(modules.values()), home, root)
    left_out = _beside(chosen, code, importable, set(keys.values()))
    if left_out:
        remarks.append(
            f"{left_out} .py files were left out: with at most {MAX_FILES} files and "
            f"{MAX_BYTES // 2**20} MB, those nearest to {first} are taken"
        )
    remarks += _replaced(chosen, beside(places, inside, wanted.beside()))
    return Submission(wanted.module, chosen, inside, first, tuple(remarks))


def _modules(
    code: Mapping[str, Entry], wanted: Wanted, main: str | None = None
) -> tuple[dict[str, str], list[str]]:
    """The path of each module that is there, and why it was chosen; `main` is that of one."""
    named = _named(main, wanted)
    found: dict[str, str] = {}
    remarks: list[str] = []
    for module in wanted.modules:
        others = {other.module for other in wanted.modules if other is not module}
        own = {path: entry for path, entry in code.items() if stem(path) not in others}
        path, said = (main, []) if module is named else choose(own, module, not wanted.others)
        if path is not None:
            found[module.module] = path
            remarks += said
    return found, remarks


def _named(main: str | None, wanted: Wanted) -> Wanted | None:
    """The module that a file is which was named by itself: that of its name, else the first."""
    if main is None:
        return None
    return next((m for m in wanted.modules if m.module == stem(main)), wanted)


def _folders(
    first: str, wanted: Wanted, modules: Mapping[str, str]
) -> tuple[PurePosixPath, PurePosixPath]:
    """The folder that is the first module's in the course's layout, and the one that is its top."""
    module = next(m for m in wanted.modules if modules.get(m.module) == first)
    folder = PurePosixPath(first).parent
    if not module.is_place(first):
        return folder, PurePosixPath()
    depth = len(folder.parts) - module.place.count("/")
    top = PurePosixPath(*folder.parts[:depth])
    return top / PurePosixPath(wanted.place).parent, top


def _taken(wanted: Wanted, modules: Mapping[str, str]) -> list[str]:
    """Says which files lie elsewhere, or are called otherwise, than is expected."""
    found = []
    for module in wanted.modules:
        path = modules.get(module.module)
        if path is None:
            continue
        name = f"{module.module}{_suffix(path)}"
        if module.path and not module.is_place(path):
            found.append(f"{path} was taken for {module.path}")
        elif PurePosixPath(path).name != name:
            found.append(f"{path} was taken for {name}")
    return found


def _replaced(chosen: dict[str, bytes], course: Mapping[str, bytes]) -> list[str]:
    """Takes out what the course has its own files for; says so where they are not the same."""
    found = {key: chosen.pop(key) for key in replaced(chosen, course)}
    other = [key for key, data in found.items() if data.split() != course.get(key, b"").split()]
    if not other:
        return []
    more = f" and {len(other) - 3} more" if len(other) > 3 else ""
    return [f"the course's own {', '.join(sorted(other)[:3])}{more} counts, not the one handed in"]


def _is_code(path: str) -> bool:
    parts = path.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) or part in SKIPPED for part in parts)
    return not hidden and path.lower().endswith(SUFFIXES)


def _suffix(path: str) -> str:
    return ".ipynb" if path.lower().endswith(".ipynb") else ".py"


def _nothing(code: Mapping[str, Entry], files: Mapping[str, Entry], wanted: Wanted) -> str:
    """Why nothing could be chosen, and what was there instead."""
    from .kinds import why_not  # only when there is nothing

    names = ", ".join(sorted(code)[:5] or sorted(files)[:5]) or "nothing"
    expected = " nor ".join(module.path or module.place for module in wanted.modules)
    words = f"there is no {expected} among what you handed in: {names}"
    reasons = [f"{path} {reason}" for path in sorted(files)[:50] if (reason := why_not(path))]
    return f"{words}; {'; '.join(reasons[:3])}" if reasons and not code else words


def _slim(data: bytes, suffix: str) -> bytes:
    """A notebook without what its cells have shown; whatever cannot be read stays as it is."""
    if suffix != ".ipynb" or len(data) <= SLIM or nests(data) > NESTS:
        return data
    import json

    try:
        notebook = json.loads(data)
        sheets = [notebook] if "cells" in notebook else notebook["worksheets"]
        cells = [cell for sheet in sheets for cell in sheet["cells"]]
        kept = [
            {k: cell[k] for k in ("cell_type", "source", "input") if k in cell}
            if cell.get("cell_type", "code") == "code"
            else {"cell_type": "markdown"}
            for cell in cells
        ]
        return json.dumps({"cells": kept}).encode()
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return data


def _within(chosen: Mapping[str, bytes], main: str) -> None:
    """Raises SubmissionError where the module alone is too much."""
    if sum(map(len, chosen.values())) > MAX_BYTES:
        raise SubmissionError(f"{main}: is larger than {MAX_BYTES // 2**20} MB")


def _beside(
    chosen: dict[str, bytes],
    code: Mapping[str, Entry],
    importable: Iterable[tuple[str, str]],
    graded: Container[str],
) -> int:
    """Adds what the modules can import, the nearest first; gives how many had no room."""
    left_out, total = 0, sum(map(len, chosen.values()))
    for relative, path in importable:
        if relative in chosen or relative in graded:
            continue
        size = MAX_BYTES + 1
        if len(chosen) < MAX_FILES and total < MAX_BYTES:
            data = code[path].read()
            size = len(data)
        if total + size > MAX_BYTES:
            left_out += 1
            continue
        chosen[relative] = data
        total += size
    return left_out


def _importable(
    chosen: Mapping[str, bytes],
    code: Mapping[str, Entry],
    graded: Container[str],
    home: PurePosixPath,
    top: PurePosixPath,
) -> Iterator[tuple[str, str]]:
    """(path as it is imported, path): in and below the modules' folder, then what lies above it.

    A file elsewhere is taken where something that is graded imports from its folder.
    """
    python = sorted((p for p in code if p.endswith(".py") and p not in graded), key=_nearest)
    for path in python:
        if home in PurePosixPath(path).parents:
            yield PurePosixPath(path).relative_to(home).as_posix(), path
    if str(home) == ".":
        return
    text = b"\n".join(chosen.values())
    for path in python:
        pure = PurePosixPath(path)
        if home not in pure.parents and _mentions(text, path, home):
            yield (pure.relative_to(top).as_posix() if top in pure.parents else path), path


def _nearest(path: str) -> tuple[int, str]:
    return path.count("/"), path


def _mentions(text: bytes, path: str, folder: PurePosixPath) -> bool:
    """Whether code imports from the folder that a file lies in, or the file itself."""
    if re.search(rb"^[ \t]*from[ \t]+\.\.", text, re.MULTILINE):
        return True
    roots = [root for root in folder.parents if root in PurePosixPath(path).parents]
    tops = {PurePosixPath(path).relative_to(root).parts[0] for root in roots}
    words = b"|".join(re.escape(top.removesuffix(".py").encode()) for top in tops)
    return bool(words) and bool(re.search(rb"\b(?:from|import)[ \t]+(?:%s)\b" % words, text))


def _inside(home: PurePosixPath, wanted: Wanted, sources: Iterable[bytes]) -> str:
    """The dotted folder of the first module, by which it and its neighbours can be imported.

    Of a package that lies deeper, as `hw1/cs231n`, that is the whole way: `hw1.cs231n.layers` can
    be imported as well as `cs231n.layers`, as from the folder in which it was written.  One that is
    called otherwise is put at its place, and below what it was called: `mine.layers` is found, too.
    At the top there is none, unless a module imports by dots: then it is in some package.
    """
    package = PurePosixPath(wanted.place).parent.parts
    parts = home.parts
    if package and parts[-len(package) :] != package:
        parts = (*parts, *package)
    names = [*takewhile(str.isidentifier, reversed(parts))][::-1]
    if not package and len(names) < len(parts):
        names = []
    relative = any(re.search(_RELATIVE, data) for data in sources)
    return ".".join(names) or ("handed_in" if relative else "")
