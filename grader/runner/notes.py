"""What a student should be told of how their files were read: file, line, words; all bounded."""

from . import LABEL

__all__ = ["Notes"]

MAX_NOTES = 40
MAX_WORDS = 300


class Notes:
    """A list that fills up while files are imported; `names` are those that were not defined."""

    def __init__(self) -> None:
        self.found: list[list[str | int]] = []
        self.names: dict[str, str] = {}

    def add(self, file: str, line: int, words: str, names: tuple[str, ...] = ()) -> None:
        """Notes what was left out at a line of a file; `names` would have been defined there."""
        shown = file.removeprefix(LABEL + "/")[:200]
        self.know(file, line, words, names)
        if len(self.found) < MAX_NOTES:
            self.found.append([shown, line, " ".join(words.split())[:MAX_WORDS]])

    def know(self, file: str, line: int, words: str, names: tuple[str, ...]) -> None:
        """Remembers why names are not defined, which is told where one of them is asked for."""
        shown = file.removeprefix(LABEL + "/")[:200]
        for name in names[:50]:
            self.names.setdefault(name, f"{shown}, line {line}: {words}"[:MAX_WORDS])
