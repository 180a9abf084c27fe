"""Draws docs/bound.svg from benchmarks/bound.json: what grading costs over the bound.

python benchmarks/bound.py --rounds 7 --each 8 --json benchmarks/bound.json
python docs/make_bound.py
"""

import json
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA, FILE = ROOT / "benchmarks" / "bound.json", ROOT / "docs" / "bound.svg"
#: Pixels: of a bar, between two, left of all, of one time the bound, and above the first.
BAR, GAP, LEFT, UNIT, TOP = 16, 8, 130, 80, 34
#: What is added up, its colour (told apart in grey, too), and from which figures.
PARTS = (
    ("the bound", "#9db4c8"),
    ("the rest of the child", "#2f6690"),
    ("judge", "#e09f3e"),
    ("pictures, page, gradebook", "#8f2d56"),
)


def shares(over: dict[str, float]) -> list[float]:
    """A submission's cost in times of the bound, part by part."""
    child, judge, batch = over["child"], over["judge"], over["batch"]
    return [1.0, max(0.0, child - 1.0), judge, max(0.0, batch - child - judge)]


def rows(figures: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """A bar for each assignment."""
    found = []
    for i, (name, figure) in enumerate(figures.items()):
        y, x = TOP + i * (BAR + GAP), float(LEFT)
        found.append(f'<text x="{LEFT - 6}" y="{y + 12}" text-anchor="end">{escape(name)}</text>')
        for (_, colour), share in zip(PARTS, shares(figure["over_bound"]), strict=True):
            width = share * UNIT
            found.append(
                f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>'
            )
            x += width
        total = figure["over_bound"]["batch"]
        found.append(f'<text x="{x + 6:.1f}" y="{y + 12}">{total:.1f}</text>')
    return found


def legend() -> list[str]:
    """The parts, in a line above the bars."""
    found, x = [], 8
    for name, colour in PARTS:
        found.append(f'<rect x="{x}" y="8" width="10" height="10" fill="{colour}"/>')
        found.append(f'<text x="{x + 14}" y="17">{name}</text>')
        x += 28 + 7 * len(name)
    return found


def drawing(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    """The whole picture, on white, so that it can be read on a dark page."""
    most = max(sum(shares(figure["over_bound"])) for figure in figures.values())
    width = int(LEFT + most * UNIT + 50)
    height = TOP + len(figures) * (BAR + GAP) + 4
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="12" role="img">'
    )
    title = "<title>Processor time of a submission, in times of the bound</title>"
    white = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    return "\n".join([head, title, white, *legend(), *rows(figures), "</svg>\n"])


if __name__ == "__main__":
    FILE.write_text(drawing(json.loads(DATA.read_text())))
    print(FILE.relative_to(ROOT))
