"""Golden values as JSON: exact, sorted, reviewable."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.golden.values import dumps, from_json, number, to_json

floats = hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, min_side=0, max_side=3))
ints = hnp.arrays(np.int64, hnp.array_shapes(min_dims=1, min_side=0, max_side=3))


@pytest.mark.slow
@given(
    st.recursive(
        floats | ints | st.floats() | st.text(),
        lambda s: st.lists(s) | st.dictionaries(st.text(), s),
    )
)
def test_values_come_back_bit_for_bit(value: object) -> None:
    text = dumps(to_json(value))
    back = from_json(json.loads(text))
    assert dumps(to_json(back)) == text
    if isinstance(value, np.ndarray):
        assert back.dtype == value.dtype
        assert back.shape == value.shape
        assert np.array_equal(back, value, equal_nan=value.dtype.kind == "f")


def test_what_json_has_no_numbers_for() -> None:
    assert [number(float(x)) for x in ("nan", "inf", "-inf", "1.5")] == ["nan", "inf", "-inf", 1.5]
    assert to_json(np.float64("inf")) == "inf"


def test_keys_are_sorted_and_rows_have_lines() -> None:
    text = dumps({"b": {"float64": [[0.1 + i / 3] * 9 for i in range(3)]}, "a": 1})
    assert text.index('"a"') < text.index('"b"')
    assert len(text.splitlines()) >= 6


def test_what_is_no_golden_value() -> None:
    with pytest.raises(TypeError):
        to_json(object())
