"""What the error looks like, when it is no mistake that we know: rules on the arrays themselves.

A rule gets all cases of an exercise and gives a sentence, or None.  It speaks only when what it
says holds for *every* case that is off, and when that cannot be chance: a factor between two single
numbers is none.  The first rule that speaks is told.  To add one, write it here and name it in
RULES, the more telling before the less.
"""

from collections.abc import Callable

import numpy as np

from ..adapters import adapter_of
from ..leaves import Leaf
from .factors import constant_factor, factor_per_axis, first_step, near
from .forms import another_form
from .graphs import operation
from .look import EXACT, Examined, Look

__all__ = ["RULES", "structure"]


def transposed(examined: Examined) -> str | None:
    """Square matrices the wrong way round (other shapes are told by their form)."""
    if examined.compared and all(
        leaf.expected.ndim == 2
        and leaf.expected.shape[0] == leaf.expected.shape[1]
        and _alike(leaf.got, leaf.expected.T)
        for look in examined.compared
        for leaf in look.off
    ):
        keys = {leaf.key for look in examined.compared for leaf in look.off} - {""}
        return f"{' and '.join(sorted(keys)) or 'your answer'} is transposed"
    return None


def _alike(a: np.ndarray, b: np.ndarray) -> bool:
    if a.shape != b.shape or not a.size:
        return False
    with np.errstate(invalid="ignore"):
        size = max(float(np.max(np.abs(b))), 1e-300)
        return bool(np.all((np.abs(a - b) <= EXACT * size) | (np.isnan(a) & np.isnan(b))))


def reordered(examined: Examined) -> str | None:
    """The right numbers in another order: reversed, or permuted."""
    leaves = [leaf for look in examined.compared for leaf in look.off]
    if not leaves or any(leaf.expected.ndim == 0 for leaf in leaves):
        return None
    if sum(leaf.expected.size for leaf in leaves) < 4:
        return None
    if all(_alike(leaf.got, leaf.expected[::-1]) for leaf in leaves):
        return "your answer is the expected one in reverse order"
    if all(_permuted(leaf) for leaf in leaves):
        return "your answer holds the expected numbers in another order"
    return None


def _permuted(leaf: Leaf) -> bool:
    return _alike(np.sort(leaf.got.reshape(-1)), np.sort(leaf.expected.reshape(-1)))


def added(examined: Examined) -> str | None:
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
        sign = "plus" if offsets[0] > 0 else "minus"
        return f"your answer is the expected one {sign} {abs(offsets[0]):.6g}, everywhere"
    return None


def single_precision(examined: Examined) -> str | None:
    """Off by about 1e-7: somewhere on the way numbers were float32."""
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
            return "your numbers have single precision (float32): compute in float64 throughout"
        return (
            f"your answer is very near, off by {max(sizes):.1g} of its size, which is no rounding: "
            "float32 somewhere on the way, an epsilon, or an approximation?"
        )
    return None


def not_a_number(examined: Examined) -> str | None:
    """nan or an infinity where a number is expected, and where it comes from."""
    strange = [look for look in examined.compared if _strange(look)]
    if not strange or len(strange) < len(examined.wrong):
        return None
    public = [look for look in strange if look.case.spec.visibility == "public"]
    look = (public or strange)[0]
    got = np.concatenate([leaf.got.reshape(-1) for leaf in look.off])
    what = "nan" if np.isnan(got).any() else "an infinity"
    signals = list(dict.fromkeys(look.outcome.signals)) if public else []
    where = [f"{words} ({where})" for words, where in signals[:2]]
    source = f"; numpy said there: {', then '.join(where)}" if where else ""
    about = f" on {look.case.spec.about}" if look.case.spec.about else ""
    return f"your answer holds {what} where a number is expected{about}{source}"


def one_line(examined: Examined) -> str | None:
    """Only the first or the last row, or one column, is off."""
    leaves = [leaf for look in examined.compared for leaf in look.off if not leaf.steps]
    if not leaves or any(leaf.expected.ndim not in (1, 2) for leaf in leaves):
        return None
    for axis, word in ((0, "row"), (1, "column")):
        sizes = [leaf.expected.shape[axis] if leaf.expected.ndim > axis else 0 for leaf in leaves]
        if min(sizes) < 2 or max(sizes) < 3:
            continue
        lines = [_lines_off(leaf, axis) for leaf in leaves]
        word = "entry" if leaves[0].expected.ndim == 1 else word
        if all(line == [0] for line in lines):
            return f"only the first {word} of your answer is off"
        if all(line == [size - 1] for line, size in zip(lines, sizes, strict=True)):
            return f"only the last {word} of your answer is off"
    return None


def _lines_off(leaf: Leaf, axis: int) -> list[int]:
    size = float(np.max(np.abs(leaf.expected[np.isfinite(leaf.expected)]), initial=1e-300))
    with np.errstate(invalid="ignore"):
        wrong = ~((np.abs(leaf.got - leaf.expected) <= EXACT * size) | (leaf.got == leaf.expected))
    others = tuple(a for a in range(wrong.ndim) if a != axis)
    return [int(i) for i in np.flatnonzero(wrong.any(axis=others))]


def one_tensor(examined: Examined) -> str | None:
    """Of several tensors, the same ones are off in every case."""
    names = [tuple(leaf.key for leaf in look.off) for look in examined.compared]
    several = [look for look in examined.compared if len(look.leaves or []) > 1]
    if not names or len(several) < len(examined.compared) or len(set(names)) != 1:
        return None
    every = [leaf.key for leaf in examined.compared[0].leaves or []]
    right = [key for key in every if key not in names[0]]
    if not right or examined.compared[0].off[0].steps:
        return None
    most = ", ".join(names[0][:4]) + (" ..." if len(names[0]) > 4 else "")
    return f"only {most} {'is' if len(names[0]) == 1 else 'are'} off; the rest is right"


def some_inputs(examined: Examined) -> str | None:
    """Right on the plain cases, wrong only on those with something special."""
    wrong, weighty = examined.wrong, [look for look in examined.looks if look.case.spec.weight > 0]
    right = [look for look in weighty if look.verdict.status == "passed"]
    about = list(dict.fromkeys(look.case.spec.about for look in wrong))
    known = wrong and all(about) and len(wrong) + len(right) == len(weighty)
    if known and len(right) >= len(weighty) / 2:
        return f"right on most cases, wrong only on: {'; '.join(about[:3])}"
    return None


def apart(examined: Examined) -> str | None:
    """Some cases come out as nan or infinite; what the others have in common is told, too."""
    strange = [look for look in examined.compared if _strange(look)]
    if not strange or len(strange) == len(examined.wrong):
        return None
    others = Examined([look for look in examined.looks if look not in strange])
    common = next((said for rule in NUMBERS if (said := rule(others)) is not None), None)
    besides = not_a_number(Examined(strange))
    return f"{common.rstrip('?')}; besides, {besides}" if common and besides else None


def _strange(look: Look) -> bool:
    return any(np.any(~np.isfinite(leaf.got) & np.isfinite(leaf.expected)) for leaf in look.off)


#: What numbers that are finite may have in common.
NUMBERS: tuple[Callable[[Examined], str | None], ...] = (
    constant_factor,
    transposed,
    reordered,
    added,
    single_precision,
    factor_per_axis,
)
RULES: tuple[Callable[[Examined], str | None], ...] = (
    another_form,
    not_a_number,
    *NUMBERS,
    apart,
    one_line,
    one_tensor,
    operation,
    first_step,
    some_inputs,
)


def structure(examined: Examined) -> str | None:
    """The sentence of the first rule that speaks."""
    secret = any(adapter_of(look.case.exercise).secret for look in examined.looks)
    if not examined.wrong or secret:  # by hand: a factor would give the right numbers away
        return None
    whole = len(examined.compared) == len(examined.wrong)
    for rule in RULES if whole else RULES[:1]:  # numbers speak where there are some in every case
        sentence = rule(examined)
        if sentence is not None:
            return _about(examined, sentence)
    return None


def _about(examined: Examined, sentence: str) -> str:
    """The sentence, of the tensors that are off where that is only a part of the answer."""
    off = {tuple(leaf.key for leaf in look.off) for look in examined.compared}
    if not off or any(len(look.off) == len(look.leaves or []) for look in examined.compared):
        return sentence
    keys = off.pop()
    if off or len(keys) > 3:
        return sentence.replace("your answer", "what is off in your answer", 1)
    if len(keys) == 1:
        return sentence.replace("your answer", f"your {keys[0]}", 1)
    sentence = sentence.replace("the expected one", "the expected ones")
    for one, several in (("is", "are"), ("has", "have"), ("holds", "hold")):
        words = f"your {' and '.join(keys)} {several} "
        sentence = sentence.replace(f"your answer {one} ", words, 1)
    return sentence
