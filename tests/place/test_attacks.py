"""Submissions that fight the search: they learn nothing, gain nothing, and hold nothing up."""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.errors import SandboxError
from grader.model import Result
from grader.place.findings import with_places
from grader.place.search import find
from grader.runner.codec import encode
from grader.sandbox.backend import Backend, open_backend
from grader.sandbox.process import Process

from .papers import HIDDEN, INPUTS, DoublePaper, graded

pytestmark = pytest.mark.slow

SECONDS = 4.0
#: What the end of a search may take beyond its budget, on a machine that does much else.
SLACK = 60.0

#: Wrong when it is graded; what it does when it finds itself tried is another matter.
IN_A_TRIAL = """
import sys

def tried():
    frame = sys._getframe()
    while frame is not None:
        if "trials" in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False
"""
HOSTILE = {
    "right_when_it_is_tried": "def double(x):\n    return 2 * x if tried() else 3 * x\n",
    "leaves_when_it_is_tried":
        "import os\ndef double(x):\n    if tried():\n        os.kill(os.getpid(), 9)\n    return 3 * x\n",
    "never_ends_when_it_is_tried":
        "def double(x):\n    while tried():\n        pass\n    return 3 * x + x * x\n",
    "catches_what_ends_it": (
        "def double(x):\n    while tried():\n        try:\n            while True: pass\n"
        "        except BaseException: pass\n    return 3 * x + x * x\n"
    ),
    "writes_on_every_descriptor": (
        "import os\ndef double(x):\n    for fd in range(32):\n        try:\n"
        "            if tried(): os.write(fd, b'x' * 99)\n        except OSError: pass\n    return 3 * x + x * x\n"
    ),
    "prints_without_end":
        "def double(x):\n    for _ in range(2000):\n        print('x' * 2000)\n    return 3 * x + x * x\n",
    "takes_all_memory":
        "def double(x):\n    y = [0.0] * (10 ** 9 if tried() else 1)\n    return 3 * x + x * x\n",
    "answers_with_much":
        "import numpy as np\ndef double(x):\n    return np.zeros(10 ** 6) if tried() else 3 * x + x * x\n",
    "tells_what_it_sees_of_right_code": (
        "SEEN = []\ndef double(x):\n    frame = sys._getframe()\n    while frame is not None:\n"
        "        SEEN.extend(v for v in list(frame.f_locals.values()) if type(v) in (bytes, list))\n"
        "        frame = frame.f_back\n    if tried():\n        print(SEEN)\n        raise ValueError(repr(SEEN))\n"
        "    return 3 * x + x * x\n"
    ),
    "changes_what_it_is_tried_with": (
        "def double(x):\n    frame = sys._getframe()\n    while tried() and frame is not None:\n"
        "        for value in list(frame.f_locals.values()):\n"
        "            if type(value) is dict: value['changes'] = []\n"
        "            if type(value).__name__ == 'Trials': value.pieces = []\n"
        "        frame = frame.f_back\n    return 3 * x + x * x\n"
    ),
}  # fmt: skip
HONEST = "def double(x):\n    return 2.0 * x\n"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_submission_gains_nothing(name: str, backend: Backend) -> None:
    paper = DoublePaper(hidden=True)
    submission, before, cases = graded(paper, IN_A_TRIAL + HOSTILE[name], backend)
    assert before.score == 0.0
    started = time.monotonic()
    after = with_places(paper, submission, before, cases, backend, SECONDS)
    assert time.monotonic() - started < SECONDS + SLACK
    assert without_places(after) == without_places(before)
    _, honest, _ = graded(paper, HONEST, backend)  # what comes after it is as ever
    assert honest.score == 3.0


def without_places(result: Result) -> list[tuple[Any, ...]]:
    return [
        (e.score, e.status, e.cases, tuple(f for f in e.findings if f.kind != "place"))
        for e in result.exercises
    ]


def test_a_mutated_loop_that_does_not_end_costs_itself(backend: Backend) -> None:
    paper = DoublePaper()
    source = (
        "def double(x):\n    i = 0\n    y = 0 * x\n    while i < 2:\n        y = y + x\n"
        "        i = i + 1\n    return y - 1\n"
    )
    submission, _, cases = graded(paper, source, backend)
    started = time.monotonic()
    spots = find(paper, submission, cases, "double", backend, SLACK)
    assert [spot.line for spot in spots] == [7]
    assert time.monotonic() - started < 2 * SLACK


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Every request to a process that tries changes, as it is sent."""
    found: list[dict[str, Any]] = []
    send = Process.send

    def _send(self: Process, requests: Iterable[Mapping[str, Any]], last: bool = False) -> None:
        requests = [dict(request) for request in requests]
        found.extend(r for r in requests if "changes" in r or "trials" in r)
        send(self, requests, last)

    monkeypatch.setattr(Process, "send", _send)
    return found


def test_no_expected_value_and_no_hidden_input_is_sent_to_where_it_is_tried(
    sent: list[dict[str, Any]], backend: Backend
) -> None:
    paper = DoublePaper(hidden=True)
    submission, _, cases = graded(paper, "def double(x):\n    return 2.0 * x - 1\n", backend)
    assert find(paper, submission, cases, "double", backend, SLACK)
    frames = b"".join(map(encode, sent))
    assert INPUTS["line"].tobytes() in frames
    for name, x in (INPUTS | HIDDEN).items():
        assert (2.0 * x).tobytes() not in frames
        assert name not in HIDDEN or x.tobytes() not in frames


def test_what_was_right_so_far_comes_among_others(
    sent: list[dict[str, Any]], backend: Backend
) -> None:
    paper = DoublePaper()
    submission, _, cases = graded(paper, "def double(x):\n    return 2.0 * x - 1\n", backend)
    assert find(paper, submission, cases, "double", backend, SLACK)
    case = b""
    by_case: dict[bytes, list[Any]] = {}
    for request in sent:
        case = (
            request["case"][1] if "case" in request else case
        )  # sent once, and meant from then on
        if request.get("changes"):
            by_case.setdefault(case, []).append(request["changes"])
    assert sum("case" in request for request in sent) < 20 < sum("changes" in r for r in sent)
    first, *later = by_case.values()
    assert len(later) == len(INPUTS) - 1
    for changes in later:
        assert len(changes) > 5
        assert all(change in first for change in changes)


RIGHT = "np.add(x, x)"
MISTAKES = """
- id: subtracted
  exercise: double
  edits: [{in: work.double, replace: "np.add(x, x)", with: "np.subtract(x, x)"}]
  hint: A difference.
  feedback: It is a difference.
"""


@pytest.mark.parametrize("level", ["sealed", "limits"])
def test_right_code_goes_only_to_where_nothing_leaves(
    level: str, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    """What a known mistake was before is tried on it, where nothing that is learnt gets out."""
    (tmp_path / "mistakes.yaml").write_text(MISTAKES)
    try:
        own = open_backend(level)
        own.prepare()
    except SandboxError:
        pytest.skip(f"{level} is not offered here")
    paper = DoublePaper(folder=str(tmp_path))
    source = "import numpy as np\n\ndef double(x):\n    return np.subtract(x, x)\n"
    submission, before, cases = graded(paper, source, own)
    after = with_places(paper, submission, before, cases, own, SLACK)
    own.close()
    tried = b"".join(bytes(c[3]) for r in sent for c in r.get("changes", ()))
    assert (RIGHT.encode() in tried) == (level == "sealed")
    told = [f for e in after.exercises for f in e.findings if f.kind == "place"]
    assert [f.place.line for f in told] == [4]
    assert RIGHT not in encode(msgspec.to_builtins(told)).decode("latin-1")
