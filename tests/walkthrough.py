"""A page is followed: every console block is run, in order, in an empty folder.

What is shown is compared loosely: numbers may differ, `...` stands for anything.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


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


def follow(page: Path, folder: Path) -> int:
    """Runs the page's commands in folder/work, and gives how many there are.

    Fails where one shows something else than the page does.
    """
    tools = folder / "bin"
    work = folder / "work"
    tools.mkdir()
    work.mkdir()
    (tools / "grader").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m grader "$@"\n')
    (tools / "grader").chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    found = list(steps(page.read_text(encoding="utf-8")))
    for command, shown in found:
        done = subprocess.run(
            ["bash", "-c", command], cwd=work, env=environment, capture_output=True, check=False
        )
        out, err = (stream.decode("utf-8") for stream in (done.stdout, done.stderr))
        assert done.returncode in (0, 1, 2), (command, err)
        assert "Traceback" not in err, (command, err)
        assert re.fullmatch(pattern(shown), out) or shown == out == "", (
            f"$ {command}\nshows\n{out}{err}\nand not\n{shown}"
        )
    return len(found)
