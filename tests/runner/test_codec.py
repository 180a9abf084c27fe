"""The codec: everything comes back as it went, and nothing else is ever decoded."""

import io
import struct
from enum import StrEnum
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.runner.codec import (
    DTYPES,
    MAX_DEPTH,
    CodecError,
    Encoded,
    Foreign,
    encode,
    encode_apart,
)
from grader.runner.decoder import decode, decode_apart
from grader.runner.frames import read_frame, write_frame

arrays = hnp.arrays(st.sampled_from(DTYPES), hnp.array_shapes(min_dims=0, min_side=0, max_side=4))
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text()
    | st.binary()
)


def tables(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists of lists of one length, and of dicts with the same keys: written by their columns."""
    keys = st.lists(st.text(max_size=3), min_size=1, max_size=3, unique=True)
    lists = st.integers(0, 3).flatmap(
        lambda n: st.lists(st.lists(inner, min_size=n, max_size=n), min_size=2, max_size=4)
    )
    dicts = keys.flatmap(
        lambda names: st.lists(
            st.fixed_dictionaries(dict.fromkeys(names, inner)), min_size=2, max_size=4
        )
    )
    return lists | dicts


values = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(0, 9), inner, max_size=4)
        | st.builds(lambda item, n: [item] * n, inner, st.integers(2, 4))
        | tables(inner)
    ),
    max_leaves=20,
)


def same(a: object, b: object) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        assert isinstance(b, np.ndarray)
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        assert isinstance(b, (list, tuple))
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        assert isinstance(b, dict)
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, float):
        return struct.pack("d", a) == struct.pack("d", b)
    return a == b


@given(values)
def test_round_trip(value: object) -> None:
    assert same(decode(encode(value)), value)


@given(st.binary(max_size=200))
def test_noise_gives_a_value_or_codec_error(data: bytes) -> None:
    try:
        decode(data)
    except CodecError:
        pass


@pytest.mark.slow
@settings(max_examples=300)
@given(values, st.data())
def test_a_damaged_value_gives_a_value_or_codec_error(value: object, data: st.DataObject) -> None:
    encoded = bytearray(encode(value))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(encoded) - 1))
        encoded[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(encoded)))
    for damaged in (bytes(encoded), bytes(encoded[:cut])):
        try:
            decode(damaged)
        except CodecError:
            pass


def header(code: int, *shape: int) -> bytes:
    return struct.pack(f"<cBB{len(shape)}Q", b"a", code, len(shape), *shape)


def table(tag: bytes, rows: int, columns: int) -> bytes:
    return tag + struct.pack("<II", rows, columns)


@pytest.mark.parametrize(
    "data",
    [
        header(11, 10**10) + b"\0" * 8,  # 80 GB announced
        header(11, 2**62, 4) + b"\0" * 8,  # overflows to 0 in 64 bits
        header(11, 0, 2**60),  # no data, and no array either
        header(250, 1) + b"\0" * 8,  # no such dtype
        struct.pack("<cBB", b"a", 11, 200),  # 200 dimensions
        b"l" + struct.pack("<I", 2**31),  # a list of two billion
        b"d" + struct.pack("<I", 2**31),
        b"s" + struct.pack("<I", 2) + b"\xff\xff",
        b"d" + struct.pack("<I", 1) + b"l" + struct.pack("<I", 0) + b"N",  # a list as a key
        b"?",
        b"",
        b"NN",
        (b"l" + struct.pack("<I", 1)) * (MAX_DEPTH + 10) + b"N",
        table(b"L", 3, 1) + b"l" + struct.pack("<I", 2) + b"NN",  # a column too short
        table(b"L", 3, 1) + b"t" + struct.pack("<I", 3) + b"NNN",
        table(b"L", 3, 0),  # no columns, so no rows
        table(b"L", 0, 1) + b"l" + struct.pack("<I", 0),
        table(b"L", 2**32 - 1, 1) + b"l" + struct.pack("<I", 0),
        table(b"L", 3, 2**32 - 1),
        table(b"D", 3, 0),
        table(b"D", 1, 2) + (struct.pack("<I", 1) + b"al" + struct.pack("<I", 1) + b"N") * 2,
        b"A" + struct.pack("<I", 2**32 - 1) + header(11, 0)[1:],  # four billion empty arrays
        b"A" + struct.pack("<I", 2) + header(11)[1:] + b"\0" * 16,  # numbers are no arrays
        b"A" + struct.pack("<I", 3) + header(11, 2)[1:] + b"\0" * 40,
        b"A" + struct.pack("<I", 1) + header(11, *[1] * 5)[1:] + b"\0" * 8,
        b"A" + struct.pack("<I", 3) + header(11, 0)[1:],  # nothing, many times
        b"s" + struct.pack("<I", 2**20 + 1) + b" " * (2**20 + 1),
        b"d" + struct.pack("<I", 65) + b"".join(encode(i) + b"N" for i in range(65)),
        (table(b"L", 1, 1) + b"l" + struct.pack("<I", 1)) * MAX_DEPTH + b"N",
        b"l" + struct.pack("<I", 2) + (b"A" + struct.pack("<I", 300_000) + header(11, 0)[1:]) * 2,
    ],
)
def test_lies_are_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode(data)


class Subclass(np.ndarray):
    pass


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ((x for x in ()), "generator"),
        ({1, 2}, "set"),
        (np.array([1, None]), "ndarray"),
        (np.zeros(2).view(Subclass), "Subclass"),
        (np.ma.masked_array([1.0]), "MaskedArray"),
        (2**70, "int"),
        (len, "builtin_function_or_method"),
        ({(1, 2): 3}, "dict"),
        (dict.fromkeys(range(65)), "dict"),
        ("a" * 2**20, "str"),
    ],
)
def test_what_is_no_data_is_named(value: object, name: str) -> None:
    found = decode(encode(value))
    assert isinstance(found, Foreign)
    assert found.type_name == name


class Name(StrEnum):
    LOSS = "loss"


def test_keys_that_are_texts_arrive_as_texts() -> None:
    names = np.array(["a", "b"])
    assert decode(encode(dict.fromkeys(names, 1) | {Name.LOSS: 2})) == {
        "a": 1,
        "b": 1,
        "loss": 2,
    }
    assert [type(key) for key in decode(encode({names[0]: 1, 3: 2}))] == [str, int]


def test_a_dict_with_a_key_that_is_too_long_is_named() -> None:
    for key in ("x" * 300_000, "ü" * 300_000):
        for value in ({key: 1.0}, {key: None, 3: 1}):
            found = decode(encode(value))
            assert isinstance(found, Foreign)
            assert found.type_name == "dict"
            assert decode_apart(*encode_apart(value)) == found


def test_a_cycle_ends() -> None:
    cycle: list[object] = []
    cycle.append(cycle)
    assert "deep" in repr(decode(encode(cycle)))


def test_too_much_is_refused_by_the_sender() -> None:
    with pytest.raises(CodecError, match="MB"):
        encode(np.zeros(10**7))
    for many in ([0] * 100_000, [np.zeros(1)] * 100_000, [[1]] * 50_000, [np.zeros(0)] * 100_000):
        with pytest.raises(CodecError, match="parts"):
            encode(many)


@pytest.mark.parametrize(
    "value",
    [
        [[1, 2.0]] * 3,
        [{"a": 1, "b": None}] * 3,
        [np.zeros((2, 3))] * 4,
        [[np.ones(2), np.arange(6).reshape(2, 3)]] * 5,
        [np.asfortranarray(np.arange(6.0).reshape(2, 3)) + i for i in range(3)],
        [np.zeros((0, 2))] * 3,
        [np.zeros(())] * 3,
        [np.zeros(2), np.zeros(2), np.zeros(3)],
        [np.zeros(2), np.zeros(2), np.zeros(2, np.float32)],
        [[1], [2], [3, 4]],
        [[1], [2], (3,)],
        [[], [], []],
        [{}, {}, {}],
        [{"a": 1}, {"a": 1}, {"b": 1}],
        [{"a": 1, "b": 2}, {"a": 1, "b": 2}, {"b": 2, "a": 1}],
        [{1: 1}, {1: 1}, {1: 1}],
        [{1: 1}, {True: 1}, {1.0: 1}],
        [{"\u00e9": 1}] * 3,
        [np.zeros((1,) * 4)] * 3,
        [np.zeros((1,) * 5)] * 3,
        [[0.0] * 40_000] * 2,
        [[0.0] * 30_000] * 3,
        [np.zeros((1,) * 64)] * 3,
        [np.array("abc")] * 3,
    ],
)
def test_tables_come_back_as_lists(value: Any) -> None:
    if isinstance(value[0], np.ndarray) and value[0].dtype.kind == "U":
        assert all(isinstance(item, Foreign) for item in decode(encode(value)))
    else:
        assert same(decode(encode(value)), value)


def test_texts_that_are_none_do_not_become_the_same() -> None:
    row = {chr(0xD800): 1, chr(0xDFFF): 2}
    assert decode(encode([row] * 3)) == [{"?": 2}] * 3


@pytest.mark.parametrize("depth", range(MAX_DEPTH - 3, MAX_DEPTH + 3))
def test_a_deep_table_is_told_as_any_other_deep_list(depth: int) -> None:
    value: Any = 1.5
    for _ in range(depth):
        value = [value, value, value] if depth < 3 else [value]
    deep = [value] * 3
    assert ("deep" in repr(decode(encode(deep)))) == (depth >= MAX_DEPTH)


def test_what_a_run_gives_is_written_by_its_columns() -> None:
    run = {
        "theta": [[np.full((2, 3), i), np.full(3, -i)] for i in range(50)],
        "state": [{"v": [np.zeros((2, 3)), np.zeros(3)], "t": i} for i in range(50)],
    }
    data = encode(run)
    assert same(decode(data), run)
    assert len(data) < 50 * 9 * 8 * 2 + 50 * 9 + 500, "numbers, hardly anything else"


def test_encoded_values_are_sent_as_they_are() -> None:
    assert decode(encode({"value": Encoded(encode([1.5]))})) == {"value": [1.5]}


DICTS: list[dict[Any, Any]] = [
    {"a": 1.0, "b": -0.5},
    {"a": np.float64(1.0), "b": 2.0, "ü": float("nan")},
    {"b": 1.0, "a": 1.0},
    {"a": np.float32(1.0)},
    {"a": 1, "b": 1.0},
    {1: 1.0, "b": 2.0},
    {np.str_("a"): 1.0},
    {"a": True, "b": None},
    {},
    {"x" * 1000: 1.0},
]


@pytest.mark.parametrize("value", DICTS, ids=lambda value: repr(value)[:40])
def test_a_dict_of_floats_is_the_same_apart(value: dict[Any, Any]) -> None:
    for _ in range(2):  # with the form that is remembered, too
        apart = decode_apart(*encode_apart([value, (value,)]))
        assert repr(apart) == repr(decode(encode([value, (value,)])))


def test_big_endian_arrays_arrive_in_our_order() -> None:
    found = decode(encode(np.array([1.0, 2.0], dtype=">f8")))
    assert found.dtype == np.float64
    assert found.tolist() == [1.0, 2.0]


def test_frames() -> None:
    stream = io.BytesIO()
    write_frame(stream, b"abc")
    write_frame(stream, b"")
    stream.seek(0)
    assert [read_frame(stream), read_frame(stream), read_frame(stream)] == [b"abc", b"", None]


@pytest.mark.parametrize("data", [b"\1", b"\5\0\0\0ab", b"\xff\xff\xff\xffab"])
def test_a_frame_cut_short_or_too_long(data: bytes) -> None:
    with pytest.raises(CodecError):
        read_frame(io.BytesIO(data), limit=100)
