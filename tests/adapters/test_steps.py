"""Which state is named as off: only what went right before, up to sign, scale and another name."""

from typing import Any

import numpy as np
import pytest

from grader.adapters.steps import _state

V = np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 4.0]])
R = np.array([[4.0, 1.0], [2.0, 2.0], [7.0, 3.0]])


def state(step: int, **theirs: np.ndarray) -> str | None:
    rows = [{name: trace[k] for name, trace in theirs.items()} for k in range(len(V))]
    got: dict[str, Any] = {"state": rows}
    said = _state({"state": {"v": V, "r": R}}, got, step, 1e-9)
    name: str | None = said.get("state")
    return name


def test_what_is_right_is_told_where_all_is() -> None:
    rows = [{"v": r, "r": v} for v, r in zip(V, R, strict=True)]
    golden = {"state": {"v": V, "r": R}}
    assert _state(golden, {"state": rows}, 3, 1e-9) == {"right_states": ("v", "r")}
    twice = [{"v": v, "r": 2 * r} for v, r in zip(V, R, strict=True)]
    scaled = {"scaled_states": (("r", 2.0),), "right_states": ("v",)}  # its own form, or wrong
    assert _state(golden, {"state": twice}, 3, 1e-9) == scaled
    assert _state(golden, {"state": [{"v": v} for v in V]}, 3, 1e-9) == {}
    assert _state({}, {"state": rows}, 3, 1e-9) == {}


def test_an_offset_is_told_at_the_first_step() -> None:
    golden = {"state": {"r": np.array([[1.0, 4.0, 9.0]])}}
    assert _state(golden, {"state": [{"r": np.array([2.0, 5.0, 10.0])}]}, 1, 1e-9) == {
        "state": "r", "offset": 1.0
    }  # fmt: skip
    assert _state(golden, {"state": [{"r": np.array([2.0, 5.0, 11.0])}]}, 1, 1e-9) == {}


WRONG = V * [[1.0], [1.0], [1.5]]


@pytest.mark.parametrize("scale", [1, -1, 10, -0.1])
def test_a_state_that_was_right_and_is_off_is_named(scale: float) -> None:
    assert state(3, v=scale * WRONG, r=R) == "v"


@pytest.mark.parametrize("scale", [1, -1, 10, -0.1])
def test_a_state_of_another_sign_or_scale_is_right(scale: float) -> None:
    assert state(3, v=scale * V, r=R) is None


def test_names_may_be_exchanged() -> None:
    assert state(3, v=R, r=V) is None
    assert state(3, v=R, r=WRONG) == "r"  # by the student's own name


def test_of_a_meaning_of_its_own_nothing_is_said() -> None:
    assert state(3, v=np.sqrt(R), r=R) is None
    assert state(3, r=R) is None
    assert state(3, v=V[:, :1], r=R) is None


def test_at_the_first_step_nothing_is_known_of_it() -> None:
    assert state(1, v=V + 1, r=R) is None


def test_a_state_that_changes_its_shape_is_off() -> None:
    rows = [{"v": V[0]}, {"v": V[1]}, {"v": V[2, :1]}]
    assert _state({"state": {"v": V}}, {"state": rows}, 3, 1e-9) == {"state": "v"}


def test_the_sign_that_a_state_had_before_it_goes_wrong_is_known() -> None:
    rows = [{"v": -v} for v in WRONG]
    found = _state({"state": {"v": V}}, {"state": rows}, 3, 1e-9)
    assert found == {"state": "v", "scaled_states": (("v", -1.0),)}


def test_one_number_of_one_step_has_any_factor() -> None:
    golden = {"state": {"v": V, "t": np.arange(1.0, 4.0)}}
    rows = [{"v": V[0], "t": 5}]
    assert _state(golden, {"state": rows}, 1, 1e-9) == {}
