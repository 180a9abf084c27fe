"""docs/tutorial.md is run: every console block, in order, in an empty folder.

What is shown is compared loosely: numbers may differ, `...` stands for anything.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.md"


def steps(text: str) -> Iterator[tuple[str, str]]:
    """(command, what is shown): `$ ` begins a command, `>` goes on with it."""
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = step.splitlines()
            more = 1
            while more < len(lines) and lines[more].startswith(">"):
                more += 1
            command = [lines[0], *(re.sub(r"^> ?", "", line) for line in lines[1:more])]
            yield "\n".join(command), "\n".join(lines[more:])


def pattern(shown: str) -> str:
    """A regular expression for what is shown: any number for a number that may differ."""
    lines = []
    for line in shown.splitlines():
        if line == "...":
            lines.append(r"(?:.*\n)*?")
            continue
        escaped = (
            re.escape(line).replace(r"\.\.\.", ".*") if line.endswith("...") else re.escape(line)
        )
        varies = r"seed\\ \d+|\d+\\ s\b|\d+\\ a\\ second"
        found = re.sub(varies, lambda m: re.sub(r"\d+", r"[\\d.]+", m[0]), escaped)
        lines.append(rf"{found}\s*\n")
    return "".join(lines)


def test_it_does_what_it_says(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    work = tmp_path / "work"
    tools.mkdir()
    work.mkdir()
    (tools / "grader").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m grader "$@"\n')
    (tools / "grader").chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    found = list(steps(TUTORIAL.read_text(encoding="utf-8")))
    assert len(found) >= 15
    for command, shown in found:
        done = subprocess.run(
            ["bash", "-c", command], cwd=work, env=environment, capture_output=True, check=False
        )
        out, err = (stream.decode("utf-8") for stream in (done.stdout, done.stderr))
        assert done.returncode in (0, 1), (command, err)
        assert "Traceback" not in err, (command, err)
        assert re.fullmatch(pattern(shown), out) or shown == out == "", (
            f"$ {command}\nshows\n{out}{err}\nand not\n{shown}"
        )


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
