"""How the replies of a process are read."""

import os
import time

import pytest

from grader.sandbox.process import FEW, GATHER_SECONDS, Replies


@pytest.mark.parametrize(("expected", "read"), [(FEW, b"A"), (FEW + 1, b"AB")])
def test_many_replies_gather_in_the_pipe_and_few_are_read_as_they_come(
    expected: int, read: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    end, writes = os.pipe()
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        """Meanwhile the next reply comes."""
        slept.append(seconds)
        os.write(writes, b"B")

    monkeypatch.setattr(time, "sleep", sleep)
    with os.fdopen(end, "rb") as stream:
        replies = Replies(stream)
        replies.expected = expected
        os.write(writes, b"A")
        buffer = bytearray(10)
        assert buffer[: replies.readinto(buffer)] == read
        assert slept == [GATHER_SECONDS] * (len(read) - 1)
        os.close(writes)
        replies.expected = 0
        assert replies.readinto(buffer) == 0
