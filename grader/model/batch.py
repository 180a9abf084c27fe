"""What a gradebook holds beside results: submissions, what they are graded by, earlier runs."""

import msgspec

from .people import Person, RosterEntry
from .policy import Policy

__all__ = ["Batch", "CourseIdentity", "Machine", "RunSummary", "Shard", "SubmissionRecord"]


class SubmissionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A submission as an intake takes it and a gradebook keeps it; its files are kept beside it.

    `id` names its files and rows, and belongs to `key`, which is what the download tells
    submissions apart by.  `content` is a hash of what is run, `problem` why there is nothing to
    run.  `inside` and `chosen` are the folder and the path that the graded module had in what was
    handed in; `remarks` say how that was read.  `late` is what the download says of itself,
    `handed_in` a time.  `marks` are numbers by which an export finds the row again.
    """

    id: str
    key: str
    people: tuple[Person, ...]
    content: str
    problem: str = ""
    remarks: tuple[str, ...] = ()
    attempt: int = 0
    late: bool | None = None
    handed_in: str | None = None
    marks: dict[str, str] = {}
    source: str = ""
    inside: str = ""
    chosen: str = ""

    @property
    def name(self) -> str:
        """The people's names, or what they are known by."""
        return ", ".join(person.label for person in self.people)

    @property
    def known_by(self) -> tuple[str, ...]:
        """Everything that it can be called by: its id, and what its people are known by."""
        return (self.id, *(name for person in self.people for name in person.known_by))


class CourseIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Where a course is, and a hash of what makes its grades."""

    folder: str
    content: str


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What a batch was graded by, the last time.

    `exercises` are all names of the assignment, in its order; `seed_id` is a hash of the secret
    seed, `isolation` the level.  `course` is None in gradebooks that an older grader made.
    """

    assignment: str = ""
    title: str = ""
    exercises: tuple[str, ...] = ()
    seed_id: str = ""
    isolation: str = ""
    policy: Policy = Policy()
    roster: tuple[RosterEntry, ...] = ()
    course: CourseIdentity | None = None


class RunSummary(msgspec.Struct, frozen=True, kw_only=True):
    """How a batch stood at the end of a run.

    `mean` is that of the scores in percent, None where nobody has one; `passes` the percentage who
    passed each exercise.
    """

    name: str
    at: str
    count: int
    mean: float | None
    passes: dict[str, int]


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """What of a machine may make a grade another one.

    `grader` is the version with a hash of the sources, `processor` its kind (`x86_64`).
    """

    grader: str
    numpy: str
    python: str
    processor: str

    def differences(self, other: "Machine") -> list[str]:
        """What is another there, in words."""
        return [
            f"{name} {getattr(other, name)} instead of {getattr(self, name)}"
            for name in self.__struct_fields__
            if getattr(self, name) != getattr(other, name)
        ]


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a batch a gradebook holds, and what all of its parts must have in common.

    `number` is 1 to `of`; `handed_in` is a hash of the whole intake, `paper` one of everything
    else that results depend on.  `finished`: each of its submissions has its result.
    """

    number: int
    of: int
    handed_in: str = ""
    paper: str = ""
    machine: Machine | None = None
    finished: bool = False

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"
