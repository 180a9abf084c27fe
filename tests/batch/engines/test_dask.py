"""The engine dask with a real scheduler and real workers: nothing is lost, nothing counts twice."""

import contextlib
import csv
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from machines import Machines
from school import pupils, write

from grader.batch.engines import _dask_cluster, dask
from grader.cli.app import app
from grader.store import Gradebook

pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parents[3]
COUNT = int(os.environ.get("DASK_COUNT", "40"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="seals"),
    pytest.mark.filterwarnings("default"),  # of dask's own
    pytest.mark.xdist_group("dask"),
]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    people = pupils(COUNT, "activations", nasty=0.0)
    return write("folder", people, "activations", tmp_path_factory.mktemp("s") / "class")


@pytest.fixture(scope="module")
def alone(school: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the local engine makes of the class."""
    out = tmp_path_factory.mktemp("local") / "out"
    done = subprocess.run(command(school, out), cwd=ROOT, env=environment(), capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    with Machines(tmp_path / "machines") as found:
        yield found


def command(source: Path, out: Path, *more: str) -> list[str]:
    words = ["batch", "--no-place", str(source), "--assignment", "activations", "--out", str(out)]
    words += [] if "--isolation" in more else ["--isolation", "sealed"]
    return [sys.executable, "-m", "grader", *words, *more]


def environment() -> dict[str, str]:
    return {**os.environ, "GRADER_SEED": "a secret", "PYTHONPATH": str(ROOT)}


def started(source: Path, out: Path, address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(source, out, "--engine", "dask", "--scheduler", address),
        cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def ended(process: subprocess.Popen[str], code: int = 0) -> str:
    said, _ = process.communicate(timeout=400)
    assert process.returncode == code, said
    assert "Traceback" not in said
    return said


def made(out: Path) -> dict[str, bytes]:
    files = [*out.glob("results/*"), *out.glob("reports/*"), out / "grades.csv", out / "index.html"]
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 200
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def some_results(out: Path, count: int = 3) -> None:
    """Waits until so many were graded, and the rest was not."""
    until(lambda: len(list(out.glob("results/*.json"))) >= count)
    assert len(list(out.glob("results/*.json"))) < COUNT


def counted_once(out: Path) -> bool:
    with Gradebook(out) as book:
        lines = [[what for _, _, what in book.history(r.id)] for r in book.submissions()]
    return len(lines) == COUNT and all(len(own) == 1 for own in lines)


def test_it_makes_the_bytes_of_the_local_engine(school: Path, alone: Path, tmp_path: Path) -> None:
    """Through a LocalCluster."""
    from distributed import LocalCluster

    out = tmp_path / "out"
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as cluster:  # fmt: skip
        said = ended(started(school, out, cluster.scheduler_address))
        again = ended(started(school, out, cluster.scheduler_address))
    assert f"{COUNT} graded" in said
    assert f"0 graded in 0.0 s (0 a second), {COUNT} were graded before" in again
    assert made(out) == made(alone)


def test_a_worker_dies_and_one_joins_late(
    school: Path, alone: Path, machines: Machines, tmp_path: Path
) -> None:
    machines.scheduler()
    first = machines.worker()
    out = tmp_path / "out"
    process = started(school, out, machines.address)
    some_results(out)
    machines.kill(first)
    machines.worker()
    said = ended(process)
    assert f"{COUNT} graded" in said
    assert len(re.findall(r"\n  worker tcp://127\S+ is gone; others get what it had", said)) == 1
    assert counted_once(out)
    assert made(out) == made(alone)


def test_a_scheduler_goes_away_and_comes_back(
    school: Path, alone: Path, machines: Machines, tmp_path: Path
) -> None:
    scheduler = machines.scheduler()
    first = machines.worker()
    out = tmp_path / "out"
    process = started(school, out, machines.address)
    some_results(out)
    machines.kill(scheduler)
    time.sleep(2.0)
    machines.kill(first)
    machines.scheduler()
    machines.worker()
    said = ended(process)
    assert f"the scheduler at {machines.address} is lost" in said
    assert f"the scheduler at {machines.address} is back" in said
    assert counted_once(out)
    assert made(out) == made(alone)


def test_ctrl_c_finishes_what_runs_and_the_same_command_goes_on(
    school: Path, alone: Path, machines: Machines, tmp_path: Path
) -> None:
    machines.scheduler()
    machines.worker()
    out = tmp_path / "out"
    process = started(school, out, machines.address)
    some_results(out)
    process.send_signal(signal.SIGINT)
    said = ended(process, code=1)
    assert "finishing what runs" in said
    assert "are left; to go on: grader batch" in said
    done = len(list(out.glob("results/*.json")))
    assert 3 <= done < COUNT
    said = ended(started(school, out, machines.address))
    assert f"{COUNT - done} graded" in said
    assert counted_once(out)
    assert made(out).keys() == made(alone).keys()


@pytest.mark.parametrize(
    ("preload", "why"),
    [("unsealed", r"it does not offer sealed\S*: not as claimed here: fork"),
     ("other_numpy", r"it has numpy 1\.0 instead of")],
)  # fmt: skip
def test_a_worker_that_is_not_as_it_must_be_gets_no_work(
    preload: str, why: str, school: Path, machines: Machines, tmp_path: Path
) -> None:
    machines.scheduler()
    machines.worker(preload)
    out = tmp_path / "out"
    process = started(school, out, machines.address)
    time.sleep(8.0)
    assert not list(out.glob("results/*.json"))
    machines.worker()
    said = ended(process)
    named = rf"worker tcp://127\S+ gets no work, {why}"
    assert len(re.findall(named, said)) == 2, said  # when it comes, and in the summary
    assert counted_once(out)


def run_here(school: Path, out: Path, address: str, *more: str) -> tuple[int, str]:
    words = command(school, out, "--engine", "dask", "--scheduler", address, *more)[3:]
    result = CliRunner().invoke(app, words, catch_exceptions=True)
    return result.exit_code, result.output + str(result.exception or "")


def test_when_no_worker_can_be_used_that_is_said(
    school: Path, machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "GRACE", 1.0)
    machines.scheduler()
    machines.worker("unsealed")
    _, said = run_here(school, tmp_path / "out", machines.address)
    assert "none of its 1 workers can be used; worker tcp://127" in said


def test_a_scheduler_that_stays_away_is_said(
    school: Path, machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "PATIENCE", 2.0)
    monkeypatch.setattr(_dask_cluster, "TIMEOUT", 2.0)
    scheduler = machines.scheduler()
    machines.worker()
    out = tmp_path / "out"

    def lose() -> None:
        with contextlib.suppress(AssertionError):
            some_results(out)
        machines.kill(scheduler)

    thread = threading.Thread(target=lose)
    thread.start()
    _, said = run_here(school, out, machines.address)
    thread.join()
    assert "was lost and has not come back within 2 s" in said


@pytest.mark.parametrize("preload", ["deadly", "failing"])
def test_a_job_that_workers_die_of_costs_itself_only(
    preload: str, school: Path, machines: Machines, tmp_path: Path
) -> None:
    machines.scheduler()
    for _ in range(2):
        machines.worker(preload, nanny=True)
    out = tmp_path / "out"
    said = ended(started(school, out, machines.address), code=3)
    assert "by our fault: p00002" in said
    assert "UNPICKLED" not in said
    with (out / "grades.csv").open() as file:
        status = {row["submission"]: row["status"] for row in csv.DictReader(file)}
    assert {name for name, found in status.items() if found == "internal_error"} == {"p00002"}
    assert len(status) == COUNT
    assert counted_once(out)
    machines.kill(machines.processes[1])
    machines.kill(machines.processes[2])
    machines.worker()
    assert "1 graded" in ended(started(school, out, machines.address))


@pytest.mark.parametrize(
    ("address", "told"),
    [("tcp://10.0.0.1:8786", True), ("tcp://machine:8786", True), ("tcp://127.0.0.1:8786", False),
     ("tcp://localhost:1", False), ("tcp://[::1]:1", False), ("tls://10.0.0.1:8786", False)],
)  # fmt: skip
def test_a_scheduler_that_others_can_reach_unencrypted_is_told(address: str, told: bool) -> None:
    assert _dask_cluster.exposed(address) is told


def test_errors_of_the_command_line(
    school: Path, tmp_path: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*more: str) -> str:
        done = subprocess.run(
            command(school, tmp_path / "out", *more), cwd=ROOT, env=environment(),
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 2, done.stdout + done.stderr
        return done.stderr

    asked = ("--engine", "dask", "--scheduler", machines.address)
    assert f"--scheduler {machines.address}: no scheduler answers there" in refused(*asked)
    for other in ("x://y", "tls://127.0.0.1:1"):  # without a certificate
        assert "no scheduler answers there" in refused("--engine", "dask", "--scheduler", other)
    assert "--engine dask needs --scheduler ADDRESS" in refused("--engine", "dask")
    assert "the engine local has no scheduler" in refused("--scheduler", machines.address)
    said = refused("--engine", "ray")
    assert "--engine ray: there are" in said
    assert "dask" in said
    assert "can reach the scheduler" in refused(*asked, "--isolation", "limits")
    monkeypatch.setitem(sys.modules, "distributed", None)
    _, said = run_here(school, tmp_path / "out", machines.address)
    assert 'pip install "course-grader[dask]"' in said
