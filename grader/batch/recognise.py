"""Which format a download has, and what at its top is no part of a submission."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from ..errors import ConfigurationError, SubmissionError
from ..importers import Importer, importers
from ..submission.hand_in import HandIn
from ..submission.kinds import why_not
from ..submission.tree import Skipped, Tree

__all__ = ["left_out", "recognised", "unwrapping"]

FOLDER = "folder"


def recognised(tree: Tree, path: Path, module: str, wanted: str | None) -> tuple[Tree, Importer]:
    """The tree, without a folder around everything, and the format that most of its names fit.

    Raises SubmissionError, and ConfigurationError for an unknown format, or where it is not clear.
    """
    known = importers()
    if wanted is not None and wanted not in known:
        raise ConfigurationError(f"--from {wanted}: there are {', '.join(known)}")
    if not tree.files:
        raise SubmissionError(f"{path}: holds no files")
    asked = [known[wanted]] if wanted else [i for n, i in known.items() if n != FOLDER]
    for inner in (tree, _inner(tree)):
        for importer in asked:
            fits = importer.fits(inner)
            if fits and (wanted or 2 * len(fits) >= len(_candidates(inner) | fits)):
                return (inner.unwrapped(module) if importer.NAME == FOLDER else inner), importer
    if wanted:
        raise SubmissionError(f"{path}: is no download of {wanted}: no name in it is as there")
    tree = tree.unwrapped(module)
    _ask(tree, path, asked)
    return tree, known[FOLDER]


def _inner(tree: Tree) -> Tree:
    """What lies in the one folder of a tree, if there is one and nothing else that is handed in."""
    candidates = _candidates(tree)
    folder = next(iter(candidates)) if len(candidates) == 1 else ""
    if not folder or folder in tree.files:
        return tree
    outside = [path for path in tree.files if not path.startswith(f"{folder}/")]
    skipped = [Skipped(path, f"lies beside the folder {folder}") for path in outside]
    return msgspec.structs.replace(tree.within(folder), skipped=(*tree.skipped, *skipped))


def _candidates(tree: Tree) -> set[str]:
    """The names at the top that may be somebody's submission."""
    return importers()[FOLDER].fits(tree)


def _ask(tree: Tree, path: Path, asked: Sequence[Importer]) -> None:
    """Raises ConfigurationError where many names, but not most, are as a download has them."""
    candidates = _candidates(tree)
    for importer in asked:
        fits = importer.fits(tree)
        if 4 * len(fits) > len(candidates | fits):
            other = next(iter(sorted(candidates - fits)), "")
            raise ConfigurationError(
                f"{path}: {len(fits)} of {len(candidates | fits)} names are as in a download of "
                f"{importer.NAME}, others, such as {other!r}, are not: say --from {importer.NAME} "
                f"to take those alone, or --from {FOLDER} to take each name for somebody's"
            )


def unwrapping(whole: Tree, tree: Tree, importer: Importer) -> list[str]:
    """Says that the one folder of a tree is nobody's: from its name alone that is not sure."""
    if importer.NAME != FOLDER or whole.files == tree.files:
        return []
    (folder,) = whole.top()
    return [f"the one folder, {folder!r}, is taken for a class: each name in it is somebody's"]


def left_out(tree: Tree, handed: Sequence[HandIn], importer: Importer) -> list[Skipped]:
    """Everything at the top that is no part of a submission, with the reason."""
    used = {id(entry) for one in handed for entry in one.files.values()}
    used_paths = {older for one in handed for older, _ in one.older}
    taken = {
        path.partition("/")[0]
        for path, entry in tree.files.items()
        if id(entry) in used or entry.path in used_paths
    }
    names = [name for name in tree.top() if name not in taken and name not in importer.OWN]
    found = [Skipped(name, _reason(name, tree, importer)) for name in names]
    return [*found, *(Skipped(name, "an empty folder") for name in tree.empty())]


def _reason(name: str, tree: Tree, importer: Importer) -> str:
    is_file = name in tree.files
    reason = why_not(name) if is_file else ""
    if importer.OWN and not is_file:
        return f"is not named in {importer.OWN[0]}"
    if importer.NAME != FOLDER and not reason:
        return f"is not named as {importer.NAME} names things"
    if name.startswith((".", "__")):
        return "a hidden name"
    return reason or "holds nothing to grade"
