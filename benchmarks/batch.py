"""A whole class, everything on: intake, sealed workers, hidden cases, diagnosis, pages, gradebook.

    python benchmarks/batch.py [--count 600] [ASSIGNMENT ...]

First a cheap assignment (two functions, seven cases and as many hidden ones), in a course that is
made for it, beside pytest with a process per submission on the same files and the same checks; then
those named.  The rate is that of the command as a user types it, with its start and its end.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "batch"))

from school import pupils, write  # noqa: E402

YAML = """\
assignment: cheap
title: Two activations
lecture: none
seed: 3
exercises:
  - name: sigmoid
    points: 1
    reference: cheap.sigmoid
    cases:
      - {name: moderate, args: [{normal: {shape: [3, 4], scale: 2}}]}
      - {name: one_row, args: [{normal: [5]}]}
      - {name: large, args: [{normal: {shape: [4], scale: 90}}]}
  - name: relu
    points: 1
    reference: cheap.relu
    cases:
      - {name: moderate, args: [{normal: {shape: [3, 4], scale: 2}}]}
      - {name: one_row, args: [{normal: [5]}]}
      - {name: tall, args: [{normal: [9, 2]}]}
      - {name: large, args: [{normal: {shape: [4], scale: 90}}]}
"""
REFERENCE = """\
import numpy as np

__all__ = ["relu", "sigmoid"]


def sigmoid(x):
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(x, dtype=float)))


def relu(x):
    return np.maximum(np.asarray(x, dtype=float), 0.0)
"""
ORACLES = """\
import torch

from . import witness


@witness("torch.sigmoid")
def sigmoid(x):
    return torch.sigmoid(torch.tensor(x)).numpy()


@witness("torch.relu")
def relu(x):
    return torch.relu(torch.tensor(x)).numpy()
"""
TEST = """\
import json, sys
import numpy as np
from pathlib import Path
sys.path.insert(0, {folder!r})
import cheap

GOLDEN = json.loads(Path({golden!r}).read_text())

def test_it():
    for name, x, y in GOLDEN:
        np.testing.assert_allclose(getattr(cheap, name)(np.array(x)), y, rtol=1e-10)
"""


def course(place: Path) -> Path:
    """A course with the cheap assignment."""
    folder = place / "assignments" / "cheap"
    folder.mkdir(parents=True)
    oracles = place / "reference" / "oracles"
    oracles.mkdir(parents=True)
    shutil.copy(ROOT / "reference" / "oracles" / "__init__.py", oracles)
    (oracles / "cheap.py").write_text(ORACLES)
    (place / "student_template" / "cheap").mkdir(parents=True)
    (folder / "assignment.yaml").write_text(YAML)
    (place / "reference" / "cheap.py").write_text(REFERENCE)
    grader("--course", str(place), "golden", "cheap", "--write")
    return place


def grader(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "grader", *words], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def batch(name: str, count: int, place: Path, *course_: str) -> float:
    """Submissions a second of the whole command."""
    people = pupils(count, "activations" if name == "cheap" else name, nasty=0.0)
    archive = write("canvas", people, name, place / f"{name}.zip")
    started = time.perf_counter()
    grader(
        *course_,
        "batch",
        "--no-place",
        str(archive),
        "--assignment",
        name,
        "--out",
        str(place / f"out-{name}"),
    )
    return count / (time.perf_counter() - started)


def with_pytest(count: int, place: Path) -> float:
    """The same files, a process of pytest for each, as many at a time as there are cores."""
    from grader.course import assignment_folder
    from grader.paper import public_paper

    paper = public_paper(assignment_folder(place / "course", "cheap"))
    golden = place / "golden.json"
    cases = [
        [c.exercise.name, c.payload["args"][0].tolist(), paper.golden(c).expected.tolist()]
        for c in paper.cases
    ]
    golden.write_text(__import__("json").dumps(cases))
    tests = []
    for pupil in pupils(count, "activations", nasty=0.0):
        if pupil.file == ".py":
            folder = place / "pytest" / f"p{pupil.number}"
            folder.mkdir(parents=True)
            (folder / "cheap.py").write_bytes(pupil.data)
            test = folder / "test_it.py"
            test.write_text(TEST.format(folder=str(folder), golden=str(golden)))
            tests.append(test)
    cores = len(os.sched_getaffinity(0))
    started = time.perf_counter()
    running: list[subprocess.Popen[bytes]] = []
    for test in tests:
        while len(running) >= cores:
            running = [p for p in running if p.poll() is None]
            time.sleep(0.002)
        running.append(subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(place), "-c", os.devnull, str(test)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # fmt: skip
    for process in running:
        process.wait()
    return len(tests) / (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        made = course(place / "course")
        rate = batch("cheap", arguments.count, place, "--course", str(made))
        print(f"grader batch, a cheap assignment: {rate:.0f} submissions a second")
        other = with_pytest(40, place)
        print(
            f"pytest, a process each: {other:.1f} a second; the batch is {rate / other:.0f} times as fast"
        )
        for name in arguments.names:
            print(f"grader batch, {name}: {batch(name, arguments.count, place):.0f} a second")


if __name__ == "__main__":
    main()
