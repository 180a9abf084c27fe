"""What goes back and forth between a zygote and its parent for each child, in fixed forms.

Neither side takes anything from a submission here, and a zygote that touches little of its memory
between two forks has little to copy.
"""

import struct

__all__ = ["END", "ended", "of_end", "of_order", "order"]

#: The job, and the bytes of memory and seconds of processor time that its child gets.
_ORDER = struct.Struct("<QQQ")
#: The job, and its child's exit code.
_END = struct.Struct("<Qq")
#: As seconds: no child is to be started, the job's is to be ended.
END = 0


def order(job: int, memory: int, seconds: int) -> bytes:
    """The message that starts a child, or with `END` seconds ends it."""
    return _ORDER.pack(job, memory, seconds)


def of_order(message: bytes) -> tuple[int, int, int]:
    """Its job, memory and seconds."""
    return _ORDER.unpack(message)


def ended(job: int, code: int) -> bytes:
    """The message that a job's child has ended."""
    return _END.pack(job, code)


def of_end(message: bytes) -> tuple[int, int]:
    """Its job and exit code.  Raises ValueError for what is none."""
    try:
        return _END.unpack(message)
    except struct.error as error:
        raise ValueError(str(error)) from error
