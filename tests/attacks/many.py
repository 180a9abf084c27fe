"""Many submissions, a third of them attacks: what is left of them afterwards.

    PYTHONPATH=tests python -m attacks.many LEVEL [COUNT]

Every honest one must get the same result to the bit; in the end there must be no process, thread,
descriptor or file more than at the start, and neither the parent nor the zygote may have grown.
"""

import ctypes
import gc
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import clocks
import msgspec

from grader.sandbox.imports import imported

from . import trial
from .trial import Attack, Trials, bare, names, read
from .world import World

#: Attacks that wait for the clock shall not wait long.
SECONDS = clocks.scaled(0.25)
PAGE = os.sysconf("SC_PAGE_SIZE")
#: Between the start and the end, in bytes: what allocators keep.
GROWTH = 24 * 2**20
#: glibc's name for the size from which memory is given back to the system as soon as it is free.
M_MMAP_THRESHOLD = -3


def give_back() -> None:
    """From now on, large memory goes back to the system when it is freed.

    glibc keeps up to 64 MB for each thread that ran at once, once as much was asked for and freed;
    who looks for what is kept by mistake must not count these.
    """
    ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 2**18)


def left(zygote: int) -> dict[str, Any]:
    """Everything that could be left."""
    gc.collect()
    processes = [p.name for p in Path("/proc").glob("[0-9]*") if _parent(p.name) == zygote]
    return {
        "descriptors": sorted(os.listdir("/proc/self/fd")),
        "threads": threading.active_count(),
        "processes": processes,
        "files": sorted(os.listdir(tempfile.gettempdir())),
        "zombies": [
            p.name
            for p in Path("/proc").glob("[0-9]*")
            if _parent(p.name) in (zygote, os.getpid()) and _state(p.name) == "Z"
        ],
    }


def _stat(pid: str) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["", "0"]


def _parent(pid: str) -> int:
    return int(_stat(pid)[1])


def _state(pid: str) -> str:
    return _stat(pid)[0]


def _memory(pid: int | str) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def zygote_of(trials: Trials) -> int:
    """The process that forks; with bubblewrap, the child of the one that was started."""
    pid: int = trials.backend.popen.pid  # type: ignore[attr-defined]
    if trials.backend.level == "sealed":
        return pid
    (inner,) = (int(p.name) for p in Path("/proc").glob("[0-9]*") if _parent(p.name) == pid)
    return inner


def graded(trials: Trials, i: int, attacks: Sequence[Attack]) -> Iterator[str]:
    """What is wrong with the result of submission i: every third is an attack, the others honest."""
    if i % 3 == 2:
        attack = attacks[i // 3 % len(attacks)]
        result = trials._grade(attack.source, trials.backend)
        if result.status == "internal_error":
            yield f"{attack.name}: {result.message}"
    elif bare(trials._grade(trial.HONEST, trials.backend)) != trials.honest:
        yield f"the honest submission {i} got another result"


def run(level: str, count: int) -> list[str]:
    """What is wrong at the end; nothing, if all is well."""
    trial.LIMITS = msgspec.structs.replace(trial.LIMITS, seconds=SECONDS)
    attacks = [read(name) for name in names()]
    attacks = [a for a in attacks if level in a.levels and not a.danger]
    wrong: list[str] = []
    give_back()
    tempfile.tempdir = tempfile.mkdtemp()  # others may use the common one meanwhile
    with World() as world:
        trials = Trials(level, world)
        backend = trials.backend
        if hasattr(backend, "modules"):  # one zygote for all of them: it shall not be started anew
            asked = (imported({"work.py": attack.source}) for attack in attacks)
            backend.modules = frozenset().union(*asked)
            backend.close()
        for i in range(30):  # everything that is only made once
            trials._grade(attacks[i % len(attacks)].source, trials.backend)
        zygote = zygote_of(trials)
        before, memory = left(zygote), (_memory("self"), _memory(zygote))
        world.look()
        started = time.perf_counter()
        for i in range(count):
            if i == count // 5:  # until then, allocators take what the largest need
                memory = _memory("self"), _memory(zygote)
            wrong += graded(trials, i, attacks)
        seconds = time.perf_counter() - started
        time.sleep(0.2)
        after = left(zygote)
        wrong += [
            f"{key}: {before[key]} became {after[key]}"
            for key in before
            if before[key] != after[key]
        ]
        wrong += world.harm("", "")
        for who, was, pid in (("parent", memory[0], "self"), ("zygote", memory[1], zygote)):
            if _memory(pid) - was > GROWTH:
                wrong.append(f"the {who} grew by {(_memory(pid) - was) / 2**20:.0f} MB")
        if zygote_of(trials) != zygote:
            wrong.append("the zygote was lost on the way")
        trials.close()
        if Path(f"/proc/{zygote}").exists() and _state(str(zygote)) != "Z":
            wrong.append("the zygote is still there")
    os.rmdir(tempfile.tempdir)
    tempfile.tempdir = None
    print(f"{level}: {count} submissions, {count // 3} attacks, {count / seconds:.0f} a second")
    return wrong


if __name__ == "__main__":
    found = run(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
    print(json.dumps(found, indent=1))
    raise SystemExit(bool(found))
