"""The words of this project as frozen values; every stage takes some and returns some.

Assignment > Exercise > CaseSpec are what an author wrote.  Case is a CaseSpec with inputs drawn,
Golden what the reference answers, Outcome what a submission did, Verdict outcome against golden,
Finding why, and Result the whole, which is the JSON of `grader check --json`.
"""

from .course import (
    After,
    Assignment,
    Case,
    CaseSpec,
    Edit,
    Exercise,
    Golden,
    GradientOf,
    Limits,
    Mistake,
)
from .pictures import Figures, Pictures, Sketch, Surface, Track
from .result import (
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
    Grade,
    Outcome,
    Result,
    TorchVerdict,
    Verdict,
)
from .sheet import ClassEntry, ClassSheet

__all__ = [
    "WORST_FIRST",
    "After",
    "Assignment",
    "Breach",
    "Case",
    "CaseResult",
    "CaseSpec",
    "CaseStatus",
    "ClassEntry",
    "ClassSheet",
    "Divergence",
    "Edit",
    "ErrorSize",
    "Exercise",
    "ExerciseResult",
    "ExerciseStatus",
    "Fault",
    "Figures",
    "Finding",
    "Golden",
    "Grade",
    "GradientOf",
    "Limits",
    "Mistake",
    "Outcome",
    "Pictures",
    "Result",
    "Sketch",
    "Surface",
    "TorchVerdict",
    "Track",
    "Verdict",
]
