"""The words of this project as frozen values; every stage takes some and returns some.

Assignment > Exercise > CaseSpec are what an author wrote.  Case is a CaseSpec with inputs drawn,
Golden what the reference answers, Outcome what a submission did, Verdict outcome against golden,
Finding why, and Result the whole, which is the JSON of `grader check --json`.
"""

from typing import Any, Literal

import msgspec

from .runner.decoder import decode

__all__ = [
    "WORST_FIRST",
    "Assignment",
    "Case",
    "CaseResult",
    "CaseSpec",
    "Divergence",
    "Edit",
    "ErrorSize",
    "Exercise",
    "ExerciseResult",
    "Fault",
    "Finding",
    "Golden",
    "GradientOf",
    "Limits",
    "Mistake",
    "Outcome",
    "Result",
    "TorchVerdict",
    "Verdict",
]

Adapter = Literal["function", "graph", "answers", "steps", "run"]
Visibility = Literal["public", "hidden"]
CaseStatus = Literal[
    "passed", "failed", "missing", "not_implemented", "error", "timeout", "memory", "internal_error"
]
ExerciseStatus = Literal[
    "passed", "partial", "failed", "missing", "not_implemented", "error", "timeout", "memory",
    "internal_error",
]  # fmt: skip
#: Worst news first: our fault, what is broken, what is wrong, what is not there, what is right.
WORST_FIRST: tuple[ExerciseStatus, ...] = (
    "internal_error", "error", "timeout", "memory", "failed", "partial", "missing",
    "not_implemented", "passed",
)  # fmt: skip
FindingKind = Literal[
    "mistake", "pair", "structure", "contract", "follow_through", "accepted", "unrecognised"
]


class Limits(msgspec.Struct, frozen=True):
    """Wall clock per case and in total, in seconds; memory beyond the interpreter's own, in MB."""

    seconds: float = 2.0
    total_seconds: float = 60.0
    memory_mb: int = 512


class CaseSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One case as the author wrote it; `args`, `theta` and `gradient` still name generators."""

    name: str
    about: str = ""
    args: Any = None
    theta: Any = None
    gradient: Any = None
    steps: int | None = None
    calls: int | None = None
    key: str | None = None
    seed: int | None = None
    weight: float = 1.0
    scale: float = 1.0
    visibility: Visibility = "public"


class GradientOf(msgspec.Struct, frozen=True, kw_only=True):
    """Which function an exercise's answer is the derivative of, so that both can be compared.

    The function is called with the gradient's own arguments at the positions `call`, and derived
    by the one at position `by` of these.  `head` makes a number of what it answers: "last" its last
    entry, "cross_entropy" the mean cross-entropy against the argument `gold`.
    """

    exercise: str
    call: tuple[int, ...]
    by: int = 0
    head: Literal["", "last", "cross_entropy"] = ""
    gold: int = 0
    row: bool = False


class Exercise(msgspec.Struct, frozen=True, kw_only=True):
    """One function or class to implement."""

    name: str
    points: float
    reference: str
    adapter: Adapter = "function"
    form: Literal["object", "function"] = "object"
    outputs: tuple[str, ...] = ()
    backwards: bool = False
    accept: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()
    gradient_of: GradientOf | None = None
    no_oracle: str = ""
    about: str = ""
    cases: tuple[CaseSpec, ...] = ()


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """One YAML file: a module of exercises."""

    name: str
    title: str
    module: str
    folder: str
    seed: int
    lecture: str = ""
    tolerance: float = 1e-10
    builds_on: tuple[str, ...] = ()
    follow_through: bool = False
    limits: Limits = Limits()
    exercises: tuple[Exercise, ...] = ()

    @property
    def points(self) -> float:
        """The most that can be reached."""
        return sum(exercise.points for exercise in self.exercises)

    def exercise(self, name: str) -> Exercise:
        """The exercise of that name.  Raises KeyError."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        raise KeyError(name)


class Case(msgspec.Struct, frozen=True):
    """A case with its inputs drawn, encoded as the child gets them."""

    exercise: Exercise
    spec: CaseSpec
    data: bytes

    @property
    def payload(self) -> dict[str, Any]:
        """The inputs as values, a fresh copy each time."""
        payload: dict[str, Any] = decode(self.data)
        return payload

    @property
    def id(self) -> str:
        """exercise/case, unique within an assignment."""
        return f"{self.exercise.name}/{self.spec.name}"


class Edit(msgspec.Struct, frozen=True, kw_only=True, rename={"where": "in", "with_": "with"}):
    """`replace`, which stands once in the function `in` of the reference, becomes `with`."""

    where: str
    replace: str
    with_: str


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """A known wrong variant of the reference.

    kind "value" gives wrong numbers, "contract" right ones with broken manners, "equivalent" is the
    same mathematics written another way and gets full marks.  `same_as` names a mistake that no
    input can tell from this one.  `also` has other edits that come to the same mistake, but to
    other numbers somewhere.  `hint` says what is wrong in a sentence, `feedback` why it matters and
    where to look.
    """

    id: str
    exercise: str
    edits: tuple[Edit, ...]
    also: tuple[tuple[Edit, ...], ...] = ()
    kind: Literal["value", "contract", "equivalent"] = "value"
    same_as: str = ""
    hint: str = ""
    feedback: str = ""

    @property
    def ways(self) -> tuple[tuple[Edit, ...], ...]:
        """The edits, and then every other way to make the same mistake."""
        return (self.edits, *self.also)


class Golden(msgspec.Struct, frozen=True):
    """What the oracles answer on a case: the reference, torch, and the accepted variants."""

    expected: Any
    torch: Any = None
    accepted: dict[str, Any] = {}


class Fault(msgspec.Struct, frozen=True):
    """An exception of the student's: frames are (file, line, function, source)."""

    type: str
    message: str
    line: int | None = None
    frames: tuple[tuple[str, int, str, str], ...] = ()

    @property
    def text(self) -> str:
        """The last line of a traceback."""
        return f"{self.type}: {self.message}" if self.message else self.type


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a submission did on a case; `value` and `again` are untrusted data.

    `signals` are the warnings of floating-point arithmetic: (sentence, line in the student's file).
    """

    case: str
    status: Literal[
        "value", "missing", "not_implemented", "error", "timeout", "memory", "internal_error"
    ]
    value: Any = None
    again: Any = None
    breaches: tuple[str, ...] = ()
    fault: Fault | None = None
    signals: tuple[tuple[str, int], ...] = ()
    message: str = ""
    seconds: float = 0.0


class ErrorSize(msgspec.Struct, frozen=True):
    """The largest error over the finite entries, absolute and relative to max |expected|."""

    max_abs: float
    max_rel: float


class Divergence(msgspec.Struct, frozen=True, kw_only=True):
    """Where outcome and golden part first; `step` counts from 1."""

    step: int | None = None
    tensor: str | None = None
    node: int | None = None
    state: str | None = None
    key: str | None = None
    index: tuple[int, ...] = ()


class TorchVerdict(msgspec.Struct, frozen=True):
    """The same outcome against torch's answer."""

    status: Literal["passed", "failed"]
    max_rel: float | None = None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Outcome against golden."""

    status: CaseStatus
    message: str = ""
    expected: Any = None
    got: Any = None
    contract: tuple[str, ...] = ()
    error: ErrorSize | None = None
    first_divergence: Divergence | None = None
    torch: TorchVerdict | None = None
    accepted: str | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Why an exercise is wrong, in words."""

    kind: FindingKind
    message: str
    mistake: str | None = None
    explanation: str = ""


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """One case in the report and in the JSON."""

    name: str
    visibility: Visibility
    status: CaseStatus
    about: str = ""
    weight: float = 1.0
    message: str = ""
    traceback: str | None = None
    line: int | None = None
    expected: Any = None
    got: Any = None
    contract: tuple[str, ...] = ()
    error: ErrorSize | None = None
    first_divergence: Divergence | None = None
    torch: TorchVerdict | None = None
    seconds: float = 0.0


class ExerciseResult(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise in the report and in the JSON."""

    name: str
    score: float
    max_score: float
    status: ExerciseStatus
    findings: tuple[Finding, ...] = ()
    cases: tuple[CaseResult, ...] = ()


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The grade of one submission."""

    schema: str = "grader/result/1"
    assignment: str
    submission: str
    status: Literal["graded", "unreadable", "internal_error"]
    message: str | None = None
    line: int | None = None
    score: float | None
    max_score: float
    late: bool | None = None
    isolation: str
    seed_id: str | None = None
    seconds: float
    stdout: str
    exercises: tuple[ExerciseResult, ...] = ()
