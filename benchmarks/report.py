"""Pages: how long one takes in a warm batch, how large it is, and the table of a large class.

    python benchmarks/report.py [--lines 5000]

Rendering is measured over the sample submissions of every assignment, each page made many times in
one process, as a worker does it: drawing (without the runs on surfaces) and rendering apart.  The
table of a class is opened, sorted and filtered in headless Chromium (`table.py`).
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "docs")]

from make_class import class_of  # noqa: E402
from report.pages import class_view, paper_of  # noqa: E402
from table import measured  # noqa: E402

from grader.grading import grade_with_cases  # noqa: E402
from grader.illustrate.draw import illustrate  # noqa: E402
from grader.illustrate.freeze import read  # noqa: E402
from grader.model import Pictures  # noqa: E402
from grader.paper import open_box  # noqa: E402
from grader.report import student_page  # noqa: E402
from grader.report.classroom import class_page  # noqa: E402
from grader.sandbox.backend import open_backend  # noqa: E402
from grader.submission import Submission  # noqa: E402

SAMPLES = {
    "demo_optimizers": "optimizers", "perfect_optimizers": "optimizers", "demo_backprop": "backprop",
    "perfect_backprop": "backprop", "perfect_training": "training", "perfect_losses": "losses",
    "perfect_activations": "activations", "perfect_worked_example": "worked_example",
    "perfect_gradient_descent": "gradient_descent",
}  # fmt: skip


def pages() -> None:
    print("submission                 draw ms  render ms  KB")
    for case, assignment in SAMPLES.items():
        print(f"{case:26} {of(case, assignment)}")


def of(case: str, assignment: str) -> str:
    """Milliseconds to draw and to render one submission's page, and its size."""
    paper = paper_of(assignment)
    folder = ROOT / "tests" / "submissions" / case
    submission = Submission(case, {f.name: f.read_bytes() for f in folder.glob("*.py")})
    pictures = read(Path(paper.assignment.folder))
    backend = open_backend("limits")
    result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
    figures = illustrate(paper, submission, result, cases, pictures, backend)
    still = Pictures(formulas=pictures.formulas, kinds=pictures.kinds, network=pictures.network)
    draw = timed(lambda: illustrate(paper, submission, result, cases, still, backend))
    backend.close()
    render = timed(lambda: student_page(result, None, figures, pictures))
    size = len(student_page(result, None, figures, pictures).encode()) / 1024
    return f"{draw:7.1f} {render:10.1f}  {size:.0f}"


def class_of_optimizers(count: int = 60) -> None:
    """The most expensive assignment, everybody with none to three mistakes: each page made once."""
    paper = paper_of("optimizers")
    pictures = read(Path(paper.assignment.folder))
    backend = open_backend("limits")
    times = []
    with tempfile.TemporaryDirectory() as folder:
        class_of(Path(folder), count + 1)
        for place in sorted(Path(folder).iterdir())[: count + 1]:
            submission = Submission(
                place.name, {"optimizers.py": (place / "optimizers.py").read_bytes()}
            )
            result, cases = grade_with_cases(
                paper, submission, open_box(paper, submission, backend)
            )
            figures = illustrate(paper, submission, result, cases, pictures, backend)
            start = time.perf_counter()
            student_page(result, None, figures, pictures)
            times.append(1000 * (time.perf_counter() - start))
    backend.close()
    warm = times[1:]
    middle = statistics.median(warm)
    print(
        f"a class of {count} of optimizers: mean {statistics.mean(warm):.1f} ms, median {middle:.1f}"
    )


def timed(act: Callable[[], object]) -> float:
    """Milliseconds, the median of many."""
    act()
    times = []
    for _ in range(30):
        start = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def table(count: int) -> None:
    start = time.perf_counter()
    html = class_page(class_view(count))
    print(
        f"\nclass of {count}: page made in {time.perf_counter() - start:.2f} s, {len(html) / 2**20:.1f} MB"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "class.html"
        file.write_text(html, encoding="utf-8")
        for what, took in measured(file).items():
            print(f"{what:18} {took:7.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=5000)
    arguments = parser.parse_args()
    pages()
    class_of_optimizers()
    table(arguments.lines)


if __name__ == "__main__":
    main()
