"""What a submission prints: bounded, its beginning and its end kept, and our traces taken out."""

import io
import os
import re
import select
import sys
import threading
import time
from collections.abc import Mapping
from typing import BinaryIO

from ..runner import LABEL
from .spawn import RUNNER

__all__ = ["Output", "Trace"]

HEAD = 16 * 1024
#: Times half a millisecond, for what is in the pipe to be read.
HUSH_TRIES = 40
TAIL = 8 * 1024

# What faulthandler writes, to the letter: a title, then frames, the innermost first.  No part can
# match in two ways, so that output made to be slow is not.
_LINE = r' {2}File "[^"\n]{0,300}", line [0-9]{1,7} in [^\n]{0,300}\n'
_DUMP = re.compile(
    r"(?:Timeout \([0-9:.]{1,20}\)!\n)?"
    r"(?:Fatal Python error: [^\n]{0,200}\n(?:Python runtime state: [^\n]{0,80}\n)?\n)?"
    r"(?:(?:Current thread|Thread) 0x[0-9a-f]{1,16}|Stack) \(most recent call first\):\n"
    rf"(?:{_LINE}| {{2}}\.\.\.\n){{1,120}}"
    r"(?:\nExtension modules: [^\n]{0,20000}\n)?"
)
_FRAME = re.compile(
    rf' {{2}}File "({LABEL}/[^"\n]{{0,300}})", line ([0-9]{{1,7}}) in ([^\n]{{0,300}})\n'
)


#: Frames of the runner in a traceback, with the lines that quote them.
_OURS = re.compile(rf' {{2}}File "{re.escape(RUNNER)}[^\n]*\n(?: {{4}}[^\n]*\n){{0,4}}')
#: Where things are installed here is nobody's business.
_FOLDERS = tuple(
    folder
    for folder in (os.path.dirname(RUNNER), sys.prefix, sys.base_prefix)
    if folder.count("/") > 2  # not /usr, of which others speak as well
)


class Trace:
    """Where the student's code was when it was ended: file, line, function."""

    __slots__ = ("file", "function", "line")

    def __init__(self, file: str, line: int, function: str) -> None:
        self.file, self.line, self.function = file, line, function

    @property
    def name(self) -> str:
        """The file as the student knows it."""
        return self.file.partition("/")[2]


class Output:
    """Reads a stream to its end in a thread of its own, keeping its head and its tail."""

    def __init__(self, stream: BinaryIO) -> None:
        self.head, self.tail, self.dropped = b"", b"", 0
        self.said: str | None = None
        self.lock = threading.Lock()
        self.stream = stream
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    @classmethod
    def none(cls) -> "Output":
        """The output of a process that there is not."""
        return cls(io.BytesIO())

    def _read(self) -> None:
        try:
            while part := self.stream.read1(2**16):  # type: ignore[attr-defined]
                with self.lock:
                    room = HEAD - len(self.head)
                    self.head += part[:room] if room > 0 else b""
                    rest = self.tail + (part[room:] if room > 0 else part)
                    self.dropped += max(0, len(rest) - TAIL)
                    self.tail = rest[-TAIL:]
        except (OSError, ValueError):
            return

    def hush(self) -> None:
        """What comes from now on is no part of `text`; call it before the cause is given.

        What was printed before is in the pipe, or read; a part of it that is just being taken out
        may be lost, but nothing that comes later is let in.
        """
        if self.said is not None:
            return
        for _ in range(HUSH_TRIES):
            if not _waiting(self.stream):
                break
            time.sleep(0.0005)
        with self.lock:
            self.said = self._text()
            self.head, self.tail, self.dropped = b"", b"", 0

    def close(self, wait: float = 1.0) -> bool:
        """Waits for the end of the stream; False if it does not end: a grandchild holds it open."""
        self.thread.join(wait)
        return not self.thread.is_alive()

    def _raw(self) -> str:
        if self.dropped:
            gap = f"\n[... {self.dropped} bytes of output are not shown ...]\n".encode()
            return (self.head + gap + self.tail).decode("utf-8", "replace")
        return (self.head + self.tail).decode("utf-8", "replace")

    def text(self) -> str:
        """What was printed, without the traces that the runner wrote and without its frames."""
        return self._text() if self.said is None else self.said

    def _text(self) -> str:
        text = _OURS.sub("", _DUMP.sub("", self._raw())).replace("\r\n", "\n")
        for folder in _FOLDERS:
            text = text.replace(folder, "...")
        return text

    def trace(self, files: Mapping[str, bytes]) -> Trace | None:
        """Where the student's code, of these files, was when the last trace was written.

        A submission can print what looks like one: what cannot be is not believed.
        """
        dumps = list(_DUMP.finditer(self._raw()))
        for dump in reversed(dumps):
            frame = _FRAME.search(dump.group())
            if frame:
                trace = Trace(frame[1], int(frame[2]), frame[3])
                source = files.get(trace.name.partition(", cell ")[0])
                if source is not None and 0 < trace.line <= source.count(b"\n") + 1:
                    return trace
        return None

    def mentions(self, words: str) -> bool:
        """Whether the output holds these words; for the messages of libraries that gave up."""
        return words in self._raw()


def _waiting(stream: BinaryIO) -> bool:
    """Whether something is in the pipe; where that cannot be asked, not."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(stream, select.POLLIN)
    return any(event & select.POLLIN for _, event in poll.poll(0))
