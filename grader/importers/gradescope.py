"""Gradescope, the bulk export: a folder per submission, and submission_metadata.yml beside them.

The file is keyed by folder, with Ruby's symbols for keys: `:submitters:` is a list of `:name:`,
`:sid:`, `:email:` (any may be missing), `:created_at:` a time.

No document describes it: after exports of 2023 to 2026, and public programs that read them.
"""

from typing import Any

from ..errors import SubmissionError
from ..model import Person
from ..spec import texts
from ..submission.hand_in import HandIn
from ..submission.tree import Entry, Tree

NAME = "gradescope"
ORDER = 10
ABOUT = "Gradescope, Export Submissions (submission_metadata.yml)"
FILE = "submission_metadata.yml"
OWN = (FILE,)


def fits(tree: Tree) -> set[str]:
    """The file, and everything beside it that it may name."""
    return set(tree.top()) if FILE in tree.files else set()


def read(tree: Tree) -> list[HandIn]:
    """One per folder that the file names.  Raises SubmissionError when it cannot be understood."""
    data = texts(tree.files[FILE].read(), FILE)
    if not isinstance(data, dict):
        raise SubmissionError(f"{FILE}: expected a folder's name and its facts, found no mapping")
    inside = tree.inside()
    return [
        _handed(folder, facts if isinstance(facts, dict) else {}, inside.get(folder, {}))
        for folder, facts in data.items()
    ]


def _handed(folder: str, facts: dict[str, Any], files: dict[str, Entry]) -> HandIn:
    submitters = _get(facts, "submitters")
    people = tuple(
        Person(
            key=_text(p, "sid") or _text(p, "email") or (f"{folder}#{i}" if i else folder),
            name=_text(p, "name"),
            email=_text(p, "email"),
            sid=_text(p, "sid"),
        )
        for i, p in enumerate(submitters if isinstance(submitters, list) else [])
        if isinstance(p, dict)
    )
    return HandIn(
        people=people or (Person(key=folder),),
        files=files,
        handed_in=_time(_get(facts, "created_at")),
        marks={"gradescope_folder": folder},
        source=folder,
    )


def _time(value: Any) -> str | None:
    """A time; Rails writes an object with the same time in UTC and in its own zone."""
    if isinstance(value, dict):
        value = value.get("utc")
    return value if isinstance(value, str) and value else None


def _get(facts: dict[str, Any], key: str) -> Any:
    """A value by its name, with Ruby's colons or without."""
    for spelled in (f":{key}:", f":{key}", key):
        if spelled in facts:
            return facts[spelled]
    return None


def _text(facts: dict[str, Any], key: str) -> str:
    value = _get(facts, key)
    return value if isinstance(value, str) else ""
