"""Of all that somebody handed in, the module that is graded and what lies beside it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..errors import SubmissionError
from .choose import choose
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
    """The student's own work in a folder, or in a file: the module, and the files beside it.

    Raises SubmissionError when the module is not there, cannot be read, or comes with too much.
    """
    wanted = Wanted(wanted) if isinstance(wanted, str) else wanted
    folder = path if path.is_dir() else path.parent
    found = files_below(folder)
    main = None
    if not path.is_dir():
        main = as_text(path.name)
        found[main] = Entry(main, lambda: read_file(path))
    elif choose(found, wanted)[0] is None:
        beside = ", ".join(next(iter(modules_in(folder)), [])[:10]) or "no .py file at all"
        file = folder / f"{wanted.module}.py"
        raise SubmissionError(f"{file}: there is no such file; found {beside}")
    picked = pick(found, wanted, main)
    name = as_text(folder.resolve().name)
    return Submission(name, picked.files, picked.inside, picked.chosen, picked.remarks)


def pick(files: Mapping[str, Entry], wanted: Wanted | str, main: str | None = None) -> Submission:
    """The module under its own name, the .py files that it can import, and remarks.

    Of several that could be meant, the module is the one that has most of the asked functions
    written, then the newest, then the one of the right name nearest to the top; `main` names it.
    Raises SubmissionError, in a student's words, when there is none.
    """
    wanted = Wanted(wanted) if isinstance(wanted, str) else wanted
    code = {path: entry for path, entry in files.items() if _is_code(path) or path == main}
    remarks: list[str] = []
    if main is None:
        main, remarks = choose(code, wanted)
    if main is None:
        raise SubmissionError(_nothing(code, files, wanted.module))
    suffix = ".ipynb" if main.lower().endswith(".ipynb") else ".py"
    name = f"{wanted.module}{suffix}"
    if PurePosixPath(main).name != name:
        remarks.append(f"{main} was taken for {name}")
    data = _slim(code[main].read(), suffix)
    chosen = {name: data}
    _within(chosen, main)
    left_out = _beside(chosen, code, main, f"{wanted.module}.py")
    if left_out:
        remarks.append(
            f"{left_out} .py files were left out: with at most {MAX_FILES} files and "
            f"{MAX_BYTES // 2**20} MB, those nearest to {main} are taken"
        )
    return Submission(wanted.module, chosen, _inside(main, data), main, tuple(remarks))


def _is_code(path: str) -> bool:
    parts = path.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) or part in SKIPPED for part in parts)
    return not hidden and path.lower().endswith(SUFFIXES)


def _nothing(code: Mapping[str, Entry], files: Mapping[str, Entry], module: str) -> str:
    """Why nothing could be chosen, and what was there instead."""
    from .kinds import why_not  # only when there is nothing

    names = ", ".join(sorted(code)[:5] or sorted(files)[:5]) or "nothing"
    words = f"there is no {module}.py among what you handed in: {names}"
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


def _beside(chosen: dict[str, bytes], code: Mapping[str, Entry], main: str, own: str) -> int:
    """Adds what the module can import, the nearest first; gives how many had no room."""
    left_out, total = 0, sum(map(len, chosen.values()))
    for relative, path in _importable(chosen, code, main):
        if relative in chosen or relative == own:
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
    chosen: Mapping[str, bytes], code: Mapping[str, Entry], main: str
) -> Iterator[tuple[str, str]]:
    """(path as it is imported, path): beside and below the module, then what lies above it.

    A file elsewhere is taken where something that is graded imports from its folder.
    """
    folder = PurePosixPath(main).parent
    python = sorted((p for p in code if p.endswith(".py") and p != main), key=_nearest)
    for path in python:
        if folder in PurePosixPath(path).parents:
            yield PurePosixPath(path).relative_to(folder).as_posix(), path
    if str(folder) == ".":
        return
    text = b"\n".join(chosen.values())
    for path in python:
        if folder not in PurePosixPath(path).parents and _mentions(text, path, folder):
            yield path, path


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


def _inside(main: str, data: bytes) -> str:
    """The dotted folder of the module, by which it and its neighbours can be imported.

    At the top there is none, unless the module imports by dots: then it is in some package.
    """
    parts = PurePosixPath(main).parent.parts
    if not all(part.isidentifier() for part in parts):
        parts = ()
    return ".".join(parts) or ("handed_in" if re.search(_RELATIVE, data) else "")
