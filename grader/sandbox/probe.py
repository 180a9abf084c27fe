"""What the box of this machine really stops, found by running code in it."""

import sys

from ..errors import SandboxError
from ..model import Case, CaseSpec, Exercise, Limits
from ..runner.codec import encode
from .limits import LEVEL, Box

__all__ = ["probe"]

_CODE = b"""
def answer():
    return 42.0

def endless():
    while True:
        pass

def hungry():
    return len(bytearray(2**31))

def nosy():
    import reference
"""

_WANTED = {"answer": "value", "endless": "timeout", "hungry": "memory", "nosy": "error"}
_STOPS = {
    "endless": "a loop without end",
    "hungry": "2 GB of memory",
    "nosy": "import of the reference",
}


def probe() -> list[tuple[str, str]]:
    """Lines for `grader doctor`.  Raises SandboxError when the box does not run at all."""
    cases = [
        Case(Exercise(name=n, points=0, reference=""), CaseSpec(name=n),
             encode({"exercise": n, "adapter": "function", "args": []}))
        for n in _WANTED
    ]  # fmt: skip
    with Box({"probe.py": _CODE}, "probe", Limits(seconds=0.5, memory_mb=256), cases) as box:
        problem = box.problem()
        if problem is not None:
            raise SandboxError(problem.message or problem.status)
        found = {outcome.case.split("/")[0]: outcome.status for outcome in box.run()}
    if found["answer"] != "value":
        raise SandboxError("a process started, but did not answer")
    stopped = [text for name, text in _STOPS.items() if found[name] == _WANTED[name]]
    open_ = [text for name, text in _STOPS.items() if found[name] != _WANTED[name]]
    lines = [("isolation", f"{LEVEL}: a process of its own; stopped here: {', '.join(stopped)}")]
    if open_:
        lines.append(("", f"NOT stopped on this machine ({sys.platform}): {', '.join(open_)}"))
    lines.append(("", "files and the network are not closed off at this level"))
    return lines
