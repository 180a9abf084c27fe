"""What every autograder carries: wheels, the student's share of the course, hidden cases.

    start.py         begins: finds a Python that the wheels fit, unpacks them, grades
    start.sh         finds that Python
    settings.json    `Settings`
    wheels/          the grader and what it needs
    course/          assignment, public golden values, fingerprints, template
    hidden.json      hidden cases with their golden values, if there are any

The reference, the known mistakes and the secret seed stay at home.
"""

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from .. import __version__
from ..batch.prepare import Prepared, prepare
from ..course import templates
from ..errors import ConfigurationError
from ..files import read_bytes
from ..golden.file import GoldenFile, document
from ..golden.values import dumps
from ..kit import shared_files
from ..model import Assignment, Case, CaseSpec
from ..paper import Paper, public_paper
from ..spec import load

__all__ = ["Bundle", "Settings", "bundle_of", "read_paper", "read_settings"]

HERE = Path(__file__).parent
SETTINGS, HIDDEN, COURSE = "settings.json", "hidden.json", "course"
SCHEMA = "grader/autograder/1"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the staff decided: which assignment, with which Pythons, how well sealed.

    `isolation` is the level that was asked for; None is the best that is safe.  `fetch` are wheels
    that the service's own pip is to get, as `name==version`.  `seed_id` is a hash of the secret.
    """

    schema: str = SCHEMA
    version: str = __version__
    assignment: str
    pythons: tuple[str, ...]
    isolation: str | None = None
    fetch: tuple[str, ...] = ()
    seed_id: str = ""


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """The files of an autograder that are the same for every service, by path with `/`."""

    assignment: Assignment
    settings: Settings
    files: dict[str, bytes]
    hidden: int = 0

    def below(self, folder: str) -> dict[str, bytes]:
        """The files, in a folder."""
        return {f"{folder}/{path}": data for path, data in self.files.items()}


class _HiddenCase(msgspec.Struct, frozen=True):
    """A case as it stands in hidden.json; `data` is its inputs, in base64."""

    exercise: str
    spec: CaseSpec
    data: str


def bundle_of(
    course: Path,
    folder: Path,
    wheels: Mapping[str, bytes],
    settings: Settings,
    secret: str | None = None,
) -> Bundle:
    """Packs an assignment; with a `secret` seed, hidden cases as well.

    Raises ConfigurationError, SpecError, GoldenError, CourseError.
    """
    assignment, _ = load(folder)
    parts = shared_files(course, assignment)
    name = assignment.name
    parts |= {f"student_template/{name}/{p}": f for p, f in templates(course, name).items()}
    files = {f"wheels/{file}": data for file, data in sorted(wheels.items())}
    files |= {f"{COURSE}/{path}": read_bytes(file) for path, file in sorted(parts.items())}
    files |= {name: (HERE / f"_{name}").read_bytes() for name in ("start.py", "start.sh")}
    hidden: list[Case] = []
    if secret is not None:
        prepared = prepare(course, folder, secret)
        hidden = [case for case in prepared.paper.cases if case.spec.visibility == "hidden"]
        files[HIDDEN] = _pack(assignment, hidden, prepared)
        settings = msgspec.structs.replace(settings, seed_id=prepared.seed_id)
    pythons = " ".join(f"python{version}" for version in settings.pythons)
    files["start.sh"] = files["start.sh"].replace(b"@PYTHONS@", pythons.encode())
    files[SETTINGS] = msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n"
    return Bundle(assignment=assignment, settings=settings, files=files, hidden=len(hidden))


def _pack(assignment: Assignment, hidden: Sequence[Case], prepared: Prepared) -> bytes:
    cases = [
        _HiddenCase(case.exercise.name, case.spec, base64.b64encode(case.data).decode())
        for case in hidden
    ]
    goldens = {case.id: prepared.paper.golden(case) for case in hidden}
    data: dict[str, Any] = {
        "cases": msgspec.to_builtins(cases),
        "golden": document(assignment, hidden, goldens, {}, None),
    }
    return dumps(data).encode()


def read_settings(bundle: Path) -> Settings:
    """The settings.  Raises ConfigurationError when they are missing or damaged."""
    file = bundle / SETTINGS
    try:
        settings = msgspec.json.decode(read_bytes(file), type=Settings)
    except msgspec.DecodeError as error:
        raise ConfigurationError(f"{file}: is damaged: {error}; make the autograder anew") from None
    if settings.schema != SCHEMA:
        raise ConfigurationError(f"{file}: found {settings.schema!r}, expected {SCHEMA!r}")
    return settings


def read_paper(bundle: Path, settings: Settings) -> Paper:
    """What submissions are held to, hidden cases and all.  Raises ConfigurationError."""
    paper = public_paper(bundle / COURSE / "assignments" / settings.assignment)
    file = bundle / HIDDEN
    if not file.exists():
        return paper
    try:
        data = msgspec.json.decode(read_bytes(file))
        kept = msgspec.convert(data["cases"], list[_HiddenCase])
        exercises = {exercise.name: exercise for exercise in paper.assignment.exercises}
        cases = [Case(exercises[c.exercise], c.spec, base64.b64decode(c.data)) for c in kept]
    except (msgspec.DecodeError, msgspec.ValidationError, KeyError, ValueError) as error:
        raise ConfigurationError(f"{file}: is damaged: {error}; make the autograder anew") from None
    golden = GoldenFile(str(file), data["golden"])
    return paper.with_hidden(cases, {case.id: golden.golden(case) for case in cases})
