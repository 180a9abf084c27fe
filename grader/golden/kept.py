"""Mistakes with a constant, kept from one `grader check` to the next: making them takes a while."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ..cache import Entry

if TYPE_CHECKING:
    from .families import Family

__all__ = ["kept_families"]


def kept_families(
    folder: Path, make: Callable[[], dict[str, list["Family"]]]
) -> Callable[[], dict[str, list["Family"]]]:
    """What gives an assignment's families: from the cache, or made and put there.

    The file is read at once, before this submission is run: the judge runs what is in it.
    """
    if not (folder / "mistakes.yaml").is_file():  # a student's kit
        return dict
    entry = Entry(folder, f"{folder.name}.families", _sources)
    return lambda: entry.get(make, _plain, _restored)


def _sources(folder: Path) -> list[Path]:
    """What families are made from, and by."""
    reference = sorted((folder.resolve().parent.parent / "reference").glob("*.py"))
    texts = [folder / name for name in ("assignment.yaml", "mistakes.yaml")]
    return [*texts, *reference, *sorted(Path(__file__).parent.glob("*.py"))]


def _plain(families: Mapping[str, Sequence["Family"]]) -> dict[str, list[dict[str, Any]]]:
    return {name: [msgspec.structs.asdict(f) for f in own] for name, own in families.items()}


def _restored(data: dict[str, list[dict[str, Any]]]) -> dict[str, list["Family"]]:
    from .families import Family  # with what runs a reference

    return {name: [Family(**fields) for fields in own] for name, own in data.items()}
