"""Which mutants pass every case, and which of these are known to be no mistakes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from ..diagnose.build import Builder
from ..errors import SpecError
from ..files import read_bytes
from ..golden.reference import Reference
from ..golden.run import outcomes_of
from ..model import Case, Exercise
from ..spec import parse
from ..spec.structs import struct
from .model import MutantAudit
from .mutants import mutants
from .places import places_of

__all__ = ["Equivalent", "audit_mutants", "load_equivalents", "stale_entries"]

#: A mutant that takes longer on a case does not end.
SECONDS = 2.0


class Equivalent(msgspec.Struct, frozen=True, kw_only=True, rename={"place": "in"}):
    """An entry of equivalent.yaml: a mutant that no case can tell, and why."""

    place: str
    was: str
    now: str
    because: str

    @property
    def name(self) -> str:
        """How it is spoken of."""
        return f"{self.place}: {self.was} -> {self.now}"


def load_equivalents(folder: Path) -> list[Equivalent]:
    """Reads folder/equivalent.yaml, [] when there is none.  Raises SpecError with every fault."""
    file = folder / "equivalent.yaml"
    if not file.is_file():
        return []
    raw, source = parse(read_bytes(file), str(file))
    if not isinstance(raw, list):
        raise SpecError([f"{file}:1:1: expected a list of mutants that are no mistakes"])
    read = [struct(Equivalent, item, (i,), source) for i, item in enumerate(raw)]
    source.check()
    return [entry for entry in read if entry is not None]


def audit_mutants(
    builder: Builder, exercise: Exercise, known: Sequence[Equivalent]
) -> tuple[int, list[MutantAudit], list[Equivalent]]:
    """(killed, survived, the known equivalents that were met) over all mutants."""
    listed: Mapping[tuple[str, str, str], Equivalent] = {
        (entry.place, entry.was, entry.now): entry for entry in known
    }
    killed = 0
    survived: list[MutantAudit] = []
    met: list[Equivalent] = []
    for place in places_of(builder, exercise):
        for mutant in mutants(builder.sources, place.name):
            if not _passes_all(builder, place.cases, mutant.files):
                killed += 1
            elif (entry := listed.get((mutant.place, mutant.was, mutant.now))) is not None:
                met.append(entry)
            else:
                words = mutant.was, mutant.now
                survived.append(MutantAudit(place.name, mutant.line, *words, place.exercises))
    return killed, survived, met


def _passes_all(builder: Builder, cases: Sequence[Case], files: Mapping[str, bytes]) -> bool:
    reference = Reference(files)
    try:
        # Most are killed by their numbers, for which one run of a case is enough.
        return all(
            _passes(builder, case, reference, once) for once in (True, False) for case in cases
        )
    finally:
        reference.close()


def _passes(builder: Builder, case: Case, reference: Reference, once: bool) -> bool:
    (outcome,) = outcomes_of(reference, [case], SECONDS, once)
    return builder.verdict(case, outcome).status == "passed"


def stale_entries(known: Sequence[Equivalent], met: Collection[str]) -> Iterator[str]:
    """Entries that no mutant answers to any more, or that a case kills by now."""
    for entry in known:
        if entry.name not in met:
            yield f"equivalent.yaml: no mutant like this survives, delete it: {entry.name}"
