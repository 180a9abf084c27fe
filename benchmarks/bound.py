"""What grading costs over the bound: processor time, as ratios within one run, for each assignment.

    python benchmarks/bound.py [--rounds 7] [--each 10] [--json FILE] [ASSIGNMENT ...]
    python benchmarks/bound.py --rounds 3 --each 5 --against benchmarks/bound.json losses optimizers

The second form fails where a ratio is twice what the file has, and is part of scripts/test.

The bound of an assignment is a bare fork of a warmed process, which executes the student's files and
calls the functions once on the same public cases, with the plainest objectives, and nothing else
(plainest.py).  Over it are set: `child`, the sealed process of a grading with the one that forks it;
`judge`, what is done with its answers up to the result; `batch`, all that a submission costs once a
batch is running: child, judge, pictures, page, and what is kept of it.

They are run in turn, `each` times in a round, on the right solutions of tests/submissions; a ratio
is the median of the rounds' ratios.
"""

import argparse
import gc
import itertools
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from grader.batch.prepare import prepare
from grader.batch.run import save
from grader.batch.worker import Job, Setup, answer
from grader.course import find_course
from grader.grading import grade
from grader.model import Batch, SubmissionRecord
from grader.paper import open_box
from grader.policy import Terms
from grader.runner.codec import Encoded, encode
from grader.sandbox.backends.sealed import Backend, base_python
from grader.sandbox.spawn import RUNNER, packages
from grader.store import Gradebook
from grader.submission import Submission

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("worked_example", "activations", "losses", "backprop", "optimizers", "gradient_descent",
         "training")  # fmt: skip
TICK = 1 / os.sysconf("SC_CLK_TCK")


class Bound:
    """The warmed process that forks; see plainest.py."""

    def __init__(self) -> None:
        program = str(Path(__file__).with_name("plainest.py"))
        start = [base_python(), "-I", "-S", "-X", "utf8", program, RUNNER, packages()]
        threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
        self.process = subprocess.Popen(
            start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=threads
        )

    def seconds(self, count: int, folder: Path, module: str, cases: Path) -> float:
        asked = {"count": count, "folder": str(folder), "module": module, "cases": str(cases)}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def of_zygote(backend: Backend) -> float:
    """The processor time so far of a zygote and of its children that have ended."""
    assert backend.popen is not None
    stat = Path(f"/proc/{backend.popen.pid}/stat").read_text().rpartition(") ")[2].split()
    return sum(map(int, stat[11:15])) * TICK


class Subject:
    """An assignment with its hidden cases, a right solution of it, and a gradebook."""

    def __init__(self, name: str, backend: Backend, place: Path) -> None:
        course = find_course()
        self.name, self.backend = name, backend
        self.folder = ROOT / "tests" / "submissions" / f"perfect_{name}"
        files = {f.name: f.read_bytes() for f in sorted(self.folder.glob("*.py"))}
        self.submission = Submission("someone", files, chosen=f"{name}.py")
        prepared = prepare(course, course / "assignments" / name, "benchmark")
        self.paper = prepared.paper
        self.setup = Setup(prepared.paper, "sealed", prepared.seed_id, prepared.pictures)
        self.cases = place / f"{name}.cases"
        self.cases.write_bytes(encode([Encoded(case.data) for case in self.paper.cases]))
        self.book = Gradebook(place / name, make=True)
        for kind in ("results", "reports"):
            (place / name / kind).mkdir()
        exercises = tuple(exercise.name for exercise in self.paper.exercises)
        self.book.save_batch(Batch(assignment=name, exercises=exercises), prepared.pictures)
        self.numbers = itertools.count()
        self.enrolled: Iterator[str] = iter(())

    def enroll(self, count: int) -> None:
        """So many submissions, which have no result yet: a batch grades each of them once."""
        names = [f"someone_{next(self.numbers)}" for _ in range(count)]
        records = [SubmissionRecord(id=n, key=n, people=(), content="") for n in names]
        self.book.take(records, dict.fromkeys(names, self.submission.files))
        self.enrolled = iter(names)

    def grade(self) -> None:
        result = grade(
            self.paper, self.submission, open_box(self.paper, self.submission, self.backend)
        )
        assert result.score == result.max_score, self.name

    def batch(self) -> None:
        """What the worker does, what goes through the pipe, and what the parent keeps."""
        submission = msgspec.structs.replace(self.submission, name=next(self.enrolled))
        job = pickle.loads(pickle.dumps(Job(submission, Terms())))
        done = pickle.loads(pickle.dumps(answer(job, self.setup, self.backend)))
        save(self.book, done, "key", "graded")


def measured(work: Any, count: int, backend: Backend) -> tuple[float, float]:
    """The processor time of one, in milliseconds: of the sealed processes, and of this one."""
    zygote, ours = of_zygote(backend), time.process_time()
    for _ in range(count):
        work()
    ours, zygote = time.process_time() - ours, of_zygote(backend) - zygote
    return 1000 * zygote / count, 1000 * ours / count


def rounds(subject: Subject, bound: Bound, count: int, number: int) -> dict[str, Any]:
    """The medians of milliseconds, and of the ratios over the bound."""
    found: dict[str, list[float]] = {key: [] for key in ("bound", "child", "judge", "batch")}
    for turn in range(number + 1):
        base = 1000 * bound.seconds(count, subject.folder, subject.name, subject.cases)
        child, judge = measured(subject.grade, count, subject.backend)
        subject.enroll(count)
        whole = sum(measured(subject.batch, count, subject.backend))
        if turn:  # the first warms
            for key, figure in zip(found, (base, child, judge, whole), strict=True):
                found[key].append(figure)
    ratios = {
        key: round(statistics.median(a / b for a, b in zip(own, found["bound"], strict=True)), 3)
        for key, own in found.items()
        if key != "bound"
    }
    return {
        "milliseconds": {key: round(statistics.median(own), 2) for key, own in found.items()},
        "over_bound": ratios,
        "cases": len(subject.paper.cases),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--against", type=Path, help="an earlier --json; fails where twice as much")
    parser.add_argument("names", nargs="*", default=NAMES)
    options = parser.parse_args()
    backend, bound = Backend(), Bound()
    figures = {}
    print(
        f"{'':18} {'bound':>9} {'child':>7} {'judge':>7} {'batch':>7}   over the bound: child, batch"
    )
    with tempfile.TemporaryDirectory() as place:
        subjects = [Subject(name, backend, Path(place)) for name in options.names]
        gc.collect()
        gc.freeze()
        for subject in subjects:
            found = figures[subject.name] = rounds(subject, bound, options.each, options.rounds)
            times, ratios = found["milliseconds"], found["over_bound"]
            print(
                f"{subject.name:18} {times['bound']:6.1f} ms {times['child']:7.1f} {times['judge']:7.1f}"
                f" {times['batch']:7.1f}   {ratios['child']:.2f}  {ratios['batch']:.2f}",
                flush=True,
            )
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(figures)))
    backend.close()
    if options.against:
        sys.exit("\n".join(worse(figures, json.loads(options.against.read_text()))) or 0)


def worse(figures: dict[str, Any], before: dict[str, Any]) -> list[str]:
    """A sentence for each ratio that is twice as large as before."""
    return [
        f"{name}: {what} costs {ratio} times the bound, {before[name]['over_bound'][what]} before"
        for name, found in figures.items()
        for what, ratio in found["over_bound"].items()
        if ratio > 2 * before[name]["over_bound"][what]
    ]


if __name__ == "__main__":
    main()
