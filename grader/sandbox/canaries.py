"""Small attacks that are sent through the real box, to find out what it stops on this machine.

No flag of a kernel or a container tells that; only trying does.  Every canary is one function of
one submission.  Each that a level claims to stop must be stopped, and the honest ones must work:
otherwise the level is not offered.
"""

from collections.abc import Iterator, Sequence

import msgspec

from ..errors import SandboxError
from ..model import Case, CaseSpec, Exercise, Limits, Outcome
from ..runner.adapters.function import NAME as PLAINEST
from ..runner.codec import encode
from .backend import Backend
from .box import Box

__all__ = ["CANARIES", "Canary", "Sighting", "broken_claims", "try_canaries"]

STOPPED, REACHED = "stopped", "reached"
EVERYWHERE = ("limits", "sealed", "sealed+ns")
SEALED = ("sealed", "sealed+ns")
MEMORY_MB = 256
#: What the honest ones answer: 3 times 1/2, the transform of ones, and what they are given.
HONEST = {"honest": 13.5, "after": 9.0}
#: What is kept of a flood may not be more.
KEPT = 64 * 2**10

_CODE = b"""
import numpy as np

def attempt(action):
    try:
        action()
    except (OSError, RuntimeError, ImportError, AttributeError):
        return "stopped"
    return "reached"

def honest(x):
    import random, statistics
    y = np.linalg.solve(np.eye(3) * 2, np.ones(3)) + np.fft.fft(np.ones(3)).real
    return float(y.sum()) + statistics.mean([random.random() * 0, 0.0]) + x

def reads_a_file(x):
    return attempt(lambda: open("/etc/hostname").read())

def lists_a_folder(x):
    import os
    return attempt(lambda: os.listdir("/"))

def opens_a_socket(x):
    import socket
    return attempt(lambda: socket.socket())

def forks(x):
    import os
    def fork():
        if os.fork() == 0:
            os._exit(0)
        os.wait()
    return attempt(fork)

def executes(x):
    import os
    return attempt(lambda: os.execv("/bin/true", ["true"]))

def signals(x):
    import os
    return attempt(lambda: os.kill(os.getppid(), 0))

def traces(x):
    import ctypes
    def trace():
        if ctypes.CDLL(None).ptrace(0, 0, 0, 0) != 0:
            raise OSError
    return attempt(trace)

def starts_a_thread(x):
    import threading
    return attempt(lambda: threading.Thread(target=int).start())

def signals_by_a_pipe(x):
    import fcntl
    return attempt(lambda: fcntl.fcntl(1, fcntl.F_SETOWN, 0))

def raises_its_limits(x):
    import resource
    space = resource.RLIMIT_AS
    return attempt(lambda: resource.setrlimit(space, resource.getrlimit(space)))

def maps_new_code(x):
    import ctypes
    def page():
        mmap = ctypes.CDLL(None).mmap
        mmap.restype = ctypes.c_void_p
        if mmap(None, ctypes.c_size_t(4096), 7, 0x22, -1, ctypes.c_long(0)) == 2**64 - 1:
            raise OSError
    return attempt(page)

def imports_the_reference(x):
    found = [attempt(lambda: __import__(name)) for name in ("reference", "grader")]
    return "reached" if "reached" in found else "stopped"

def takes_memory(x):
    return "reached" if len(bytearray(2**31)) else "stopped"

def loops(x):
    while True:
        pass

def floods(x):
    for _ in range(128):
        print("y" * 2**16)
    return "stopped"

def forges(x):
    import os, struct
    answer = b"d" + struct.pack("<I", 1) + b"s" + struct.pack("<I", 2) + b"id"
    answer += b"i" + struct.pack("<q", 1)
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, struct.pack("<I", len(answer)) + answer)
        except OSError:
            pass
    return "reached"

def after(x):
    return x
"""


class Canary(msgspec.Struct, frozen=True):
    """A function of the submission above, in words, and the levels that must stop it."""

    name: str
    about: str
    levels: tuple[str, ...] = SEALED
    ends: str = "value"


CANARIES = (
    Canary("honest", "a calculation with numpy", ()),
    Canary("reads_a_file", "reading a file"),
    Canary("lists_a_folder", "listing a folder"),
    Canary("opens_a_socket", "the network"),
    Canary("forks", "fork"),
    Canary("executes", "exec"),
    Canary("signals", "a signal to another process"),
    Canary("traces", "ptrace"),
    Canary("starts_a_thread", "threads"),
    Canary("signals_by_a_pipe", "a signal through a pipe (fcntl)"),
    Canary("raises_its_limits", "new limits for itself"),
    Canary("maps_new_code", "new machine code"),
    Canary("imports_the_reference", "import of the reference", EVERYWHERE),
    Canary("takes_memory", "2 GB of memory", EVERYWHERE, ends="memory"),
    Canary("loops", "a loop without end", EVERYWHERE, ends="timeout"),
    Canary("floods", "a flood of output", EVERYWHERE),
    Canary("forges", "forged answers", EVERYWHERE, ends="error"),
    Canary("after", "an honest answer after all of it", ()),
)


class Sighting(msgspec.Struct, frozen=True):
    """What became of a canary: whether it was as it must be."""

    canary: Canary
    stopped: bool


def try_canaries(backend: Backend, seconds: float) -> list[Sighting]:
    """Sends every canary through a box of this backend, each with so many seconds.

    Raises SandboxError if it does not run.
    """
    limits = Limits(seconds=seconds, memory_mb=MEMORY_MB, total_seconds=60.0)
    files = {"canary.py": _CODE}
    with Box(files, "canary", limits, list(_cases()), backend) as box:
        problem = box.problem()
        if problem is not None:
            raise SandboxError(problem.message or problem.status)
        outcomes = list(box.run())
    return [
        Sighting(canary, _stopped(canary, outcome, box.stdout))
        for canary, outcome in zip(CANARIES, outcomes, strict=True)
    ]


def _cases() -> Iterator[Case]:
    for canary in CANARIES:
        data = {"exercise": canary.name, "adapter": PLAINEST, "args": [9.0], "once": True}
        yield Case(
            Exercise(name=canary.name, points=0, reference=""),
            CaseSpec(name=canary.name),
            encode(data),
        )


def _stopped(canary: Canary, outcome: Outcome, stdout: str) -> bool:
    if canary.name in HONEST:
        return bool(outcome.value == HONEST[canary.name])
    if canary.name == "floods":
        return bool(outcome.value == STOPPED) and len(stdout) < KEPT
    return outcome.status == canary.ends and outcome.value != REACHED


def broken_claims(sightings: Sequence[Sighting], level: str) -> list[str]:
    """What a level claims and does not do here, in words."""
    return [
        seen.canary.about
        for seen in sightings
        if not seen.stopped and (not seen.canary.levels or level in seen.canary.levels)
    ]
