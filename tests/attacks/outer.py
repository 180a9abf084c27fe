"""Runs an attack that would harm the machine inside a namespace with limits of its own.

If the box has a hole, what is flooded, killed or filled is this namespace, which ends with its
first process: a regression costs a red test.
"""

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import clocks

SECONDS = clocks.scaled(60)
PROCESSES = 200
DISK = 64 * 2**20
MEMORY = 4 * 2**30


def run(level: str, name: str) -> dict[str, Any]:
    """What `trial` prints of the attack, in a namespace of its own."""
    found, problem = _inside(level, [name], SECONDS)
    return found.get(name) or {"wrong": [], "harm": [problem]}


@cache
def run_all(level: str, names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """The same for many, in one namespace; those that it did not survive get their own."""
    found, _ = _inside(level, list(names), SECONDS + clocks.scaled(4 * len(names)))
    good = {name: one for name, one in found.items() if not one["wrong"] and not one["harm"]}
    return {name: good.get(name) or run(level, name) for name in names}


def _inside(level: str, names: list[str], seconds: float) -> tuple[dict[str, dict[str, Any]], str]:
    """(name -> what was found, why there may not be all of them)."""
    program = shutil.which("bwrap")
    assert program, "bubblewrap is not installed"
    tests = str(Path(__file__).resolve().parents[1])
    here = str(Path(tests).parent)  # which may lie in /tmp
    command = [
        program, "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/",
        "--size", str(DISK), "--tmpfs", "/tmp", "--size", str(DISK), "--tmpfs", "/dev/shm",
        "--ro-bind", here, here, "--dev", "/dev", "--proc", "/proc", "--setenv", "PYTHONPATH", tests,
        sys.executable, "-m", "attacks.trial", level, *names,
    ]  # fmt: skip
    with _few_processes() as enter:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=enter, text=True
        )
        try:
            stdout, stderr = process.communicate(timeout=seconds)
            problem = f"the namespace ended {process.returncode}: {stderr[-2000:]}"
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            stdout, _ = process.communicate()
            problem = f"the namespace had to be ended after {seconds:g} s"
    lines = [json.loads(line) for line in stdout.splitlines() if line.startswith("{")]
    return {line.pop("name"): line for line in lines}, problem


@contextlib.contextmanager
def _few_processes() -> Iterator[Any]:
    """A control group for processes where we may make one (root is free of RLIMIT_NPROC)."""
    groups = []
    for base, limit in (("/sys/fs/cgroup/pids", "pids.max"), ("/sys/fs/cgroup", "pids.max")):
        group = Path(base) / f"attack-{os.getpid()}"
        try:
            group.mkdir()
        except OSError:
            continue
        with contextlib.suppress(OSError):
            (group / limit).write_text(str(PROCESSES))
            groups.append(group)
            break
        group.rmdir()

    def enter() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (DISK, DISK))
        for group in groups:
            (group / "cgroup.procs").write_text(str(os.getpid()))
        if os.getuid() != 0:
            resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES * 10, PROCESSES * 10))

    try:
        yield enter
    finally:
        for group in groups:
            with contextlib.suppress(OSError):
                group.rmdir()
