"""The zygote: a warmed process that forks one sealed child per submission.

    parent                                    zygote
    {"filter", "usual", "many", ...}       ->
    job, memory, seconds, and three pipes  ->  forks a child, which seals itself and serves
    job, END                               ->  kills it
                                           <-  job and exit code, when it has ended

Theory of operation.  The zygote has loaded numpy, what a child may import and the runner, and has
run one trusted submission, so that a child starts with everything warm: a fork takes milliseconds
where a fresh interpreter takes a tenth of a second.  It never sees a submission: a child reads it
from a pipe of its own, after the seal.  One child lives at a time; its three pipes are its own, so
nothing of it can meet the next, and when the zygote's socket closes, both end.

Nothing here is told by a child: that it has ended, and how, the kernel says.
"""

import array
import contextlib
import fcntl
import gc
import io
import marshal
import os
import select
import signal
import socket
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO, NoReturn

import numpy as np

from . import child, orders
from .adapters import add
from .adapters.function import NAME as PLAINEST
from .codec import encode
from .decoder import decode
from .frames import write_frame
from .modules import MemoryFinder
from .preload import preload
from .seal import Libc, Seal, address_space, die_with_parent, drop_privileges, set_limits
from .structure import structure

__all__ = ["main"]

MAX_MESSAGE = 2**16
#: Where a child has its channel; what lies above is closed.
REQUESTS, REPLIES, FREE = 3, 4, 5
#: Above all of them, so that dup2 never meets what it copies.
SPARE = 10
#: The exit code of a child that could not seal itself: it has not run anything.
NOT_SEALED = 71

#: A submission of our own, to warm what the first would otherwise have to.
WARM = b"""
import sys
import numpy as np

def f(x):
    print(f"{x.sum():.3f}")
    y = np.einsum("ij,jk->ik", x, x) @ np.linalg.solve(x + 9 * np.eye(len(x)), x)
    if "numpy.random" in sys.modules:  # which takes longer to load than all of this
        rng = np.random.RandomState(0)
        y += rng.permutation(len(x)) + rng.normal(size=len(x))
    return np.exp(-np.abs(y)) * np.tanh(x)

def g(x):
    raise ValueError("warm")

def k(x, y):
    return y @ x, x.sum(), {"a": 1.0, "b": float(x[0, 0])}, [x, y]

class S:
    def __init__(self, size):
        self.size, self.given = size, []

    def step(self, theta, gradient):
        self.given.append(gradient(theta))
        return [p + self.size for p in theta]
"""
QUADRATIC = {
    "objective": "quadratic",
    "params": {"curvature": [np.ones(3)], "minimum": [np.ones(3)]},
}
#: What it is run on: exercise -> case.  There is no h.
WARM_CASES: dict[str, dict[str, Any]] = {
    name: {"adapter": PLAINEST, "args": [np.eye(3)]} for name in "fgh"
}
#: And before many submissions.
WARM_CASES_FOR_MANY: dict[str, dict[str, Any]] = WARM_CASES | {
    "k": {"adapter": PLAINEST, "args": [np.eye(3), np.ones((3, 3))]},
    "S": {"adapter": "steps", "form": "object", "args": [0.1], "theta": [np.zeros(3)],
          "gradient": QUADRATIC, "steps": 4},
}  # fmt: skip
#: So often that the interpreter has specialised the runner's code (PEP 659), which each child would
#: have to do anew.
ROUNDS = 60


def main() -> NoReturn:
    """Serves the parent, whose end of the socket is our stdin, until it closes."""
    control = socket.socket(fileno=fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC, SPARE))
    nothing, other = os.pipe()
    os.close(other)  # whoever reads from it finds its end
    os.dup2(nothing, 0)
    os.close(nothing)
    message, _ = _receive(control)
    if not message:
        child.leave(0)
    setup = decode(message)
    preload(setup["usual"], setup["modules"])
    for name, source in setup["adapters"].items():
        add(name, source)
    child.report_crashes()
    _connect_streams()
    if setup["many"]:
        _warm(WARM_CASES_FOR_MANY, ROUNDS)
    else:
        _warm(WARM_CASES, 1)
    libc = Libc()
    drop_privileges(libc)
    seal = Seal(libc, setup["filter"])
    base = address_space()
    gc.collect()
    gc.freeze()  # what is old stays shared: a collection in a child does not touch it
    poll = select.poll()
    poll.register(control, select.POLLIN)
    while True:
        message, pipes = _receive(control)
        if not message:
            child.leave(0)
        job, memory, seconds = orders.read_order(message)
        if seconds == orders.END:  # too late: it has ended by itself
            continue
        pid = os.fork()
        if pid == 0:
            _child(seal, base + memory, seconds, pipes)
        for pipe in pipes:
            os.close(pipe)
        _watch(control, poll, job, pid)


def _connect_streams() -> None:
    """As a child has them, once for all: over pipes, as that is where its own will lead."""
    reads, writes = os.pipe()
    kept = [os.dup(descriptor) for descriptor in (1, 2)]
    for descriptor in (1, 2):
        os.dup2(writes, descriptor)
    child.connect_streams()
    for descriptor, own in zip((1, 2), kept, strict=True):
        os.dup2(own, descriptor)
        os.close(own)
    os.close(writes)
    os.close(reads)


def _warm(warm_cases: Mapping[str, dict[str, Any]], rounds: int) -> None:
    """Runs the trusted submission through the child's own loop, and forgets it."""
    requests = io.BytesIO()
    warm = {"name": "warm", "file": "warm.py", "there": True, "exercises": []}
    setup = {"id": 0, "files": {"warm.py": WARM}, "modules": [warm], "inside": "", "course": [],
             "adapters": {}, "memory": 0, "seconds": 9.0}  # fmt: skip
    write_frame(requests, marshal.dumps(setup))
    cases = []
    for exercise, case in warm_cases.items():
        data = encode({"exercise": exercise, **case})
        cases.append((0, structure(data), data, False))
    write_frame(requests, marshal.dumps({"seconds": 9.0, "cases": cases * rounds}))
    requests.seek(0)
    stdout, stderr, finders = sys.stdout, sys.stderr, list(sys.meta_path)
    sys.stdout = sys.stderr = io.StringIO()
    child.serve(requests, io.BytesIO(), lambda memory: None)
    sys.stdout, sys.stderr = stdout, stderr
    sys.meta_path[:] = finders
    for name, module in list(sys.modules.items()):
        if isinstance(getattr(module, "__loader__", None), MemoryFinder):
            del sys.modules[name]


def _watch(control: socket.socket, poll: select.poll, job: int, pid: int) -> None:
    """Waits for the child's end, on which it reports; the parent may ask for it before."""
    pidfd = os.pidfd_open(pid)
    poll.register(pidfd, select.POLLIN)
    ended = False
    while not ended:
        ready = [fd for fd, _ in poll.poll()]
        ended = pidfd in ready
        if not ended:
            message, _ = _receive(control)
            if not message or orders.read_order(message)[0] == job:
                os.kill(pid, signal.SIGKILL)
                ended = True
    poll.unregister(pidfd)
    os.close(pidfd)
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(OSError):  # it has gone; the next receive says so
        control.send(orders.write_ending(job, os.waitstatus_to_exitcode(status)))


def _child(seal: Seal, memory: int, seconds: int, pipes: list[int]) -> NoReturn:
    """The child's life: its pipes in their places, the seal, the submission."""
    try:
        requests, replies, output = (fcntl.fcntl(p, fcntl.F_DUPFD, SPARE) for p in pipes)
        for old, new in ((output, 1), (output, 2), (requests, REQUESTS), (replies, REPLIES)):
            os.dup2(old, new)
        os.closerange(FREE, os.sysconf("SC_OPEN_MAX"))
        streams: tuple[BinaryIO, BinaryIO] = os.fdopen(REQUESTS, "rb"), os.fdopen(REPLIES, "wb")
        die_with_parent(seal.libc)
        set_limits(memory, seconds)
        seal.close()
    except BaseException:
        child.leave(NOT_SEALED)
    child.answer(*streams, lambda memory: None)


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    """The parent's next message and the pipes that came with it; none when it has gone."""
    pipes = array.array("i")
    size = 3 * pipes.itemsize
    try:
        data, ancillary, _, _ = control.recvmsg(MAX_MESSAGE, socket.CMSG_SPACE(size))
    except OSError:
        return b"", []
    for level, kind, body in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            pipes.frombytes(body[: len(body) // pipes.itemsize * pipes.itemsize])
    return data, list(pipes)
