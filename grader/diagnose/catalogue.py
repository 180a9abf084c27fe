"""The known mistakes of an assignment with the signatures of their answers, and the matching.

A catalogue belongs to a set of cases.  It is built from the reference (`build`), and kept as a file
for those who have none (`fingerprints`).  A row is one mistake, a pair of mistakes, or a mistake of
an earlier exercise that shows in this one; a submission fits a row when its signature does on every
case of the exercise.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np

from ..golden.file import fingerprint
from ..model import Case
from .signature import Signature

__all__ = ["Catalogue", "Known", "Row", "Table"]

#: Times the tolerance that a diverging run may be off, from one processor to another: of
#: tr_sum_gradient 17 and 126 were measured, with two kernels of OpenBLAS beside a third.
CHAOS = 2000.0


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a mistake: no edits, which quote right lines."""

    id: str
    assignment: str
    exercise: str
    hint: str = ""
    feedback: str = ""
    same_as: str = ""
    state: str = ""


class Row(msgspec.Struct, frozen=True):
    """One explanation: `keys` are those of the catalogue's texts.

    Of kind "contract", the breaches of contract are part of what must fit; "inherited" is a mistake
    of another exercise.
    """

    kind: Literal["mistake", "contract", "pair", "inherited"]
    keys: tuple[str, ...]


class Table:
    """The rows of one exercise: forms (rows, cases) and numbers (rows, cases, PROJECTIONS)."""

    def __init__(
        self, inputs: Sequence[str], rows: Sequence[Row], forms: np.ndarray, numbers: np.ndarray
    ) -> None:
        self.inputs, self.rows = tuple(inputs), tuple(rows)
        self.forms, self.numbers = forms, numbers
        self.manners = np.array([row.kind == "contract" for row in self.rows], dtype=bool)

    def fitting(
        self, cases: Sequence[Case], signatures: Sequence[Signature], tolerance: float
    ) -> list[Row]:
        """The rows that fit on every case; none when the table is of other cases.

        Where none does, a run that diverges may be further off: it makes much of the last bit,
        which another processor's matrix product rounds otherwise.  The other cases fit as ever.
        """
        if not self.rows or [fingerprint(case) for case in cases] != list(self.inputs):
            return []
        forms = np.array([s.form for s in signatures], np.int64)
        manners = np.array([s.manners for s in signatures], np.int64)
        wanted = np.where(self.manners[:, np.newaxis], manners, forms)
        found = np.flatnonzero((self.forms == wanted).all(axis=1))
        numbers = np.array([s.numbers for s in signatures])
        bound = tolerance * np.array([s.size for s in signatures])[:, np.newaxis]
        apart = np.abs(self.numbers[found] - numbers)
        fits = found[(apart <= bound).all(axis=(1, 2))]
        diverged = np.array([s.diverged for s in signatures])
        if not len(fits) and diverged.any() and not diverged.all():
            loose = np.where(diverged[:, np.newaxis], CHAOS * bound, bound)
            fits = found[(apart <= loose).all(axis=(1, 2))]
        return [self.rows[i] for i in fits]

    def alike(self, row: int, tolerance: float) -> list[Row]:
        """The rows that a submission fits whose answers are those of a row, itself among them."""
        forms = (self.forms == self.forms[row]).all(axis=1)
        apart = np.abs(self.numbers - self.numbers[row])
        fits = forms & (apart <= tolerance).all(axis=(1, 2))
        return [self.rows[i] for i in np.flatnonzero(fits)]


class Catalogue:
    """The tables of an assignment's exercises, and the texts of all mistakes in them."""

    def __init__(self, tables: Mapping[str, Table], texts: Mapping[str, Known]) -> None:
        self.tables, self.texts = dict(tables), dict(texts)

    def fitting(
        self,
        exercise: str,
        cases: Sequence[Case],
        signatures: Sequence[Signature],
        tolerance: float,
    ) -> list[Row]:
        """The rows of an exercise that fit on every case."""
        table = self.tables.get(exercise)
        return [] if table is None else table.fitting(cases, signatures, tolerance)

    def one(self, rows: Sequence[Row]) -> Row | None:
        """The row that all of these amount to; None when they are different mistakes, or none."""
        classes = {tuple(sorted(self.canonical(key) for key in row.keys)) for row in rows}
        return rows[0] if len(classes) == 1 else None

    def alternatives(self, key: str) -> list[Known]:
        """The texts of all mistakes that no input tells apart from this one, itself among them."""
        own = self.canonical(key)
        return [text for other, text in self.texts.items() if self.canonical(other) == own]

    def nearest(self, rows: Sequence[Row]) -> list[Row]:
        """Of mistakes of other exercises, those of the one that is nearest to this.

        That is one of the same assignment, else of the last assignment that it builds on; of
        several exercises there, the last, which the others are part of.
        """
        order = list(self.texts)
        first = [(row, row.keys[0]) for row in rows]
        near = [(row, key) for row, key in first if "/" not in key]
        if not near and first:
            last = max(first, key=lambda pair: order.index(pair[1]))[1].partition("/")[0]
            near = [(row, key) for row, key in first if key.partition("/")[0] == last]
        names = list(dict.fromkeys(self.texts[key].exercise for key in order))
        latest = max((names.index(self.texts[key].exercise) for _, key in near), default=0)
        return [row for row, key in near if names.index(self.texts[key].exercise) == latest]

    def canonical(self, key: str) -> str:
        """The first of the mistakes that no input tells apart."""
        text = self.texts[key]
        if not text.same_as:
            return key
        prefix = key.rpartition("/")[0]
        return f"{prefix}/{text.same_as}" if prefix else text.same_as
