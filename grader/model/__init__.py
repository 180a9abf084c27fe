"""The words of this project as frozen values; every stage takes some and returns some.

Assignment > Exercise > CaseSpec are what an author wrote.  Case is a CaseSpec with inputs drawn,
Golden what the reference answers, Outcome what a submission did, Verdict outcome against golden,
Finding why, and Result the whole, which is the JSON of `grader check --json`.  In a class, a Person
hands in a SubmissionRecord; a Policy makes of its Result a Grade, which stands in a ClassSheet.
"""

from .answer import Answer
from .batch import Batch, CourseIdentity, Machine, RunSummary, Shard, SubmissionRecord
from .course import (
    After,
    Assignment,
    Case,
    CaseSpec,
    Constant,
    Edit,
    Exercise,
    Golden,
    GradientOf,
    Limits,
    Mistake,
)
from .people import Person, RosterEntry, key_of
from .pictures import Figures, Pictures, Sketch, Surface, Track
from .policy import Override, Policy
from .reasons import reason, reasons
from .result import (
    LIST_FOR_ARRAY,
    WORST_FIRST,
    Breach,
    CaseResult,
    CaseStatus,
    Divergence,
    ErrorSize,
    ExerciseResult,
    ExerciseStatus,
    Fault,
    Finding,
    FindingKind,
    Grade,
    Graded,
    Outcome,
    Place,
    Result,
    TorchVerdict,
    Verdict,
)
from .sheet import ClassEntry, ClassSheet

__all__ = [
    "LIST_FOR_ARRAY",
    "WORST_FIRST",
    "After",
    "Answer",
    "Assignment",
    "Batch",
    "Breach",
    "Case",
    "CaseResult",
    "CaseSpec",
    "CaseStatus",
    "ClassEntry",
    "ClassSheet",
    "Constant",
    "CourseIdentity",
    "Divergence",
    "Edit",
    "ErrorSize",
    "Exercise",
    "ExerciseResult",
    "ExerciseStatus",
    "Fault",
    "Figures",
    "Finding",
    "FindingKind",
    "Golden",
    "Grade",
    "Graded",
    "GradientOf",
    "Limits",
    "Machine",
    "Mistake",
    "Outcome",
    "Override",
    "Person",
    "Pictures",
    "Place",
    "Policy",
    "Result",
    "RosterEntry",
    "RunSummary",
    "Shard",
    "Sketch",
    "SubmissionRecord",
    "Surface",
    "TorchVerdict",
    "Track",
    "Verdict",
    "key_of",
    "reason",
    "reasons",
]
