"""The engine dask beside the local one on the same cores, and what a scheduler and a gradebook hold.

    python benchmarks/engines.py [--count 200] [--rounds 5] [ASSIGNMENT ...]
    python benchmarks/engines.py --simulate 100000

The first opens a local pool of two workers and a scheduler with two, all on this machine, and has
them grade the same class in turn, each time into a new gradebook with results and pages; what is
printed is the ratio of the rates of each pair of rounds, and their median.  Starts are not part of
it, and are printed apart.

The second sends so many tiny submissions through the real engine, with a real scheduler, two worker
processes and the real gradebook; only the students are stubs (`stubbed_dask.py`).
"""

import argparse
import contextlib
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "batch"))

import msgspec  # noqa: E402
import psutil  # noqa: E402
from machines import Machines  # noqa: E402
from school import pupils, write  # noqa: E402

from grader.batch.engines import Means, Pool, dask, local  # noqa: E402
from grader.batch.intake import Intake, read_intake  # noqa: E402
from grader.batch.prepare import Prepared, prepare  # noqa: E402
from grader.batch.run import Summary, job_of, run, save  # noqa: E402
from grader.batch.worker import Done, Setup  # noqa: E402
from grader.batch.write import write_pages  # noqa: E402
from grader.model import Batch, Person, SubmissionRecord  # noqa: E402
from grader.sandbox.levels import choose  # noqa: E402
from grader.store import Gradebook  # noqa: E402

WORKERS = 2


class Open:
    """An engine whose pool stays open from round to round."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    @contextlib.contextmanager
    def open_pool(self, setup: Setup, means: Means) -> Iterator[Pool]:  # noqa: ARG002
        yield self.pool


def gradebook(place: Path, name: str, prepared: Prepared, level: str) -> Gradebook:
    shutil.rmtree(place, ignore_errors=True)
    book = Gradebook(place, make=True)
    assignment = prepared.paper.assignment
    exercises = tuple(exercise.name for exercise in assignment.exercises)
    batch = Batch(
        assignment=name, exercises=exercises, seed_id=prepared.seed_id, isolation=level
    )  # fmt: skip
    book.save_batch(batch, prepared.pictures)
    return book


def graded(pool: Pool, intake: Intake, prepared: Prepared, place: Path, level: str) -> Summary:
    """One round: the whole class into a new gradebook."""
    engine: Any = Open(pool)
    with gradebook(place, prepared.paper.assignment.name, prepared, level) as book:
        found = run(book, intake, prepared, engine, Means(), lambda *_: None)
    assert found.graded == len(intake.submissions)
    assert not found.internal_errors
    return found


def ratios(name: str, count: int, rounds: int, place: Path) -> None:
    prepared = prepare(ROOT, ROOT / "assignments" / name, "a secret")
    level = choose().level
    source = write("folder", pupils(count, name, nasty=0.0), name, place / f"class-{name}")
    intake = read_intake(source, name)
    setup = Setup(prepared.paper, level, prepared.seed_id, prepared.pictures)
    with Machines(place / "machines") as machines:
        machines.scheduler()
        for _ in range(WORKERS):
            machines.worker()
        means = Means(processes=WORKERS, scheduler=machines.address)
        with local.open_pool(setup, means) as here, dask.open_pool(setup, means) as there:
            starts = [
                graded(pool, intake, prepared, place / "out", level).seconds
                for pool in (here, there)
            ]
            found = []
            for round_ in range(rounds):
                pair = [here, there] if round_ % 2 == 0 else [there, here]
                seconds = {
                    pool: graded(pool, intake, prepared, place / "out", level).seconds
                    for pool in pair
                }
                found.append(seconds[here] / seconds[there])
                print(
                    f"  {name}: local {count / seconds[here]:.1f}, dask {count / seconds[there]:.1f} a second, ratio {found[-1]:.2f}",
                    flush=True,
                )
    print(
        f"{name}: dask grades at {statistics.median(found):.2f} of the local rate (median of {rounds}, "
        f"{min(found):.2f} to {max(found):.2f}); with the starts, {count} took {starts[1]:.1f} s beside {starts[0]:.1f} s"
    )


def stubs(count: int) -> Intake:
    """So many submissions, each a file of a line."""
    records = tuple(
        SubmissionRecord(
            id=f"s{i:07d}", key=f"k{i}", people=(Person(key=f"k{i}"),), content=f"c{i}"
        )
        for i in range(count)
    )
    files = {record.id: {"activations.py": f"# {record.id}\n".encode()} for record in records}
    return Intake(format="stubs", submissions=records, files=files)


def megabytes(number: float) -> str:
    return f"{number / 2**20:.0f} MB"


def simulate(count: int, place: Path) -> None:
    prepared = prepare(ROOT, ROOT / "assignments" / "activations", "a secret")
    intake = stubs(count)
    setup = Setup(prepared.paper, "sealed", prepared.seed_id, prepared.pictures)
    with Machines(place / "machines") as machines:
        scheduler = psutil.Process(machines.scheduler().pid)
        processes = [
            machines.worker(str(ROOT / "benchmarks" / "stubbed_dask")) for _ in range(WORKERS)
        ]
        workers = [psutil.Process(process.pid) for process in processes]
        with (
            gradebook(place / "out", "activations", prepared, "sealed") as book,
            dask.open_pool(setup, Means(scheduler=machines.address)) as pool,
        ):
            before = resource.getrusage(resource.RUSAGE_SELF)
            engine: Any = Open(pool)
            found = run(book, intake, prepared, engine, Means(), tell(count))
            after = resource.getrusage(resource.RUSAGE_SELF)
            assert (found.graded, found.left, found.internal_errors) == (count, 0, ())
            parent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"engine and gradebook: {count} in {found.seconds:.1f} s, {count / found.seconds:.0f} a second"
            )
            for what, seconds in (
                ("parent", parent),
                ("scheduler", sum(scheduler.cpu_times()[:2])),
                ("workers", sum(sum(w.cpu_times()[:2]) for w in workers)),
            ):
                print(f"  processor time of the {what}: {1e3 * seconds / count:.3f} ms each")
            print(
                f"  memory: parent at most {megabytes(after.ru_maxrss * 1024)} (with all submissions of the intake), scheduler {megabytes(scheduler.memory_info().rss)}"
            )
            started = time.perf_counter()
            found = run(book, intake, prepared, engine, Means(), lambda *_: None)
            assert (found.graded, found.kept) == (0, count)
            print(f"taken up again, nothing new: {time.perf_counter() - started:.1f} s")
            started = time.perf_counter()
            write_pages(book)
            print(
                f"grades.csv and the class page: {time.perf_counter() - started:.1f} s, {megabytes((book.folder / 'index.html').stat().st_size)}"
            )
            started = time.perf_counter()
            jobs = (job_of(book, record) for record in intake.submissions)
            answers = 0
            for answer in pool.run(jobs, count):
                answers += isinstance(answer, Done)
            seconds = time.perf_counter() - started
            assert answers == count
            print(f"engine alone, nothing stored: {count / seconds:.0f} a second")
            assert isinstance(answer, Done)
            started = time.perf_counter()
            for record in intake.submissions[:10_000]:
                save(book, answer_for(answer, record.id), "another key", "graded")
            seconds = time.perf_counter() - started
            print(
                f"gradebook alone, with results and pages: {min(count, 10_000) / seconds:.0f} a second"
            )
            size = (book.folder / "gradebook.sqlite").stat().st_size
            files = sum(
                entry.stat().st_size
                for name in ("results", "reports")
                for entry in os.scandir(book.folder / name)
            )
            print(
                f"gradebook.sqlite: {1e-3 * size / count:.1f} kB each; results and pages: {1e-3 * files / count:.1f} kB each"
            )


def answer_for(done: Done, name: str) -> Done:
    return msgspec.structs.replace(done, id=name)


def tell(count: int) -> Any:
    started = time.monotonic()

    def say(done: int, of: int, word: str) -> None:  # noqa: ARG001
        if done % max(count // 10, 1) == 0:
            print(
                f"  {done} of {of}, {done / (time.monotonic() - started):.0f} a second", flush=True
            )

    return say


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--simulate", type=int, metavar="N")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.simulate:
            simulate(arguments.simulate, Path(folder))
            return
        for name in arguments.names or ["activations", "losses"]:
            ratios(name, arguments.count, arguments.rounds, Path(folder))


if __name__ == "__main__":
    main()
