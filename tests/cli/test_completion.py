"""`grader completion` in the shells themselves: what Tab offers, and what it completes to."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import clocks
import pytest

from grader.cli.app import run

SECONDS = 60.0


def needs(shell: str) -> pytest.MarkDecorator:
    there = sys.platform != "win32" and shutil.which(shell) is not None
    return pytest.mark.skipif(not there, reason=f"{shell} is not installed")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """That of somebody whose `grader` is this checkout's, and whose home is empty."""
    program = tmp_path / "bin" / "grader"
    program.parent.mkdir()
    code = "import sys; sys.argv[0] = 'grader'; from grader.cli import main; main()"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n')
    program.chmod(0o755)
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(tmp_path),
            "ZDOTDIR": str(tmp_path), "TERM": "dumb", "PYTHONPATH": root,
            "XDG_CONFIG_HOME": str(tmp_path / ".config")}  # fmt: skip


def typed(command: list[str], begin: str, environment: dict[str, str], cwd: Path) -> None:
    """Types `grader sta`, Tab, `--he`, Tab, Return: the help of `grader start` must come."""
    import pexpect

    seconds = clocks.scaled(SECONDS)
    shell = pexpect.spawn(
        command[0], command[1:], env=environment, cwd=str(cwd), encoding="utf-8", timeout=seconds,
        dimensions=(40, 200),
    )  # fmt: skip
    shell.sendline(f"{begin}; echo rea''dy")
    shell.expect_exact("ready\r\n")
    shell.send("grader sta\t")
    shell.expect_exact("start ")
    shell.send("--he\t\r")
    shell.expect_exact("Usage: grader start")
    shell.close(force=True)


@needs("bash")
def test_bash(environment: dict[str, str], tmp_path: Path) -> None:
    begin = 'eval "$(grader completion bash)"'
    typed(["bash", "--norc", "--noprofile", "-i"], begin, environment, tmp_path)


@needs("zsh")
def test_zsh(environment: dict[str, str], tmp_path: Path) -> None:
    begin = 'autoload -Uz compinit; compinit -u; eval "$(grader completion zsh)"'
    typed(["zsh", "-f", "-i"], begin, environment, tmp_path)


@needs("fish")
def test_fish(
    environment: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """fish says by itself what it would offer."""
    folder = tmp_path / ".config" / "fish" / "completions"
    folder.mkdir(parents=True)
    assert run(["completion", "fish"]) == 0
    (folder / "grader.fish").write_text(capsys.readouterr().out)
    ask = ["fish", "-c", "complete -C 'grader sta'; complete -C 'grader check --ex'"]
    done = subprocess.run(
        ask, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    offered = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert offered == ["start", "--explain"], done.stderr
