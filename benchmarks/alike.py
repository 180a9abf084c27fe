"""How long a class of a thousand takes to be compared: python benchmarks/alike.py [COUNT]"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "batch"))

from school import pupils  # noqa: E402

from grader.batch.alike import clusters, compare, fingerprints, text_of  # noqa: E402

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    template = fingerprints((ROOT / "student_template/losses/losses.py").read_text())
    people = pupils(count, "losses", nasty=0.0)
    started = time.perf_counter()
    prints = {str(p.number): fingerprints(text_of({f"m{p.file}": p.data})) for p in people}
    found = clusters(compare(prints, template))
    print(f"{count} submissions, {len(found)} groups: {time.perf_counter() - started:.1f} s")
