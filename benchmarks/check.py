"""How long `grader check` takes to its answer, as a multiple of `python -c "import numpy"`.

    python benchmarks/check.py [--rounds 15] [--level limits] [SUBMISSION ...]

The two commands are run in turn, so that a machine that slows down slows both.  The answer is there
with the first line that is printed; what is told behind it, places in wrong code, is not waited
for.  Without SUBMISSION: a right one of each assignment, and two with wrong exercises.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUBMISSIONS = [
    *(folder.name for folder in sorted((ROOT / "tests" / "submissions").glob("perfect_*"))),
    "demo_optimizers",
    "demo_backprop",
]


def seconds(command: list[str], environment: Mapping[str, str]) -> float:
    """From the start to the first line, or to the end where nothing is printed."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        if command[1] == "-c":
            process.wait()
        taken = time.perf_counter() - started
        process.stdout.read()
    if process.returncode not in (0, 1):  # 1: something is wrong with the submission
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--level", choices=["limits", "sealed", "sealed+ns"], help="not the best")
    parser.add_argument("submissions", nargs="*", metavar="SUBMISSION")
    options = parser.parse_args()
    places = [f"tests/submissions/{name}" for name in SUBMISSIONS]
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        if options.level:
            words = (
                f"from grader.sandbox.saved_level import save_level; save_level('{options.level}')"
            )
            subprocess.run([sys.executable, "-c", words], env=environment, check=True)
        for submission in options.submissions or places:
            compare(submission, options.rounds, environment)


def compare(submission: str, rounds: int, environment: Mapping[str, str]) -> None:
    """Prints a line for one submission."""
    check = [sys.executable, "-m", "grader", "check", submission]
    numpy = [sys.executable, "-c", "import numpy"]
    for command in (check, check, numpy):  # byte code, caches of the file system and ours
        seconds(command, environment)
    pairs = [(seconds(check, environment), seconds(numpy, environment)) for _ in range(rounds)]
    ratios = sorted(a / b for a, b in pairs)
    first, second = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"{Path(submission).name:26}{statistics.median(ratios):6.2f} times import numpy"
        f" ({ratios[0]:.2f} to {ratios[-1]:.2f}); {first:.0f} ms over {second:.0f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
