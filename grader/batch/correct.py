"""Corrections: grading again, points by hand, what has happened, and forgetting a student."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ..course import assignment_folder, assignment_names
from ..errors import ConfigurationError
from ..model import Figures, Result
from ..policy import grade_of
from ..score import rounded
from ..store import Gradebook, Row
from ..store.rows import as_figures, as_result
from .grades import days_of, overrides_of, pictures_of, policy_of
from .pool import Pool
from .prepare import Prepared, check_course, course_facts, prepare, secret_seed
from .run import files_of, job_of, record, stamp, whoever
from .worker import Done, Setup, render

__all__ = ["Change", "forget", "override", "own_course", "prepared_again", "regrade", "undo"]


class Change(msgspec.Struct, frozen=True):
    """Whose grade changes, and how; `failed`: it could not be graded again, and stays."""

    id: str
    name: str
    before: float | None
    after: float | None
    failed: bool = False


def prepared_again(
    course: Path, book: Gradebook, seed_file: Path | None, moved: bool = False
) -> Prepared:
    """The assignment as it is now, with the batch's own hidden cases.

    Raises ConfigurationError when the seed is another than the batch's, or the course is, unless
    it is said to have `moved`.
    """
    folder = own_course(course, book, moved)
    prepared = prepare(course, folder, secret_seed(book.folder, seed_file))
    if prepared.seed_id != book.meta("seed_id"):
        raise ConfigurationError(
            f"{book.folder}: was graded with another secret seed; give it with --seed-file"
        )
    return prepared


def own_course(course: Path, book: Gradebook, moved: bool = False) -> Path:
    """The folder of the batch's assignment in its own course; raises ConfigurationError."""
    name = book.meta("assignment") or ""
    before = {key: book.meta(key) for key in ("course", "course_content")}
    if not moved and before["course"] is not None and name not in assignment_names(course):
        raise ConfigurationError(
            f"{book.folder}: was graded by the course in {before['course']}, and the one in "
            f"{course} has no assignment {name!r}: give --course {before['course']}"
        )
    folder = assignment_folder(course, name)
    if not moved:
        check_course(book.folder, before, course_facts(course, folder))
    return folder


def regrade(
    book: Gradebook,
    prepared: Prepared,
    rows: Sequence[Row],
    workers: int,
    exercise: str | None = None,
    dry: bool = False,
) -> Iterator[Change]:
    """Grades again, and yields every submission whose grade changes; `dry` keeps nothing.

    With `exercise`, the other exercises keep the results that they have.
    """
    policy = policy_of(book)
    level, pictures = book.meta("isolation") or "sealed", prepared.pictures
    setup = Setup(prepared.paper, level, prepared.seed_id, policy, pictures)
    by_id = {row.id: row for row in rows}
    keys = book.keys()
    if not dry:
        book.set_meta(pictures=msgspec.json.encode(pictures).decode())
    with Pool(setup, min(workers, len(rows))) as pool:
        for answer in pool.run([job_of(book, row, policy) for row in rows]):
            if not isinstance(answer, Done) or answer.status == "internal_error":
                row = by_id[answer.id if isinstance(answer, Done) else answer.job.id]
                yield Change(row.id, row.name, None, None, failed=True)
                continue
            row = by_id[answer.id]
            old = book.result(row.id)
            result, figures = as_result(answer.full), as_figures(answer.figures)
            if exercise is not None and old is not None:
                result = _only(result, old, exercise)
                figures = _only_figures(figures, book.handed_out(row.id)[1], exercise)
            days = days_of(policy, row)
            by_hand = overrides_of(book, row.id)
            after = grade_of(result, policy, days, by_hand)
            before = None if old is None else grade_of(old, policy, days, by_hand).score
            if not dry:
                done = render(result, figures, policy, pictures, after)
                record(book, done, keys.get(row.id, ""), "graded again", whoever())
            if before != after.score:
                yield Change(row.id, row.name, before, after.score)


def _only(result: Result, old: Result, name: str) -> Result:
    """The old result with one exercise of the new one."""
    new = {exercise.name: exercise for exercise in result.exercises}
    exercises = tuple(new.get(e.name, e) if e.name == name else e for e in old.exercises)
    score = None if old.score is None else rounded(sum(e.score for e in exercises))
    return msgspec.structs.replace(old, exercises=exercises, score=score)


def _only_figures(figures: Figures, old: Figures, name: str) -> Figures:
    """The old figures with those of one exercise of the new ones."""
    sketches = {n: s for n, s in old.sketches.items() if n != name}
    sketches |= {n: s for n, s in figures.sketches.items() if n == name}
    tracks = {
        surface: {n: t for n, t in old.tracks.get(surface, {}).items() if n != name}
        | {n: t for n, t in figures.tracks.get(surface, {}).items() if n == name}
        for surface in old.tracks.keys() | figures.tracks.keys()
    }
    return msgspec.structs.replace(old, sketches=sketches, tracks=tracks)


def override(book: Gradebook, row: Row, exercise: str, points: float, comment: str) -> None:
    """Points by hand, kept over every regrade.  Raises ConfigurationError."""
    _known(book, row, exercise)
    if not comment:
        raise ConfigurationError(
            "--comment is missing: the student and your colleagues will ask why"
        )
    result = book.result(row.id)
    most = {e.name: e.max_score for e in result.exercises} if result is not None else {}
    if not 0.0 <= points <= most.get(exercise, points):
        raise ConfigurationError(
            f"{row.id}: {exercise} has 0 to {most.get(exercise, 0.0):g} points, found {points:g}; "
            "what counts beyond the maximum is `bonus` in the policy"
        )
    book.give(row.id, exercise, points, comment, whoever(), stamp())
    _page(book, row)


def undo(book: Gradebook, row: Row, exercise: str) -> None:
    """Takes points by hand back.  Raises ConfigurationError when there are none."""
    _known(book, row, exercise)
    if not any(o.exercise == exercise for o in overrides_of(book, row.id)):
        raise ConfigurationError(f"{row.id}: {exercise} has no points by hand to take back")
    book.take_back(row.id, exercise, whoever(), stamp())
    _page(book, row)


def _known(book: Gradebook, row: Row, exercise: str) -> None:
    """Raises ConfigurationError when there is no such exercise."""
    names = (book.meta("exercises") or "").split("\n")
    if exercise not in names:
        raise ConfigurationError(
            f"{row.id}: there is no exercise {exercise!r}; there are {', '.join(names)}"
        )


def _page(book: Gradebook, row: Row) -> None:
    """The student's page anew, with what was changed by hand."""
    result = book.result(row.id)
    if result is None:
        raise ConfigurationError(f"{row.id}: was not graded yet")
    policy = policy_of(book)
    grade = grade_of(result, policy, days_of(policy, row), overrides_of(book, row.id))
    figures = book.handed_out(row.id)[1]
    done = render(result, figures, policy, pictures_of(book), grade)
    record(book, done, book.keys()[row.id], "")


def forget(book: Gradebook, row: Row, anonymous: bool) -> None:
    """Deletes a student's data, or keeps the grade and the work without the person."""
    book.forget(row.id, anonymous)
    for file in () if anonymous else files_of(book.folder, row.id):
        file.unlink(missing_ok=True)
