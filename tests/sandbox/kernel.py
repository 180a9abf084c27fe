"""The kernel's filter machine, as far as a filter of system calls uses it: a test's second opinion."""

import struct

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7, "i386": 0x40000003}


def decide(filter_: bytes, machine: str, number: int, *arguments: int) -> str:
    """allow, kill, or the errno that a system call gets."""
    data = struct.pack(
        "<IIQ6Q",
        number & 0xFFFFFFFF,
        AUDIT[machine],
        0,
        *(a & (2**64 - 1) for a in (*arguments, *[0] * 6)[:6]),
    )
    code = list(struct.iter_unpack("<HBBI", filter_))
    a = at = 0
    while True:
        operation, yes, no, k = code[at]
        at += 1
        kind = operation & 0x07
        if kind == 0x06:  # return
            if k == ALLOW:
                return "allow"
            return (
                "kill"
                if k == KILL
                else f"errno {k & 0xFFFF}"
                if k & 0xFFFF0000 == ERRNO
                else hex(k)
            )
        if kind == 0x00:  # load a word
            (a,) = struct.unpack_from("<I", data, k)
        elif operation == 0x54:  # and
            a &= k
        elif kind == 0x05 and operation & 0xF0 == 0x00:
            at += k
        elif kind == 0x05:
            test = {0x10: a == k, 0x20: a > k, 0x30: a >= k, 0x40: bool(a & k)}[operation & 0xF0]
            at += yes if test else no
        else:
            raise AssertionError(f"operation {operation:#x}")
