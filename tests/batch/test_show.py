"""What staff see while a batch runs."""

import io
import sys

import pytest

from grader.batch import show


class Terminal(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with show.progress() as tell:
        tell(1, 2, "graded")
        tell(2, 2, "internal_error")
    text = screen.getvalue()
    assert "2/2" in text
    assert "1 failures" in text


def test_a_terminal_of_an_empty_batch_stays_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with show.progress():
        pass
    assert screen.getvalue() == ""


def test_elsewhere_there_are_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(show, "EVERY", float("inf"))
    with show.progress() as tell:
        tell(1, 3, "internal_error")
        tell(2, 3, "graded")
        tell(3, 3, "graded")
    (line,) = stream.getvalue().splitlines()
    assert line.startswith("3 of 3, ")
    assert line.endswith(" a second, 0 s left, 1 failures")
