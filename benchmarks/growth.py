"""How a batch grows: processor time, the parent's memory, the store, and the class page.

    python benchmarks/growth.py [--counts 100 1000 10000] [--assignment NAME] [--stubbed] [--json FILE]

Every count is a class of its own, graded by the command that a user types, with everything on: by
default on the cheap assignment of `batch.py` (two functions, seven cases and as many hidden ones),
which shows what is ours.  The processor time of a submission is that of those which a class has
more than the one before it, the first more than one of BASE: what any batch costs (its start, hidden
cases, what a worker does once) is taken off.  Then the finished batch is taken up again, and its
class page is opened in headless Chromium, where that is installed.

With --stubbed each work's code is run once and answered from then on (`stubbed.py`): what remains is
the harness around it, and 10,000 take a minute.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from batch import ROOT, course
from school import pupils, write
from table import measured

#: Submissions of the smallest class, which holds what any batch costs.
BASE = 20
#: Between two looks at the parent's memory, in seconds.
EVERY = 0.2
MB = 2**20


def command(program: list[str], arguments: list[str]) -> dict[str, float]:
    """Runs a program: wall and processor time of all its processes, its own memory.

    `early` is its resident memory in MB after a tenth of its time, `peak` the most that it had.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *program, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )  # fmt: skip
    sizes = []
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        sizes.append(resident(process.pid))
        time.sleep(EVERY)
    if status:
        assert process.stderr is not None
        raise SystemExit(f"{arguments}: {process.stderr.read().decode()}")
    return {
        "seconds": time.perf_counter() - started,
        "processor_seconds": usage.ru_utime + usage.ru_stime,
        "early_mb": sizes[len(sizes) // 10] / MB,
        "peak_mb": max(sizes) / MB,
    }


def resident(pid: int) -> int:
    """The resident memory of a process, in bytes; 0 when it has ended."""
    pages = Path(f"/proc/{pid}/statm").read_text().split()
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") if pages else 0


def sizes(out: Path) -> dict[str, float]:
    """What lies in the batch's folder, in kB by name, folders with all that is in them."""
    found = {}
    for entry in sorted(out.iterdir()):
        files = entry.rglob("*") if entry.is_dir() else [entry]
        found[entry.name] = sum(file.stat().st_size for file in files if file.is_file()) / 1024
    return found


def grown(
    count: int, name: str, place: Path, course_: list[str], program: list[str]
) -> dict[str, Any]:
    """A class of `count`: graded, taken up again, looked at."""
    module = "activations" if name == "cheap" else name
    people = pupils(count, module, nasty=0.0)
    archive = write("canvas", people, name, place / f"{count}.zip")
    out = place / f"out{count}"
    batch = [*course_, "batch", "--no-place", str(archive), "--assignment", name, "--out", str(out)]
    first = command(program, batch)
    return {
        "count": count,
        "archive_kb": archive.stat().st_size / 1024,
        "first": first,
        "again": command(program, batch),
        "store_kb": sizes(out),
        "page": measured(out / "index.html"),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--assignment", default="cheap")
    parser.add_argument("--stubbed", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    name = arguments.assignment
    stub = str(ROOT / "benchmarks" / "stubbed.py")
    program = [stub] if arguments.stubbed else ["-m", "grader"]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        course_ = ["--course", str(course(place / "course"))] if name == "cheap" else []
        before = grown(BASE, name, place, course_, program)
        found: list[dict[str, Any]] = []
        for count in arguments.counts:
            one = grown(count, name, place, course_, program)
            found.append({**one, "processor_ms_each": 1000 * each(one, before)})
            print(line(found[-1], found[0]), flush=True)
            before = one
    if arguments.json:
        document = {"assignment": name, "stubbed": arguments.stubbed, "classes": found}
        arguments.json.write_text(json.dumps(document, indent=1) + "\n")


def each(one: dict[str, Any], before: dict[str, Any]) -> float:
    """Seconds of a processor for each submission that a class has more than the one before."""
    more: float = one["first"]["processor_seconds"] - before["first"]["processor_seconds"]
    return more / (one["count"] - before["count"])


def line(one: dict[str, Any], smallest: dict[str, Any]) -> str:
    """What is said of a class, with its processor time over that of the smallest."""
    first, again = one["first"], one["again"]
    store = sum(one["store_kb"].values()) / one["count"]
    ratio = one["processor_ms_each"] / smallest["processor_ms_each"]
    page = " ".join(f"{what} {value:.0f}" for what, value in one["page"].items())
    return (
        f"{one['count']:6}: {one['processor_ms_each']:.1f} ms of a processor each ({ratio:.2f}), "
        f"{one['count'] / first['seconds']:.0f} a second, parent {first['early_mb']:.0f} MB early, "
        f"{first['peak_mb']:.0f} at most, {store:.0f} kB each; again {again['seconds']:.1f} s "
        f"({again['processor_seconds']:.1f} of a processor, {again['peak_mb']:.0f} MB); {page}"
    )


if __name__ == "__main__":
    main()
