"""How this course's numerical methods are called and judged: the judge's half of `method`.

A case names a function, which method_child.py hands to the student, and says what counts as right:
the numbers themselves; any number that is `within` so much of the right one; or, with `order`, any
method whose error falls with the step as it must.  It may bound the evaluations of f, `at_most`.
"""

from itertools import pairwise
from typing import Literal

import msgspec
import numpy as np

from grader.adapters.function import Function
from grader.leaves import Leaf, Misfit, match
from grader.leaves.described import describe
from grader.leaves.places import at_entry, at_step

#: The functions of a case, as students read them.
FORMULAS = {
    "cubic": "x^3 + {p:g} x - {q:g}",
    "faint": "1e-7 (x^3 + {p:g} x - {q:g})",
    "falling": "{q:g} exp(-{p:g} x) - x",
    "wave": "sin({p:g} x) + {q:g}",
    "peak": "{q:g} / (1 + {p:g} x^2)",
    "exponential": "{q:g} exp({p:g} x)",
    "decay": "-{p:g} y",
    "logistic": "{p:g} y (1 - y / (4 * {q:g}))",
    "driven": "-{p:g} y + sin({q:g} t)",
    "growing": "{p:g} y + {q:g} exp(t)",
    "spring": "(y[1], -{p:g} y[0] - 0.1 * {q:g} y[1])",
}

#: Those that have a derivative, in method_child.py.
DIFFERENTIABLE = ("cubic", "falling")

#: How far an observed order may be from that of the method: the steps are not infinitely small.
ORDER_WITHIN = 0.3
#: More are not told apart: the child could claim any number.
MOST_EVALUATIONS = 10**9
#: A wrong root is recognised again up to so many times what is allowed: students stop differently.
COARSE = 32


class MethodCase(msgspec.Struct, frozen=True, kw_only=True):
    """A function f with its constants p and q, the arguments behind it, and what is asked."""

    f: Literal[
        "cubic", "faint", "falling", "wave", "peak", "exponential",
        "decay", "logistic", "driven", "growing", "spring",
    ]  # fmt: skip
    constants: list | dict
    args: list
    derivative: bool = False
    at_most: int | None = None
    order: int | None = None
    within: float | None = None


class Method(Function):
    """f, args -> a number, or an array with a row per step whose row 0 is the start."""

    case = MethodCase

    def payload(self, exercise, spec, draw):
        """Only what the case says, so that the golden value holds no more than that.

        Raises ValueError for a function without a derivative, where one is asked for.
        """
        given = spec.given
        if given.get("derivative") and given["f"] not in DIFFERENTIABLE:
            raise ValueError(f"derivative: of {given['f']} none is known")
        asked = ("derivative", "at_most", "order", "within")
        return {
            "f": given["f"],
            "constants": draw(("constants",), given["constants"]),
            "args": draw(("args",), given["args"]),
            **{key: given[key] for key in asked if given.get(key)},
        }

    def ask(self, oracle, payload, run):
        """An oracle is given the name of f and its constants; it counts no evaluations."""
        args = run.prepare(payload["args"])
        answer = oracle(payload["f"], payload["constants"], *args)
        asked = {key: payload[key] for key in ("at_most", "order", "within") if key in payload}
        return {"answer": answer, "evaluations": 0, **asked}

    def pair(self, exercise, expected, got):
        """The answer, or how it converges, and the evaluations where they are bounded."""
        answer, evaluations = _parts(got)
        leaves = _leaves(expected, answer, exercise.outputs)
        if "at_most" in expected:
            leaves.append(_bounded("the number of evaluations", expected["at_most"], evaluations))
        return leaves

    def pair_frozen(self, exercise, expected, other):
        """Two golden values, number by number."""
        return match(expected, other)

    def describe(self, expected, value):
        """The numbers; in the place of those that are near enough, the golden ones.

        Two students with the same mistake answer alike only where the mistake shows: elsewhere each
        is right in a way of their own.
        """
        try:
            answer, evaluations = _parts(value)
            leaves = _leaves(expected, answer)
        except Misfit:
            yield from describe(expected["answer"], _answer_in(value))
            return
        if "order" in expected or "within" in expected:
            near = all(np.array_equal(leaf.got, leaf.expected) for leaf in leaves)
            yield "judged", "near enough" if near else "off"
            if near:
                answer = expected["answer"]
            elif "within" in expected:
                grain = COARSE * expected["within"]
                answer = np.round(leaves[0].got / grain) * grain
        yield from describe(expected["answer"], answer)
        if "at_most" in expected:
            times = round(evaluations / expected["at_most"])
            yield "evaluations", "few" if evaluations <= expected["at_most"] else f"{times} times"

    def parting(self, case, expected, got, off, tolerance):
        """The first step of a run that is off, else the number."""
        return at_step(off, tolerance, case.spec.scale) if off[0][0].steps else at_entry(off)

    def inputs(self, exercise, inputs):
        """The function in words, and the arguments."""
        p, q = inputs["constants"]
        formula = FORMULAS[inputs["f"]].format(p=p, q=q)
        return [("f", formula), *super().inputs(exercise, inputs)]

    def on_paper(self, inputs):
        """Nothing: the arguments alone, without f, would be no help."""
        return "nothing"


def _parts(got):
    """The answer and the number of evaluations.  Raises Misfit where they are not there."""
    if isinstance(got, dict) and "answer" in got and type(got.get("evaluations")) is int:
        return got["answer"], min(got["evaluations"], MOST_EVALUATIONS)
    raise Misfit("the run came back incomplete")


def _answer_in(value):
    return value.get("answer") if isinstance(value, dict) else value


def _leaves(expected, answer, names=()):
    """The tensors of an answer, with the right numbers where it is near enough.  Raises Misfit."""
    if "order" in expected:
        return _converging(expected, answer)
    leaves = match(expected["answer"], answer, names)
    if "within" in expected:
        return [_near(leaf, expected["within"]) for leaf in leaves]
    for leaf in leaves:
        leaf.key = leaf.key or "".join(names)
        leaf.run = leaf.steps = leaf.expected.ndim > 0
    return leaves


def _near(leaf, within):
    """The right number in the place of one that is within so much of it."""
    with np.errstate(all="ignore"):
        near = np.all(np.abs(leaf.got - leaf.expected) <= within)  # nan is not
    return Leaf(leaf.key, leaf.expected, leaf.expected) if near else leaf


def _bounded(key, most, found):
    return Leaf(key, np.asarray(float(most)), np.asarray(float(max(found, most))))


def _converging(expected, answer):
    """The order of convergence of three runs, with n, 2n and 4n steps, and what they tend to.

    Both are found by extrapolation, so that no exact solution has to be known.  Any method of the
    right order is right, whose runs tend to what the reference's tend to.
    """
    names = [f"the answer with {steps} steps" for steps in ("n", "2n", "4n")]
    pairs = match(expected["answer"], answer, names)
    order = expected["order"]
    ours = [leaf.expected for leaf in pairs]
    theirs = [leaf.got for leaf in pairs]
    observed = _observed(theirs)
    if abs(observed - order) <= ORDER_WITHIN:
        observed = np.float64(order)
    limit = _limit(ours, order)
    still_open = float(np.max(np.abs(ours[2] - ours[1])))
    return [
        Leaf("the order of convergence", np.asarray(float(order)), np.asarray(observed)),
        _near(Leaf("the limit", limit, _limit(theirs, order)), still_open),
    ]


def _observed(runs):
    """log2 of how much less the second halving of the step changes than the first."""
    with np.errstate(all="ignore"):
        first, second = (np.max(np.abs(fine - coarse)) for coarse, fine in pairwise(runs))
        return np.log2(np.float64(first) / second)


def _limit(runs, order):
    """What three runs tend to."""
    with np.errstate(all="ignore"):
        while len(runs) > 1:
            runs = [fine + (fine - coarse) / (2**order - 1) for coarse, fine in pairwise(runs)]
            order += 1
    return np.asarray(runs[0])


ADAPTER = Method()
