"""The main pages as pictures, beside those that were looked at and blessed.

    BLESS=1 pytest tests/report/test_pictures.py    (then look at what changed in blessed/)

Both are made small, so that another version of a font's edges does not count, and what is left may
differ in few places: a missing figure, a broken layout or a wrong colour does not fit into that.
"""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

pytestmark = pytest.mark.slow
BLESSED = Path(__file__).parent / "blessed"
#: Name of a picture -> page, width, colours.
PICTURES = {
    "optimizers-1280-light": ("optimizers", 1280, "light"),
    "optimizers-390-dark": ("optimizers", 390, "dark"),
    "backprop-1280-light": ("backprop", 1280, "light"),
    "worked_example-1280-dark": ("worked_example", 1280, "dark"),
    "training-1280-light": ("training", 1280, "light"),
    "class-1280-light": ("class", 1280, "light"),
    "class-390-dark": ("class", 390, "dark"),
}
#: Of a page's height; the race stands at the end of the longest.
HEIGHT = 7000
SCALE = 4
#: The largest mean difference of colours, of 255, that a square of so many pixels may have: the edges
#: of letters come to 1 or 2, a line or a box that is gone to 5 and more.
SQUARE, MOST = 24, 5.0


def picture(chromium: Any, file: Path, width: int, scheme: str) -> Image.Image:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    font = "* { font-family: 'DejaVu Sans' !important; } code, pre, .name, .numbers, .chip, .racers label"
    page.add_style_tag(content=font + " { font-family: 'DejaVu Sans Mono' !important; }")
    data = page.screenshot(full_page=True)
    context.close()
    found = Image.open(io.BytesIO(data)).convert("RGB")
    found = found.crop((0, 0, found.width, min(found.height, HEIGHT)))
    return found.resize((found.width // SCALE, found.height // SCALE), Image.Resampling.BOX)


def differing(a: Image.Image, b: Image.Image) -> float:
    """The mean difference of the square that differs most; where one is longer, all of the rest."""
    size = (max(a.width, b.width), max(a.height, b.height))
    both = []
    for image, fill in ((a, (0, 0, 0)), (b, (255, 255, 255))):
        canvas = Image.new("RGB", size, fill)
        canvas.paste(image)
        both.append(canvas)
    difference = ImageChops.difference(*both).convert("L")
    squares = (max(1, size[0] // SQUARE), max(1, size[1] // SQUARE))
    return float(difference.resize(squares, Image.Resampling.BOX).getextrema()[1])


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_looks_as_it_was_blessed(
    chromium: Any, pages: dict[str, Path], name: str, tmp_path: Path
) -> None:
    page, width, scheme = PICTURES[name]
    found = picture(chromium, pages[page], width, scheme)
    file = BLESSED / f"{name}.png"
    if os.environ.get("BLESS"):
        BLESSED.mkdir(exist_ok=True)
        found.save(file, optimize=True)
    blessed = Image.open(file).convert("RGB")
    worst = differing(found, blessed)
    found.save(tmp_path / f"{name}.png")
    assert worst <= MOST, f"differs by {worst}; what it looks like now: {tmp_path / name}.png"


def test_a_figure_that_is_gone_is_seen(
    chromium: Any, pages: dict[str, Path], tmp_path: Path
) -> None:
    text = pages["worked_example"].read_text("utf-8")
    start, end = (
        text.index('<svg class="nodes"'),
        text.index("</svg>", text.index('<svg class="nodes"')),
    )
    file = tmp_path / "gone.html"
    file.write_text(
        text[:start] + '<svg class="nodes" width="690" height="336">' + text[end:], "utf-8"
    )
    whole, without = (
        picture(chromium, path, 1280, "dark") for path in (pages["worked_example"], file)
    )
    assert differing(whole, without) > 2 * MOST
    assert differing(whole, whole) == 0
