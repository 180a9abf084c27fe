"""How long `grader check` takes, as a multiple of `python -c "import numpy"` in the same run.

    python benchmarks/check.py [--rounds 15] [--submission tests/submissions/perfect_optimizers]

The two commands are run in turn, so that a machine that slows down slows both.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--submission", default="tests/submissions/perfect_optimizers")
    options = parser.parse_args()
    check = [sys.executable, "-m", "grader", "check", options.submission]
    numpy = [sys.executable, "-c", "import numpy"]
    for command in (check, numpy):
        seconds(command)  # byte code, caches of the file system and ours
    pairs = [(seconds(check), seconds(numpy)) for _ in range(options.rounds)]
    ratios = sorted(a / b for a, b in pairs)
    print(f"grader check    {1000 * statistics.median(a for a, _ in pairs):6.0f} ms (median)")
    print(f"import numpy    {1000 * statistics.median(b for _, b in pairs):6.0f} ms (median)")
    print(f"ratio           {statistics.median(ratios):6.2f}    (median of {options.rounds} pairs,"
          f" {ratios[0]:.2f} to {ratios[-1]:.2f})")  # fmt: skip


if __name__ == "__main__":
    main()
