"""The loop of a grading process: take the submission, import it, run one case at a time.

    parent                                     child
                                           <-  {"id": -1, "status": "hello"}
    {"files", "modules", "inside", ...}    ->
                                           <-  {"id": 0, "status": "ready" | "error", ...}
    {"seconds", "cases"}                   ->
                                           <-  {"id", "status": "value", "form", "numbers", ...}
                                               {"id", "status": "error" | "memory" | ..., "fault"}
    end of file                            ->  exits

What arrives is the parent's own, and is read by `marshal`.  What comes back is data in a form of
its own (`codec`) and may be forged by the student's code; nothing of it is trusted.
"""

import builtins
import faulthandler
import marshal
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, BinaryIO, NoReturn

from . import BROKEN, HELLO
from .adapters import ADAPTERS, add
from .codec import CodecError, Encoded, encode
from .faults import describe
from .frames import plain_reply, read_frame, write_frame
from .magics import PYTHON
from .modules import SubmissionFinder
from .notes import Notes
from .parts import put_in_place
from .quiet import keyboard
from .statements import import_clock, importing
from .structure import read
from .trials import Trials
from .twice import Repeats, Twice, generators

__all__ = ["answer", "connect_streams", "main", "report_crashes", "serve"]

#: A module, or what the cases of its exercises are answered with.
Loaded = ModuleType | dict[str, Any]

leave, abort = os._exit, os.abort  # before they are wrapped

#: The first two replies of most processes.
_STARTED = encode({"id": HELLO, "status": "hello"})
_READY = encode({"id": 0, "status": "ready", "notes": []})

#: Given back when memory runs out, so that there is some to say so with.
_reserve = [bytearray(4 * 2**20)]


def serve(requests: BinaryIO, replies: BinaryIO, limit: Callable[[int], None]) -> None:
    """Answers requests until their stream ends; `limit` is given the budget of memory."""
    _send(replies, _STARTED)
    setup = _request(requests)
    if setup is None:
        return
    for name, source in setup["adapters"].items():
        if name not in ADAPTERS:  # a zygote has them before it seals its children
            add(name, source)
    limit(setup["memory"])
    notes = Notes()
    modules, reply = _import(setup, notes)
    _send(replies, reply)
    trials, repeats = _trials(setup, modules), Repeats()
    while (request := _request(requests)) is not None:
        if trials:
            _send(replies, trials.answer(request))
            continue
        for job, made, data, trace in request["cases"]:
            case = read(made, data)
            if trace:
                case |= {"trace": True, "once": True}
            _send(replies, _run(modules, job, case, request["seconds"], notes, repeats))
            if not _reserve:  # what memory ran out for keeps it: the other cases start anew
                return
        _stop_watch()


def _trials(setup: dict[str, Any], modules: Mapping[str, Loaded]) -> Trials | None:
    """What answers in a process that is started to try small changes of a submission."""
    return Trials(setup["trials"], modules) if "trials" in setup else None


def _request(requests: BinaryIO) -> dict[str, Any] | None:
    data = read_frame(requests)
    return None if data is None else marshal.loads(data)


def _send(replies: BinaryIO, reply: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except Exception:  # they may be closed, or gone
        pass
    write_frame(replies, reply)


def _import(setup: dict[str, Any], notes: Notes) -> tuple[dict[str, Loaded], bytes]:
    """The modules by the exercises that each has, "" for all others, and the encoded reply.

    Of several modules, one that cannot be imported costs its own exercises.
    """
    modules: dict[str, Loaded] = {}
    try:
        allowed = setup.get("stand_ins", ())
        if "input" in allowed:
            vars(builtins)["input"] = keyboard(input, notes)
        finder = SubmissionFinder(setup["files"], notes, setup["inside"], setup["course"], allowed)
        with import_clock(setup["seconds"]):
            for module in setup["modules"]:
                loaded = _load(finder, module, notes)
                modules.setdefault("", loaded)
                modules |= dict.fromkeys(module["exercises"], loaded)
            put_in_place(setup.get("parts", {}), modules, finder)
        if not any(isinstance(loaded, ModuleType) for loaded in modules.values()):
            return modules, encode({"id": 0, **_worst(modules.values())})
        generators.used()  # while files are imported, whoever likes may draw
        if not notes.found:
            return modules, _READY
        return modules, encode({"id": 0, "status": "ready", "notes": notes.found})
    except BaseException as error:
        return modules, encode({"id": 0, **_failure(error)})


def _load(finder: SubmissionFinder, module: dict[str, Any], notes: Notes) -> Loaded:
    """The module, or what every case of its exercises is answered with."""
    if not module["there"]:
        why = f"there is no {module['place']} in what you handed in"
        return {"status": "missing", "value": [], "why": why}
    try:
        return finder.load(module["name"])
    except BaseException as error:
        failure = _failure(error)
        words = f"the file could not be imported: {failure['fault']['message']}"
        notes.add(module["file"], failure["fault"].get("line") or 1, words)
        return failure


def _worst(failures: Iterable[Loaded]) -> dict[str, Any]:
    """Of modules none of which is there to be run, what is said: of one that was handed in."""
    replies = [reply for reply in failures if isinstance(reply, dict)]
    return next((reply for reply in replies if reply["status"] != "missing"), replies[0])


def _run(
    modules: Mapping[str, Loaded],
    job: int,
    case: dict[str, Any],
    seconds: float,
    notes: Notes,
    repeats: Repeats,
) -> bytes:
    """The encoded reply to one case; every exception of the student's becomes data."""
    module = modules.get(case["exercise"], modules[""])
    if isinstance(module, dict):
        return encode({"id": job, **module})
    _start_watch(seconds)
    try:
        target = _target(modules, case["exercise"])
        if target is None:
            names = [name for name in vars(module) if not name.startswith("_")][:200]
            why = notes.names.get(case["exercise"], "")
            reply: dict[str, Any] = {"status": "missing", "value": names, "why": why}
        else:
            others = {name: _target(modules, name) for name in case.get("others", ())}
            twice = repeats.run(ADAPTERS[case["adapter"]], target, case, others)
            if twice.clean and not twice.signals:
                return plain_reply(job, twice.answer)
            reply = _told(twice)
        return encode({"id": job, **reply})
    except BaseException as error:
        return encode({"id": job, **_failure(error)})


def _told(twice: Twice) -> dict[str, Any]:
    """What two runs gave, as a reply: what there is nothing of is left out."""
    reply: dict[str, Any] = {"status": "value", "form": twice.answer.form}
    reply["numbers"] = twice.answer.numbers
    if twice.again is not None:
        reply["again"] = Encoded(twice.again)
    if twice.breaches:
        reply["breaches"] = twice.breaches
    if twice.fault is not None:
        reply["fault"] = describe(twice.fault)
    if twice.signals:
        reply["signals"] = twice.signals
    return reply


def _target(modules: Mapping[str, Loaded], name: str) -> Any:
    """What is called `name` in the module that has the exercise; None if it is not there."""
    module = modules.get(name, modules[""])
    return getattr(module, name, None) if isinstance(module, ModuleType) else None


def _failure(error: BaseException) -> dict[str, Any]:
    if isinstance(error, MemoryError):
        _reserve.clear()
        status = "memory"
    elif isinstance(error, NotImplementedError):
        status = "not_implemented"
    elif isinstance(error, CodecError):
        status = "too_large"
    else:
        status = "error"
    try:
        fault = describe(error)
    except BaseException:  # an exception may be a program, too
        fault = {"type": "exception", "message": "(it cannot be described)"}
    return {"status": status, "fault": fault}


def _start_watch(seconds: float) -> None:
    """Shortly before the judge's clock ends the case, prints where it is, for the student.

    It watches until the next case begins, or until it is stopped.
    """
    if hasattr(faulthandler, "register"):
        signal.setitimer(signal.ITIMER_REAL, 0.9 * seconds)
    else:  # Windows: by a thread
        faulthandler.dump_traceback_later(0.9 * seconds, file=2)


def _stop_watch() -> None:
    if hasattr(faulthandler, "register"):
        signal.setitimer(signal.ITIMER_REAL, 0.0)
    else:
        faulthandler.cancel_dump_traceback_later()


def report_crashes() -> None:
    """Has the line printed that a timer, a crash, or an os._exit finds the student's code at.

    os._exit leaves no exception behind, so it says where it is before it is obeyed.
    """

    def _exit(status: int = 0) -> NoReturn:
        if importing():  # there, it ends the statement that it stands in
            raise SystemExit(f"os._exit({status})")
        faulthandler.dump_traceback(file=2, all_threads=False)
        leave(status)

    def _abort() -> NoReturn:
        if importing():
            raise SystemExit("os.abort()")
        abort()

    os._exit, os.abort = _exit, _abort
    faulthandler.enable(file=2, all_threads=False)
    if hasattr(faulthandler, "register"):  # by signals, since a sealed child has no threads
        # SIGALRM is the import's first, which then has it print a line, too (`statements`).
        faulthandler.register(signal.SIGVTALRM, file=2, all_threads=True)


def limit_memory(budget: int) -> None:
    """Limits the address space to what is in use now plus `budget` bytes, where that is possible.

    numpy alone takes about 100 MB of address space, so a bare limit would starve honest code.
    macOS does not enforce RLIMIT_AS, Windows has no such thing: there the judge's clock remains.
    """
    try:
        import resource

        with open("/proc/self/statm", "rb") as statm:
            base = int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (base + budget, base + budget))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return


def connect_streams() -> None:
    """Gives print(), input(), exit() and sys.argv their meaning in a graded program."""
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.argv = ["submission"]
    vars(builtins).update(exit=sys.exit, quit=sys.exit)  # -S leaves them out
    # What a notebook's kernel has: showing something prints it, and there is no shell.
    vars(builtins).update(display=_display, get_ipython=_Shell, clear_output=_clear_output)


def _display(*values: object, **_: object) -> None:
    for value in values:
        print(value)


def _clear_output(wait: bool = False) -> None:
    """Nothing to clear."""


class _Shell:
    """IPython's shell, to which nbconvert writes calls: runs cells of Python, and nothing else."""

    def run_cell_magic(self, magic: str, line: str, cell: str) -> None:
        """Runs a cell where it stands, as %%time and its like do."""
        caller = sys._getframe(1)
        if magic in PYTHON:
            exec(compile(cell, caller.f_code.co_filename, "exec"), caller.f_globals)

    def getoutput(self, *_: object, **__: object) -> list[str]:
        """What a shell command printed: nothing."""
        return []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_, **__: None


def answer(requests: BinaryIO, replies: BinaryIO, limit: Callable[[int], None]) -> NoReturn:
    """Serves, and ends the process."""
    try:
        serve(requests, replies, limit)
    except BaseException:  # the loop itself was broken: say so by the exit code
        leave(BROKEN)
    leave(0)


def main() -> NoReturn:
    """Moves the channel out of the way of print() and input(), and serves."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    connect_streams()
    report_crashes()
    answer(requests, replies, limit_memory)
