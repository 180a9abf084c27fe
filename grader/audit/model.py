"""What an audit finds, as values; `report` makes the JSON and the table of it."""

import msgspec

__all__ = [
    "ExerciseAudit",
    "InheritedAudit",
    "MistakeAudit",
    "MutantAudit",
    "PairsAudit",
    "SeedAudit",
]


class MistakeAudit(msgspec.Struct, frozen=True):
    """One known mistake, handed in: whether it loses points, and gets its own name.

    `nearest` is the largest relative distance from the right answer over its cases, inf where the
    form differs; `confused_with` are other mistakes that fit as well.
    """

    id: str
    exercise: str
    caught: bool
    named: bool
    confused_with: tuple[str, ...] = ()
    accepted: bool = False
    nearest: float = float("inf")
    broken: str = ""


class PairsAudit(msgspec.Struct, frozen=True):
    """Pairs of mistakes: how many lose points, get their names, and are left out and why."""

    caught: int = 0
    named: int = 0
    of: int = 0
    misnamed: tuple[str, ...] = ()
    left_out: dict[str, int] = {}
    cancel: tuple[str, ...] = ()


class InheritedAudit(msgspec.Struct, frozen=True):
    """Mistakes of other exercises that show in this one: how many, and which get no name."""

    of: int = 0
    unnamed: tuple[str, ...] = ()


class MutantAudit(msgspec.Struct, frozen=True):
    """A mistake made by rule: where, what was there, what is there instead.

    `exercises` are those whose cases did not notice.
    """

    place: str
    line: int
    was: str
    now: str
    exercises: tuple[str, ...] = ()


class SeedAudit(msgspec.Struct, frozen=True):
    """The known mistakes on cases of other seeds: "id (seed)" for each that slipped through.

    `refused` are the cases, "name (seed)", on which the reference itself is not right.
    """

    of: int = 0
    refused: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    confused: tuple[str, ...] = ()


class ConstantAudit(msgspec.Struct, frozen=True):
    """Values of mistakes with a constant, handed in: how many lose points, and are found again.

    What is below the tolerance is not caught.
    """

    of: int = 0
    caught: int = 0
    found: int = 0


class ExerciseAudit(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is found of one exercise; `faults` are sentences on what must be mended.

    `unmutated` says why there was no mutant, where there was none.
    """

    assignment: str
    exercise: str
    mistakes: tuple[MistakeAudit, ...] = ()
    pairs: PairsAudit = PairsAudit()
    inherited: InheritedAudit = InheritedAudit()
    killed: int = 0
    equivalent: int = 0
    survived: tuple[MutantAudit, ...] = ()
    met: tuple[str, ...] = ()
    unmutated: str = ""
    right_error: float = 0.0
    right: int = 0
    seeds: SeedAudit = SeedAudit()
    constants: ConstantAudit = ConstantAudit()
    faults: tuple[str, ...] = ()
