"""A class for tests and benchmarks: right, wrong, nasty, notebooks, late, in any download's layout.

    python tests/batch/school.py LAYOUT COUNT FOLDER

Everybody's work is drawn from what the other tests hand in, made everybody's own by a comment.
Layouts: folder, canvas, moodle, moodle_flat, gradescope.
"""

import json
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
FIRST = ("Ada", "Bob", "Cleo", "Dan", "Eve", "Zoë", "Jiří", "Ngọc", "Åsa", "O'Neil")
LAST = ("Lovelace", "Müller", "Nováková", "de la Cruz", "Smith-Jones", "Þór", "Li", "Ødegård")


Work = tuple[str, bytes]


class Pupil:
    """One member of the class, and what they hand in."""

    def __init__(self, number: int, rng: random.Random, work: Work) -> None:
        self.number = number
        self.name = (
            f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number}"
        )
        self.late = rng.random() < 0.1
        self.file, self.data = _own(*work, number)


def _own(suffix: str, source: bytes, number: int) -> tuple[str, bytes]:
    if suffix == ".ipynb":
        notebook = json.loads(source)
        notebook["metadata"]["pupil"] = number
        return suffix, json.dumps(notebook).encode()
    return suffix, source + f"\n# pupil {number}\n".encode()


def works(module: str) -> tuple[list[Work], list[Work]]:
    """(suffix, source) of everything that the tests hand in for an assignment: ordinary, nasty."""
    ordinary = [(".py", f.read_bytes()) for f in sorted((TESTS / "wrong" / module).glob("*.py"))]
    right = sorted((ROOT / "assignments" / module / "right").glob("*.py"))
    ordinary += [(".py", f.read_bytes()) for f in right]
    nasty = []
    for folder in sorted((TESTS / "submissions").iterdir()):
        for suffix in (".py", ".ipynb"):
            file = folder / f"{module}{suffix}"
            if file.is_file():
                kind = ordinary if folder.name.startswith(("perfect", "notebook")) else nasty
                kind.append((suffix, file.read_bytes()))
    notebook = [(".ipynb", _notebook(ordinary[-1][1]))]
    return ordinary + notebook, nasty


def _notebook(source: bytes) -> bytes:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**cell, "source": "%matplotlib inline"}, {**cell, "source": source.decode()}]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def pupils(count: int, module: str, nasty: float = 0.05, seed: int = 0) -> list[Pupil]:
    """The class, of which a share is nasty; the same for the same arguments."""
    rng = random.Random(seed)
    ordinary, others = works(module)
    return [
        Pupil(i, rng, rng.choice(others if others and rng.random() < nasty else ordinary))
        for i in range(count)
    ]


def _sortable(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def folder(pupil: Pupil, module: str) -> dict[str, bytes]:
    """A folder per pupil."""
    return {f"p{pupil.number:05d}/{module}{pupil.file}": pupil.data}


def canvas(pupil: Pupil, module: str) -> dict[str, bytes]:
    """Canvas' flat names; every seventh is a resubmission."""
    late = "LATE_" if pupil.late else ""
    again = f"-{pupil.number % 3 + 1}" if pupil.number % 7 == 0 else ""
    name = f"{_sortable(pupil.name)}_{late}{1000 + pupil.number}_{90000 + pupil.number}"
    return {f"{name}_{module}{again}{pupil.file}": pupil.data}


def moodle(pupil: Pupil, module: str) -> dict[str, bytes]:
    """Moodle's folders."""
    return {
        f"{pupil.name}_{1000 + pupil.number}_assignsubmission_file/{module}{pupil.file}": pupil.data
    }


def moodle_flat(pupil: Pupil, module: str) -> dict[str, bytes]:
    """Moodle's flat names."""
    return {
        f"{pupil.name}_{1000 + pupil.number}_assignsubmission_file_{module}{pupil.file}": pupil.data
    }


def gradescope(pupil: Pupil, module: str) -> dict[str, bytes]:
    """Gradescope's folders; the metadata are added by `write`."""
    return {f"submission_{1000 + pupil.number}/{module}{pupil.file}": pupil.data}


LAYOUTS: dict[str, Callable[[Pupil, str], dict[str, bytes]]] = {
    f.__name__: f for f in (folder, canvas, moodle, moodle_flat, gradescope)
}


def files(layout: str, people: list[Pupil], module: str) -> dict[str, bytes]:
    """All files of a download."""
    found: dict[str, bytes] = {}
    for pupil in people:
        found |= LAYOUTS[layout](pupil, module)
    if layout == "gradescope":
        lines = []
        for p in people:
            lines += [
                f"submission_{1000 + p.number}:",
                "  :submitters:",
                f"  - :name: {json.dumps(p.name)}",
                f"    :sid: '{1000 + p.number}'",
                f"  :created_at: 2026-11-{21 if p.late else 19} 10:00:00 +01:00",
            ]
        found["submission_metadata.yml"] = "\n".join(lines).encode()
    return found


def write(layout: str, people: list[Pupil], module: str, place: Path) -> Path:
    """Into a folder, or a zip if that is what the name ends in."""
    content = files(layout, people, module)
    if place.suffix == ".zip":
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, data in content.items():
                archive.writestr(path, data)
        return place
    for path, data in content.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place


if __name__ == "__main__":
    layout, count, place, *rest = sys.argv[1:]
    module = rest[0] if rest else "activations"
    write(
        layout,
        pupils(int(count), module, nasty=0.0 if "nice" in rest else 0.05),
        module,
        Path(place),
    )
