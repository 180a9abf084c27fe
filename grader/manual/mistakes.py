"""The pages of known mistakes: what is said of one, and a case that it fails.

A mistake's edit quotes the right line, and its wrong line is most of the right one, or the right
one of another exercise.  So the code is on the page only where it is asked for, which is for staff;
the line that is replaced never is.
"""

from collections.abc import Iterator, Sequence

from ..diagnose.catalogue import Known
from ..model import Edit, Mistake
from .examples import Example
from .exercises import exercise_path
from .page import Block, Cell, Code, Heading, Link, Page, Table, Text

__all__ = ["known_page", "mistake_page", "mistake_path"]

KINDS = {
    "value": "the numbers are wrong",
    "contract": "the numbers are right, and come about in a way that is not allowed",
    "equivalent": "no mistake: the same mathematics written another way, with full marks",
}
NO_EXAMPLE = (
    "This is the student's package, which has no reference to make a failing example with. "
    "`grader check --explain` shows the cases that fail in your own work."
)


def mistake_path(assignment: str, name: str) -> str:
    """Where the page of a mistake lies."""
    return f"mistakes/{assignment}/{name}"


def mistake_page(
    assignment: str, mistake: Mistake, example: Example | None, code: bool = False
) -> Page:
    """The page; with `code`, it has the wrong lines."""
    known = Known(
        id=mistake.id,
        assignment=assignment,
        exercise=mistake.exercise,
        hint=mistake.hint,
        feedback=mistake.feedback,
        same_as=mistake.same_as,
    )
    rows: list[tuple[Cell, ...]] = [("kind", f"{mistake.kind}: {KINDS[mistake.kind]}")]
    blocks = [*_said(known, rows), *_shown(example)]
    if code:
        blocks += _wrong_lines(mistake)
    return _page(known, blocks)


def known_page(known: Known) -> Page:
    """The page where there is no reference: what the fingerprints have, and no example."""
    return _page(known, [*_said(known, []), Text(NO_EXAMPLE)])


def _page(known: Known, blocks: list[Block]) -> Page:
    return Page(
        kind="mistake",
        name=known.id,
        path=mistake_path(known.assignment, known.id),
        title=f"{known.id} ({known.exercise}, {known.assignment})",
        summary=known.hint,
        blocks=tuple(blocks),
    )


def _said(known: Known, more: list[tuple[Cell, ...]]) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = [
        ("exercise", Link(exercise_path(known.assignment, known.exercise), known.exercise)),
        ("assignment", Link(f"exercises/{known.assignment}", known.assignment)),
        *more,
    ]
    if known.same_as:
        other = Link(mistake_path(known.assignment, known.same_as), known.same_as)
        rows.append(("no input tells it from", other))
    yield Table((), tuple(rows))
    if known.feedback:
        yield Heading("Why it matters")
        yield Text(known.feedback)


def _shown(example: Example | None) -> Iterator[Block]:
    if example is None:
        return
    yield Heading("What grading says of it")
    if not example.failed:
        yield Text(example.message)
        return
    about = f" ({example.about})" if example.about else ""
    yield Text(f"In the case `{example.case}`{about}: {example.message}")
    if example.expected:
        yield Code(f"expected  {example.expected}\ngot       {example.got}")


def _wrong_lines(mistake: Mistake) -> Iterator[Block]:
    yield Heading("The wrong code")
    yield from _put_in(mistake.edits)
    if mistake.constant is not None:
        low, high = mistake.constant.low, mistake.constant.high
        yield Text(f"Or, with a constant `{{c}}` from {low:g} to {high:g}, which is solved for:")
        yield from _put_in(mistake.constant.edits)
    if mistake.also:
        count = len(mistake.also)
        yield Text(f"It is known in {count} other form{'s' * (count > 1)}, too.")


def _put_in(edits: Sequence[Edit]) -> Iterator[Block]:
    """What the edits put in the place of right lines."""
    for edit in edits:
        yield Text(f"In `{edit.where}`:")
        yield Code(edit.with_, "python")
