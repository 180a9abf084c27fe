"""The wheels that an autograder carries: ours, and those of the packages that it needs.

They are for Linux on x86-64 and for the Pythons that were asked for, of the versions that are
installed here: what grades there is what was tried here.
"""

import email
import importlib.metadata
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import ConfigurationError
from ..files import read_bytes

__all__ = ["check_wheels", "requirements", "wheels_from", "wheels_of"]

PLATFORMS = tuple(f"manylinux{kind}_x86_64" for kind in ("_2_28", "_2_27", "_2_17", "2014"))
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def requirements(wheel: Path) -> list[str]:
    """What our wheel needs, as `name==version` of what is installed here.

    Raises ConfigurationError when one is not installed, or the file is no wheel of ours.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
            text = archive.read(name).decode("utf-8")
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise ConfigurationError(f"{wheel}: is no wheel: {error}") from error
    needs = email.message_from_string(text).get_all("Requires-Dist") or []
    found = []
    for need in needs:
        match = _NAME.match(need)
        if match and "extra ==" not in need:
            found.append(f"{match[0]}=={_installed(match[0])}")
    return found


def wheels_of(needed: Sequence[str], pythons: Sequence[str]) -> dict[str, bytes]:
    """The wheels of what is needed, and of what that needs, by file name: from where pip is told.

    Raises ConfigurationError with what pip says.
    """
    with tempfile.TemporaryDirectory() as folder:
        for python in pythons:
            command = [
                sys.executable, "-m", "pip", "download", "--quiet", "--dest", folder,
                "--only-binary", ":all:", "--implementation", "cp", "--python-version", python,
                *(f"--platform={name}" for name in PLATFORMS), *needed,
            ]  # fmt: skip
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
                last = (said or done.stderr.strip().splitlines() or ["no reason"])[-1]
                raise ConfigurationError(
                    f"pip found no wheels of {', '.join(needed)} for Python {python} on Linux: "
                    f"{last}; name a folder that holds them with --wheels DIR"
                )
        return wheels_from(Path(folder))


def wheels_from(folder: Path) -> dict[str, bytes]:
    """All wheels in a folder, by file name.  Raises ConfigurationError when there are none."""
    found = {file.name: read_bytes(file) for file in sorted(folder.glob("*.whl"))}
    if not found:
        raise ConfigurationError(f"{folder}: holds no wheel (*.whl)")
    return found


def check_wheels(wheels: Iterable[str], needed: Sequence[str], pythons: Sequence[str]) -> None:
    """Raises ConfigurationError where a wheel is missing that one of the Pythons needs."""
    tags = {
        (_plain(name.split("-")[0]), name.removesuffix(".whl").split("-")[-3]) for name in wheels
    }
    for need in needed:
        name = _plain(need.partition("==")[0])
        for python in pythons:
            fitting = {"py3", "py2.py3", f"cp{python.replace('.', '')}"}
            if not any(package == name and tag in fitting for package, tag in tags):
                raise ConfigurationError(
                    f"--wheels: there is no wheel of {need} for Python {python}; put it there, "
                    "or let pip get it"
                )


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def _installed(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        raise ConfigurationError(f"{name} is not installed; pip install {name}") from None
