"""The search: changes of the student's own function, until one makes every case right.

Each change is tried on the smallest failing case, what is right there on the exercise's other
public cases, and what is right there is graded as a submission of its own on all cases.  A place is
where *all* of the changes are that were found to make every case right.

Where no single change is enough, those are tried together with another one that make some of the
wrong cases right.
"""

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice

import msgspec

from ..compare import judge
from ..model import Case, Graded, Limits, Outcome
from ..paper import Paper, open_box
from ..sandbox.backend import Backend
from ..sandbox.levels import SAFE
from ..submission import Submission
from .edits import MISSING, Edit, Repair, edits_of, last_first, numbers_of
from .inverses import inverses_of
from .numbers import solved
from .order import ranks
from .scope import functions_in
from .source import Piece, Source, source_of
from .trials import Trials

__all__ = ["MISSING", "TOGETHER", "Spot", "find"]

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
#: Wrong cases that are tried with every change, before pairs; changes that are tried with others.
LOOKED_AT, FIRSTS = 3, 6
#: Wrong cases on which numbers are solved for.
SOLVED_ON = 2
#: Lines between the first and the last place of a statement that is missing.
MOST_APART = 6
#: Kinds of spots: of two changes that are made together; others are of one.
TOGETHER = "together"
#: Changes of one at a time that are thought of at most.
MOST_EDITS = 50_000
_shuffler = random.SystemRandom()


class Spot(msgspec.Struct, frozen=True):
    """A line of the student's file, the last line of its statement, and the text to look at.

    Of a statement that is `MISSING`, the lines between which it belongs; of two changes that only
    `TOGETHER` make every case right, one each.  `where` are the lines with their cells, since those
    of a notebook are counted through all of its code.
    """

    file: str
    line: int
    last: int
    shown: str
    kind: str = "change"
    where: tuple[tuple[int, int], ...] = ()


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
        self.failing: set[int] = set()  # the lines that failing cases come through
        slowest = max((g.outcome.seconds for g in own if g.outcome.status == "value"), default=0.1)
        self.seconds = min(LONGEST, max(SHORTEST, TIMES * slowest))

    def run(self) -> tuple[Spot, ...]:
        """The places; () where none was found.  Raises SandboxError."""
        if not self.wrong:
            return ()
        box = open_box(self.paper, self.submission, self.backend, self.wrong)
        module = self._module(box.setup["modules"])
        self.source = source_of(self.submission.files, module["file"])
        others = [e.name for e in self.paper.assignment.exercises if e.name != self.exercise]
        self.pieces = self.source.pieces(others)
        if not self.pieces:
            return ()
        left = max(1.0, self.until - time.monotonic())
        limits = Limits(self.seconds, 2 * left + 10.0, self.paper.assignment.limits.memory_mb)
        with Trials(box, self.backend, module, self.source, self.pieces, limits) as trials:
            singles = self._groups(trials)
            pairs = self._pairs(trials, list(chain.from_iterable(singles)))
            for group in chain(singles[:1], self._numbers(trials), singles[1:], pairs):
                found = self._right_on_public(trials, group)
                trials.end()  # a backend has one process at a time
                confirmed, refused = self._confirm(found)
                if refused:
                    return ()
                if confirmed:
                    return _spots(self.source, confirmed)
                if time.monotonic() > self.until:
                    break
        return ()

    def _module(self, modules: Sequence[dict]) -> dict:
        return next((m for m in modules if self.exercise in m["exercises"]), modules[0])

    def _groups(self, trials: Trials) -> list[list[Repair]]:
        failing = _with_heads(self.pieces, _lines_of(trials, self.wrong))
        passing = _with_heads(self.pieces, _lines_of(trials, self.right))
        self.failing = failing
        near = [
            (i, piece)
            for i, piece in enumerate(self.pieces)
            if not failing.isdisjoint(range(piece.line, piece.line + len(piece.starts)))
        ]
        safe = self.backend.level in SAFE  # what right code looks like goes nowhere else
        known = inverses_of(self.paper, self.exercise) if safe else []
        every = self._in_time(chain.from_iterable(edits_of(piece, i, known) for i, piece in near))
        return [[(edit,) for edit in group] for group in ranks(every, failing, passing)]

    def _numbers(self, trials: Trials) -> Iterator[list[Repair]]:
        """Numbers of the student's with the values that make one of the wrong cases right.

        What right code looks like goes only to where nothing leaves.
        """
        if self.backend.level not in SAFE:
            return
        numbers = [
            edit
            for i, piece in enumerate(self.pieces)
            for edit in numbers_of(piece, i)
            if not self.failing.isdisjoint(range(edit.line, edit.last + 1))
        ]
        for case in self.wrong[:SOLVED_ON]:
            tried = partial(trials.answers, case, until=self.until)
            right = partial(self._is_right, case)
            yield solved(tried, case, self.paper.golden(case), numbers, right)

    def _in_time(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """As many as half of the time allows: what is left is for trying them."""
        half = time.monotonic() + max(0.0, self.until - time.monotonic()) / 2
        for edit in islice(edits, MOST_EDITS):
            yield edit
            if time.monotonic() > half:
                return

    def _pairs(self, trials: Trials, singles: Sequence[Repair]) -> Iterator[list[Repair]]:
        """Each change that makes some of the wrong cases right, with every other one."""
        if len(self.wrong) < 2:
            return
        repaired = {id(repair): 0 for repair in singles}
        cases = self.wrong[:LOOKED_AT]
        for case in cases:
            for repair in self._right(trials, case, singles):
                repaired[id(repair)] += 1
        some = [repair for repair in singles if repaired[id(repair)] > 0]
        some.sort(key=lambda repair: -repaired[id(repair)])
        for (first,) in _of_lines_apart(some):
            if time.monotonic() > self.until:
                return
            yield [(first, second) for (second,) in singles if _apart(first, second)]

    def _right_on_public(self, trials: Trials, repairs: Sequence[Repair]) -> list[Repair]:
        """The changes that make every public case of the exercise right, one case at a time.

        What was right so far comes among others that were not, so that the process cannot tell it.
        """
        left = list(repairs)
        for case in (*self.wrong, *self.right):
            if not left:
                return []
            among = left
            if len(left) < len(repairs):
                among = [*left, *_shuffler.sample(repairs, min(OTHERS, len(repairs)))]
                _shuffler.shuffle(among)
            right = {id(repair) for repair in self._right(trials, case, among)}
            left = [repair for repair in left if id(repair) in right]
        return left

    def _right(self, trials: Trials, case: Case, repairs: Sequence[Repair]) -> Iterator[Repair]:
        """Those of the changes that make a case right."""
        for repair, found in trials.answers(case, repairs, self.until):
            if self._is_right(case, found):
                yield repair

    def _is_right(self, case: Case, found: Outcome) -> bool:
        golden = self.paper.golden(case)
        return judge(case, golden, found, self.paper.tolerance).status == "passed"

    def _confirm(self, repairs: Sequence[Repair]) -> tuple[list[Repair], bool]:
        """The changes that are right when they are graded; whether nothing may be told.

        Hidden cases can silence a place and never choose between two: they may not show in it.
        """
        confirmed: list[Repair] = []
        tried: dict[tuple[int, ...], int] = {}
        for repair in repairs:
            if _too_far(confirmed) or time.monotonic() > self.until + CONFIRMING:
                return [], True
            where = _where(repair)
            if where in map(_where, confirmed):
                confirmed.append(repair)
                continue
            if tried.get(where, 0) >= CONFIRMED:
                continue
            tried[where] = tried.get(where, 0) + 1
            wrong = self._wrong_when_graded(repair)
            if any(case.spec.visibility == "hidden" for case in wrong):
                return [], True
            if not wrong:
                confirmed.append(repair)
        return confirmed, _too_far(confirmed)

    def _wrong_when_graded(self, repair: Repair) -> list[Case]:
        """The cases that must be right with the changes, and are not: the first of them."""
        changes = [(self.pieces[e.piece], e.span, e.text) for e in last_first(repair)]
        files = self.submission.files | {self.source.file: self.source.edited(changes)}
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


def _lines_of(trials: Trials, cases: Sequence[Case]) -> set[int]:
    """The lines that the first few cases come through."""
    return set(chain.from_iterable(map(trials.lines, cases[:TRACED])))


def _with_heads(pieces: Sequence[Piece], lines: set[int]) -> set[int]:
    """The lines, and those with the defaults of functions that they are in."""
    heads: set[int] = set()
    for piece in pieces:
        for scope in functions_in(piece):
            first, inside = piece.line_of(scope.function), piece.line_of(scope.function.body[0])
            last = first + (scope.function.end_lineno or 0) - scope.function.lineno
            if not lines.isdisjoint(range(first, last + 1)):
                heads |= set(range(first, max(first + 1, inside)))
    return lines | heads


def _where(repair: Repair) -> tuple[int, ...]:
    """The lines that changes are in."""
    return tuple(edit.line for edit in repair)


def _is_missing(repair: Repair) -> bool:
    return len(repair) == 1 and repair[0].kind == MISSING


def _too_far(repairs: Sequence[Repair]) -> bool:
    """Whether changes are in more lines than can be told."""
    lines = {line for repair in repairs for line in _where(repair)}
    if repairs and all(map(_is_missing, repairs)):
        texts = {repair[0].text.strip() for repair in repairs}
        return len(texts) > 1 or max(lines) - min(lines) > MOST_APART
    return len(lines) > MOST_LINES


def _apart(one: Edit, other: Edit) -> bool:
    """Whether both changes can be made, of two lines or two parts of one."""
    if one.piece != other.piece:
        return True
    return one.span.end < other.span.start or other.span.end < one.span.start


def _of_lines_apart(repairs: Sequence[Repair]) -> list[Repair]:
    """The first few, not more than two of a line: others there come to the same."""
    found: list[Repair] = []
    for repair in repairs:
        if sum(_where(other) == _where(repair) for other in found) < 2 and len(found) < FIRSTS:
            found.append(repair)
    return found


def _spots(source: Source, repairs: Sequence[Repair]) -> tuple[Spot, ...]:
    """What the changes share: their lines, and of each the text that all changes there are in."""
    if all(map(_is_missing, repairs)):
        first, last = min(e.line for (e,) in repairs), max(e.last for (e,) in repairs)
        between = source.where(first), source.where(last)
        return (Spot(source.file, first, last, repairs[0][0].shown, MISSING, between),)
    together = TOGETHER if len(repairs[0]) > 1 else "change"
    by_line: dict[int, list[Edit]] = {}
    for edit in chain.from_iterable(repairs):
        by_line.setdefault(edit.line, []).append(edit)
    spots = []
    for line, own in sorted(by_line.items()):
        widest = max(own, key=lambda edit: edit.span.end - edit.span.start)
        last = max(edit.last for edit in own)
        where = (source.where(line),)
        spots.append(Spot(source.file, line, last, _within(own, widest), together, where))
    return tuple(spots)


def _within(edits: Sequence[Edit], widest: Edit) -> str:
    """The text of the widest change, if it has all others in it; else "", and the line is told."""
    start, end = widest.span.start, widest.span.end
    inside = all(start <= e.span.start and e.span.end <= end for e in edits)
    return widest.shown if inside else ""
