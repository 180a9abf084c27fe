"""What `check` does with graded work: its page, and the places where its code goes wrong."""

import sys
from pathlib import Path

import msgspec

from ..files import write_atomic
from ..local import page_of
from ..model import Graded, Result
from ..paper import Paper
from ..sandbox.backend import Backend
from ..submission import Submission

__all__ = ["Work"]


class Work(msgspec.Struct, frozen=True):
    """A submission with its result, the cases as they were judged, and what runs them."""

    paper: Paper
    submission: Submission
    result: Result
    cases: list[Graded]
    backend: Backend

    def write_page(self, file: Path) -> None:
        """The report with its figures, some of which the submission is run for."""
        parts = self.paper, self.submission, self.result, self.cases, self.backend
        write_atomic(file, page_of(*parts))

    def placed(self, seconds: float) -> Result:
        """The result with the places of what nothing explains; the same one where none is found."""
        if self.result.status != "graded" or self.result.score == self.result.max_score:
            return self.result
        from ..place.findings import with_places

        return with_places(
            self.paper, self.submission, self.result, self.cases, self.backend, seconds
        )

    def tell_places(self, seconds: float, html: Path | None) -> None:
        """Prints the places behind what was printed before, and writes the page anew with them."""
        sys.stdout.flush()  # the first answer waits for nothing
        result = self.placed(seconds)
        if result is self.result:
            return
        from .table import print_places

        print_places(result)
        if html is not None:
            msgspec.structs.replace(self, result=result).write_page(html)
