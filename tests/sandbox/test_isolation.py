"""The process that runs student code holds nothing that could give the answers away."""

import math
import os
import sys
import time
from pathlib import Path

import clocks
import numpy as np
import pytest

from grader.golden.values import from_json
from grader.grading import grade
from grader.paper import Paper, public_paper
from grader.submission import Submission

MASK = 0x5DEECE66D1CE4E5B

SNOOP = """
import gc, inspect, os, sys
import numpy as np

MASK = np.uint64(%d)
WANTED = np.array(%s, dtype=np.uint64)  # the expected values, but masked: so they are not here

def imports():
    found = []
    for name in ("reference", "reference.losses", "grader", "grader.golden", "course_1_reference", "msgspec", "yaml"):
        try:
            __import__(name)
            found.append(name)
        except ImportError:
            pass
    return found

def stack():
    frame, names = sys._getframe(), []
    while frame:
        for name, value in list(frame.f_locals.items()) + list(frame.f_globals.items()):
            if "golden" in name.lower() or "expected" in name.lower() or "oracle" in name.lower():
                names.append(name)
        frame = frame.f_back
    return names

def objects():
    hits = 0
    for thing in gc.get_objects():
        if type(thing) is dict:
            hits += any(isinstance(k, str) and k in ("expected", "golden", "torch") for k in list(thing))
        for part in gc.get_referents(thing):  # numpy's arrays are not tracked themselves
            if type(part) is float:
                part = np.array([part])
            if type(part) is np.ndarray and part.dtype == np.float64 and part.size:
                hits += bool(np.isin(np.ravel(part).view(np.uint64) ^ MASK, WANTED).any())
    return hits

def memory():
    hits = scanned = 0
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as mem:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw") or "[v" in line:
                continue
            start, end = (int(x, 16) for x in span.split("-"))
            try:
                mem.seek(start)
                data = mem.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            words = np.frombuffer(data[: len(data) // 8 * 8], dtype=np.uint64)
            scanned += len(words)
            hits += int(np.isin(words ^ MASK, WANTED).sum())
    return hits, scanned

def descriptors():
    return sorted(os.readlink(f"/proc/self/fd/{n}").split(":")[0] for n in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{n}"))

print("imports", imports())
print("stack", stack())
print("objects", objects())
print("memory", *memory())
print("environment", sorted(os.environ))
print("argv", sys.argv)
print("path", [p for p in sys.path if "site-packages" in p or os.path.exists(os.path.join(p, "assignments"))])
print("descriptors", descriptors())
print("parent", os.environ.get("GRADER_TEST_SECRET"))

def mse(f, y):
    return 0.0
"""


def expected_bits(paper: Paper) -> list[int]:
    """The bit patterns of every expected number that is no round one."""
    found: set[int] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, np.ndarray) and value.dtype == np.float64:
            for x in value.ravel():
                walk(float(x))
        elif (
            isinstance(value, float)
            and math.isfinite(value)
            and value * 6000 != round(value * 6000)  # thirds and the like stand anywhere
        ):
            found.add(int(np.float64(value).view(np.uint64)))

    for case in paper.cases:
        walk(paper.golden(case).expected)
    return sorted(found)


@pytest.mark.unmeasured
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_nothing_expected_is_in_the_grading_process(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_TEST_SECRET", "in the parent's environment")
    paper = public_paper(course / "assignments" / "losses")
    wanted = expected_bits(paper)
    assert len(wanted) > 50
    source = SNOOP % (MASK, [bits ^ MASK for bits in wanted])
    result = grade(paper, Submission("snoop", {"losses.py": source.encode()}))
    said = dict(line.split(" ", 1) for line in result.stdout.splitlines() if " " in line)
    assert said["imports"] == "[]"
    assert said["stack"] == "[]"
    assert said["objects"] == "0"
    hits, scanned = map(int, said["memory"].split())
    assert scanned > 100_000, "the search did search"
    assert hits == 0
    names = set(eval(said["environment"]))  # our own submission's words
    assert names <= {
        "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "LC_CTYPE",
    }  # fmt: skip
    assert said["argv"] == "['submission']"
    assert said["path"] == "[]"
    assert set(eval(said["descriptors"])) <= {"/dev/null", "pipe", f"/proc/{os.getpid()}/fd"}
    assert said["parent"] == "None"


def test_the_search_would_find_what_is_there(course: Path) -> None:
    """The same search in a process that does hold an expected value: it must be found."""
    paper = public_paper(course / "assignments" / "losses")
    bits = expected_bits(paper)[:1]
    held = float(np.array(bits, dtype=np.uint64).view(np.float64)[0])
    source = f"import numpy as np\nHELD = np.full(1000, {held!r})\n" + SNOOP % (
        MASK,
        [b ^ MASK for b in bits],
    )
    result = grade(paper, Submission("holder", {"losses.py": source.encode()}))
    said = dict(line.split(" ", 1) for line in result.stdout.splitlines() if " " in line)
    assert int(said["objects"]) >= 1
    assert int(said["memory"].split()[0]) >= 1000


def test_values_pass_json_exactly() -> None:
    assert from_json("nan") != from_json("nan")


DAEMON = b"""
import os, time
import numpy as np

def relu(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            with open("/proc/self/comm", "w") as name:
                name.write("NAME")
            time.sleep(600)
        os._exit(0)
    return np.maximum(x, 0.0)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_process_left_behind_is_found_and_ended(course: Path) -> None:
    paper = public_paper(course / "assignments" / "activations", only=["relu"])
    started = time.monotonic()
    name = b"left%d" % os.getpid()
    source = DAEMON.replace(b"NAME", name)
    result = grade(paper, Submission("daemon", {"activations.py": source}))
    assert result.score == 1
    assert time.monotonic() - started < clocks.scaled(20)
    left = [p.parent for p in Path("/proc").glob("[0-9]*/comm") if read(p).strip() == name]
    assert [p for p in left if read(p / "cmdline")] == []  # what has ended has none


def read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
