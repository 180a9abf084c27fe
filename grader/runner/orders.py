"""What goes back and forth between a zygote and its parent for each child, in fixed forms.

Neither side takes anything from a submission here, and a zygote that touches little of its memory
between two forks has little to copy.
"""

import struct

__all__ = ["END", "read_ending", "read_order", "write_ending", "write_order"]

#: The job, and the bytes of memory and seconds of processor time that its child gets.
_ORDER = struct.Struct("<QQQ")
#: The job, and its child's exit code.
_END = struct.Struct("<Qq")
#: In place of seconds: the job's child is to be ended.
END = 0


def write_order(job: int, memory: int, seconds: int) -> bytes:
    """The message that starts a child, or with `END` seconds ends it."""
    return _ORDER.pack(job, memory, seconds)


def read_order(message: bytes) -> tuple[int, int, int]:
    """The job, memory and seconds of such a message."""
    return _ORDER.unpack(message)


def write_ending(job: int, code: int) -> bytes:
    """The message that a job's child has ended."""
    return _END.pack(job, code)


def read_ending(message: bytes) -> tuple[int, int]:
    """The job and exit code of such a message.  Raises ValueError for any other."""
    try:
        return _END.unpack(message)
    except struct.error as error:
        raise ValueError(str(error)) from error
