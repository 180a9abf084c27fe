"""Of all that somebody handed in, the module that is graded and what lies beside it."""

import io
from pathlib import PurePosixPath

from ..errors import SubmissionError
from .files import MAX_BYTES, MAX_FILES, SKIPPED, SUFFIXES
from .tree import ARCHIVES, Entry, open_archive

__all__ = ["pick", "unpacked"]


def unpacked(files: dict[str, Entry]) -> tuple[dict[str, Entry], list[str]]:
    """The files, with archives among them opened once, and what was left out and why."""
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
        inside = tree.unwrapped()
        found |= {name: e for name, e in inside.files.items() if name not in files}
        notes += [f"{path}: {skipped.path}: {skipped.reason}" for skipped in inside.skipped]
    return found, notes


def pick(files: dict[str, Entry], module: str) -> tuple[dict[str, bytes], list[str]]:
    """The module under its own name and the .py files beside and below it, and remarks.

    The module is the file of that name nearest to the top, else the only one that there is.
    Raises SubmissionError, in a student's words, when there is none.
    """
    code = {path: entry for path, entry in files.items() if _is_code(path)}
    main = _main(code, module)
    if main is None:
        names = ", ".join(sorted(code)[:5] or sorted(files)[:5]) or "nothing"
        raise SubmissionError(f"there is no {module}.py among what you handed in: {names}")
    folder = PurePosixPath(main).parent
    name = f"{module}{PurePosixPath(main).suffix.lower()}"
    remarks = [] if PurePosixPath(main).name == name else [f"{main} was taken for {name}"]
    chosen = {name: code[main].read()}
    for path, entry in sorted(code.items()):
        if path == main or not path.endswith(".py") or folder not in PurePosixPath(path).parents:
            continue
        relative = PurePosixPath(path).relative_to(folder).as_posix()
        if relative not in chosen and relative != f"{module}.py":
            chosen[relative] = entry.read()
        if len(chosen) > MAX_FILES or sum(map(len, chosen.values())) > MAX_BYTES:
            raise SubmissionError(
                f"more than {MAX_FILES} .py files or {MAX_BYTES // 2**20} MB were handed in"
            )
    return chosen, remarks


def _is_code(path: str) -> bool:
    parts = path.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) or part in SKIPPED for part in parts)
    return not hidden and path.lower().endswith(SUFFIXES)


def _main(code: dict[str, Entry], module: str) -> str | None:
    def rank(path: str) -> tuple[int, int, str]:
        return (path.count("/"), path.lower().endswith(".ipynb"), path)

    def stem(path: str) -> str:
        return PurePosixPath(path).stem

    exact = [path for path in code if stem(path) == module]
    alike = [path for path in code if stem(path).lower() == module.lower()]
    only = list(code) if len(code) == 1 else []
    named = [path for path in code if module.lower() in stem(path).lower()]
    for group in (exact, alike, only, named if len(named) == 1 else []):
        if group:
            return min(group, key=rank)
    return None
