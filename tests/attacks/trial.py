"""One attack, at one level, with an honest submission beside it and one after it.

    PYTHONPATH=tests python -m attacks.trial LEVEL GROUP/NAME ...    (a line of JSON for each)

An attack is a file tests/attacks/GROUP/NAME.py: a submission that has `double(x, world)`, which is
called three times, with arrays of one, two and three dimensions.  Its first lines say in comments
what it must get:

    # status: error        of the exercise (passed, partial, failed, error, timeout, memory ...)
    # points: 2            of 3
    # or: error, partial   other statuses that it may have, by CPython's version (optional)
    # says: no files       words that the student must read; CLOCK is the time for a case (optional)
    # result: unreadable   status of the whole, if not graded (optional)
    # levels: sealed, sealed+ns, limits    that claim to stop it (the first two, if not given)
    # seconds: 3           for a case, where it works hard and shall come to its end (0.8, if not given)
    # danger: yes          it would harm the machine if the box had a hole: see `outer`
"""

import json
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

import clocks
import msgspec
import numpy as np

from grader.golden.values import plain
from grader.grading import grade
from grader.model import Assignment, Case, CaseSpec, Exercise, Golden, Limits, Result
from grader.paper import Paper, open_box
from grader.runner.codec import encode
from grader.sandbox.backend import Backend, open_backend
from grader.submission import Submission

from .world import World

HERE = Path(__file__).parent
SEALED = ("sealed", "sealed+ns")
INPUTS = {
    "line": np.array([0.5, -1.25, 3.0]),
    "square": np.array([[1.0, 2.0], [3.0, -4.5]]),
    "cube": np.arange(8.0).reshape(2, 2, 2) / 7.0,
}
SECONDS = 0.8
LIMITS = clocks.limits(Limits(seconds=SECONDS, total_seconds=10.0, memory_mb=256))
#: Lies beside every submission: system calls by their numbers.
KERNEL = (HERE / "kernel.py").read_bytes()
#: Of a result: what is kept is bounded, whatever was sent.
MOST = 2**20
HONEST = b"import numpy as np\n\ndef double(x, world):\n    return np.asarray(x) * 2.0\n"


class Attack(msgspec.Struct, frozen=True):
    """A file, and what stands at its top."""

    name: str
    source: bytes
    expected: dict[str, str]

    @property
    def levels(self) -> list[str]:
        return [
            level.strip() for level in self.expected.get("levels", ", ".join(SEALED)).split(",")
        ]

    @property
    def limits(self) -> Limits:
        """Its clocks, on this machine."""
        seconds = float(self.expected.get("seconds", SECONDS))
        return msgspec.structs.replace(LIMITS, seconds=clocks.scaled(seconds))

    @property
    def danger(self) -> bool:
        return self.expected.get("danger") == "yes"


@cache
def read(name: str) -> Attack:
    """The attack GROUP/NAME."""
    source = (HERE / f"{name}.py").read_bytes()
    expected: dict[str, str] = {}
    for line in source.decode("latin-1").splitlines():
        if not line.startswith("# ") or ": " not in line:
            break
        key, _, value = line[2:].partition(": ")
        expected[key.strip()] = value.strip()
    unknown = set(expected) - {
        "status",
        "points",
        "or",
        "says",
        "result",
        "levels",
        "seconds",
        "danger",
        "stdout",
        "source",
    }
    assert not unknown, f"{name}: {unknown}"
    return Attack(name, source, expected)


def names() -> list[str]:
    """Every attack."""
    return sorted(str(p.relative_to(HERE).with_suffix("")) for p in HERE.glob("*/*.py"))


class AttackPaper(Paper):
    """Three cases of `double`, whose golden values need no file."""

    def __init__(self, world: World) -> None:
        exercise = Exercise(name="double", points=3.0, reference="")
        assignment = Assignment(
            name="attacks", title="Attacks", module="work", folder=str(HERE), seed=0,
            limits=LIMITS, exercises=(exercise,),
        )  # fmt: skip
        cases = [
            Case(exercise, CaseSpec(name=name),
                 encode({"exercise": "double", "adapter": "function", "args": [x, world.facts]}))
            for name, x in INPUTS.items()
        ]  # fmt: skip
        super().__init__(assignment, cases)

    def golden(self, case: Case) -> Golden:
        return Golden(expected=INPUTS[case.spec.name] * 2.0)

    @property
    def accepted(self) -> dict[str, str]:
        return {}


def bare(result: Result) -> str:
    """The result as JSON without what a clock has measured."""
    data: dict[str, Any] = json.loads(msgspec.json.encode(plain(result)))

    def untimed(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: untimed(v) for k, v in value.items() if k not in ("seconds", "submission")}
        return [untimed(item) for item in value] if isinstance(value, list) else value

    return json.dumps(untimed(data))


class Trials:
    """Attacks at one level, each with honest neighbours; `harm` is what they did."""

    def __init__(self, level: str, world: World) -> None:
        self.world = world
        self.paper = AttackPaper(world)
        self.backend = open_backend(level)
        self.other = open_backend(level)
        self.honest = bare(self._grade(HONEST, self.backend))
        assert '"score": 3.0' in self.honest, self.honest

    def _grade(self, source: bytes, backend: Backend, limits: Limits | None = None) -> Result:
        submission = Submission("submission", {"work.py": source, "kernel.py": KERNEL})
        box = open_box(self.paper, submission, backend, limits=limits)
        return grade(self.paper, submission, box)

    def run(self, attack: Attack) -> tuple[Result, list[str]]:
        """The attack's result, and everything that is not as it must be."""
        self.world.look()
        beside: list[str] = []
        done = threading.Event()

        def neighbour() -> None:
            beside.append(bare(self._grade(HONEST, self.other)))
            while self.backend.level != "limits" and not done.wait(0.4):  # there, one is enough
                beside.append(bare(self._grade(HONEST, self.other)))

        thread = threading.Thread(target=neighbour)
        thread.start()
        try:
            result = self._grade(attack.source, self.backend, attack.limits)
        finally:
            done.set()
            thread.join()
        after = bare(self._grade(HONEST, self.backend))
        came_back = msgspec.json.encode(plain(result)).decode()
        claims = result.stdout + repr([case.got for e in result.exercises for case in e.cases])
        harm = self.world.harm(came_back, claims)
        if len(came_back) > MOST:
            harm.append(f"a result of {len(came_back)} bytes came back")
        harm += [
            f"a neighbour's result changed: {other}" for other in beside if other != self.honest
        ]
        if after != self.honest:
            harm.append(f"the next result changed: {after}")
        return result, harm

    def close(self) -> None:
        self.backend.close()
        self.other.close()


def wrong(attack: Attack, result: Result) -> list[str]:
    """How the result differs from what the attack must get."""
    found = []
    (exercise,) = result.exercises or (None,)
    status = exercise.status if exercise else None
    expected = attack.expected
    if status in expected.get("or", "").split(", "):
        return []
    facts = {
        "result": (result.status, expected.get("result", "graded")),
        "status": (status, expected["status"]),
        "points": (result.score, float(expected["points"])),
    }
    found += [f"{key} is {got}, not {want}" for key, (got, want) in facts.items() if got != want]
    said = "\n".join(
        [
            result.message or "",
            *result.notes,
            *(
                f"{case.message} {case.traceback or ''}"
                for case in (exercise.cases if exercise else ())
            ),
        ]
    )
    for key, text in (("says", said), ("stdout", result.stdout)):
        words = expected.get(key, "").replace("CLOCK", f"{LIMITS.seconds:g} s")
        if words not in text:
            found.append(f"{key} {words!r} is not in {text[:600]!r}")
    return found


def main() -> None:
    level, *chosen = sys.argv[1:]
    with World() as world:
        trials = Trials(level, world)
        for name in chosen:
            attack = read(name)
            result, harm = trials.run(attack)
            print(
                json.dumps({"name": name, "wrong": wrong(attack, result), "harm": harm}), flush=True
            )
        trials.close()


if __name__ == "__main__":
    main()
