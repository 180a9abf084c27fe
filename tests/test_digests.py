"""Digests of named parts, data behind a checksum, and the sentence on what is stale."""

from pathlib import Path

import pytest

from grader.digests import framed_digest, pack, stale_sentence, unpack
from grader.runner.codec import CodecError


def test_where_a_part_ends_counts() -> None:
    whole = [
        framed_digest([("a", b"xy"), ("b", b"z")]),
        framed_digest([("a", b"x"), ("b", b"yz")]),
        framed_digest([("a", b"xyb"), ("", b"z")]),
        framed_digest([("a", b"xy"), ("b", b"z")], start="s"),
        framed_digest([("b", b"z"), ("a", b"xy")]),
    ]
    assert len(set(whole)) == len(whole)


def test_what_gradebooks_hold_stays() -> None:
    """The same form as ever: else every batch would be graded again, and its course refused."""
    # printf 's\0a\0002\0xy' | sha256sum
    held = "0313f78899bdfedb9b78ee0cccfc73a92547266b483f8e884dbfc3d333001c0e"
    assert framed_digest([("a", b"xy")], start="s\0") == held


def test_what_was_packed_comes_back() -> None:
    value = {"a": [1, 2.5, None], "b": b"bytes"}
    assert unpack(pack(value)) == value


@pytest.mark.parametrize("place", [0, 31, 32, -1])
def test_damage_is_noticed(place: int) -> None:
    stored = bytearray(pack({"a": 1}))
    stored[place] ^= 1
    with pytest.raises(CodecError):
        unpack(bytes(stored))


@pytest.mark.parametrize("length", [0, 10, 32])
def test_what_is_cut_off_is_noticed(length: int) -> None:
    with pytest.raises(CodecError):
        unpack(pack({"a": 1})[:length])


def test_what_is_stale_is_told() -> None:
    file = Path("assignments/losses/some.bin")
    assert stale_sentence(file, "1", "1", "other cases") is None
    assert stale_sentence(file, None, None, "other cases") is None
    renew = "`grader golden losses --write` renews it"
    assert stale_sentence(file, None, "1", "other cases") == f"{file}: is missing; {renew}"
    told = f"{file}: was made from other cases; {renew}"
    assert stale_sentence(file, "2", "1", "other cases") == told
