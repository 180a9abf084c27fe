"""A scheduler and workers of dask as real processes on 127.0.0.1, for tests and benchmarks."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRELOADS = Path(__file__).resolve().parent / "preloads"
ARGUMENTS = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")


class Machines:
    """As a context: everything that was started has ended when it is left."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir(parents=True, exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Machines":
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.processes):
            self.kill(process)

    def scheduler(self) -> subprocess.Popen[bytes]:
        words = ("--port", str(self.port), "--no-show")
        process = self._start("dask_scheduler", *words)
        while not self._listens():
            assert process.poll() is None
            time.sleep(0.1)
        return process

    def worker(self, preload: str = "", nanny: bool = False) -> subprocess.Popen[bytes]:
        """A worker process with one thread; with a nanny, it is started anew when it dies."""
        more = ["--preload", str((PRELOADS / preload).with_suffix(".py"))] if preload else []
        words = (self.address, "--nthreads", "1", "--local-directory", str(self.place / "local"))
        return self._start("dask_worker", *words, "--nanny" if nanny else "--no-nanny", *more)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """At once, as when a machine loses its power."""
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def _listens(self) -> bool:
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def _start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        log = (self.place / f"{program}-{len(self.processes)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *ARGUMENTS, *words],
            cwd=self.place, stdout=log, stderr=log, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        log.close()
        self.processes.append(process)
        return process
