"""The public cases as tests of pytest: `pytest --grader`, or a `grader.toml` in the root folder.

Every run of pytest imports this module where the grader is installed, so that it imports nothing
until it is asked for.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

__all__ = ["pytest_addoption", "pytest_configure"]

SETTINGS = "grader.toml"


def pytest_addoption(parser: "pytest.Parser") -> None:
    """Adds --grader."""
    parser.addoption(
        "--grader",
        action="store_true",
        help=f"show the public cases of an assignment as tests; a file {SETTINGS} asks for it, too",
    )


def pytest_configure(config: "pytest.Config") -> None:
    """Registers what collects and grades, if it is asked for.

    Raises pytest.UsageError where the course or the settings are wrong.
    """
    settings: Path = config.rootpath / SETTINGS
    if config.getoption("--grader") or settings.is_file():
        from .collection import Collection

        config.pluginmanager.register(Collection.read(settings), "grader-collection")
