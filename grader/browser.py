"""A browser that is installed, which makes a PDF of a page."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .errors import ConfigurationError

__all__ = ["browser", "print_page"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
#: For a page; the first start of a browser is slow.
SECONDS = 60.0


def browser() -> str | None:
    """The path of a browser that can print without a window; None if there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def print_page(page: Path, file: Path) -> None:
    """Prints an HTML file as a PDF; every fold of it is open.  Raises ConfigurationError."""
    program = browser()
    if program is None:
        raise ConfigurationError(
            f"--pdf needs a browser, one of {', '.join(NAMES)}; on Debian: apt-get install chromium"
        )
    file.unlink(missing_ok=True)  # an older one would hide that nothing was printed
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={file.resolve()}",
            page.resolve().as_uri(),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # its own box does not work for root
            command.insert(1, "--no-sandbox")
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            words = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        except (OSError, subprocess.TimeoutExpired) as error:
            words = str(error)
    if not file.is_file():
        raise ConfigurationError(f"{file}: {program} did not print the page: {words}")
