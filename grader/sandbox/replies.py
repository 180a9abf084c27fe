"""The replies of a process: those that have come are read from its pipe at once.

To wake a reader costs the writer more than most cases do, and to hand a reply from thread to thread
costs the judge as much; where many are to come, they are left to gather in the pipe for a moment.
"""

import os
import time
from collections.abc import Iterator
from typing import BinaryIO

from ..runner.codec import MAX_FRAME, CodecError
from ..runner.frames import HEAD, length_of

__all__ = ["Replies"]

#: Of so few replies each is read as it comes; of more, those of so many seconds at once.
FEW, GATHER_SECONDS = 3, 0.001
#: What is read at once, as much as a pipe holds.
PART = 2**16


class Replies:
    """Iterates over a stream: lists of the frames that came at once, never empty.

    Raises CodecError for a frame that is longer than `MAX_FRAME`, or cut short by the end.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        #: How many will come without being asked for one at a time.
        self.expected = 0
        self.buffer = bytearray()

    def __iter__(self) -> Iterator[list[bytes]]:
        descriptor = self.stream.fileno()
        while True:
            if self.expected > FEW:
                time.sleep(GATHER_SECONDS)
            part = os.read(descriptor, PART)
            if not part:
                break
            self.buffer += part
            while frames := self._taken():
                self.expected -= len(frames)
                yield frames
        if self.buffer:
            raise CodecError("a frame was cut short")

    def _taken(self) -> list[bytes]:
        """The whole frames at the beginning of what was read, which it loses."""
        buffer, at = self.buffer, 0
        frames: list[bytes] = []
        while len(buffer) - at >= HEAD:
            try:
                end = at + HEAD + length_of(buffer, at, MAX_FRAME)
            except CodecError:
                if frames:  # those before it count
                    break
                raise
            if end > len(buffer):
                break
            frames.append(bytes(buffer[at + HEAD : end]))
            at = end
        del buffer[:at]
        return frames
