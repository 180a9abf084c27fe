"""Learning curves: losses by epoch, where it was best, where it stopped, and what that tells."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..language import translated as _
from ..model import Graded
from ..model.pictures import Curve, CurvesFigure
from .arrays import short, smallest

__all__ = ["curves"]

#: An exercise's cases that are drawn, and epochs of each.
CASES, EPOCHS = 3, 200


def curves(own: Sequence[Graded], tolerance: float) -> tuple[CurvesFigure, ...]:  # noqa: ARG001
    """The smallest failing case first, and others that the answers tell most of."""
    first = smallest(own)
    answered = [g for g in own if g.outcome.status == "value" and g is not first]
    rising = sorted(answered, key=lambda g: g.case.spec.name != "rises")
    chosen = [g for g in (first, *rising) if g is not None]
    figures = [figure for g in chosen if (figure := _figure(g)) is not None]
    return tuple(figures[:CASES])


def _figure(graded: Graded) -> CurvesFigure | None:
    value, expected = graded.outcome.value, graded.golden.expected
    if isinstance(expected, dict):
        wanted = _losses(expected)
        names = [f"{curve.name}_losses" for curve in wanted]
        mine = value if isinstance(value, dict) else {}
        given = _losses({name: mine[name] for name in names if name in mine})
        best = _epoch(value.get("best_epoch")) if isinstance(value, dict) else None
        best_expected = _epoch(expected.get("best_epoch"))
        last, last_expected = None, None
    else:
        pairs = zip(graded.case.exercise.arguments, graded.case.inputs["args"], strict=False)
        wanted = _losses(dict(pairs))
        given = wanted
        pair = list(value) if isinstance(value, (list, tuple)) and len(value) == 2 else [None, None]
        best, last = map(_epoch, pair)
        best_expected, last_expected = map(_epoch, list(expected)[:2])
    if not wanted:
        return None
    if graded.verdict.status == "passed":  # what rounding makes of it is not to be seen
        given, best, last = wanted, best_expected, last_expected
    return CurvesFigure(
        case=graded.case.spec.name,
        about=graded.case.spec.about,
        got=tuple(given),
        expected=tuple(wanted),
        best=best,
        last=last,
        best_expected=best_expected,
        last_expected=last_expected,
        words=_words(wanted, best_expected, last_expected),
    )


def _losses(values: dict[str, Any]) -> list[Curve]:
    """What is called ..._losses and is numbers in a row."""
    found = []
    for name, losses in values.items():
        if not str(name).endswith("losses"):
            continue
        if isinstance(losses, (list, tuple)) and all(type(x) in (int, float) for x in losses):
            losses = np.array(losses, np.float64)
        good = isinstance(losses, np.ndarray) and losses.ndim == 1 and losses.dtype.kind in "fiu"
        if good and 0 < len(losses) <= EPOCHS:
            label = str(name).removesuffix("_losses")[:20]
            found.append(Curve(label, tuple(short(x, 6) for x in losses)))
    return found


def _epoch(value: Any) -> int | None:
    """An epoch, from 0, if it can be one."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    whole = isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
    if not whole or not 0 <= value < EPOCHS:
        return None
    return int(value) if float(value).is_integer() else None


def _words(curves: list[Curve], best: int | None, last: int | None) -> str:
    """What the expected curves tell, up to the stop; nothing where they tell nothing."""
    by_name = {curve.name: [float(v) for v in curve.values] for curve in curves}
    train, dev = by_name.get("train"), by_name.get("dev")
    if dev is None or best is None or len(dev) < 2 or not 0 <= best < len(dev):
        return ""
    after = dev[best + 1 : None if last is None else last + 1]
    if not after:
        if train is not None and train[-1] > 0.5 * train[0]:
            return (
                "Underfitting: the train loss itself is still high, and the dev loss lowest in the "
                "last epoch. More epochs, a larger step or a larger model would help."
            )
        return _("The dev loss is lowest in the last epoch: more epochs might help.")
    if max(after) <= 1.02 * dev[best]:
        return ""
    if train is None:
        return _("The dev loss rises after its best epoch: this is what patience is for.")
    if train[-1] < 0.98 * train[best]:
        return _(
            "Overfitting: after the best epoch the dev loss rises while the train loss still "
            "falls. Early stopping keeps the parameters of the best epoch."
        )
    return ""
