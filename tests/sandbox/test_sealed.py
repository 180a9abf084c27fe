"""The sealed levels: what a child is and has not, what honest code may do, and what happens to us."""

import contextlib
import gc
import importlib.util
import os
import signal
import sys
import sysconfig
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import clocks
import numpy as np
import pytest

from grader.errors import SandboxError
from grader.model import Case, Limits, Outcome
from grader.runner.preload import NUMPY, STANDARD_LIBRARY
from grader.sandbox.backend import open_backend
from grader.sandbox.backends import sealed, sealed_ns
from grader.sandbox.box import Box
from grader.sandbox.spawn import RUNNER, packages

from .cases import case

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="sealing is Linux's"),
]


@pytest.fixture(scope="module", params=["sealed", "sealed+ns"])
def backend(request: pytest.FixtureRequest) -> Iterator[sealed.Backend]:
    backend = open_backend(request.param)
    assert isinstance(backend, sealed.Backend)
    with Box({"m.py": b""}, "m", Limits(), [], backend) as box:
        box.problem()
    yield backend
    backend.close()


def run(
    backend: sealed.Backend, source: str, *cases: Case, **limits: Any
) -> tuple[list[Outcome], str]:
    files = {"m.py": source.encode()}
    clocked = clocks.limits(Limits(**limits))
    with Box(files, "m", clocked, cases or [case("f", 1.0)], backend) as box:
        problem = box.problem()
        outcomes = [problem] if problem else list(box.run())
    return outcomes, box.stdout


def child_of(backend: sealed.Backend) -> str:
    """/proc/PID of the child that runs now, once it is sealed."""
    assert backend.popen is not None
    deadline = time.monotonic() + clocks.scaled(10)
    while time.monotonic() < deadline:
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, IndexError):
                command = (entry / "cmdline").read_bytes()
                status = (entry / "status").read_text()
                if (
                    b"\0zygote\0" in command
                    and "Seccomp:\t2" in status
                    and _is_under(entry.name, backend.popen.pid)
                ):
                    return str(entry)
        time.sleep(0.01)
    raise AssertionError("there is no sealed child")


def _is_under(pid: str, ancestor: int) -> bool:
    while pid not in ("0", "1"):
        if int(pid) == ancestor:
            return True
        pid = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
    return False


SLEEPER = "import time\ndef f(x):\n    time.sleep(x)\n    return x\n"


def in_the_box() -> set[str]:
    """The paths that a box may hold: Python, numpy, the runner, and the loader's folders."""
    found = {*sealed_ns.LIBRARIES, RUNNER, packages(), sealed.base_python(), "/usr"}
    return found | {sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix})}


def test_what_a_child_is(backend: sealed.Backend) -> None:
    facts: dict[str, Any] = {}

    def look() -> None:
        place = child_of(backend)
        status = dict(
            line.split(":\t", 1)
            for line in Path(place, "status").read_text().splitlines()
            if ":\t" in line
        )
        facts.update(status, descriptors=sorted(int(p) for p in os.listdir(f"{place}/fd")))
        facts["limits"] = Path(place, "limits").read_text()
        facts["environment"] = Path(place, "environ").read_bytes()
        facts["root"] = os.listdir(Path(place, "root"))
        project = Path(place, "root", *Path(RUNNER).parent.parent.parts[1:])
        facts["project"] = {path.name for path in project.iterdir()}

    watcher = threading.Thread(target=look)
    watcher.start()
    outcomes, _ = run(backend, SLEEPER, case("f", 0.7), memory_mb=64)
    watcher.join()
    assert outcomes[0].status == "value"
    assert facts["Seccomp"] == "2"
    assert facts["NoNewPrivs"] == "1"
    assert facts["Threads"] == "1"
    assert int(facts["CapEff"], 16) == int(facts["CapPrm"], 16) == int(facts["CapBnd"], 16) * 0
    assert facts["descriptors"] == [0, 1, 2, 3, 4]
    assert b"GRADER" not in facts["environment"]
    if os.getuid() == 0 and backend.level == "sealed":
        assert facts["Uid"].split() == ["65534"] * 4
        assert facts["Groups"].strip() == ""
    if backend.level == "sealed+ns":
        assert set(facts["root"]) <= {Path(path).parts[1] for path in in_the_box()}
        assert facts["project"].isdisjoint({"reference", "assignments", "tests", ".git"})
        assert facts["NSpid"].split()[-1] != facts["Pid"]
    for name, value in (
        ("processes", "0"),
        ("file size", "0"),
        ("core file size", "0"),
        ("open files", "32"),
    ):
        assert f"Max {name} ".ljust(26) + value in facts["limits"], facts["limits"]


HONEST = {
    "linalg": "np.linalg.solve(A, b).sum() + np.linalg.svd(A)[1].sum() + np.linalg.norm(A) + np.linalg.eigh(A @ A.T)[0].sum()",
    "linalg2": "np.linalg.inv(A).sum() + np.linalg.qr(A)[1].sum() + np.linalg.lstsq(A, b, rcond=None)[0].sum() + np.linalg.det(A)",
    "random": "np.random.default_rng(0).normal(size=3).sum() + np.random.RandomState(1).rand() + np.random.permutation(3).sum()",
    "random2": "np.random.seed(3) or np.random.randn(2).sum() + np.random.choice(5) + np.random.default_rng().random()",
    "fft": "np.fft.ifft(np.fft.fft(b)).real.sum() + np.fft.rfft2(A).real.sum() + np.fft.fftfreq(4).sum()",
    "einsum": "np.einsum('ij,j->i', A, b).sum() + np.einsum('ij,jk,kl', A, A, A, optimize=True).sum()",
    "testing": "np.testing.assert_allclose(A, A) or np.testing.assert_array_equal(b, b) or 1.0",
    "polynomial": "np.polynomial.Polynomial([1, 2, 3])(2.0) + np.polynomial.chebyshev.chebval(0.5, [1, 2]) + np.polyfit([0, 1, 2], [1, 3, 5], 1).sum()",
    "ma": "np.ma.masked_less(b, 1.5).sum() + np.ma.array([1, 2], mask=[0, 1]).mean() + float(np.ma.average(b))",
    "stride_tricks": "np.lib.stride_tricks.sliding_window_view(b, 2).sum() + np.lib.stride_tricks.as_strided(b, (2,), (8,)).sum()",
    "printing": "len(np.array2string(A)) + len(repr(b)) + len(np.array_repr(A)) + len(format(np.float64(1.5), '.3f'))",
    "records": "np.rec.array([(1, 2.0)], dtype=[('a', int), ('b', float)]).b.sum() + np.char.upper('a').size + np.strings.str_len('abc')",
    "misc": "np.vectorize(lambda t: t + 1)(b).sum() + np.apply_along_axis(np.sum, 0, A).sum() + np.unique(b).sum() + np.histogram(b)[0].sum() + np.interp(1.5, [1, 2], [3, 4])",
    "sorting": "np.sort(b)[::-1].sum() + np.argsort(A, axis=1).sum() + np.lexsort((b, b)).sum() + np.partition(b, 1).sum() + np.searchsorted(b, 1.5)",
    "big_product": "(np.ones((400, 400)) @ np.ones((400, 400)))[0, 0] + np.dot(np.ones(5000), np.ones(5000))",
    "typing": "float(isinstance(A, np.ndarray)) + len(str(npt.NDArray[np.float64]))",
    "dataclasses": "Point(1.0, [2.0]).norm() + len(dataclasses.asdict(Point(1.0))) + dataclasses.replace(Point(1.0), x=2.0).x",
    "enum_abc": "Colour.RED.value + Circle(2.0).area() + sum(member.value for member in Colour)",
    "functools": "functools.reduce(lambda a, c: a + c, [1, 2, 3]) + cached(4) + functools.partial(pow, 2)(3) + functools.singledispatch(abs)(-1)",
    "itertools": "sum(1 for _ in itertools.product(range(3), repeat=2)) + sum(a * c for a, c in itertools.pairwise([1, 2, 3])) + len(list(itertools.batched([1], 1)) if hasattr(itertools, 'batched') else [1])",
    "collections": "collections.Counter('aab')['a'] + collections.defaultdict(int, a=1)['a'] + collections.deque([1, 2])[-1] + collections.OrderedDict(a=2)['a'] + Pair(1, 2).b",
    "math": "math.exp(0) + math.comb(4, 2) + cmath.sqrt(-1).imag + statistics.mean([1, 2]) + float(fractions.Fraction(1, 2)) + float(decimal.Decimal('0.1'))",
    "copy": "copy.deepcopy(A).sum() + copy.copy(b).sum() + len(pickle.loads(pickle.dumps(b))) + json.loads(json.dumps({'a': 1}))['a']",
    "warnings": "warnings.warn('take care') or float(len(warnings.filters) > 0)",
    "logging": "logging.basicConfig(level=logging.INFO) or logging.getLogger('student').info('step %d', 3) or 1.0",
    "print": "print('loss', 0.5, file=sys.stderr) or print(A, flush=True) or pprint.pprint({'a': [1] * 50}) or 1.0",
    "strings": "len(textwrap.fill('a b ' * 40)) + len(re.findall('a+', 'aabaa')) + string.ascii_letters.index('b') + len(f'{1.0:.3e}'.encode('latin-1'))",
    "time": "float(time.time() > 0) + (time.sleep(0.01) or 0.0) + time.perf_counter() * 0 + datetime.datetime.now().year * 0 + timeit.timeit('1', number=1) * 0",
    "exceptions": "caught() + len(traceback.format_exc()) * 0",
    "random_module": "random.Random(3).random() + random.choice([1, 2]) + len(secrets.token_hex(2)) + len(str(uuid.uuid4())) + int(hashlib.sha256(b'a').hexdigest()[:4], 16)",
    "generators": "sum(gen(4)) + sum(map(lambda p: p[0], zip([1], [2]))) + (lambda *a, **k: len(a) + len(k))(1, b=2)",
    "introspection": "len(inspect.signature(cached).parameters) + inspect.getsource(gen).count('yield') + len(operator.itemgetter(0, 1)([1, 2])) + bisect.bisect([1, 2], 1) + heapq.nsmallest(1, [3, 1])[0]",
    "unittest": "unittest.TestCase().assertAlmostEqual(1.0, 1.0 + 1e-9) or 1.0",
    "context": "context()",
    "descriptors": "os.path.basename('a/b') == 'b' and float(os.cpu_count() is not None or True)",
    "files_in_memory": "np.loadtxt(io.StringIO('1 2')).sum() + np.genfromtxt(['1,2'], delimiter=',').sum() + len(io.BytesIO(b'abc').read())",
    "threads_as_locks": "locked()",
    "platform": "len(platform.python_version()) + len(platform.system())",
    "memory_view": "memoryview(b).nbytes + sys.getsizeof(b) + struct.calcsize('d') + array.array('d', [1.0])[0]",
}  # fmt: skip

PRELUDE = f"""
import {", ".join(sorted({n.partition(".")[0] for n in STANDARD_LIBRARY} - {"__future__", "_pylong", "_strptime"}))}
import numpy as np
import numpy.typing as npt
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Callable, NamedTuple, Optional, Sequence

A = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 4.0]])
b = np.array([1.0, 2.0, 3.0])

@dataclass
class Point:
    x: float
    more: list = field(default_factory=list)
    def norm(self) -> float:
        return abs(self.x) + sum(self.more)

class Colour(Enum):
    RED = auto()
    BLUE = 5

class Shape(ABC):
    @abstractmethod
    def area(self): ...

class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return math.pi * self.r ** 2

class Pair(NamedTuple):
    a: int
    b: int

@functools.lru_cache(maxsize=None)
def cached(n: int) -> int:
    return n if n < 2 else cached(n - 1) + cached(n - 2)

def gen(n):
    for i in range(n):
        yield i * 0.5

def caught():
    try:
        return 1 / 0
    except ZeroDivisionError as error:
        return float(len(str(error)))

def context():
    with np.errstate(all="ignore"), contextlib.suppress(KeyError), contextlib.redirect_stdout(io.StringIO()) as out:
        print("inside", np.float64(1) / 0)
    return float(len(out.getvalue()))

def locked():
    with threading.Lock(), threading.RLock():
        q = queue.Queue(); q.put(1.0); event = threading.Event(); event.wait(0.01)
        return q.get()
"""


def test_honest_code_is_not_hurt(backend: sealed.Backend) -> None:
    source = PRELUDE + "\n".join(
        f"def try_{name}():\n    return float({body})\n" for name, body in HONEST.items()
    )
    outcomes, stdout = run(backend, source, *[case(f"try_{name}") for name in HONEST])
    told = {o.case: (o.status, o.message, o.fault and o.fault.text) for o in outcomes}
    assert {name: told.get(f"try_{name}/c") for name in HONEST} == dict.fromkeys(
        HONEST, ("value", "", None)
    )
    assert "step 3" in stdout
    assert "take care" in stdout
    assert "loss 0.5" in stdout


def test_everything_that_is_promised_can_be_imported(backend: sealed.Backend) -> None:
    names = [n for n in (*STANDARD_LIBRARY[1:], *NUMPY) if importlib.util.find_spec(n)]
    assert len(names) > 80
    body = "".join(f"    import {name}\n" for name in names)
    outcomes, _ = run(backend, f"def f(x):\n{body}    return x\n")
    assert outcomes[0].status == "value", outcomes[0].fault


def test_a_coding_line_is_understood(backend: sealed.Backend) -> None:
    source = "# -*- coding: cp1250 -*-\ndef f(x):\n    return len('\u017e')\n".encode("cp1250")
    with Box({"m.py": source}, "m", Limits(), [case("f", 1)], backend) as box:
        assert box.problem() is None
        assert [o.value for o in box.run()] == [1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("open('data.csv')", "graded code has no files"),
        ("open('out.txt', 'w')", "graded code has no files"),
        ("np.load('weights.npy')", "graded code has no files"),
        ("os.listdir('.')", "graded code has no files"),
        ("os.stat('data.csv')", "graded code has no files"),
        ("__import__('socket').create_connection(('127.0.0.1', 1))", "graded code calculates only"),
        ("os.system('ls')", None),
        ("__import__('subprocess').run(['ls'])", "graded code"),
        ("__import__('threading').Thread(target=print).start()", "one thread"),
        ("__import__('pandas').DataFrame()", "numpy and the standard library, and your own files"),
        ("__import__('sqlite3').connect('x.db')", "unable to open database file"),
        ("__import__('multiprocessing').Pool(2)", "graded code"),
        ("input()", "graded code has no keyboard"),
    ],
)
def test_what_is_refused_is_told_in_a_students_words(
    backend: sealed.Backend, body: str, words: str | None
) -> None:
    outcomes, _ = run(backend, f"import os\nimport numpy as np\ndef f(x):\n    return {body}\n")
    if words is None:
        return
    assert outcomes[0].status == "error"
    assert outcomes[0].fault is not None
    assert words in outcomes[0].fault.message
    assert outcomes[0].fault.line == 4


def test_a_case_that_ends_the_child_costs_itself_only(backend: sealed.Backend) -> None:
    source = (
        "import os\nimport numpy as np\n"
        "def f(x):\n    return x\n"
        "def loop(x):\n    while True:\n        pass\n"
        "def big(x):\n    return np.ones(10**9)\n"
        "def leave(x):\n    os._exit(3)\n"
        "def crash(x):\n    import ctypes\n    ctypes.string_at(0)\n"
    )
    names = ["f", "loop", "f", "big", "f", "leave", "f", "crash", "f"]
    outcomes, _ = run(backend, source, *[case(n, 1.0) for n in names], seconds=0.5, memory_mb=128)
    got = [o.status for o in outcomes]
    assert got == [
        "value",
        "timeout",
        "value",
        "memory",
        "value",
        "error",
        "value",
        "error",
        "value",
    ]
    assert "line 6 of m.py" in outcomes[1].message or "line 7 of m.py" in outcomes[1].message
    assert "exit code 3, at line 11 of m.py" in outcomes[5].message
    assert "by signal 11, at line 14 of m.py" in outcomes[7].message


def test_memory_is_a_budget_beyond_the_interpreters_own(backend: sealed.Backend) -> None:
    source = "def f(n):\n    return len(bytearray(n * 2**20))\n"
    outcomes, _ = run(backend, source, case("f", 50), case("f", 300), case("f", 50), memory_mb=128)
    assert [o.status for o in outcomes] == ["value", "memory", "value"]


def test_the_limit_inside_a_matrix_product_is_memory(backend: sealed.Backend) -> None:
    source = (
        "import numpy as np\n"
        "def f(n):\n"
        "    a = np.ones((10, 10))\n"
        "    keep = []\n"
        "    while True:\n"
        "        try:\n"
        "            keep.append(bytearray(2**12))\n"
        "        except MemoryError:\n"
        "            return float((np.ones((600, 600)) @ np.ones((600, 600)))[0, 0])\n"
    )
    outcomes, _ = run(backend, source, case("f", 1), memory_mb=16)
    assert outcomes[0].status == "memory", outcomes


def test_a_zygote_that_is_lost_is_our_fault_and_is_replaced(backend: sealed.Backend) -> None:
    assert backend.popen is not None
    pid = backend.popen.pid

    def end() -> None:
        child_of(backend)
        os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=end)
    killer.start()
    with pytest.raises(SandboxError, match="was lost"):
        run(backend, SLEEPER, case("f", clocks.scaled(5.0)), seconds=8.0)
    killer.join()
    outcomes, _ = run(backend, SLEEPER, case("f", 0.0))
    assert outcomes[0].status == "value"
    assert backend.popen is not None
    assert backend.popen.pid != pid


def test_nothing_is_left_of_many(backend: sealed.Backend) -> None:
    sources = [
        "def f(x):\n    return x\n",
        "import os\ndef f(x):\n    os._exit(1)\n",
        "def f(x)\n",
        "def f(x):\n    print('y' * 10**6)\n    return x\n",
        "import os\ndef f(x):\n    os.write(4, b'x' * 1000)\n",
        "def f(x):\n    while True: pass\n",
    ]
    for source in sources:
        run(backend, source, seconds=0.2)
    gc.collect()
    before = sorted(os.listdir("/proc/self/fd")), threading.active_count(), _children(backend)
    for source in sources * 3:
        run(backend, source, seconds=0.2)
    gc.collect()
    after = sorted(os.listdir("/proc/self/fd")), threading.active_count(), _children(backend)
    assert after == before


def _children(backend: sealed.Backend) -> int:
    assert backend.popen is not None
    count = 0
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            count += _is_under(entry.name, backend.popen.pid)
    return count


def test_what_a_closed_backend_leaves() -> None:
    backend = open_backend("sealed+ns")
    assert isinstance(backend, sealed.Backend)
    run(backend, SLEEPER, case("f", 0.0))
    assert backend.popen is not None
    pid = backend.popen.pid
    backend.close()
    backend.close()
    assert not Path(f"/proc/{pid}").exists()


def test_forks_do_not_share_what_they_made(backend: sealed.Backend) -> None:
    source = (
        "import math\nmath.seen = getattr(math, 'seen', 0) + 1\ndef f(x):\n    return math.seen\n"
    )
    assert [run(backend, source)[0][0].value for _ in range(3)] == [1, 1, 1]


def test_the_answer_is_the_same_as_at_limits(backend: sealed.Backend) -> None:
    source = (
        "import numpy as np\ndef f(x):\n    return np.linalg.solve(x, np.tanh(x)) @ np.exp(x)\n"
    )
    x = np.random.RandomState(0).rand(20, 20)
    plain = open_backend("limits")
    answers = []
    for each in (backend, plain):
        with Box({"m.py": source.encode()}, "m", Limits(), [case("f", x)], each) as box:
            assert box.problem() is None
            answers += [o.value.tobytes() for o in box.run()]
    assert answers[0] == answers[1]


def test_without_bubblewrap_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxError, match="apt-get install bubblewrap"):
        sealed_ns.Backend()


@pytest.mark.parametrize("without", [True, False])
def test_without_nameless_files_in_memory(without: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that was built for an older C library, and a filter that does not let us."""

    def refused(name: str) -> int:
        raise PermissionError(name)

    if without:
        monkeypatch.delattr("os.memfd_create")
    else:
        monkeypatch.setattr("os.memfd_create", refused)
    backend = sealed.Backend()
    outcomes, _ = run(backend, "def f(x):\n    return x\n")
    assert [outcome.value for outcome in outcomes] == [1.0]
    backend.close()


def test_a_filter_that_the_kernel_refuses_ends_the_child_before_the_submission() -> None:
    backend = sealed.Backend()
    backend.close()
    backend.instructions = b"\xff" * 64  # no program
    with pytest.raises(SandboxError, match="did not start"):
        run(backend, "print('hello')\ndef f(x):\n    return x\n")
    backend.close()
