"""Which of the asked functions a file defines, and which of them are still the template's.

Nothing is parsed: a file that is made to be hard to parse is a submission, too.  Lines are looked
at, from a definition at the margin to the next thing that stands there.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

__all__ = ["NESTS", "Wanted", "blocks", "code_text", "nests", "star_imports"]

# Compiled where they are first used: a check of one file needs none of them.
_DEFINES = r"(?:async\s+)?(?:def|class)\s+(\w+)|(\w+)\s*(?::[^=\n]*)?=(?!=)"
_GOES_ON = r"\s|[)\]}#@]|$"
_ALL = r"(?m)^from[ \t]+([.\w]+)[ \t]+import[ \t]+\*"
_IMPORTS = r"from\s+([\w.]+)\s+import\s+\(?([^)\n]*)"
#: Of a file, and of what one line may define.
LINES, NAMES = 20_000, 50
#: More braces and brackets than an honest notebook has: it is not read as JSON by the parent.
NESTS = 200_000


class Wanted:
    """What an assignment asks for: a module, its functions, and the template they start from.

    `path` is where the module is expected, a pattern perhaps, and `place` where it lies in the
    course's own layout; `others` are the other modules of the assignment.  `beside` gives the files
    of the course that are put beside what was handed in, by their places.
    """

    def __init__(
        self,
        module: str,
        names: Sequence[str] = (),
        template: Path | None = None,
        *,
        path: str = "",
        place: str = "",
        others: Sequence["Wanted"] = (),
        beside: Callable[[], Mapping[str, bytes]] = dict,
    ) -> None:
        self.module, self.names, self.template = module, tuple(names), template
        self.path, self.place = path, place or f"{module}.py"
        self.others, self.beside = tuple(others), beside
        self._given: Mapping[str, str] | None = None

    @property
    def modules(self) -> tuple["Wanted", ...]:
        """All modules of the assignment, this one first."""
        return (self, *self.others)

    def is_place(self, path: str) -> bool:
        """Whether a file lies where the module is expected, in whatever folder all of it lies."""
        return bool(self.path) and re.fullmatch(_pattern(self.path), path) is not None

    @property
    def given(self) -> Mapping[str, str]:
        """The template's own functions, by their names."""
        if self._given is None:
            files = sorted(self.template.rglob("*.py")) if self.template is not None else []
            text = "\n".join(file.read_text("utf-8") for file in files)
            self._given = blocks(text)
        return self._given

    def written(self, texts: Iterable[str]) -> tuple[int, int]:
        """How many functions a file, with those it takes over, has written, and has at all."""
        found: dict[str, str] = {}
        for text in texts:
            found = blocks(text) | found
        there = [name for name in self.names if name in found]
        own = [name for name in there if found[name] != self.given.get(name)]
        return len(own), len(there)


def _pattern(path: str) -> str:
    """A path as a regular expression: * and ? stand for parts of a name, ** for any folders."""
    words = {"*": "[^/]*", "?": "[^/]"}
    parts = [
        "(?:[^/]+/)*" if part == "**" else "".join(words.get(c, re.escape(c)) for c in part) + "/"
        for part in path.split("/")
    ]
    return "(?:.*/)?" + "".join(parts).removesuffix("/")


def code_text(data: bytes, path: str) -> str:
    """A module's text, or that of a notebook's cells; nothing where it is neither."""
    from ..runner.cells import code_cells, is_notebook  # a check of one file needs none of it

    if path.lower().endswith(".ipynb") or is_notebook(data):
        if nests(data) > NESTS:
            return ""
        try:
            return "\n".join(text for _, text in code_cells(data, path))
        except ValueError:
            return ""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def star_imports(text: str) -> list[str]:
    """The modules of which a module takes over everything: `from .impl import *`."""
    return [name.strip(".") for name in re.findall(_ALL, text)[:NAMES] if name.strip(".")]


def nests(data: bytes) -> int:
    """How many values JSON may hold in another, of which each takes memory."""
    return data.count(b"{") + data.count(b"[")


def blocks(text: str) -> dict[str, str]:
    """What a module defines at its margin: name -> its lines, without blanks and comments."""
    found: dict[str, list[str]] = {}
    names: list[str] = []
    goes_on = re.compile(_GOES_ON)
    for line in text.splitlines()[:LINES]:
        if not goes_on.match(line):
            names = _defined(line)[:NAMES]
            for name in names:
                found[name] = []
        for name in names:
            found[name].append(re.sub(r"\s+", "", line.partition("#")[0]))
    return {name: "".join(lines) for name, lines in found.items()}


def _defined(line: str) -> list[str]:
    match = re.match(_DEFINES, line)
    if match:
        return [match[1] or match[2]]
    imported = re.match(_IMPORTS, line)
    if imported is None or imported[1].partition(".")[0] == "numpy":
        return []
    return [part.split()[-1] for part in imported[2].split(",") if part.split()]
