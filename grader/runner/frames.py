"""Frames on a stream: a u32 length, and as many bytes, which are a request or a reply.

The reply that most cases get, a value and nothing to be said of it, has a form of its own: V, the
job's number, the length of the answer's form, the form, and the numbers.
"""

import struct
from typing import BinaryIO

from .codec import MAX_FRAME, Apart, CodecError

__all__ = ["HEAD", "length_of", "plain_reply", "read_frame", "read_plain", "write_frame"]

_PLAIN = struct.Struct("<cQI")

_U32 = struct.Struct("<I")
#: Bytes of a frame's length.
HEAD = 4


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Writes length and data, and flushes.  Raises OSError when nobody reads."""
    stream.write(_U32.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: BinaryIO, limit: int = MAX_FRAME) -> bytes | None:
    """The next frame, None at the end of the stream.

    Raises CodecError for a frame that is cut short or longer than `limit`; nothing is allocated
    for a length that is only claimed, because a buffered read grows with what arrives.
    """
    head = stream.read(HEAD)
    if not head:
        return None
    if len(head) < HEAD:
        raise CodecError("a frame was cut short")
    length = length_of(head, 0, limit)
    parts: list[bytes] = []
    size = 2**16
    while length:
        part = stream.read(min(length, size))
        if not part:
            raise CodecError("a frame was cut short")
        parts.append(part)
        length -= len(part)
        size *= 2  # what is announced may be a lie: room is made as it comes
    return b"".join(parts)


def length_of(data: bytes | bytearray, at: int, limit: int) -> int:
    """The length of the frame that begins there.  Raises CodecError when it exceeds the limit."""
    (length,) = _U32.unpack_from(data, at)
    if length > limit:
        raise CodecError(f"a frame of {length} bytes, at most {limit} are taken")
    return int(length)


def plain_reply(job: int, answer: Apart) -> bytes:
    """The frame of a value that there is nothing to be said of.  Raises CodecError."""
    frame = b"".join([_PLAIN.pack(b"V", job, len(answer.form)), *answer])
    if len(frame) > MAX_FRAME:
        raise CodecError(f"the value is larger than {MAX_FRAME // 2**20} MB")
    return frame


def read_plain(frame: bytes) -> tuple[int, bytes, bytes] | None:
    """The job, the form and the numbers of such a frame; None for any other.

    Raises CodecError for one that was cut short.
    """
    if not frame.startswith(b"V"):
        return None
    if len(frame) < _PLAIN.size:
        raise CodecError("a reply was cut short")
    _, job, length = _PLAIN.unpack_from(frame)
    start, end = _PLAIN.size, _PLAIN.size + length
    if end > len(frame):
        raise CodecError("a reply was cut short")
    return job, frame[start:end], frame[end:]
