"""How long `grader validate` takes as a whole process, and how large its errors are.

python benchmarks/validate.py [--rounds 3]
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    times, single, runs, noise = [], 0.0, 0.0, 0.0
    for seed in range(options.rounds):
        command = [sys.executable, "-m", "grader", "validate", "--json", "--seed", str(seed)]
        started = time.perf_counter()
        out = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        times.append(time.perf_counter() - started)
        for check in json.loads(out)["checks"]:
            error = check["max_error"] or 0.0
            if check["kind"].startswith("oracle"):
                if check["tolerance"] == 1e-12:
                    single = max(single, error)
                else:
                    runs = max(runs, error)
            elif check["kind"] == "noise":
                noise = max(noise, error)
    print(f"grader validate            {statistics.median(times):6.1f} s (median of {len(times)})")
    print(f"single evaluations, worst  {single:.1e} (bound 1e-12)")
    print(f"runs of many steps, worst  {runs:.1e} (bound 1e-11)")
    print(f"noise floor, worst         {noise:.1e} (bound 1e-13)")


if __name__ == "__main__":
    main()
