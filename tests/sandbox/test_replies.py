"""How the replies of a process are read."""

import os
import struct
import time
from collections.abc import Iterator

import pytest

from grader.runner.codec import MAX_FRAME, CodecError
from grader.sandbox.replies import FEW, GATHER_SECONDS, PART, Replies


def frame(data: bytes) -> bytes:
    return struct.pack("<I", len(data)) + data


@pytest.fixture
def pipe() -> Iterator[tuple[Replies, int]]:
    end, writes = os.pipe()
    with os.fdopen(end, "rb") as stream:
        yield Replies(stream), writes


@pytest.mark.parametrize("expected", [FEW, FEW + 1])
def test_many_replies_gather_in_the_pipe_and_few_are_read_as_they_come(
    expected: int, pipe: tuple[Replies, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    replies, writes = pipe
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        """Meanwhile the next reply comes."""
        slept.append(seconds)
        os.write(writes, frame(b"B"))

    monkeypatch.setattr(time, "sleep", sleep)
    replies.expected = expected
    os.write(writes, frame(b"A"))
    several = expected > FEW
    assert next(iter(replies)) == ([b"A", b"B"] if several else [b"A"])
    assert slept == [GATHER_SECONDS] * several
    assert replies.expected == expected - 1 - several


def test_a_frame_that_comes_in_parts_is_one(pipe: tuple[Replies, int]) -> None:
    replies, writes = pipe
    long = bytes(range(256)) * (PART // 512)
    os.write(writes, frame(b"") + frame(long)[:-1])
    iterator = iter(replies)
    assert next(iterator) == [b""]
    os.write(writes, frame(long)[-1:] + frame(b"C")[:2])
    assert next(iterator) == [long]
    os.write(writes, frame(b"C")[2:])
    os.close(writes)
    assert list(iterator) == [[b"C"]]


@pytest.mark.parametrize("bad", [struct.pack("<I", MAX_FRAME + 1), frame(b"cut")[:-1], b"\0"])
def test_what_came_before_a_bad_frame_counts(bad: bytes, pipe: tuple[Replies, int]) -> None:
    replies, writes = pipe
    os.write(writes, frame(b"A") + frame(b"B") + bad)
    os.close(writes)
    iterator = iter(replies)
    assert next(iterator) == [b"A", b"B"]
    with pytest.raises(CodecError):
        next(iterator)
