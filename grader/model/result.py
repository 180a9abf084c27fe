"""What a submission did, what it gets, and why: outcomes, verdicts, findings, results."""

from typing import Any, Literal

import msgspec

from .answer import Answer
from .course import Case, Golden, Visibility

__all__ = [
    "LIST_FOR_ARRAY",
    "WORST_FIRST",
    "CaseResult",
    "CaseStatus",
    "Divergence",
    "ErrorSize",
    "ExerciseResult",
    "ExerciseStatus",
    "Fault",
    "Finding",
    "FindingKind",
    "Grade",
    "Graded",
    "Outcome",
    "Place",
    "Result",
    "TorchVerdict",
    "Verdict",
]

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
    "mistake",
    "pair",
    "structure",
    "place",
    "contract",
    "follow_through",
    "accepted",
    "unrecognised",
]


#: `Verdict.accepted` of a plain list where an array of indices was asked for.
LIST_FOR_ARRAY = "list_for_array"


class Fault(msgspec.Struct, frozen=True):
    """An exception of the student's: frames are (file, line, function, source).

    `several`: there are several files, so that a line is told with its own.
    """

    type: str
    message: str
    line: int | None = None
    frames: tuple[tuple[str, int, str, str], ...] = ()
    several: bool = False

    @property
    def where(self) -> str:
        """The line as it is told: with its file, or its cell, where there are several."""
        if self.line is None:
            return ""
        return (
            f"{self.file}, line {self.line}" if self.several and self.file else f"line {self.line}"
        )

    @property
    def file(self) -> str | None:
        """The student's file in which it was raised."""
        return self.frames[-1][0].partition("/")[2] or None if self.frames else None

    @property
    def text(self) -> str:
        """The last line of a traceback."""
        return f"{self.type}: {self.message}" if self.message else self.type


class Breach(msgspec.Struct, frozen=True):
    """A breach of contract that was noticed in a run.

    Of what is counted, how often, and how often that is `wanted`; of an argument that was changed,
    its number, from 1.
    """

    slug: str
    got: int | None = None
    wanted: int | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a submission did on a case; `answer` and `again` are untrusted data.

    `answer` is a value, or an Answer that is read when somebody asks for its `value`.  `signals`
    are the warnings of floating-point arithmetic: (sentence, where in the files).
    `violation`: it did what no honest code does, such as to write on the grader's own channel.
    """

    case: str
    status: Literal[
        "value", "missing", "not_implemented", "error", "timeout", "memory", "internal_error"
    ]
    answer: Any = None
    again: Any = None
    breaches: tuple[Breach, ...] = ()
    fault: Fault | None = None
    signals: tuple[tuple[str, str], ...] = ()
    message: str = ""
    seconds: float = 0.0
    violation: bool = False

    @property
    def value(self) -> Any:
        """What was returned."""
        return self.answer.value if isinstance(self.answer, Answer) else self.answer


class ErrorSize(msgspec.Struct, frozen=True):
    """The largest error over the finite entries, absolute and relative to max |expected|."""

    max_abs: float
    max_rel: float


class Divergence(msgspec.Struct, frozen=True, kw_only=True):
    """Where outcome and golden part first; `step` counts from 1.

    Of a run with a state, `state` is the first part of it that is off there, by `offset` in every
    entry, where it is one number; `right_states` are all of its parts, where all are right, or
    those that are beside one that is not.
    `scaled_states` are those that are a factor times the lecture's: all through, which may be a
    form of its own, or of the one that is off in the steps before.
    """

    step: int | None = None
    tensor: str | None = None
    node: int | None = None
    state: str | None = None
    key: str | None = None
    index: tuple[int, ...] = ()
    offset: float | None = None
    right_states: tuple[str, ...] = ()
    scaled_states: tuple[tuple[str, float], ...] = ()

    @property
    def without_state(self) -> "Divergence":
        """The place alone."""
        return msgspec.structs.replace(
            self, state=None, offset=None, right_states=(), scaled_states=()
        )


class TorchVerdict(msgspec.Struct, frozen=True):
    """The same outcome against torch's answer."""

    status: Literal["passed", "failed"]
    max_rel: float | None = None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Outcome against golden.

    `accepted` is what is told and not marked down: the id of a variant, or LIST_FOR_ARRAY.
    """

    status: CaseStatus
    message: str = ""
    expected: Any = None
    got: Any = None
    contract: tuple[str, ...] = ()
    error: ErrorSize | None = None
    first_divergence: Divergence | None = None
    torch: TorchVerdict | None = None
    accepted: str | None = None


class Graded(msgspec.Struct, frozen=True):
    """One case with everything that is known of it."""

    case: Case
    golden: Golden
    outcome: Outcome
    verdict: Verdict


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a finding shows: the public case, and where in its answer or in the student's file.

    `step`, `tensor`, `node`, `state`, `key` and `index` are those of the case's Divergence.
    """

    case: str | None = None
    file: str | None = None
    line: int | None = None
    step: int | None = None
    tensor: str | None = None
    node: int | None = None
    state: str | None = None
    key: str | None = None
    index: tuple[int, ...] | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Why an exercise is wrong: data, and the words that `grader.wording` makes of them.

    `rule` is the slug of the rule that found it, and names its sentence; `parameters` are what the
    sentence fills in, as JSON.  `subject` is the output that it is about, or several with commas;
    None is the whole answer.  Results of earlier versions have the words alone.
    """

    kind: FindingKind
    message: str = ""
    mistake: str | None = None
    explanation: str = ""
    rule: str | None = None
    subject: str | None = None
    place: Place | None = None
    parameters: dict[str, Any] = {}


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
    accepted: bool = False
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
    """The grade of one submission.

    `line` is one of `file`, or of the assignment's module, if that is None.
    `violation`: in some case it did what no honest code does; for staff to look at.
    `notes` say how the files were read: which was chosen, what of them was left out and why.
    """

    schema: str = "grader/result/1"
    assignment: str
    submission: str
    status: Literal["graded", "unreadable", "internal_error"]
    message: str | None = None
    line: int | None = None
    file: str | None = None
    score: float | None
    max_score: float
    late: bool | None = None
    isolation: str
    seed_id: str | None = None
    seconds: float
    stdout: str
    violation: bool = False
    notes: tuple[str, ...] = ()
    chosen_file: str | None = None
    exercises: tuple[ExerciseResult, ...] = ()


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """What is handed back: points by exercise, the total, and how it came about."""

    score: float | None
    max_score: float
    raw: float | None
    exercises: dict[str, float | None]
    late: bool
    days_late: int = 0
    penalty: float = 0.0
    notes: tuple[str, ...] = ()
