"""What is run besides where a case is wrong: it tells why, and what is right all the same.

A trace is the case once more, with what it keeps from step to step; a probe derives the student's
own loss; a starter is the case with the course's own earlier function; a scene is a run for the
pictures.  For those that are right, nothing of it is run.
"""

from collections.abc import Sequence

import msgspec

from .adapters import adapter_of
from .model import Case, Graded, Outcome, Verdict
from .model.course import STARTER
from .paper import Paper

__all__ = ["FollowUps"]

#: An exercise whose cases take longer is run for the pictures by itself, with clocks of its own.
QUICK_SECONDS = 0.1


class FollowUps:
    """Gathers the verdicts of a submission, and what is to be run because of them."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.graded: list[Graded] = []
        self.looked_at = 0
        self.probes: list[tuple[Case, Outcome]] = []
        self.with_starter: dict[str, Verdict] = {}
        self.starters: list[Case] | None = None
        self.walked: dict[str, Outcome] = {}
        self.drawn: set[str] = set()

    def add(self, graded: Graded) -> None:
        """What a case gave, in its place."""
        case = graded.case
        if case.trace:
            self._add_trace(graded)
        elif case.stage == STARTER:
            self.with_starter[case.id] = graded.verdict
        else:
            self.graded.append(graded)

    def more(self, last: bool) -> Sequence[Case]:
        """What is to be run now; `last`: no case is left that is to be run in any case."""
        new, self.looked_at = self.graded[self.looked_at :], len(self.graded)
        wrong = [g for g in new if g.verdict.status != "passed"]
        found = [*self._probes(wrong), *map(_trace, filter(_traced, wrong)), *self._scenes(wrong)]
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

    def _scenes(self, wrong: Sequence[Graded]) -> list[Case]:
        """Those of exercises that ran quickly, as long as no hidden case was run.

        A picture shows what the submission answered, which must not be what it was hidden.
        """
        if any(g.case.spec.visibility == "hidden" for g in self.graded):
            return []
        found: list[Case] = []
        for name in {g.case.exercise.name: None for g in wrong}:
            own = [g for g in self.graded if g.case.exercise.name == name]
            if name not in self.drawn and _quick(own):
                self.drawn.add(name)
                found += self.paper.scenes.get(name, ())
        return found

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


def _quick(own: Sequence[Graded]) -> bool:
    """Whether all cases of an exercise came to their end, and soon."""
    ended = all(g.outcome.status in ("value", "error") for g in own)
    return ended and sum(g.outcome.seconds for g in own) < QUICK_SECONDS


def _traced(graded: Graded) -> bool:
    """Whether a trace can tell more."""
    return graded.verdict.status == "failed" and adapter_of(graded.case.exercise).traced


def _trace(graded: Graded) -> Case:
    return msgspec.structs.replace(graded.case, trace=True)
