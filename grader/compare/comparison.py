"""A case's golden values, made ready to be compared with the answers of a whole class.

Nearly all answers to a case have one of a few forms, and in most of them every number is right.
Where in such a form the entries of the expected tensors lie is found once; then the numbers of an
answer are compared in one pass, and are not even taken apart.  Whatever is not right in every
respect goes the long way, through `judge`, which alone says what is wrong.
"""

import contextlib
from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from ..adapters import Guarded, adapter_of
from ..language import translated as _
from ..leaves import Leaf, Misfit
from ..leaves.pairing import has_plain_list
from ..model import Answer, Case, Golden, Graded, Outcome, Verdict
from ..model.answer import LONGEST_KNOWN
from ..paper import Paper
from ..wording.endings import OUR_COMPARISON
from .layout import LARGE, Blocks, Layout, NotPlain, Tensors
from .verdict import judge

__all__ = ["Comparison", "comparison_of", "graded_together", "verdicts_of"]

#: Forms of answers to a case that are remembered.
MOST_FORMS = 64


class Comparison:
    """One case with its golden values."""

    def __init__(self, case: Case, golden: Golden, tolerance: float) -> None:
        self.case, self.golden, self.tolerance = case, golden, tolerance
        self.layouts: dict[bytes, Layout | None] = {}

    def layout_of(self, outcome: Outcome) -> Layout | None:
        """Where the expected entries lie, of an outcome that is right if all of these are."""
        answer = outcome.answer
        if outcome.status != "value" or not isinstance(answer, Answer):
            return None
        if outcome.breaches or outcome.fault is not None or outcome.again is not None:
            return None
        if len(answer.form) > LONGEST_KNOWN:  # of one's own making, and as long as one likes
            return None
        if answer.form not in self.layouts:
            if len(self.layouts) >= MOST_FORMS:
                self.layouts.clear()
            self.layouts[answer.form] = self._layout(answer)
        return self.layouts[answer.form]

    def _layout(self, answer: Answer) -> Layout | None:
        """Where the expected entries lie in answers of this form; None where that has no answer.

        An adapter of a course's own may look at the numbers to pair them; a list in place of an
        array is told.
        """
        adapter, exercise = adapter_of(self.case.exercise), self.case.exercise
        if isinstance(adapter, Guarded) or has_plain_list(self.golden.expected, answer.value):
            return None

        def leaves(expected: Any) -> Callable[[Any], list[Leaf]]:
            return lambda got: adapter.pair(exercise, expected, got)

        scale = self.case.spec.scale
        try:
            rows = [Tensors(leaves(self.golden.expected), answer, scale)]
            if self.golden.torch is not None:
                rows.append(Tensors(leaves(self.golden.torch), answer, scale))
            return Layout(rows, len(answer.numbers) // 8, self.tolerance)
        except (Misfit, NotPlain):
            return None


_comparisons: WeakKeyDictionary[Paper, dict[str, Comparison]] = WeakKeyDictionary()
_blocks: WeakKeyDictionary[Paper, Blocks] = WeakKeyDictionary()


def comparison_of(paper: Paper, case: Case) -> Comparison:
    """The comparison of a case of the paper, made once.  Raises GoldenError."""
    own, name = _comparisons.setdefault(paper, {}), case.id
    if name not in own:
        own[name] = Comparison(case, paper.golden(case), paper.tolerance)
    return own[name]


def verdicts_of(
    compared: Sequence[tuple[Comparison, Outcome]], blocks: Blocks | None = None
) -> list[Verdict]:
    """What `judge` says of each outcome; all that are right in every respect are found at once.

    Whatever goes wrong in us while we judge costs one case's verdict only.
    """
    quick = _quick(compared, blocks or Blocks())
    return [
        found or _long(comparison, outcome)
        for found, (comparison, outcome) in zip(quick, compared, strict=True)
    ]


def _quick(compared: Sequence[tuple[Comparison, Outcome]], blocks: Blocks) -> list[Verdict | None]:
    """The verdicts on what is right in every respect; None for all else."""
    found: list[Verdict | None] = [None] * len(compared)
    with contextlib.suppress(Exception):  # each is judged by itself then
        layouts = {
            i: layout
            for i, (comparison, outcome) in enumerate(compared)
            if (layout := comparison.layout_of(outcome)) is not None
        }
        small = [i for i, layout in layouts.items() if layout.index.size <= LARGE]
        large = [[i] for i, layout in layouts.items() if layout.index.size > LARGE]
        for group in [small, *large] if small else large:
            block = blocks.of(tuple(layouts[i] for i in group))
            verdicts = block.verdicts([compared[i][1].answer.numbers for i in group])
            for i, verdict in zip(group, verdicts, strict=True):
                found[i] = verdict
    return found


def _long(comparison: Comparison, outcome: Outcome) -> Verdict:
    """The judge's verdict."""
    try:
        return judge(comparison.case, comparison.golden, outcome, comparison.tolerance)
    except Exception as error:
        words = _(OUR_COMPARISON).format(error=f"{type(error).__name__}: {error}")
        return Verdict(status="internal_error", message=words[:300])


def graded_together(paper: Paper, answered: Sequence[tuple[Case, Outcome]]) -> list[Graded]:
    """Cases with their verdicts.  Raises GoldenError."""
    compared = [(comparison_of(paper, case), outcome) for case, outcome in answered]
    verdicts = verdicts_of(compared, _blocks.setdefault(paper, Blocks()))
    return [
        Graded(case, comparison.golden, outcome, verdict)
        for (case, _), (comparison, outcome), verdict in zip(
            answered, compared, verdicts, strict=True
        )
    ]
