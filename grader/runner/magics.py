"""IPython's own syntax in a cell, made Python: magics, shell lines, questions.

The rules are those of IPython.core.inputtransformer2 (IPython 8 and 9): a cell magic is the first
line; a line magic or a shell line begins a statement, or is what a name is assigned; a question
mark ends a statement that is a name.  None of them holds inside a string, a comment or a bracket,
or in a line that continues another.  A line that is taken out becomes `pass`, so that no other
moves.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["PYTHON", "Cell", "code_of_lines", "python_of", "uncommented"]

#: Cell magics that run their cell as Python, and keep what it defines.
PYTHON = frozenset(
    {"check", "time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "snakeviz"}
)
#: Our own line magics (grader.notebook): what they ask for is happening.
_OWN = re.compile(r"^\s*%(?:(?:re)?load_ext\s+grader|check)\b")
WRITES = frozenset({"writefile", "file"})

_ASSIGNED = re.compile(r"^(\s*)([A-Za-z_][\w.]*(?:\s*,\s*[A-Za-z_][\w.]*)*)\s*=\s*([%!])(?!=)")
_TIMED = re.compile(r"^(\s*(?:[A-Za-z_][\w., ]*=\s*)?)%time\s+(?![-\s])(.+)$")
_HELP = re.compile(
    r"^\s*(?:\?{1,2}\s*)?%{0,2}(?!\d)[\w*]+(?:\.\w+|\.\*|\[[-\w'\" ]+\])*\s*\?{1,2}$"
)
#: What Colab writes above lines that are no Python, and above a cell with a magic at its head.
COLAB = "# Commented out IPython magic"
_COMMENTED = re.compile(r"^# ?%%(\w+)")
_PROMPTS = (re.compile(r"^\s*>>> ?"), re.compile(r"^\s*In \[\d+\]: ?"))
_MORE = (re.compile(r"^\s*\.\.\. ?"), re.compile(r"^\s*\.{3,}: ?"))


class Cell(NamedTuple):
    """A cell as Python; `left_out` are (line, words); `written` is the file that it would write."""

    text: str
    left_out: list[tuple[int, str]]
    written: str = ""
    append: bool = False


def python_of(text: str) -> Cell:
    """A cell's Python, with the lines that IPython alone understands taken out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    if first < len(lines) and lines[first].lstrip().startswith("%%"):
        return _cell_magic(lines, first)
    return _lines(lines)


def uncommented(text: str) -> Cell:
    """A module that Colab exported; cells under %%time, which it made comments, are code again."""
    lines = text.split("\n")
    left_out: list[tuple[int, str]] = []
    for i in range(len(lines) - 1):
        head = _COMMENTED.match(lines[i + 1]) if lines[i].startswith(COLAB) else None
        if head is None or head[1] not in PYTHON:
            continue
        left_out.append((i + 2, f"a cell under %%{head[1]}, which Colab made a comment, is read"))
        last = i + 2
        while last < len(lines) and lines[last].startswith("#"):
            lines[last] = lines[last][1:].removeprefix(" ")
            last += 1
    return Cell("\n".join(lines), left_out)


def code_of_lines(lines: Sequence[str]) -> list[str]:
    """Each line without comments and without what strings hold."""
    state = _State()
    return [state.read(line.rstrip("\n")) for line in lines]


def _cell_magic(lines: list[str], first: int) -> Cell:
    head = lines[first].strip()
    name, *words = head[2:].split() or [""]
    if name.rstrip("?") != name:  # a question about it
        return Cell("\n".join("" for _ in lines), [(first + 1, f"left out: {head[:60]}")])
    if name in WRITES and words:
        file = words[-1]
        body = "\n".join([*[""] * (first + 1), *lines[first + 1 :]])
        append = bool({"-a", "--append"} & set(words))
        return Cell(body, [(first + 1, f"%%{name}: taken as the file {file[:60]}")], file, append)
    if name not in PYTHON:
        words_ = f"the cell is left out: %%{name[:40]} does not run it as Python"
        return Cell("", [(first + 1, words_)])
    return _lines([*[""] * (first + 1), *lines[first + 1 :]])


def _lines(lines: list[str]) -> Cell:
    """Takes out what begins or ends a statement in IPython's way."""
    lines = _without_prompts(lines)
    left_out: list[tuple[int, str]] = []
    state = _State()
    i = 0
    while i < len(lines):
        if not state.inside:
            timed = _TIMED.match(lines[i])
            if timed is not None:  # it is run as it stands
                left_out.append((i + 1, "%time: its statement is run"))
                lines[i] = f"{timed[1]}{timed[2]}"
            found = _special(lines[i])
            if found is not None:
                last = i
                while lines[last].endswith("\\") and last + 1 < len(lines):
                    last += 1
                if not _OWN.match(lines[i]):
                    left_out.append((i + 1, f"left out: {lines[i].strip()[:60]}"))
                lines[i : last + 1] = [found, *[""] * (last - i)]
                i = last + 1
                continue
        state.read(lines[i])
        i += 1
    return Cell("\n".join(lines), left_out)


def _without_prompts(lines: list[str]) -> list[str]:
    """A session that was pasted with its prompts, without them."""
    head = next((line for line in lines if line.strip()), "")
    for prompt, more in zip(_PROMPTS, _MORE, strict=True):
        if prompt.match(head):
            return [more.sub("", line) if more.match(line) else prompt.sub("", line)
                    for line in lines]  # fmt: skip
    return lines


def _special(line: str) -> str | None:
    """What a line that begins a statement becomes, if it is IPython's and not Python's."""
    bare = line.lstrip()
    indent = line[: len(line) - len(bare)]
    if bare.startswith(("%", "!")) or bare.startswith(("?", ";", ",", "/")):
        return indent + "pass"
    assigned = _ASSIGNED.match(line)
    if assigned is not None:
        names = assigned[2].count(",") + 1
        value = "[]" if assigned[3] == "!" else "None"
        return f"{indent}{assigned[2]} = {value if names == 1 else ', '.join([value] * names)}"
    code = _State().read(line).rstrip()
    if code.endswith("?") and _HELP.match(code):
        return indent + "pass"
    return None


class _State:
    """Whether a line begins inside a string, a bracket, or a line that goes on."""

    def __init__(self) -> None:
        self.quote = ""
        self.depth = 0
        self.continued = False

    @property
    def inside(self) -> bool:
        return bool(self.quote) or self.depth > 0 or self.continued

    def read(self, line: str) -> str:
        """Reads a line, and gives it without its comment; what strings hold is kept out."""
        code: list[str] = []
        self.continued = False
        i = 0
        while i < len(line):
            if self.quote:
                i = self._string(line, i)
                continue
            c = line[i]
            if c == "#":
                break
            if c in "\"'":
                self.quote = c * 3 if line.startswith(c * 3, i) else c
                i += len(self.quote)
                code.append('"')
                continue
            self.depth += (c in "([{") - (c in ")]}")
            code.append(c)
            i += 1
        self.depth = max(self.depth, 0)
        if len(self.quote) == 1 and not line.endswith("\\"):
            self.quote = ""  # a string that does not end: the parser will say so
        self.continued = not self.quote and line.endswith("\\") and "#" not in line[i:]
        return "".join(code)

    def _string(self, line: str, i: int) -> int:
        """The place behind the string that goes on at i, or the end of the line."""
        while i < len(line):
            if line[i] == "\\":
                i += 2
            elif line.startswith(self.quote, i):
                i += len(self.quote)
                self.quote = ""
                return i
            else:
                i += 1
        return len(line)
