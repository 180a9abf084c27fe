"""What an author wrote, and what is made of it: assignments, cases, mistakes, golden values."""

from functools import lru_cache
from itertools import takewhile
from typing import Any, Literal

import msgspec

from ..runner.decoder import decode
from ..runner.structure import structure

__all__ = [
    "After",
    "Assignment",
    "Case",
    "CaseSpec",
    "Edit",
    "Exercise",
    "Golden",
    "GradientOf",
    "Limits",
    "Mistake",
    "StandIn",
    "Visibility",
]

Visibility = Literal["public", "hidden"]
#: What a submission may use without effect: see grader/runner/quiet.py.
StandIn = Literal["plots", "colab", "display", "progress", "input"]


class Limits(msgspec.Struct, frozen=True):
    """Wall clock per case and in total, in seconds; memory beyond the interpreter's own, in MB."""

    seconds: float = 2.0
    total_seconds: float = 60.0
    memory_mb: int = 512


class CaseSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One case as the author wrote it; what is `given` to its adapter may still name generators.

    `keep` says why it stays as it is, though `grader audit --minimise` could do without it.
    """

    name: str
    about: str = ""
    given: dict[str, Any] = {}
    seed: int | None = None
    weight: float = 1.0
    scale: float = 1.0
    visibility: Visibility = "public"
    keep: str = ""


class GradientOf(msgspec.Struct, frozen=True, kw_only=True):
    """Which function an exercise's answer is the derivative of, so that both can be compared.

    The function is called with the gradient's own arguments at the positions `call`, and derived
    by the one at position `by` of these.  `head` makes a number of what it answers: "last" its last
    entry, "cross_entropy" the mean cross-entropy against the argument `gold`.  Of a function that
    returns several things, `part` is the one that is derived; `own` is the part of this exercise's
    answer that is the derivative.
    """

    exercise: str
    call: tuple[int, ...]
    by: int = 0
    head: Literal["", "last", "cross_entropy"] = ""
    gold: int = 0
    row: bool = False
    part: int | None = None
    own: int | None = None


class After(msgspec.Struct, frozen=True, kw_only=True):
    """Which earlier exercise an exercise is given the result of.

    `starter`, "file.function", is the course's own, for where the student's is wrong; `reference`
    the earlier exercise's, which is found and not written.
    """

    exercise: str
    starter: str = ""
    reference: str = ""

    @property
    def file(self) -> str:
        """The starter's file, in the assignment's folder."""
        return f"{self.starter.rpartition('.')[0]}.py"

    @property
    def function(self) -> str:
        """The starter's name in its file."""
        return self.starter.rpartition(".")[2]


class Exercise(msgspec.Struct, frozen=True, kw_only=True):
    """One function or class to implement; `module` is empty where it is the assignment's first.

    `adapter` is the name of how it is called, "" being the plainest; `adapters` the folder of the
    course where that is defined, "" for those of the grader's own.  `outputs` names the parts of
    what is returned (`_...` are not compared), `arguments` those of the call, of which the course
    lets its students change those in `may_change`.  `slips` are quantities that an answer by
    hand may have wrong, in the order in which they are calculated: the name of each, and
    "module.function.variable" of the reference.
    """

    name: str
    points: float
    reference: str
    module: str = ""
    adapter: str = ""
    adapters: str = ""
    form: Literal["object", "function"] = "object"
    outputs: tuple[str, ...] = ()
    backwards: bool = False
    accept: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    may_change: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()
    gradient_of: GradientOf | None = None
    after: After | None = None
    slips: dict[str, str] = {}
    no_oracle: str = ""
    about: str = ""
    cases: tuple[CaseSpec, ...] = ()


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """One YAML file: a module of exercises, or several.

    `path` is where the module lies in what is handed in, a pattern perhaps; `modules` are all of
    them with their paths, where there are several.  `beside` are files of the course that are put
    beside every submission: where they are put -> where they lie in the assignment's folder.
    `oracle: none` says of all exercises that nothing but the reference vouches for their values.
    `stand_ins` are what a submission may use without effect, where it would else cost what uses it.
    """

    name: str
    title: str
    module: str
    folder: str
    seed: int
    path: str = ""
    modules: dict[str, str] = {}
    beside: dict[str, str] = {}
    lecture: str = ""
    tolerance: float = 1e-10
    builds_on: tuple[str, ...] = ()
    follow_through: bool = False
    oracle: Literal["required", "none"] = "required"
    stand_ins: tuple[StandIn, ...] = ("plots", "colab", "display", "progress", "input")
    limits: Limits = Limits()
    exercises: tuple[Exercise, ...] = ()

    @property
    def points(self) -> float:
        """The most that can be reached."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def paths(self) -> dict[str, str]:
        """Every module with its path, the assignment's own first; "" where none is given."""
        return {self.module: self.path} | self.modules

    @property
    def places(self) -> dict[str, str]:
        """Where each module lies in the course's own layout: "cs231n/layers.py", say.

        Of a path's folders, those at its end count that can be packages; without any, or without
        a path, the module lies at the top.
        """
        return {module: _place(module, path) for module, path in self.paths.items()}

    def exercises_in(self, module: str) -> list[str]:
        """The names of the exercises that a module has."""
        return [e.name for e in self.exercises if (e.module or self.module) == module]

    def exercise(self, name: str) -> Exercise:
        """The exercise of that name.  Raises KeyError."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        raise KeyError(name)


def _place(module: str, path: str) -> str:
    folders = path.split("/")[:-1]
    packages = takewhile(str.isidentifier, reversed(folders))
    return "/".join([*reversed([*packages]), f"{module}.py"])


@lru_cache(maxsize=1024)
def _inputs(data: bytes) -> dict[str, Any]:
    inputs: dict[str, Any] = decode(data)
    return inputs


@lru_cache(maxsize=4096)
def _structure(data: bytes) -> bytes:
    return structure(data)


class Case(msgspec.Struct, frozen=True):
    """A case with its inputs drawn, encoded as the child gets them.

    Those of a later stage are sent when all of the earlier ones were answered.  With `trace`, it is
    run a single time, and what it keeps from step to step is told.
    """

    exercise: Exercise
    spec: CaseSpec
    data: bytes
    stage: int = 0
    trace: bool = False
    made: bytes = b""

    @property
    def structure(self) -> bytes:
        """What a child reads the inputs by; `made` if whoever drew it has made that already."""
        return self.made or _structure(self.data)

    @property
    def payload(self) -> dict[str, Any]:
        """The inputs as values, a fresh copy each time."""
        payload: dict[str, Any] = decode(self.data)
        return payload

    @property
    def inputs(self) -> dict[str, Any]:
        """The same, decoded once: to be looked at, and not to be handed on."""
        return _inputs(self.data)

    @property
    def id(self) -> str:
        """exercise/case, unique within an assignment."""
        return f"{self.exercise.name}/{self.spec.name}"


class Edit(msgspec.Struct, frozen=True, kw_only=True, rename={"where": "in", "with_": "with"}):
    """`replace`, which stands once in the function `in` of the reference, becomes `with`."""

    where: str
    replace: str
    with_: str


class Constant(msgspec.Struct, frozen=True, kw_only=True):
    """A constant that a student may have chosen: `{c}` in the edits, from `low` to `high`."""

    edits: tuple[Edit, ...]
    low: float
    high: float


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """A known wrong variant of the reference.

    kind "value" gives wrong numbers, "contract" right ones with broken manners, "equivalent" is the
    same mathematics written another way and gets full marks.  `same_as` names a mistake that no
    input can tell from this one.  `constant` has edits with a value that is solved for, where the
    reference is at hand.  `also` has other edits that come to the same mistake, but to
    other numbers somewhere.  `hint` says what is wrong in a sentence, `feedback` why it matters and
    where to look.  `state` is the part of a state that it spoils: where a student's own is right,
    another mistake with the same numbers is meant.
    """

    id: str
    exercise: str
    edits: tuple[Edit, ...]
    also: tuple[tuple[Edit, ...], ...] = ()
    kind: Literal["value", "contract", "equivalent"] = "value"
    same_as: str = ""
    state: str = ""
    constant: Constant | None = None
    hint: str = ""
    feedback: str = ""

    @property
    def ways(self) -> tuple[tuple[Edit, ...], ...]:
        """The edits, and then every other way to make the same mistake."""
        return (self.edits, *self.also)


class Golden(msgspec.Struct, frozen=True):
    """What the oracles answer on a case: the reference, torch, and the accepted variants.

    `tolerated` are accepted variants with the right numbers: mistake id -> breaches of contract.
    """

    expected: Any
    torch: Any = None
    accepted: dict[str, Any] = {}
    tolerated: dict[str, tuple[str, ...]] = {}
