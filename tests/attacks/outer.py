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
from pathlib import Path
from typing import Any

SECONDS = 60
PROCESSES = 200
DISK = 64 * 2**20
MEMORY = 4 * 2**30


def run(level: str, name: str) -> dict[str, Any]:
    """What `trial` prints of the attack."""
    program = shutil.which("bwrap")
    assert program, "bubblewrap is not installed"
    tests = str(Path(__file__).resolve().parents[1])
    command = [
        program, "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/",
        "--size", str(DISK), "--tmpfs", "/tmp", "--size", str(DISK), "--tmpfs", "/dev/shm",
        "--dev", "/dev", "--proc", "/proc", "--setenv", "PYTHONPATH", tests,
        sys.executable, "-m", "attacks.trial", level, name,
    ]  # fmt: skip
    with _few_processes() as enter:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=enter, text=True
        )
        try:
            stdout, stderr = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            return {"wrong": [], "harm": [f"the namespace had to be ended after {SECONDS} s"]}
    if process.returncode != 0:
        return {
            "wrong": [],
            "harm": [f"the namespace ended {process.returncode}: {stderr[-2000:]}"],
        }
    found: dict[str, Any] = json.loads(stdout)
    return found


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
