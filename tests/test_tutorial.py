"""docs/tutorial.md and the pages of the first minute are run, in an empty folder each."""

import re
from pathlib import Path

import pytest
from walkthrough import follow, pattern

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.md"
FIRST_MINUTES = sorted((ROOT / "docs" / "first_minute").glob("*.md"))


def test_it_does_what_it_says(tmp_path: Path) -> None:
    assert follow(TUTORIAL, tmp_path) >= 15


@pytest.mark.parametrize("page", FIRST_MINUTES, ids=lambda page: page.stem)
def test_the_first_minute_does_what_it_says(page: Path, tmp_path: Path) -> None:
    assert follow(page, tmp_path) >= 4


def test_everybody_has_a_first_minute() -> None:
    assert [page.stem for page in FIRST_MINUTES] == ["author", "ci", "staff", "student"]


@pytest.mark.parametrize(
    ("shown", "out", "fits"),
    [
        ("a 1\nseed 5, 1 s", "a 1\nseed 77, 12 s\n", True),
        ("(1 a second), 0 were", "(22 a second), 0 were\n", True),
        ("a 1", "a 2\n", False),
        ("...\nlast", "first\nsecond\nlast\n", True),
        ("...\nlast", "first\nlast\nmore\n", False),
        ("", "something\n", False),
    ],
)
def test_the_comparison_can_fail(shown: str, out: str, fits: bool) -> None:
    assert (re.fullmatch(pattern(shown), out) is not None) == fits
