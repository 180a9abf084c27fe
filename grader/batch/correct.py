"""Corrections: grading again, points by hand, what has happened, and forgetting a student."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ..course import assignment_folder, assignment_names
from ..errors import ConfigurationError
from ..language import current
from ..model import Figures, Result, SubmissionRecord
from ..score import rounded
from ..store import Gradebook
from ..store.rows import as_figures, as_result
from .engines import Means
from .engines.local import open_pool
from .grades import terms_of
from .prepare import Prepared, check_course, course_identity, prepare, secret_seed
from .run import current_user, files_of, job_of, save, timestamp
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
    if prepared.seed_id != book.batch.seed_id:
        raise ConfigurationError(
            f"{book.folder}: was graded with another secret seed; give it with --seed-file"
        )
    return prepared


def own_course(course: Path, book: Gradebook, moved: bool = False) -> Path:
    """The folder of the batch's assignment in its own course; raises ConfigurationError."""
    name, before = book.batch.assignment, book.batch.course
    if not moved and before is not None and name not in assignment_names(course):
        raise ConfigurationError(
            f"{book.folder}: was graded by the course in {before.folder}, and the one in "
            f"{course} has no assignment {name!r}: give --course {before.folder}"
        )
    folder = assignment_folder(course, name)
    if not moved:
        check_course(book.folder, before, course_identity(course, folder))
    return folder


def regrade(
    book: Gradebook,
    prepared: Prepared,
    records: Sequence[SubmissionRecord],
    workers: int,
    exercise: str | None = None,
    dry: bool = False,
) -> Iterator[Change]:
    """Grades again, and yields every submission whose grade changes; `dry` keeps nothing.

    With `exercise`, the other exercises keep the results that they have.
    """
    pictures = prepared.pictures
    level = book.batch.isolation or "sealed"
    setup = Setup(prepared.paper, level, prepared.seed_id, pictures, language=current())
    by_id = {record.id: record for record in records}
    keys = book.keys()
    jobs = (job_of(book, record) for record in records)
    with open_pool(setup, Means(processes=min(workers, len(records)))) as pool:
        for answer in pool.run(jobs, len(records)):
            if not isinstance(answer, Done) or answer.status == "internal_error":
                record = by_id[answer.id if isinstance(answer, Done) else answer.job.id]
                yield Change(record.id, record.name, None, None, failed=True)
                continue
            record = by_id[answer.id]
            old = book.result(record.id)
            result, figures = as_result(answer.full), as_figures(answer.figures)
            if exercise is not None and old is not None:
                result = _only(result, old, exercise)
                figures = _only_figures(figures, book.handed_out(record.id)[1], exercise)
            terms = terms_of(book, record)
            before = None if old is None else terms.grade(old).score
            after = terms.grade(result).score
            if not dry:
                done = render(result, figures, terms, pictures)
                save(book, done, keys.get(record.id, ""), "graded again", current_user())
            if before != after:
                yield Change(record.id, record.name, before, after)


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


def override(
    book: Gradebook, record: SubmissionRecord, exercise: str, points: float, comment: str
) -> None:
    """Points by hand, kept over every regrade.  Raises ConfigurationError."""
    _known(book, record, exercise)
    if not comment:
        raise ConfigurationError(
            "--comment is missing: the student and your colleagues will ask why"
        )
    result = book.result(record.id)
    most = {e.name: e.max_score for e in result.exercises} if result is not None else {}
    if not 0.0 <= points <= most.get(exercise, points):
        raise ConfigurationError(
            f"{record.id}: {exercise} has 0 to {most.get(exercise, 0.0):g} points, "
            f"found {points:g}; what counts beyond the maximum is `bonus` in the policy"
        )
    book.give(record.id, exercise, points, comment, current_user(), timestamp())
    _page(book, record)


def undo(book: Gradebook, record: SubmissionRecord, exercise: str) -> None:
    """Takes points by hand back.  Raises ConfigurationError when there are none."""
    _known(book, record, exercise)
    if not any(o.exercise == exercise for o in book.overrides(record.id)):
        raise ConfigurationError(f"{record.id}: {exercise} has no points by hand to take back")
    book.take_back(record.id, exercise, current_user(), timestamp())
    _page(book, record)


def _known(book: Gradebook, record: SubmissionRecord, exercise: str) -> None:
    """Raises ConfigurationError when there is no such exercise."""
    names = book.batch.exercises
    if exercise not in names:
        raise ConfigurationError(
            f"{record.id}: there is no exercise {exercise!r}; there are {', '.join(names)}"
        )


def _page(book: Gradebook, record: SubmissionRecord) -> None:
    """The student's page anew, with what was changed by hand."""
    result = book.result(record.id)
    if result is None:
        raise ConfigurationError(f"{record.id}: was not graded yet")
    figures = book.handed_out(record.id)[1]
    done = render(result, figures, terms_of(book, record), book.pictures)
    save(book, done, book.keys()[record.id], "")


def forget(book: Gradebook, record: SubmissionRecord, anonymous: bool) -> None:
    """Deletes a student's data, or keeps the grade and the work without the person."""
    book.forget(record.id, anonymous)
    for file in () if anonymous else files_of(book.folder, record.id):
        file.unlink(missing_ok=True)
