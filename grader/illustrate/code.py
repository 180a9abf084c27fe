"""The student's own code of a function or class.  Nothing is parsed: lines are looked at."""

import re
from collections.abc import Iterator, Mapping

from ..model.pictures import Code
from ..runner.cells import code_cells

__all__ = ["Sources"]

#: More lines, or longer ones, nobody reads in a page.
LINES, WIDTH, TOTAL = 120, 160, 6000
#: Files of a submission, and characters of all of them together, that are looked through.
FILES, CHARACTERS = 20, 400_000
#: Lines before and after one that could not be read.
AROUND = 4
_INSIDE = re.compile(r"\s|[)\]}#]|$")
#: What stands outside a string of several lines, and what stands in one, as far as quotes go.
_OUTSIDE = re.compile(r"""#.*|('{3}|"{3})|'(?:[^'\\]|\\.)*+'?|"(?:[^"\\]|\\.)*+"?""")
_WITHIN = {quotes: re.compile(rf"\\.|({quotes})") for quotes in ("'''", '"""')}


class Sources:
    """A submission's files as text, the module first; read when they are asked for."""

    def __init__(self, files: Mapping[str, bytes], module: str) -> None:
        self.files, self.module, self.notebook = files, f"{module}.py", f"{module}.ipynb"
        self.ordered = sorted(files, key=lambda f: (not f.startswith(f"{module}."), f))[:FILES]
        self.read: list[tuple[str, str]] = []
        self.left = CHARACTERS

    def _texts(self) -> Iterator[tuple[str, str]]:
        yield from self.read
        while len(self.read) < len(self.ordered) and self.left > 0:
            file = self.ordered[len(self.read)]
            text = _text(self.files[file], file)[: self.left]
            self.left -= len(text)
            self.read.append((file, text))
            yield file, text

    def code_of(self, name: str, marked: tuple[int, ...] = ()) -> Code | None:
        """The lines of `name`, of the module if it is there, else of another file beside it.

        `marked` are the lines of the module that tracebacks name.
        """
        word = re.escape(name)
        pattern = re.compile(rf"^(?:(?:async )?(?:def|class) {word}\b|{word}\b *[:=])", re.M)
        for file, text in self._texts():
            found = list(pattern.finditer(text))
            if found:  # the last one counts, as for Python
                start = found[-1].start()
                first = text.count("\n", 0, start)
                own = marked if file in (self.module, self.notebook) else ()
                return _cut(file, text, start, first, own)
        return None

    def around(self, line: int, file: str | None = None) -> Code | None:
        """The lines of a file, or of the module, around one of them."""
        file = file or self.module
        text = next((text for name, text in self._texts() if name == file), "")
        lines = text.split("\n")
        if not text or not 0 < line <= len(lines):
            return None
        first = max(0, line - AROUND - 1)
        shown = "\n".join(part[:WIDTH] for part in lines[first : line + AROUND])
        return Code(file, first + 1, shown, (line,))


def _cut(file: str, text: str, start: int, first: int, marked: tuple[int, ...]) -> Code:
    """What belongs to a definition, from its decorators to the next line at the margin."""
    before = text[:start].split("\n")[-LINES:-1]
    lines = text[start:].split("\n", LINES)[:LINES]
    last, quotes = 1, _open_quotes(lines[0], None)
    while last < len(lines) and (quotes or _INSIDE.match(lines[last])):
        quotes = _open_quotes(lines[last], quotes)
        last += 1
    while last > 1 and (not lines[last - 1].strip() or lines[last - 1][0] == "#"):
        last -= 1
    lines = lines[:last]
    while before and before[-1].startswith("@"):
        lines.insert(0, before.pop())
        first -= 1
    shown = "\n".join(line[:WIDTH] for line in lines)[:TOTAL]
    own = tuple(n for n in marked if first < n <= first + len(lines))
    return Code(file, first + 1, shown, own)


def _open_quotes(line: str, quotes: str | None) -> str | None:
    """The quotes of a string that goes on after this line, given those that it began in."""
    place = 0
    while found := (_WITHIN[quotes] if quotes else _OUTSIDE).search(line, place):
        place = found.end()
        if found[1]:
            quotes = None if quotes else found[1]
    return quotes


def _text(data: bytes, file: str) -> str:
    """A file's text, its lines ended as Python counts them, no half of a character in it."""
    if file.endswith(".ipynb"):
        try:
            text = "\n".join(text for _, text in code_cells(data, file))[:CHARACTERS]
        except ValueError:
            return ""
    elif file.endswith(".py"):
        text = data[:CHARACTERS].decode("utf-8-sig", "replace")
    else:
        return ""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
