"""Frames on a stream: a u32 length, and as many bytes, which are one encoded value."""

import struct
from typing import BinaryIO

from .codec import MAX_FRAME, CodecError

__all__ = ["read_frame", "write_frame"]

_U32 = struct.Struct("<I")


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Writes length and data, and flushes.  Raises OSError when nobody reads."""
    stream.write(_U32.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: BinaryIO, limit: int = MAX_FRAME) -> bytes | None:
    """The next frame, None at the end of the stream.

    Raises CodecError for a frame that is cut short or longer than `limit`; nothing is allocated
    for a length that is only claimed, because a buffered read grows with what arrives.
    """
    head = stream.read(4)
    if not head:
        return None
    if len(head) < 4:
        raise CodecError("a frame was cut short")
    (length,) = _U32.unpack(head)
    if length > limit:
        raise CodecError(f"a frame of {length} bytes, at most {limit} are taken")
    parts: list[bytes] = []
    while length:
        part = stream.read(min(length, 2**16))
        if not part:
            raise CodecError("a frame was cut short")
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
