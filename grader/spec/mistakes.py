"""mistakes.yaml -> Mistakes: a list of entries, each with edits of the reference."""

from pathlib import Path as FilePath
from typing import Any

from ..errors import ConfigurationError
from ..model import Edit, Mistake
from .structs import struct, unique
from .tree import Path, Source, did_you_mean, parse

__all__ = ["load_mistakes"]


def load_mistakes(folder: FilePath, exercises: list[str]) -> tuple[Mistake, ...]:
    """Reads folder/mistakes.yaml, () when there is none.

    Raises SpecError with every fault, among them an exercise that the assignment does not have.
    """
    file = folder / "mistakes.yaml"
    if not file.is_file():
        return ()
    try:
        text = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {error.strerror}") from error
    raw, source = parse(text, str(file))
    if not isinstance(raw, list):
        source.fault((), "expected a list of mistakes")
        source.check()
    read = [_mistake(item, (i,), exercises, source) for i, item in enumerate(raw)]
    unique([mistake.id if mistake else None for mistake in read], "mistake", (), source, key="id")
    source.check()
    return tuple(mistake for mistake in read if mistake is not None)


def _mistake(raw: Any, path: Path, exercises: list[str], source: Source) -> Mistake | None:
    if not isinstance(raw, dict):
        source.fault(path, "expected a mistake, a mapping with the keys id, exercise, edits")
        return None
    items = raw.get("edits")
    if not isinstance(items, list) or not items:
        source.fault((*path, "edits"), "a mistake needs a list of at least one edit")
        items = []
    edits = [struct(Edit, item, (*path, "edits", i), source) for i, item in enumerate(items)]
    exercise = raw.get("exercise")
    if isinstance(exercise, str) and exercise not in exercises:
        meant = did_you_mean(exercise, exercises)
        source.fault((*path, "exercise"), f"no exercise is called {exercise!r}{meant}")
    ready = tuple(edit for edit in edits if edit is not None)
    return struct(Mistake, {**raw, "edits": ready}, path, source, ready=("edits",))
