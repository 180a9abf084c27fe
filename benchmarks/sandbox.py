"""What sealing costs: submissions a second at every level, and from a bare fork of the same zygote.

    python benchmarks/sandbox.py [ROUNDS]

One core: every level in turn, pinned to it, again and again in one run, so that a busy machine is
busy for all of them.  Two cores: one process per core, each with a zygote of its own.
"""

import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from grader.errors import SandboxError
from grader.model import Case, CaseSpec, Exercise, Limits
from grader.runner.codec import encode
from grader.sandbox.backend import Backend, open_backend
from grader.sandbox.backends import sealed
from grader.sandbox.box import Box
from grader.sandbox.spawn import RUNNER, packages

SUBMISSION = b"import numpy as np\n\ndef double(x):\n    return 2 * np.asarray(x)\n"
EACH = 100


class Bare(sealed.Backend):
    """A fork from the same warmed process, with nothing closed."""

    level = "bare fork"

    def argv(self) -> list[str]:
        program = str(Path(__file__).with_name("bare.py"))
        start = [sealed.base_python(), "-I", "-S", "-X", "utf8", program]
        return [*start, RUNNER, packages()]


def trivial() -> list[Case]:
    exercise = Exercise(name="double", points=1, reference="m.double")
    data = encode({"exercise": "double", "adapter": "function", "args": [np.arange(6.0)]})
    return [Case(exercise, CaseSpec(name=f"c{i}"), data) for i in range(3)]


def run(backend: Backend, count: int) -> float:
    """Submissions a second."""
    cases = trivial()
    started = time.perf_counter()
    for _ in range(count):
        with Box({"work.py": SUBMISSION}, "work", Limits(), cases, backend) as box:
            assert box.problem() is None
            assert [o.status for o in box.run()] == ["value"] * 3
    return count / (time.perf_counter() - started)


def one_core(rounds: int) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    backends: list[Backend] = []
    for open_ in (
        Bare,
        *((lambda level=level: open_backend(level)) for level in ("sealed", "sealed+ns")),
    ):
        try:
            backends.append(open_())
            run(backends[-1], 20)
        except SandboxError as error:
            print(f"left out: {error}")
    rates: dict[str, list[float]] = {backend.level: [] for backend in backends}
    for _ in range(rounds):
        for backend in backends:
            rates[backend.level].append(run(backend, EACH))
    bare = rates["bare fork"]
    print(f"one core, {EACH} submissions a round, {rounds} rounds, medians:")
    for level, found in rates.items():
        ratios = [a / b for a, b in zip(found, bare)]
        print(
            f"  {level:10} {statistics.median(found):6.0f} a second, "
            f"{statistics.median(ratios):.2f} of the bare fork"
        )
    for backend in backends:
        backend.close()


def _worker(core: int, level: str, start: Callable[[], int], done) -> None:
    os.sched_setaffinity(0, {core})
    backend = open_backend(level)
    run(backend, 20)
    start()
    done.put(run(backend, 3 * EACH))
    backend.close()


def cores(rounds: int, level: str = "sealed") -> None:
    """The rate of one process, and the sum of two at once."""
    available = sorted(os.sched_getaffinity(0))[:2]
    if len(available) < 2:
        print("two cores: there is one only")
        return
    context = multiprocessing.get_context("spawn")
    sums: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for count in (1, 2):
            barrier, done = context.Barrier(count), context.Queue()
            workers = [
                context.Process(target=_worker, args=(core, level, barrier.wait, done))
                for core in available[:count]
            ]
            for worker in workers:
                worker.start()
            sums[count].append(sum(done.get() for _ in workers))
            for worker in workers:
                worker.join()
    ratio = statistics.median(two / one for one, two in zip(sums[1], sums[2]))
    one, two = (statistics.median(sums[count]) for count in (1, 2))
    print(f"{level}, two cores: {two:.0f} a second over {one:.0f} on one, {ratio:.2f} times")


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    cores(max(1, rounds // 3))
    one_core(rounds)
