"""A browser that is installed, which makes a PDF of a page."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from .errors import ConfigurationError

__all__ = ["browser", "print_page", "print_pages"]

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


def print_pages(pages: Sequence[Path]) -> Iterator[Path]:
    """Prints each page beside itself, a browser per processor at once; yields it when it is there.

    Raises ConfigurationError for the first that cannot be printed; the rest is left.
    """
    pool = ThreadPoolExecutor(max_workers=os.cpu_count())
    try:
        printed = {pool.submit(print_page, page, page.with_suffix(".pdf")): page for page in pages}
        for done in as_completed(printed):
            done.result()
            yield printed[done]
    finally:
        pool.shutdown(cancel_futures=True)
