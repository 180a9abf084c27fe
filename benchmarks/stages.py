"""Where the processor time of a batch submission goes, stage by stage, in milliseconds.

    python benchmarks/stages.py [--rounds 30] [--json FILE] [ASSIGNMENT ...]

The stages of the child are taken in this process, on the same cases, in the child's own loop; those of
the judge while a sealed batch runs.  What the sealed process costs beyond its stages is the seal, its
start and its end.  A stage is the mean of the rounds: on a virtual machine the clock of a process may
stand still for a while, so that the median of a short stage is 0.
"""

import argparse
import io
import marshal
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bound as bounds
import msgspec
from bound import NAMES, Bound, Subject, measured

import grader.batch.worker as worker
import grader.grading as grading
import grader.runner.child as child
import grader.runner.modules as submitted
import grader.runner.twice as twice
import grader.sandbox.process as process
from grader.paper import open_box
from grader.runner.adapters import ADAPTERS
from grader.runner.frames import write_frame
from grader.sandbox.backends.sealed import Backend

CHILD = ("import", "read", "first run", "second run", "encode")
JUDGE = ("decode", "compare", "diagnose", "draw", "render", "store")


class Clock:
    """Adds up the processor time that wrapped functions take."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def wrap(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            started = time.process_time()
            try:
                return function(*args, **named)
            finally:
                spent = time.process_time() - started
                self.spent[stage] = self.spent.get(stage, 0.0) + spent

        return timed


class Timed:
    """An adapter whose first and second runs are timed apart."""

    def __init__(self, adapter: Any, clock: Clock) -> None:
        self.adapter, self.copies, self.repeated = adapter, adapter.copies, adapter.repeated
        self.first = clock.wrap("first run", adapter.call)
        self.second = clock.wrap("second run", adapter.call)

    def call(self, target: Any, case: Any, run: Any) -> Any:
        return (self.second if run.frozen else self.first)(target, case, run)


def stream(subject: Subject) -> io.BytesIO:
    """The requests of a grading, as the child reads them."""
    box = open_box(subject.paper, subject.submission)
    cases = [(1 + i, case.structure, case.data, False) for i, case in enumerate(box.cases)]
    found = io.BytesIO()
    write_frame(found, marshal.dumps(box.setup))
    write_frame(found, marshal.dumps({"seconds": 2.0, "cases": cases}))
    found.seek(0)
    return found


def of_child(subject: Subject) -> dict[str, float]:
    """The child's loop in this process, once."""
    clock = Clock()
    submitted._compiled.cache_clear()  # a child compiles its submission
    kept = child._import, child.read, twice.encode_apart, dict(ADAPTERS)
    streams, finders, modules = (sys.stdout, sys.stderr), list(sys.meta_path), set(sys.modules)
    child._import = clock.wrap("import", child._import)
    child.read = clock.wrap("read", child.read)
    twice.encode_apart = clock.wrap("encode", twice.encode_apart)
    ADAPTERS.update({name: Timed(adapter, clock) for name, adapter in kept[3].items()})
    try:
        child.serve(stream(subject), io.BytesIO(), lambda memory: None)
    finally:
        child._import, child.read, twice.encode_apart, adapters = kept
        ADAPTERS.update(adapters)
        sys.stdout, sys.stderr = streams
        sys.meta_path[:] = finders
        for name in set(sys.modules) - modules:
            del sys.modules[name]
    return clock.spent


def of_judge(subject: Subject) -> dict[str, float]:
    """A whole submission of a batch, once, at its sealed process's other end."""
    clock = Clock()
    subject.enroll(1)
    places: list[tuple[Any, str, str]] = [
        (process, "read_reply", "decode"), (grading, "graded_together", "compare"),
        (grading, "_diagnose", "diagnose"), (worker, "illustrate", "draw"),
        (worker, "render", "render"), (bounds, "save", "store"),
    ]  # fmt: skip
    kept = [(owner, name, getattr(owner, name)) for owner, name, _ in places]
    try:
        for owner, name, stage in places:
            setattr(owner, name, clock.wrap(stage, getattr(owner, name)))
        _, parent = measured(subject.batch, 1, subject.backend)
    finally:
        for owner, name, function in kept:
            setattr(owner, name, function)
    rest = parent / 1000 - sum(clock.spent.values())
    return {**clock.spent, "pipes and the rest": rest}


def stages(subject: Subject, bound: Bound, number: int) -> dict[str, float]:
    """Milliseconds by stage."""
    rounds: list[dict[str, float]] = []
    for _ in range(number + 1):
        rounds.append({**of_child(subject), **of_judge(subject)})
        rounds[-1]["fork"] = bound.seconds(10, subject.folder, "", subject.cases)
        whole, _ = measured(subject.grade, 10, subject.backend)
        inside = sum(rounds[-1].get(stage, 0.0) for stage in ("fork", *CHILD))
        rounds[-1]["seal and pipes"] = whole / 1000 - inside
    names = ("fork", "seal and pipes", *CHILD, *JUDGE, "pipes and the rest")
    return {
        name: round(1000 * statistics.mean(one.get(name, 0.0) for one in rounds[1:]), 2)
        for name in names
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", type=Path)
    parser.add_argument("names", nargs="*", default=NAMES)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    backend, bound = Backend(), Bound()
    with tempfile.TemporaryDirectory() as place:
        found = {}
        for name in options.names:
            found[name] = stages(Subject(name, backend, Path(place)), bound, options.rounds)
            print(name, " ".join(f"{stage} {ms}" for stage, ms in found[name].items()), flush=True)
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)))
    backend.close()


if __name__ == "__main__":
    main()
