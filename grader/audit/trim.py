"""assignment.yaml with cases left out and runs shortened; what else stands there stays as it is."""

import re
from collections.abc import Mapping, Sequence

from ..errors import ConfigurationError

__all__ = ["trimmed"]

#: (line, column) from 1, as a Source has them.
Position = tuple[int, int]


def trimmed(
    text: str, file: str, left_out: Sequence[Position], shorter: Mapping[Position, int]
) -> str:
    """The text without the cases at some positions, and with other numbers of steps at others.

    An anchor that goes with its case moves to where it is used first.  Raises ConfigurationError
    for a case that does not begin a line of its own.
    """
    lines = text.splitlines(keepends=True)
    for line, column in sorted(shorter):
        lines[line - 1] = _with_number(lines[line - 1], column - 1, shorter[line, column])
        _say_steps(lines, line - 1, shorter[line, column])
    anchors: list[tuple[str, str]] = []
    for line, column in sorted(left_out, reverse=True):
        if not re.fullmatch(r" *- +", lines[line - 1][: column - 1]):
            raise ConfigurationError(
                f"{file}:{line}:{column}: a case to be left out must begin with `- ` on a line of "
                "its own; write the list of cases so, or delete it by hand"
            )
        end = _end(lines, line - 1)
        anchors[:0] = re.findall(r"&(\w+) (.+)\n", "".join(lines[line - 1 : end]))
        del lines[line - 1 : end]
    return _with_anchors("".join(lines), anchors)


def _with_number(line: str, column: int, number: int) -> str:
    return line[:column] + re.sub(r"^\d+", str(number), line[column:])


def _say_steps(lines: list[str], at: int, steps: int) -> None:
    """A case's `about` that counts its steps counts the new ones."""
    for i in range(at, max(at - 8, -1), -1):
        if re.match(r" *about:", lines[i]):
            lines[i] = re.sub(r"\b\d+ steps\b", f"{steps} steps", lines[i])
        if re.match(r" *- ", lines[i]):
            return


def _end(lines: Sequence[str], start: int) -> int:
    """The line behind an item of a list; comments before the next one belong to the next one."""
    dash = lines[start].index("-")
    end = start + 1
    for i in range(start + 1, len(lines)):
        indent = len(lines[i]) - len(lines[i].lstrip())
        if lines[i].strip() and not lines[i].lstrip().startswith("#"):
            if indent <= dash:
                break
            end = i + 1
    return end


def _with_anchors(text: str, anchors: Sequence[tuple[str, str]]) -> str:
    """Each anchor at its first use; one that is used no more is gone."""
    for name, value in anchors:
        first = re.search(rf"\*{name}\b", text)
        if first is not None:
            text = f"{text[: first.start()]}&{name} {value}{text[first.end() :]}"
    return text
