"""The student's own code of a function or class.  Nothing is parsed: lines are looked at."""

import re
from collections.abc import Mapping

from ..model.pictures import Code
from ..runner.notebook import code_cells

__all__ = ["around", "code_of"]

#: More lines, or longer ones, nobody reads in a page.
LINES, WIDTH, TOTAL = 120, 160, 6000
#: Lines before and after one that could not be read.
AROUND = 4
_INSIDE = re.compile(r"\s|[)\]}#]|$")


def code_of(
    files: Mapping[str, bytes], module: str, name: str, marked: tuple[int, ...] = ()
) -> Code | None:
    """The lines of `name`, of the module if it is there, else of another file beside it.

    `marked` are the lines of the module that tracebacks name.
    """
    for file, text in _texts(files, module):
        lines = text.splitlines()
        first = _start(lines, name)
        if first is None:
            continue
        last = first + 1
        while last < len(lines) and last - first < LINES and _INSIDE.match(lines[last]):
            last += 1
        while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1][0] == "#"):
            last -= 1
        while first > 0 and lines[first - 1].startswith("@"):
            first -= 1
        text = "\n".join(line[:WIDTH] for line in lines[first:last])[:TOTAL]
        own = tuple(n for n in marked if first < n <= last) if file == f"{module}.py" else ()
        return Code(file, first + 1, text, own)
    return None


def around(files: Mapping[str, bytes], module: str, line: int) -> Code | None:
    """The lines of the module around one of them."""
    file = f"{module}.py"
    lines = _text(files[file], file).splitlines() if file in files else []
    if not 0 < line <= len(lines):
        return None
    first = max(0, line - AROUND - 1)
    text = "\n".join(part[:WIDTH] for part in lines[first : line + AROUND])
    return Code(file, first + 1, text, (line,))


def _texts(files: Mapping[str, bytes], module: str) -> list[tuple[str, str]]:
    """The files as text, the module first."""
    ordered = sorted(files, key=lambda file: (not file.startswith(f"{module}."), file))
    return [(file, _text(files[file], file)) for file in ordered[:20]]


def _text(data: bytes, file: str) -> str:
    if file.endswith(".ipynb"):
        try:
            return "\n".join(text for _, text in code_cells(data, file))
        except ValueError:
            return ""
    return data[:400_000].decode("utf-8-sig", "replace") if file.endswith(".py") else ""


def _start(lines: list[str], name: str) -> int | None:
    """Where it is defined: the last definition counts, as for Python."""
    pattern = re.compile(rf"(async )?(def|class) {re.escape(name)}\b|{re.escape(name)}\b *[:=]")
    found = [i for i, line in enumerate(lines) if pattern.match(line)]
    return found[-1] if found else None
