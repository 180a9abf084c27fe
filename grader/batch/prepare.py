"""What a batch is held to: the public cases, and hidden ones from a secret seed.

Hidden cases are drawn by the same generators; their golden values come from the reference, now.
"""

import hashlib
import os
import secrets
from pathlib import Path

import msgspec

from .. import __version__
from ..cases.build import draw_cases
from ..cases.probes import draw_probes
from ..course import beside_files
from ..digests import framed_digest
from ..errors import ConfigurationError
from ..files import owner_only, read_bytes, read_text
from ..golden.make import make
from ..golden.reference import read_sources
from ..illustrate.freeze import FILE as PICTURES
from ..illustrate.freeze import read as read_pictures
from ..language import current
from ..model import Assignment, Case, CourseIdentity, Pictures, Shard
from ..paper import Paper
from ..spec import load, load_mistakes

__all__ = ["Prepared", "check_course", "course_identity", "prepare", "secret_seed"]

SEED_FILE = "seed"
PREFIX = "hidden_"


class Prepared(msgspec.Struct, frozen=True):
    """The paper, and what its results depend on beside the submission."""

    paper: Paper
    seed_id: str
    key: str
    pictures: Pictures


def secret_seed(out: Path, seed_file: Path | None, shard: Shard | None = None) -> str:
    """The seed of the hidden cases: of the file, of GRADER_SEED, or the batch's own random one.

    A random one is kept in the batch's folder, for its owner only.  Raises ConfigurationError;
    also for a shard that nobody gave the seed of all.
    """
    if seed_file is not None:
        seed = read_text(seed_file).strip()
        if not seed:
            raise ConfigurationError(f"{seed_file}: is empty; it should hold a line with the seed")
        return seed
    if os.environ.get("GRADER_SEED"):
        return os.environ["GRADER_SEED"]
    if shard is not None:
        raise ConfigurationError(
            f"--shard {shard}: all shards must have one secret seed; give each the same "
            "--seed-file (a file with a line that nobody can guess), or GRADER_SEED"
        )
    file = out / SEED_FILE
    try:
        return file.read_text("utf-8").strip()
    except OSError:
        owner_only(file, secrets.token_hex(16) + "\n")
        return file.read_text("utf-8").strip()


def prepare(course: Path, folder: Path, secret: str) -> Prepared:
    """Draws everything.  Raises SpecError, GoldenError, ConfigurationError."""
    assignment, source = load(folder)
    cases = draw_cases(assignment, source)
    public = [case for case in cases if case.spec.visibility == "public"]
    hidden = _hidden(public, draw_cases(assignment, source, secret=secret))
    sources = read_sources(course)
    mistakes = load_mistakes(folder, [exercise.name for exercise in assignment.exercises])
    goldens = make(sources, assignment, hidden, mistakes)
    paper = Paper(assignment, public, draw_probes(assignment, public)).with_hidden(hidden, goldens)
    seed_id = hashlib.sha256(f"seed {secret}".encode()).hexdigest()[:12]
    key = _key(paper, assignment, folder, sources)
    return Prepared(paper, seed_id, key, read_pictures(folder))


def course_identity(course: Path, folder: Path) -> CourseIdentity:
    """Where a course is, and a hash of what makes its grades: the assignment and the reference."""
    files = {"assignment.yaml": read_bytes(folder / "assignment.yaml"), **read_sources(course)}
    files |= _adapters(course)
    content = framed_digest(sorted(files.items()))
    return CourseIdentity(folder=str(course.resolve()), content=content)


def check_course(out: Path, before: CourseIdentity | None, now: CourseIdentity) -> None:
    """Raises ConfigurationError for a course that is neither there nor such as it was.

    One that was mended where it is, or moved as it is, is the same.
    """
    if before is None or before.folder == now.folder or before.content == now.content:
        return
    raise ConfigurationError(
        f"{out}: was graded by the course in {before.folder}, and the one in {now.folder} "
        f"has another assignment or reference: give --course {before.folder}; if it is the "
        "same course, moved and changed, --course-moved"
    )


def _hidden(public: list[Case], drawn: list[Case]) -> list[Case]:
    """The cases that the secret seed has made others of, under names of their own."""
    seen = {case.data for case in public}
    found = []
    for case in drawn:
        if case.data not in seen:
            name = f"{PREFIX}{case.spec.name}"
            spec = msgspec.structs.replace(case.spec, name=name, visibility="hidden")
            found.append(Case(case.exercise, spec, case.data))
    return found


def _key(paper: Paper, assignment: Assignment, folder: Path, sources: dict[str, bytes]) -> str:
    """A hash of all that decides about a result, but for the submission."""
    names = ("assignment.yaml", "golden.json", "fingerprints.json", "mistakes.yaml", PICTURES)
    files = [(name, folder / name) for name in names]
    parts = [
        *((case.id, case.data) for case in (*paper.in_order, *paper.probes, *paper.starters)),
        *((name, file.read_bytes()) for name, file in files if file.is_file()),
        *((f"reference/{name}", data) for name, data in sorted(sources.items())),
        *((f"beside/{name}", data) for name, data in sorted(beside_files(assignment).items())),
        *_adapters(folder.parent.parent).items(),
    ]
    return framed_digest(parts, f"{__version__}\0{assignment.name}\0{current()}\0")


def _adapters(course: Path) -> dict[str, bytes]:
    """A course's own adapters: path -> source."""
    folder = course / "adapters"
    return {f"adapters/{file.name}": file.read_bytes() for file in sorted(folder.glob("*.py"))}
