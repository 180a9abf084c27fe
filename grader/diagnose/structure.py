"""What the error looks like, when it is no mistake that we know: rules on the arrays themselves.

A rule gets all cases of an exercise and gives the slug of a sentence with its parameters, or None.
It speaks only when what it says holds for *every* case that is off, and when that cannot be chance:
a factor between two single numbers is none.  The first rule that speaks is told.  To add one, write
it here, name it in RULES, the more telling before the less, and write its sentence in
`grader.wording.structure`.
"""

from typing import Any, Protocol

import numpy as np

from ..adapters import adapter_of
from ..leaves import Leaf
from .entries import factor_of_entries, limited, off_by_one_size, where_input, zeros
from .evidence import EXACT, CaseEvidence, Evidence, Statement
from .factors import constant_factor, factor_per_axis, near, rounded
from .forms import another_form, distributed
from .graphs import behind_shared, operation
from .inputs import epsilon, marked_inputs, some_inputs
from .relations import (
    count,
    exchanged,
    factor_of_each_case,
    function_of,
    negative,
    plus_quantity,
    product,
    rounded_off,
    running,
)
from .roles import diagonal, gold_entries, layers
from .rows import added_to_rows, alike_entries, one_line, order_of_all, order_of_rows, sums_of_rows
from .steps import decay, direction, factor_of_step, same_step, stands_still, which_first
from .traces import (
    alike_rows,
    epochs,
    histories_right,
    shifted,
    some_histories_right,
    state,
)

__all__ = ["RULES", "Rule", "structure"]


class Rule(Protocol):
    """A rule on all cases of an exercise."""

    def __call__(self, examined: Evidence, /) -> Statement | None:
        """What it has to say of them, or None."""


def transposed(examined: Evidence) -> Statement | None:
    """Square matrices the wrong way round (other shapes are told by their form)."""
    if examined.compared and all(
        leaf.expected.ndim == 2
        and leaf.expected.shape[0] == leaf.expected.shape[1]
        and _alike(leaf.got, leaf.expected.T)
        for look in examined.compared
        for leaf in look.off
    ):
        keys = {leaf.key for look in examined.compared for leaf in look.off} - {""}
        return Statement("matrix_transposed", {"matrices": sorted(keys)})
    return None


def _alike(a: np.ndarray, b: np.ndarray) -> bool:
    if a.shape != b.shape or not a.size:
        return False
    with np.errstate(invalid="ignore"):
        size = max(float(np.max(np.abs(b))), 1e-300)
        return bool(np.all((np.abs(a - b) <= EXACT * size) | (np.isnan(a) & np.isnan(b))))


def reordered(examined: Evidence) -> Statement | None:
    """The right numbers in another order: reversed, or permuted."""
    leaves = [leaf for look in examined.compared for leaf in look.off]
    if not leaves or any(leaf.expected.ndim == 0 for leaf in leaves):
        return None
    if sum(leaf.expected.size for leaf in leaves) < 4:
        return None
    if all(_alike(leaf.got, leaf.expected[::-1]) for leaf in leaves):
        return Statement("reversed")
    if all(_permuted(leaf) for leaf in leaves):
        return Statement("reordered")
    return None


def _permuted(leaf: Leaf) -> bool:
    return _alike(np.sort(leaf.got.reshape(-1)), np.sort(leaf.expected.reshape(-1)))


def added(examined: Evidence) -> Statement | None:
    """The same number added everywhere."""
    offsets: list[float] = []
    entries = 0
    for look in examined.compared:
        for leaf in look.off:
            difference = (leaf.got - leaf.expected).reshape(-1)
            if leaf.steps or not np.isfinite(difference).all():
                return None
            spread = float(np.ptp(difference)) if difference.size else 0.0
            if spread > EXACT * float(np.max(np.abs(difference))):
                return None
            offsets.append(float(difference[0]))
            if EXACT * abs(offsets[-1]) > 1e-4 * float(np.max(np.abs(leaf.expected), initial=0.0)):
                return None  # so large that it swallows the expected numbers
            entries += difference.size
    if entries > 2 and offsets and all(near(offset, offsets[0]) for offset in offsets):
        rule = "added" if offsets[0] > 0 else "subtracted"
        return Statement(rule, {"offset": rounded(abs(offsets[0]))})
    return None


def single_precision(examined: Evidence) -> Statement | None:
    """Off by about 1e-7, or a little more: somewhere numbers were float32, or it is an epsilon."""
    sizes = [
        distance.size.max_rel
        for look in examined.compared
        for distance in look.distances
        if not distance.within
    ]
    if sizes and 1e-9 < max(sizes) < 3e-6:
        whole = all(
            np.array_equal(leaf.got.astype(np.float32).astype(np.float64), leaf.got)
            for look in examined.compared
            for leaf in look.off
            if not leaf.steps
        )
        if whole and not any(leaf.steps for look in examined.compared for leaf in look.off):
            return Statement("single_precision")
        return Statement("very_near", {"error": rounded(max(sizes), 1)})
    if sizes and min(sizes) < 3e-6 and max(sizes) < 1e-3:
        return Statement("very_near", {"error": rounded(max(sizes), 1)})
    return None


def not_a_number(examined: Evidence) -> Statement | None:
    """nan or an infinity where a number is expected, and where it comes from."""
    strange = [look for look in examined.compared if _strange(look)]
    if not strange or len(strange) < len(examined.wrong):
        return None
    public = [look for look in strange if look.case.spec.visibility == "public"]
    look = (public or strange)[0]
    got = np.concatenate([leaf.got.reshape(-1) for leaf in look.off])
    signals = list(dict.fromkeys(look.outcome.signals)) if public else []
    return Statement(
        "nan" if np.isnan(got).any() else "infinity",
        {
            "about": look.case.spec.about,
            "signals": [{"warning": said, "where": where} for said, where in signals[:2]],
        },
    )


def one_tensor(examined: Evidence) -> Statement | None:
    """Of several tensors, the same ones are off in every case, or few in all cases together."""
    several = [look for look in examined.compared if len(look.leaves or []) > 1]
    if not several or len(several) < len(examined.compared):
        return None
    if any(leaf.run for look in several for leaf in look.leaves or []):
        return None  # what is right in the first steps is drawn along
    names = [tuple(leaf.key for leaf in look.off) for look in several]
    every = list(dict.fromkeys(leaf.key for look in several for leaf in look.leaves or []))
    off = [key for key in every if any(key in those for those in names)]
    if len(off) == len(every) or (len(set(names)) > 1 and 2 * len(off) > len(every)):
        return None
    return Statement("only_tensor" if len(off) == 1 else "only_tensors", {"tensors": off})


def apart(examined: Evidence) -> Statement | None:
    """Some cases come out as nan or infinite; what the others have in common is told, too."""
    strange = [look for look in examined.compared if _strange(look)]
    if not strange or len(strange) == len(examined.wrong):
        return None
    others = Evidence([look for look in examined.looks if look not in strange])
    common = next((said for rule in NUMBERS if (said := rule(others)) is not None), None)
    besides = not_a_number(Evidence(strange))
    if common is None or besides is None:
        return None
    parts = _parts(examined)
    again = parts if len(parts.get("tensors", ())) in (2, 3) else {}
    both = {
        "common": Statement(common.rule, parts | common.parameters),
        "besides": Statement(besides.rule, again | besides.parameters),
    }
    return Statement("and_not_finite", {name: said.as_parameter for name, said in both.items()})


def _strange(look: CaseEvidence) -> bool:
    return any(np.any(~np.isfinite(leaf.got) & np.isfinite(leaf.expected)) for leaf in look.off)


#: What numbers that are finite may have in common.
NUMBERS: tuple[Rule, ...] = (
    constant_factor,
    transposed,
    reordered,
    added,
    epsilon,
    rounded_off,
    single_precision,
    function_of,
    running,
    factor_per_axis,
    factor_of_each_case,
    plus_quantity,
    added_to_rows,
)
#: What can be said of answers of another form, too.
ANY_FORM: tuple[Rule, ...] = (
    another_form,
    distributed,
    shifted,
    histories_right,
)
#: What is tried where the form is wrong in some cases.
ELSE: tuple[Rule, ...] = (*ANY_FORM, some_histories_right, marked_inputs)
RULES: tuple[Rule, ...] = (
    *ANY_FORM,
    not_a_number,
    *NUMBERS,
    apart,
    alike_rows,
    epochs,
    one_line,
    limited,
    where_input,
    factor_of_entries,
    zeros,
    gold_entries,
    diagonal,
    alike_entries,
    off_by_one_size,
    layers,
    exchanged,
    one_tensor,
    some_histories_right,
    operation,
    behind_shared,
    stands_still,
    factor_of_step,
    decay,
    which_first,
    state,
    direction,
    count,
    some_inputs,
    same_step,
    product,
    order_of_rows,
    order_of_all,
    sums_of_rows,
    negative,
)


def structure(examined: Evidence) -> Statement | None:
    """What the first rule that speaks says, with the tensors that are off."""
    secret = any(adapter_of(look.case.exercise).secret for look in examined.looks)
    if not examined.wrong or secret:  # by hand: a factor would give the right numbers away
        return None
    whole = len(examined.compared) == len(examined.wrong)
    for rule in RULES if whole else ELSE:  # numbers speak where there are some in every case
        said = rule(examined)
        if said is not None:
            return Statement(said.rule, _parts(examined) | said.parameters)
    return None


def _parts(examined: Evidence) -> dict[str, Any]:
    """The tensors that are off, where they are only a part of the answer."""
    off = {tuple(leaf.key for leaf in look.off) for look in examined.compared}
    if not off or any(len(look.off) == len(look.leaves or []) for look in examined.compared):
        return {}
    return {"part": "varying"} if len(off) > 1 else {"tensors": list(off.pop())}
