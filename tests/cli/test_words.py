"""How wide a line may be."""

import shutil

import pytest

from grader.cli.words import columns


@pytest.mark.parametrize("said", ["120", "7", "0", "many", ""])
def test_the_width_is_what_the_standard_library_says_and_never_too_little(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("COLUMNS", said)
    assert columns() == max(40, shutil.get_terminal_size((100, 24)).columns)
