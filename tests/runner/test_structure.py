"""A case read by its structure is the case: values, types, dtypes and order."""

from typing import Any

import numpy as np
import pytest

from grader.runner.codec import CodecError, encode
from grader.runner.decoder import decode
from grader.runner.structure import read, structure

VALUES: list[Any] = [
    None, True, 3, -0.5, "text", b"bytes", float("inf"), (1, 2.0, "x"), [], (), {}, [1, [2, (3,)]],
    np.arange(6.0).reshape(2, 3), np.arange(3), np.zeros((0, 3)), np.float32([1, 2]),
    {"args": [np.eye(2), 0.1], "steps": 3, "form": "object"},
    [np.ones(2)] * 4, [[np.ones(2), np.zeros((2, 1))] for _ in range(5)],
    [{"v": np.ones(2) * i, "t": i} for i in range(4)], [[1, 2], [3, 4], [5, 6]],
    {1: "one", None: [np.array(2.0)]},
]  # fmt: skip


def same(a: Any, b: Any) -> bool:
    if isinstance(a, np.ndarray):
        return type(b) is np.ndarray and a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(map(same, a.values(), b.values()))
    return type(a) is type(b) and a == b


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:40])
def test_it_is_what_decoding_gives(value: Any) -> None:
    data = encode(value)
    assert same(read(structure(data), data), decode(data))


def test_every_case_of_the_course_is_read_so(course: Any) -> None:
    from grader.paper import public_paper

    for name in ("losses", "backprop", "optimizers", "training"):
        for case in public_paper(course / "assignments" / name).cases:
            assert same(read(case.structure, case.data), decode(case.data)), case.id


def test_its_arrays_are_read_only_views() -> None:
    data = encode([np.arange(3.0)])
    (array,) = read(structure(data), data)
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1.0


def test_what_is_cut_short_has_no_structure() -> None:
    with pytest.raises(CodecError):
        structure(encode([np.arange(3.0)])[:-1])
