"""`grader check --torch`: the answers of a torch that is here instead of those in golden.json."""

from pathlib import Path

import msgspec

from ..golden.oracles import ask, load_oracles
from ..model import Case, Golden
from ..paper import Paper

__all__ = ["LivePaper"]


class LivePaper(Paper):
    """A paper whose golden values take torch's side from the oracles."""

    def __init__(self, course: Path, paper: Paper) -> None:
        super().__init__(paper.assignment, paper.cases, paper.probes)
        self.oracles = load_oracles(course)

    def golden(self, case: Case) -> Golden:
        """The frozen values, with what torch answers now."""
        frozen = super().golden(case)
        found = self.oracles.find(self.assignment.name, case.exercise.name)
        answer = ask(found[0][1], case) if found else None
        return msgspec.structs.replace(frozen, torch=answer)
