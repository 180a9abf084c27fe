"""Runs a command as other people: an ordinary user, and one whose kernel refuses namespaces."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import clocks

NOBODY = "65534"
ROOT = Path(__file__).resolve().parents[2]
DROP = "--inh-caps=-all --bounding-set=-all"


def as_user(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python *arguments` as an ordinary user, with a home of its own.

    Root's own folder, where this Python may lie, is opened for it in a mount namespace.
    """
    if os.getuid() != 0:
        return _run(["env", "XDG_CACHE_HOME=/nonexistent", sys.executable, *arguments])
    base = sys.base_prefix
    opened = ":"
    if base.startswith(os.path.expanduser("~root") + "/"):
        opened = (
            f"mkdir -p /tmp/base && mount --bind {base} /tmp/base && mount -t tmpfs -o mode=755 none"
            f" {os.path.expanduser('~root')} && mkdir -p {base} && mount --bind /tmp/base {base}"
        )
    command = shlex.join([sys.executable, *arguments])
    user = f"setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups {DROP}"
    script = f"{opened} && exec {user} env HOME=/nonexistent XDG_CACHE_HOME=/nonexistent {command}"
    return _run(["unshare", "--mount", "sh", "-c", script])


def without_namespaces(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python *arguments` where no user namespace can be made, and without rights to do without."""
    command = shlex.join([sys.executable, *arguments])
    script = (
        "echo 0 >/proc/sys/user/max_user_namespaces &&"
        f" exec setpriv {DROP} env XDG_CACHE_HOME=/nonexistent {command}"
    )
    return _run(["unshare", "--user", "--map-root-user", "sh", "-c", script])


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, timeout=clocks.scaled(120), cwd=ROOT
    )
