"""The half of the adapter `method` that runs beside the student's code.

It has the functions of this course by name, makes the one that a case names callable, hands it to
the student's method, and counts how often it is evaluated.  It knows no right answer: what is
expected, and how near an answer has to be, is the judge's half's, in method.py.
"""

import numpy as np

#: What a case may call `f`: the integrands and left sides f(x), the right sides f(t, y), each with
#: the constants p and q of the case.
FUNCTIONS = {
    "cubic": lambda p, q: lambda x: x**3 + p * x - q,
    "faint": lambda p, q: lambda x: 1e-7 * (x**3 + p * x - q),
    "falling": lambda p, q: lambda x: q * np.exp(-p * x) - x,
    "wave": lambda p, q: lambda x: np.sin(p * x) + q,
    "peak": lambda p, q: lambda x: q / (1 + p * x**2),
    "exponential": lambda p, q: lambda x: q * np.exp(p * x),
    "decay": lambda p, q: lambda t, y: -p * y,
    "logistic": lambda p, q: lambda t, y: p * y * (1 - y / (4 * q)),
    "driven": lambda p, q: lambda t, y: -p * y + np.sin(q * t),
    "growing": lambda p, q: lambda t, y: p * y + q * np.exp(t),
    "spring": lambda p, q: lambda t, y: np.array([y[1], -p * y[0] - 0.1 * q * y[1]]),
}

#: Their derivatives, of those that Newton's method is given.
DERIVATIVES = {
    "cubic": lambda p, q: lambda x: 3 * x**2 + p,
    "falling": lambda p, q: lambda x: -p * q * np.exp(-p * x) - 1,
}

#: The number of steps is n, 2n and 4n where a case asks for the order of convergence.
REFINEMENTS = (1, 2, 4)

#: What the judge's half finds of the case in the golden value, since that is what it is given.
ASKED = ("at_most", "order", "within")


class Counted:
    """A function of the course, and how often it was evaluated: an array of n points counts n."""

    def __init__(self, function):
        self.function = function
        self.evaluations = 0

    def __call__(self, *point):
        """f(x) for a number or an array, f(t, y) for an array y; always float64."""
        arrays = [np.asarray(part, np.float64) for part in point]
        self.evaluations += arrays[0].size
        return self.function(*arrays)


class Method:
    """target(f, *args), or target(f, df, *args) -> a number, or an array with a row per step."""

    copies = False

    def call(self, target, case, run):
        """What the method answers, and how often it evaluated f."""
        make, constants = FUNCTIONS[case["f"]], case["constants"]
        f = Counted(make(*constants))
        functions = [f]
        if "derivative" in case:
            functions.append(Counted(DERIVATIVES[case["f"]](*constants)))
        if "order" in case:
            *others, steps = case["args"]
            answer = [
                _end(_answer(target, functions, [*others, times * steps], run))
                for times in REFINEMENTS
            ]
        else:
            answer = _answer(target, functions, case["args"], run)
        asked = {key: case[key] for key in ASKED if key in case}
        return {"answer": answer, "evaluations": f.evaluations, **asked}

    def repeated(self, value):
        """All of it."""
        return value


def _answer(target, functions, given, run):
    """One call; a breach where it wrote into an array that it was given."""
    args = run.prepare(given)  # copies, which are read-only in the second of the two runs
    before = _bytes(args)
    answer = target(*functions, *args)
    run.breach("argument_changed", _bytes(args) != before)
    return answer


def _bytes(args):
    return [arg.tobytes() for arg in args if isinstance(arg, np.ndarray)]


def _end(answer):
    """Where a run ends: the last row of an array, or the number itself."""
    return answer[-1] if type(answer) is np.ndarray and answer.ndim and len(answer) else answer


ADAPTER = Method()
