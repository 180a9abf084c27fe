"""What the two runs of a case notice."""

from collections import defaultdict, namedtuple
from typing import Any

import numpy as np
import pytest

from grader.runner.adapters import ADAPTERS
from grader.runner.decoder import decode_apart
from grader.runner.objectives import OBJECTIVES, build
from grader.runner.twice import run_twice

Arrays = list[np.ndarray]


def function_case(*args: Any) -> dict[str, Any]:
    return {"adapter": "function", "args": list(args)}


def steps_case(steps: int = 4) -> dict[str, Any]:
    quadratic = {
        "curvature": [np.array([1.0, 2.0])],
        "minimum": [np.zeros(2)],
        "noise": [],
        "scale": 1.0,
        "single": False,
    }
    return {
        "args": [0.1],
        "form": "object",
        "steps": steps,
        "theta": [np.array([1.0, 1.0])],
        "gradient": {"objective": "quadratic", "params": quadratic},
    }


def breaches(adapter: str, target: Any, case: dict[str, Any]) -> list[str]:
    twice = run_twice(ADAPTERS[adapter], target, case)
    return [
        *(
            slug if got is None else f"{slug} {got} {wanted}"
            for slug, got, wanted in twice.breaches
        ),
        *(["again"] if twice.again else []),
        *(["fault"] if twice.fault else []),
    ]


def test_honest_code_breaks_nothing() -> None:
    assert breaches("function", lambda x: x * 2, function_case(np.ones(3))) == []


def test_writing_into_an_argument_shows_twice() -> None:
    def change(x: np.ndarray) -> np.ndarray:
        x *= 2
        return x

    assert breaches("function", change, function_case(np.ones(3))) == ["argument_changed", "fault"]


def test_which_argument_was_written_into_is_told() -> None:
    def change(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        y += x
        return y

    case = function_case(np.ones(3), np.ones(3))
    assert breaches("function", change, case) == ["argument_changed 2 None", "fault"]


def test_values_of_all_kinds_break_nothing() -> None:
    pair = namedtuple("pair", "loss gradient")
    for make in (
        lambda x: pair(np.sum(x), 2 * x), lambda x: {"a": [x, (1, x)], "b": None}, lambda x: x.sum(),
        lambda x: float(x.sum()), lambda x: np.ma.array(x), lambda x: object, lambda x: [x > 0, "t"],
        lambda x: float("nan"), lambda x: x * np.nan, lambda x: defaultdict(list, a=x),
    ):  # fmt: skip
        assert breaches("function", make, function_case(np.ones(3))) == []


def test_state_between_calls_shows() -> None:
    calls: list[int] = []

    def count(x: np.ndarray) -> int:
        calls.append(1)
        return len(calls)

    assert breaches("function", count, function_case(np.ones(3))) == ["again"]


def test_a_buffer_handed_out_twice_shows() -> None:
    buffer = np.zeros(3)

    def fill(x: np.ndarray) -> np.ndarray:
        buffer[:] = x + buffer[0]
        return buffer

    assert "result_changed" in breaches("function", fill, function_case(np.ones(3)))


def test_seeding_the_global_generator_shows() -> None:
    def seed(x: np.ndarray) -> np.ndarray:
        np.random.seed(1)
        return x * 1.0

    assert breaches("function", seed, function_case(np.ones(3))) == ["global_random"]


class SGD:
    def __init__(self, alpha: float) -> None:
        self.alpha = alpha

    def step(self, theta: Arrays, gradient: Any) -> Arrays:
        return [p - self.alpha * g for p, g in zip(theta, gradient(theta), strict=True)]


def test_an_honest_optimizer_breaks_nothing() -> None:
    assert breaches("steps", SGD, steps_case(20)) == []


def test_gradient_calls_are_counted() -> None:
    class Twice(SGD):
        def step(self, theta: Arrays, gradient: Any) -> Arrays:
            gradient(theta)
            return super().step(theta, gradient)

    assert breaches("steps", Twice, steps_case()) == ["gradient_calls 8 4"]


def test_writing_into_the_gradient_shows() -> None:
    class Greedy(SGD):
        def step(self, theta: Arrays, gradient: Any) -> Arrays:
            g = gradient(theta)
            for part in g:
                part *= self.alpha
            return [p - d for p, d in zip(theta, g, strict=True)]

    assert breaches("steps", Greedy, steps_case()) == ["gradient_changed", "fault"]


def test_state_of_the_class_shows_in_the_second_instance() -> None:
    class Shared(SGD):
        v: Arrays = []

        def step(self, theta: Arrays, gradient: Any) -> Arrays:
            self.v.append(gradient(theta)[0])
            return [theta[0] - self.alpha * sum(self.v)]

    assert breaches("steps", Shared, steps_case()) == ["again"]


def test_rows_are_copies_in_the_first_run() -> None:
    class InPlace(SGD):
        def step(self, theta: Arrays, gradient: Any) -> Arrays:
            for p, g in zip(theta, gradient(theta), strict=True):
                p -= self.alpha * g
            return theta

    value = decode_apart(*run_twice(ADAPTERS["steps"], InPlace, steps_case(2)).answer)
    rows = value["columns"][0][:, 0].tolist()
    assert rows == pytest.approx([1.0, 0.9, 0.81])


def test_much_state_is_not_kept_and_costs_nothing() -> None:
    class Hoards(SGD):
        def step(self, theta: Arrays, gradient: Any) -> Arrays:
            self.r = [np.zeros(10**6)]
            self.s = [np.zeros(0)] * 10**4
            self.v = [np.zeros(2)]
            return super().step(theta, gradient)

    case = {**steps_case(), "trace": True}
    value = decode_apart(*run_twice(ADAPTERS["steps"], Hoards, case).answer)
    assert [set(state) for state in value["state"]] == [{"v"}] * 4


def test_answers() -> None:
    assert ADAPTERS["answers"].call({"a": 1}, {"key": "a"}, None) == 1  # type: ignore[arg-type]
    with pytest.raises(NotImplementedError):
        ADAPTERS["answers"].call({"a": None}, {"key": "a"}, None)  # type: ignore[arg-type]


def test_the_kth_call_takes_the_kth_minibatch() -> None:
    gradients = [[np.array([1.0])], [np.array([2.0])]]
    objective = build({"objective": "sequence", "params": {"gradients": gradients}}, False)
    theta = [np.zeros(1)]
    assert [float(objective(theta)[0][0]) for _ in range(3)] == [1.0, 2.0, 1.0]


@pytest.mark.parametrize("theta", [np.zeros(1), [np.zeros(2)], []])
def test_a_gradient_says_what_it_takes(theta: Any) -> None:
    params = {"gradients": [[np.array([1.0])]]}
    objective = build({"objective": "sequence", "params": params}, False)
    with pytest.raises(TypeError, match=r"gradient\(theta\) takes"):
        objective(theta)


def test_gradients_are_derivatives_of_something() -> None:
    """regression's gradient by central differences of its loss."""
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(1, 5, 3)), rng.normal(size=(1, 5, 2))
    objective = OBJECTIVES["regression"](False, X=X, Y=Y)
    W, b = rng.normal(size=(3, 2)), rng.normal(size=2)

    def loss(W: np.ndarray) -> float:
        return float(np.mean((X[0] @ W + b - Y[0]) ** 2))

    dW = objective([W, b])[0]
    h = 1e-6
    for i in np.ndindex(3, 2):
        up, down = W.copy(), W.copy()
        up[i] += h
        down[i] -= h
        assert dW[i] == pytest.approx((loss(up) - loss(down)) / (2 * h), rel=1e-6)
