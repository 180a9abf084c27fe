"""The search: changes of the student's own function, until one makes every case right.

Each change is tried on the smallest failing case, what is right there on the exercise's other
public cases, and what is right there is graded as a submission of its own on all cases.  A place is
where *all* of the changes are that were found to make every case right.
"""

import random
import time
from collections.abc import Sequence
from itertools import chain

import msgspec

from ..compare import judge
from ..model import Case, Graded, Limits, Outcome
from ..paper import Paper, open_box
from ..sandbox.backend import Backend
from ..submission import Submission
from .edits import Edit, edits_of
from .order import ranks
from .source import pieces_of
from .trials import Trials

__all__ = ["Spot", "find"]

#: A trial may take so many times what the slowest case of the exercise took, within bounds.
TIMES, SHORTEST, LONGEST = 10.0, 0.05, 0.5
#: Failing and passing cases whose lines are asked for.
TRACED = 4
#: Of the changes on one line that are right on public cases, so many are graded in full.
CONFIRMED = 2
#: Seconds that grading them may take beyond the budget; what is not known then is not told.
CONFIRMING = 3.0
#: Lines of the places; where changes on more lines than these are right, none of them is told.
MOST_LINES = 2
#: Wrong changes that go with those which were right so far.
OTHERS = 7
_shuffler = random.SystemRandom()


class Spot(msgspec.Struct, frozen=True):
    """A line of the student's file, the last line of its statement, and the text to look at."""

    file: str
    line: int
    last: int
    shown: str


class Search:
    """The search for one exercise; `cases` are all of the paper's, as they were judged."""

    def __init__(
        self,
        paper: Paper,
        submission: Submission,
        cases: Sequence[Graded],
        exercise: str,
        backend: Backend,
        until: float,
    ) -> None:
        self.paper, self.submission, self.backend, self.until = paper, submission, backend, until
        self.exercise = exercise
        self.passed = {g.case.id for g in cases if g.verdict.status == "passed"}
        own = [g for g in cases if g.case.exercise.name == exercise]
        seen = sorted(
            (g for g in own if g.case.spec.visibility == "public"), key=lambda g: len(g.case.data)
        )
        self.wrong = [g.case for g in seen if g.verdict.status != "passed"]
        self.right = [g.case for g in seen if g.verdict.status == "passed"]
        self.own = {g.case.id for g in own}
        slowest = max((g.outcome.seconds for g in own if g.outcome.status == "value"), default=0.1)
        self.seconds = min(LONGEST, max(SHORTEST, TIMES * slowest))

    def run(self) -> tuple[Spot, ...]:
        """The places; () where none was found.  Raises SandboxError."""
        if not self.wrong:
            return ()
        box = open_box(self.paper, self.submission, self.backend, self.wrong)
        module = self._module(box.setup["modules"])
        self.file = module["file"]
        others = [e.name for e in self.paper.assignment.exercises if e.name != self.exercise]
        self.pieces = pieces_of(self.submission.files.get(self.file, b""), others)
        if not self.pieces:
            return ()
        left = max(1.0, self.until - time.monotonic())
        limits = Limits(self.seconds, 2 * left + 10.0, self.paper.assignment.limits.memory_mb)
        with Trials(box, self.backend, module, self.pieces, limits) as trials:
            for group in self._groups(trials):
                found = self._right_on_public(trials, group)
                trials.end()  # a backend has one process at a time
                confirmed, refused = self._confirm(found)
                if refused:
                    return ()
                if confirmed:
                    return _spots(self.file, confirmed)
                if time.monotonic() > self.until:
                    break
        return ()

    def _module(self, modules: Sequence[dict]) -> dict:
        return next((m for m in modules if self.exercise in m["exercises"]), modules[0])

    def _groups(self, trials: Trials) -> list[list[Edit]]:
        failing = set(chain.from_iterable(map(trials.lines, self.wrong[:TRACED])))
        passing = set(chain.from_iterable(map(trials.lines, self.right[:TRACED])))
        near = [
            (i, piece)
            for i, piece in enumerate(self.pieces)
            if not failing.isdisjoint(range(piece.line, piece.line + len(piece.starts)))
        ]
        every = chain.from_iterable(edits_of(piece, i) for i, piece in near)
        return ranks(every, failing, passing)

    def _right_on_public(self, trials: Trials, edits: Sequence[Edit]) -> list[Edit]:
        """The changes that make every public case of the exercise right, one case at a time.

        What was right so far comes among others that were not, so that the process cannot tell it.
        """
        left = list(edits)
        for case in (*self.wrong, *self.right):
            if not left:
                return []
            among = left
            if len(left) < len(edits):
                among = [*left, *_shuffler.sample(edits, min(OTHERS, len(edits)))]
                _shuffler.shuffle(among)
            answers = trials.answers(case, among, self.until)
            right = {id(edit) for edit, found in answers if self._is_right(case, found)}
            left = [edit for edit in left if id(edit) in right]
        return left

    def _is_right(self, case: Case, found: Outcome) -> bool:
        golden = self.paper.golden(case)
        return judge(case, golden, found, self.paper.tolerance).status == "passed"

    def _confirm(self, edits: Sequence[Edit]) -> tuple[list[Edit], bool]:
        """The changes that are right when they are graded; whether nothing may be told.

        Hidden cases can silence a place and never choose between two: they may not show in it.
        """
        confirmed: list[Edit] = []
        tried: dict[int, int] = {}
        for edit in edits:
            lines = {other.line for other in confirmed}
            if len(lines) > MOST_LINES or time.monotonic() > self.until + CONFIRMING:
                return [], True
            if edit.line in lines:
                confirmed.append(edit)
                continue
            if tried.get(edit.line, 0) >= CONFIRMED:
                continue
            tried[edit.line] = tried.get(edit.line, 0) + 1
            wrong = self._wrong_when_graded(edit)
            if any(case.spec.visibility == "hidden" for case in wrong):
                return [], True
            if not wrong:
                confirmed.append(edit)
        return confirmed, False

    def _wrong_when_graded(self, edit: Edit) -> list[Case]:
        """The cases that must be right with the change, and are not: the first of them."""
        piece = self.pieces[edit.piece]
        source = self.submission.files[self.file]
        start, end = piece.start + edit.span.start, piece.start + edit.span.end
        edited = source[:start] + edit.text + source[end:]
        files = self.submission.files | {self.file: edited}
        submission = msgspec.structs.replace(self.submission, files=files)
        wanted = self.own | self.passed
        cases = [case for case in self.paper.cases if case.id in wanted]
        limits = msgspec.structs.replace(
            self.paper.assignment.limits, seconds=1.0, total_seconds=5.0
        )
        with open_box(self.paper, submission, self.backend, cases, limits) as box:
            if box.problem():
                return cases[:1]
            for case, found in zip(cases, box.run(), strict=True):
                if not self._is_right(case, found):
                    return [case]
        return []


def find(
    paper: Paper,
    submission: Submission,
    cases: Sequence[Graded],
    exercise: str,
    backend: Backend,
    seconds: float,
) -> tuple[Spot, ...]:
    """Where one change of an exercise's own code makes every case right; () if it is not known.

    Every public case is tried, and the hidden ones that the paper has.  Raises SandboxError.
    """
    until = time.monotonic() + seconds
    return Search(paper, submission, cases, exercise, backend, until).run()


def _spots(file: str, edits: Sequence[Edit]) -> tuple[Spot, ...]:
    """What the changes share: their lines, and of each the text that all changes there are in."""
    by_line: dict[int, list[Edit]] = {}
    for edit in edits:
        by_line.setdefault(edit.line, []).append(edit)
    if len(by_line) > MOST_LINES:
        return ()
    spots = []
    for line, own in sorted(by_line.items()):
        widest = max(own, key=lambda edit: edit.span.end - edit.span.start)
        shown = _within(own, widest)
        spots.append(Spot(file, line, max(edit.last for edit in own), shown))
    return tuple(spots)


def _within(edits: Sequence[Edit], widest: Edit) -> str:
    """The text of the widest change, if it has all others in it; else "", and the line is told."""
    start, end = widest.span.start, widest.span.end
    inside = all(start <= e.span.start and e.span.end <= end for e in edits)
    return widest.shown if inside else ""
