"""Writes the part of docs/authors.md that lists the generators: python docs/make_authors.py."""

import inspect
from pathlib import Path

import grader.cases.build  # noqa: F401  # every generator is registered
from grader.cases.generators import GENERATORS

FILE = Path(__file__).with_name("authors.md")
MARK = "<!-- made by docs/make_authors.py from the docstrings -->\n"


def table() -> str:
    """A row per generator."""
    rows = ["| generator | parameters | gives |", "|---|---|---|"]
    for name, function in sorted(GENERATORS.items()):
        parameters = ", ".join(
            key if p.default is p.empty else f"{key}={p.default}"
            for key, p in inspect.signature(function).parameters.items()
            if key not in ("draw", "folder")
        )
        first = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
        rows.append(f"| `{name}` | {parameters} | {first.replace('|', chr(92) + '|')} |")
    return "\n".join(rows) + "\n"


def document() -> str:
    """The whole page."""
    before = FILE.read_text(encoding="utf-8").split(MARK)[0]
    return before + MARK + "\n" + table()


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
