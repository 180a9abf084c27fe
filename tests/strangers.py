"""Somebody who installs the grader: an empty environment of their own, a home, no checkout."""

import os
import subprocess
import sys
import venv
from pathlib import Path

#: What of our own environment a stranger has as well: how the network is reached.
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "SSL_CERT_FILE")


class Stranger:
    """`folder` is where they work; their environment and their home lie in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        venv.create(folder / "env", with_pip=True)
        scripts = "Scripts" if os.name == "nt" else "bin"
        self.programs = folder / "env" / scripts
        kept = {name: value for name, value in os.environ.items()
                if name in KEPT or name.startswith("PIP_") or name.lower().endswith("_proxy")}  # fmt: skip
        home = str(self.home)
        self.environment = kept | {"HOME": home, "USERPROFILE": home, "LOCALAPPDATA": home}
        # what was downloaded once need not be again
        self.environment.setdefault("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip"))

    def install(self, *what: str) -> None:
        """`pip install`, with pip's own settings as they are here."""
        done = self.python("-m", "pip", "install", "--quiet", *what)
        assert done.returncode == 0, done.stderr

    def python(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Runs their Python."""
        return self._run("python", words)

    def grader(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Runs their `grader`."""
        return self._run("grader", words)

    def _program(self, name: str) -> Path:
        return self.programs / (f"{name}.exe" if sys.platform == "win32" else name)

    def _run(self, name: str, words: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
        command = [str(self._program(name)), *words]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True,
            check=False, encoding="utf-8",
        )  # fmt: skip
