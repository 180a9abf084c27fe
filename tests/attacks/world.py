"""Witnesses around the box: what an attack would have to read, reach, end or change.

A file with a secret in it, a folder with another submission and a report, listening sockets, a
process that only sleeps, a secret in the parent's environment and memory.  Attacks are told where
everything is; `harm` says what has happened to it.
"""

import contextlib
import os
import resource
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

#: What an attack prints or returns when it has got through.
REACHED = "REACHED"


class World:
    """Made before the attacks, looked at after each."""

    def __init__(self) -> None:
        self.secret = "SECRET-" + secrets.token_hex(12)
        os.environ["GRADER_SECRET"] = self.secret
        self.memory = bytearray(self.secret.encode())
        self.folder = Path(tempfile.mkdtemp(prefix="world-"))
        self.folder.chmod(0o777)  # whoever the child is, only the box keeps it out
        (self.folder / "secret.txt").write_text(self.secret)
        (self.folder / "other").mkdir()
        (self.folder / "other" / "work.py").write_text(
            f"# {self.secret}\ndef double(x, world): return 2 * x\n"
        )
        (self.folder / "report.html").write_text("<p>3 of 3</p>")
        for path in self.folder.rglob("*"):
            path.chmod(0o777 if path.is_dir() else 0o666)
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(str(self.folder / "socket"))
        self.abstract = socket.socket(socket.AF_UNIX)
        self.abstract.bind("\0" + self.folder.name)
        for server in (self.tcp, self.unix, self.abstract):
            server.listen()
            server.setblocking(False)
        self.udp.setblocking(False)
        self.watched = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(3600)"], start_new_session=True
        )
        self.look()

    def look(self) -> None:
        """Remembers how everything is."""
        self.before = self._state()

    @property
    def facts(self) -> dict[str, Any]:
        """What the attacks get as their argument `world`."""
        return {
            "folder": str(self.folder),
            "file": str(self.folder / "secret.txt"),
            "tcp": self.tcp.getsockname()[1],
            "udp": self.udp.getsockname()[1],
            "unix": str(self.folder / "socket"),
            "abstract": "\0" + self.folder.name,
            "parent": os.getpid(),
            "watched": self.watched.pid,
            "variable": "GRADER_SECRET",
            "course": str(Path(__file__).resolve().parents[2]),
        }

    def _state(self) -> dict[str, Any]:
        files = {
            str(path): (
                path.lstat().st_mode,
                path.lstat().st_mtime_ns,
                path.read_bytes() if path.is_file() else b"",
            )
            for path in sorted(self.folder.rglob("*"))
        }
        return {
            "files": files,
            "limits": [
                resource.prlimit(pid, kind)
                for pid in (0, self.watched.pid)
                for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_NOFILE)
            ],
            "priority": [os.getpriority(os.PRIO_PROCESS, pid) for pid in (0, self.watched.pid)],
            "processors": [os.sched_getaffinity(pid) for pid in (0, self.watched.pid)],
            "environment": {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
            "memory": bytes(self.memory),
            "mask": os.umask(os.umask(0o022)),
        }

    def harm(self, came_back: str, claims: str) -> list[str]:
        """What an attack has done, in words.

        `came_back` is all that was let out of the box, `claims` what the attack printed or returned.
        """
        found = []
        after = self._state()
        found += [f"{what} changed" for what in after if after[what] != self.before[what]]
        for name in ("tcp", "unix", "abstract"):
            with contextlib.suppress(BlockingIOError):
                getattr(self, name).accept()
                found.append(f"{name} was reached")
        with contextlib.suppress(BlockingIOError):
            self.udp.recv(100)
            found.append("udp was reached")
        if self.watched.poll() is not None:
            found.append(f"the watched process ended ({self.watched.returncode})")
        elif _stopped(self.watched.pid):
            found.append("the watched process was stopped")
        if self.secret in came_back or self.secret[::-1] in came_back:
            found.append("the secret got out")
        if REACHED in claims:
            found.append("the attack says that it got through")
        return found

    def close(self) -> None:
        """Takes the witnesses down."""
        self.watched.kill()
        self.watched.wait()
        for server in (self.tcp, self.udp, self.unix, self.abstract):
            server.close()
        os.environ.pop("GRADER_SECRET", None)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> "World":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _stopped(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "Tt"
    except OSError:
        return False
