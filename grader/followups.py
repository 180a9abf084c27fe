"""What is run besides where a case is wrong: it tells why, and what is right all the same.

A trace is the case once more, with what it keeps from step to step; a probe derives the student's
own loss; a starter is the case with the course's own earlier function.  For those that are right,
nothing of it is run.
"""

from collections.abc import Sequence

import msgspec

from .adapters import adapter_of
from .model import Case, Graded, Outcome, Verdict
from .paper import Paper

__all__ = ["FollowUps"]


class FollowUps:
    """Gathers the verdicts of a submission, and what is to be run because of them."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.graded: list[Graded] = []
        self.looked_at = 0
        self.probes: list[tuple[Case, Outcome]] = []
        self.with_starter: dict[str, Verdict] = {}
        self.starters: list[Case] | None = None

    def add(self, graded: Graded) -> None:
        """What a case gave, in its place."""
        case = graded.case
        if case.trace:
            self._add_trace(graded)
        elif case.stage:
            self.with_starter[case.id] = graded.verdict
        else:
            self.graded.append(graded)

    def more(self, last: bool) -> Sequence[Case]:
        """What is to be run now; `last`: no case is left that is to be run in any case."""
        new, self.looked_at = self.graded[self.looked_at :], len(self.graded)
        wrong = [g for g in new if g.verdict.status != "passed"]
        found = [*self._probes(wrong), *map(_trace, filter(_traced, wrong))]
        if found or not last or self.starters is not None:
            return found
        names = {g.case.id for g in self.graded if g.verdict.status != "passed"}
        self.starters = [case for case in self.paper.starters if case.id in names]
        return self.starters

    def _probes(self, wrong: Sequence[Graded]) -> list[Case]:
        """Those of exercises that have a public case among these."""
        public = [g.case for g in wrong if g.case.spec.visibility == "public"]
        names = {case.exercise.name for case in public}
        return [probe for probe in self.paper.probes if probe.exercise.name in names]

    def _add_trace(self, trace: Graded) -> None:
        """Which state is off is added to the verdict, where both runs parted at the same place."""
        i = next(i for i, g in enumerate(self.graded) if g.case.id == trace.case.id)
        graded, found = self.graded[i], trace.verdict.first_divergence
        if found is None or found.without_state != graded.verdict.first_divergence:
            return
        verdict = msgspec.structs.replace(
            graded.verdict, message=trace.verdict.message, first_divergence=found
        )
        self.graded[i] = msgspec.structs.replace(graded, verdict=verdict)


def _traced(graded: Graded) -> bool:
    """Whether a trace can tell more."""
    return graded.verdict.status == "failed" and adapter_of(graded.case.exercise).traced


def _trace(graded: Graded) -> Case:
    return msgspec.structs.replace(graded.case, trace=True)
