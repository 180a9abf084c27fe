"""A large batch, and the memory of its parent on the way: python tests/batch/grow.py [COUNT]

It must not be more at the end than after a tenth.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from school import pupils, write

ROOT = Path(__file__).resolve().parents[2]
#: What allocators keep, in bytes.
ROOM = 24 * 2**20


def memory(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source = write(
            "canvas", pupils(count, "activations", nasty=0.0), "activations", place / "c.zip"
        )
        command = [
            sys.executable,
            "-m",
            "grader",
            "batch",
            "--no-place",
            str(source),
            "--assignment",
            "activations",
            "--out",
            str(place / "out"),
        ]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        results = place / "out" / "results"
        early = latest = 0
        while process.poll() is None:
            done = len(list(results.glob("*.json"))) if results.is_dir() else 0
            if done >= count // 10:
                latest = memory(process.pid) or latest
                early = early or latest
            time.sleep(0.5)
        assert process.returncode == 0
    print(
        f"{count} submissions: {early / 2**20:.0f} MB after a tenth, {latest / 2**20:.0f} MB at the end of grading"
    )
    raise SystemExit(latest > early + ROOM)


if __name__ == "__main__":
    main()
