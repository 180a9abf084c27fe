"""Cases that are run once more with the course's own earlier function in place of the student's.

They tell whether what is given a wrong earlier result is right by itself.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from ..model import Assignment, Case
from ..runner.codec import encode

__all__ = ["draw_starters"]


def draw_starters(assignment: Assignment, cases: Sequence[Case]) -> list[Case]:
    """The cases of every exercise that has a starter whose file is here; students may not have it.

    They are of a later stage: their source is sent when all else was answered.
    """
    found = []
    for case in cases:
        after = case.exercise.after
        file = None if after is None else Path(assignment.folder) / after.file
        if after is None or file is None or not after.starter or not file.is_file():
            continue
        starter = {"source": file.read_bytes(), "name": after.function}
        payload = {**case.payload, "starter": starter, "once": True}
        spec = msgspec.structs.replace(case.spec, visibility="hidden")
        found.append(Case(case.exercise, spec, encode(payload), stage=1))
    return found
