"""Variants of the reference: every known mistake is made, run on the cases, and noted.

An edit is run only on the cases that call what it edits; on the others it answers as the reference
does.  Mistakes of an exercise come first, then their pairs, then what the mistakes of earlier
exercises do to this one, because the reference calls the edited function there.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec
import numpy as np

from ..adapters import adapter_of
from ..compare import judge
from ..errors import EditError
from ..golden.edits import apply_edits
from ..golden.reference import Reference
from ..golden.run import outcomes_of
from ..golden.trace import calls_of
from ..model import Assignment, Case, Edit, Exercise, Golden, Mistake, Outcome, Verdict
from .catalogue import Row
from .signature import Signature, signature

__all__ = ["Builder", "Variant"]

Files = Mapping[str, bytes]
#: A variant that takes longer on a case does not end.
SECONDS = 5.0


class Variant:
    """One row in the making: what the edited reference did on the exercise's cases."""

    def __init__(
        self,
        row: Row,
        outcomes: Sequence[Outcome],
        verdicts: Sequence[Verdict],
        signatures: Sequence[Signature],
    ) -> None:
        self.row = row
        self.outcomes, self.verdicts, self.signatures = outcomes, verdicts, signatures

    @property
    def answers(self) -> bool:
        """Whether some case gave an answer; exceptions alone say too little of two mistakes."""
        return any(outcome.status == "value" for outcome in self.outcomes)

    def same(self, other: "Variant", tolerance: float) -> bool:
        """Whether two variants answer alike on every case, breaches of contract aside."""
        pairs = zip(self.signatures, other.signatures, strict=True)
        return all(a.near(b, tolerance) for a, b in pairs)


class Builder:
    """Runs variants of a course's reference on the cases of one assignment."""

    def __init__(
        self,
        sources: Files,
        assignment: Assignment,
        cases: Sequence[Case],
        goldens: Mapping[str, Golden],
    ) -> None:
        self.sources, self.assignment = dict(sources), assignment
        self.cases, self.goldens = list(cases), goldens
        self.reference = Reference(sources)
        self.right: dict[str, Variant] = {}
        self.called: dict[str, list[set[str]]] = {}
        self.stands_in: dict[tuple[str, str], bool] = {}
        #: (kind, ids) of pairs that cannot be made or change nothing beyond one of the two
        self.left_out: list[tuple[str, tuple[str, ...]]] = []

    def cases_of(self, exercise: Exercise) -> list[Case]:
        """The exercise's cases, in their order."""
        return [case for case in self.cases if case.exercise.name == exercise.name]

    def variant(
        self, exercise: Exercise, row: Row, edits: Sequence[Edit], once: bool = False
    ) -> Variant:
        """An edited reference on the exercise's cases.  Raises EditError.

        With `once`, each case runs a single time: no verdicts are given, numbers only.
        """
        files = apply_edits(self.sources, edits)
        used = self._used(exercise, edits)
        right = self._right(exercise)
        asked = [case for case, yes in zip(self.cases_of(exercise), used, strict=True) if yes]
        reference = Reference(files)
        try:
            ran = iter(outcomes_of(reference, asked, SECONDS, once))
        finally:
            reference.close()
        outcomes = [
            next(ran) if yes else outcome for yes, outcome in zip(used, right.outcomes, strict=True)
        ]
        return self._noted(exercise, row, outcomes, once)

    def _noted(
        self, exercise: Exercise, row: Row, outcomes: Sequence[Outcome], once: bool = False
    ) -> Variant:
        verdicts, signatures = [], []
        for case, outcome in zip(self.cases_of(exercise), outcomes, strict=True):
            contract: tuple[str, ...] = ()
            if not once:
                verdicts.append(self.verdict(case, outcome))
                contract = verdicts[-1].contract
            expected = self.goldens[case.id].expected
            signatures.append(signature(case, expected, outcome, contract))
        return Variant(row, outcomes, verdicts, signatures)

    def verdict(self, case: Case, outcome: Outcome) -> Verdict:
        """The verdict that a submission with this outcome gets."""
        return judge(case, self.goldens[case.id], outcome, self.assignment.tolerance)

    def judged(self, exercise: Exercise, variant: Variant) -> Variant:
        """The same with verdicts, where each case ran a single time."""
        return self._noted(exercise, variant.row, variant.outcomes)

    def _right(self, exercise: Exercise) -> Variant:
        if exercise.name not in self.right:
            outcomes = outcomes_of(self.reference, self.cases_of(exercise))
            self.right[exercise.name] = self._noted(exercise, Row("mistake", ()), outcomes)
        return self.right[exercise.name]

    def refused(self, exercise: Exercise) -> list[str]:
        """The names of the cases on which the reference itself is not right."""
        verdicts = zip(self.cases_of(exercise), self._right(exercise).verdicts, strict=True)
        return [case.spec.name for case, verdict in verdicts if verdict.status != "passed"]

    def _used(self, exercise: Exercise, edits: Sequence[Edit]) -> list[bool]:
        """For each case of the exercise, whether it calls what the edits edit."""
        if adapter_of(exercise).at_import:
            return [True for _ in self.cases_of(exercise)]
        return [_touches(called, edits) for called in self.calls(exercise)]

    def calls(self, exercise: Exercise) -> list[set[str]]:
        """For each case of the exercise, the functions of the reference that it calls."""
        if exercise.name not in self.called:
            cases = self.cases_of(exercise)
            self.called[exercise.name] = [calls_of(self.reference, case) for case in cases]
        return self.called[exercise.name]

    def changes(self, exercise: Exercise, variant: Variant) -> bool:
        """Whether a variant answers otherwise than the reference somewhere, or loses points."""
        right = self._right(exercise)
        same = variant.same(right, self.assignment.tolerance)
        return not same or any(v.status != "passed" for v in variant.verdicts)

    def singles(self, exercise: Exercise, mistakes: Sequence[Mistake]) -> Iterator[Variant]:
        """The exercise's own mistakes."""
        for mistake in mistakes:
            if mistake.exercise == exercise.name and mistake.kind != "equivalent":
                row = Row("contract" if mistake.kind == "contract" else "mistake", (mistake.id,))
                for edits in mistake.ways:
                    yield self._named(mistake, exercise, row, edits)

    def _named(
        self, mistake: Mistake, exercise: Exercise, row: Row, edits: Sequence[Edit]
    ) -> Variant:
        """The variant.  Raises EditError that says whose edit does not apply."""
        try:
            return self.variant(exercise, row, edits)
        except EditError as error:
            file = f"{self.assignment.folder}/mistakes.yaml"
            raise EditError(f"{file}: {mistake.id}: {error}") from None

    def pairs(
        self, exercise: Exercise, mistakes: Sequence[Mistake], singles: Sequence[Variant]
    ) -> Iterator[Variant]:
        """Two of its mistakes at once, where that is not the same as one, or as none."""
        own = {m.id: m for m in mistakes if m.exercise == exercise.name and not m.same_as}
        made: dict[str, Variant] = {}
        for variant in singles:
            made.setdefault(variant.row.keys[0], variant)
        tolerance = self.assignment.tolerance
        for a, b in combinations([key for key in made if key in own], 2):
            row = Row("pair", (a, b))
            # What is kept from call to call comes out otherwise when a case runs once only.
            once = not any(v.contract for m in (made[a], made[b]) for v in m.verdicts)
            try:
                variant = self._both(exercise, row, own[a].edits, own[b].edits, once)
            except EditError:
                self.left_out.append(("does not apply", row.keys))
                continue
            if not variant.answers:
                self.left_out.append(("raises everywhere", row.keys))
            elif any(variant.same(single, tolerance) for single in singles):
                self.left_out.append(("as a single one", row.keys))
            elif variant.same(self._right(exercise), tolerance):
                self.left_out.append(("cancel", row.keys))
            else:
                yield variant

    def _both(
        self,
        exercise: Exercise,
        row: Row,
        first: Sequence[Edit],
        second: Sequence[Edit],
        once: bool,
    ) -> Variant:
        try:
            return self.variant(exercise, row, [*first, *second], once)
        except EditError:
            return self.variant(exercise, row, [*second, *first], once)

    def inherited(
        self, exercise: Exercise, mistakes: Sequence[tuple[str, Mistake]]
    ) -> Iterator[Variant]:
        """Mistakes of other exercises, (key, mistake), that change what this one answers."""
        for key, mistake in mistakes:
            row = Row("inherited", (key,))
            if mistake.kind == "equivalent":
                continue
            stand_in = self._stand_in(exercise, mistake)
            for edits in mistake.ways:
                if any(self._used(exercise, edits)):
                    yield from self._telling(exercise, self.variant(exercise, row, edits))
                if stand_in is not None:
                    other = self._of(exercise, row, edits, stand_in)
                    yield from self._telling(exercise, other)

    def _telling(self, exercise: Exercise, variant: Variant) -> Iterator[Variant]:
        """The variant, if it differs from the right answer, and by more than by giving zeros."""
        right = self._right(exercise)
        pairs = zip(variant.signatures, right.signatures, strict=True)
        tolerance = self.assignment.tolerance
        off = [a for a, b in pairs if not a.near(b, tolerance)]
        if variant.answers and any(bool(np.any(a.numbers)) for a in off):
            yield variant

    def _stand_in(self, exercise: Exercise, mistake: Mistake) -> str | None:
        """The reference of the mistake's exercise, where that one could be handed in for this.

        Both Adams are the same function, so one may inherit all of the other.
        """
        if mistake.exercise not in exercise.builds_on:
            return None
        earlier = self.assignment.exercise(mistake.exercise)
        if earlier.adapter != exercise.adapter or not adapter_of(exercise).one_interface:
            return None
        key = (exercise.name, earlier.name)
        if key not in self.stands_in:
            whole = self._of(exercise, Row("inherited", ()), (), earlier.reference)
            self.stands_in[key] = whole.same(self._right(exercise), self.assignment.tolerance)
        return earlier.reference if self.stands_in[key] else None

    def _of(self, exercise: Exercise, row: Row, edits: Sequence[Edit], reference: str) -> Variant:
        """What another function of an edited reference answers on the exercise's cases."""
        cases = self.cases_of(exercise)
        disguised = [
            msgspec.structs.replace(
                case, exercise=msgspec.structs.replace(exercise, reference=reference)
            )
            for case in cases
        ]
        loaded = Reference(apply_edits(self.sources, edits))
        try:
            return self._noted(exercise, row, outcomes_of(loaded, disguised, SECONDS))
        finally:
            loaded.close()

    def close(self) -> None:
        """Forgets the reference."""
        self.reference.close()


def _touches(called: set[str], edits: Sequence[Edit]) -> bool:
    """Whether one of the functions called is one of those edited, or inside one."""
    places: list[Any] = [edit.where for edit in edits]
    return any(name == place or name.startswith(f"{place}.") for place in places for name in called)
