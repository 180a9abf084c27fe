"""What is right with the course's own earlier function in place of the student's."""

from collections.abc import Mapping, Sequence

import msgspec

from ..language import translated as _
from ..model import Finding, Graded, Verdict
from ..wording.findings import worded
from ..wording.sentences import RIGHT_WITH_STARTER
from .graded import Diagnosis, right

__all__ = ["with_starter"]


def with_starter(
    graded: Mapping[str, Sequence[Graded]],
    again: Mapping[str, Verdict],
    diagnoses: Mapping[str, Diagnosis],
) -> dict[str, Diagnosis]:
    """Exercise name -> its diagnosis, where cases that failed are right when they are run `again`.

    That counts only where the student's earlier exercise is itself wrong.
    """
    found = {}
    for name, own in graded.items():
        after = own[0].case.exercise.after if own else None
        if after is None or after.exercise not in graded or right(graded[after.exercise]):
            continue
        failed = [g for g in own if g.verdict.status not in ("passed", "internal_error")]
        saved = [g.case.id for g in failed if _passed(again.get(g.case.id))]
        if not saved:
            continue
        diagnosis = diagnoses[name]
        names = {"exercise": name, "earlier": after.exercise}
        counts = {"right": len(saved), "of": len(failed)}
        all_saved = len(saved) == len(failed)
        finding = worded(
            Finding(
                kind="follow_through",
                rule="right_with_starter" if all_saved else "right_with_starter_in_part",
                parameters=names if all_saved else names | counts,
            )
        )
        found[name] = msgspec.structs.replace(
            diagnosis,
            findings=(finding,) if all_saved else (finding, *diagnosis.findings),
            with_starter=dict.fromkeys(saved, _(RIGHT_WITH_STARTER).format_map(names)),
        )
    return found


def _passed(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.status == "passed"
