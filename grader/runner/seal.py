"""A process gives up, for good, whatever it does not need to calculate.

Theory of operation.  What the zygote itself can do without, it gives up once, and its children are
born without it: root becomes nobody, no new rights, no core files, no file or socket where the
kernel has Landlock.  The child gives up the rest before it has read a byte of the submission: it
gets its limits, and with `Seal.close` a closed list of system calls (seccomp).  Then there is one
process with one thread, which can use its own memory and the pipes that it was given: no file can
be opened, no process or thread started, nothing signalled, no limit raised.  That holds for root as
for anybody, with or without namespaces; so the limits on memory and processor time cover
everything, and one SIGKILL ends it.  What cannot be put in place raises OSError, and the process
ends: a box is never half closed.
"""

import contextlib
import ctypes
import mmap
import os
import resource
import struct
import sys

__all__ = ["Libc", "Seal", "address_space", "die_with_parent", "drop_privileges", "set_limits"]

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SECCOMP_MODE_FILTER = 2
LANDLOCK_CREATE_RULESET, LANDLOCK_RESTRICT_SELF = 444, 446
LANDLOCK_CREATE_RULESET_VERSION = 1
#: struct landlock_ruleset_attr by version: bits for files, the network, signals and sockets.
LANDLOCK_BITS = (
    (1, 13, 0, 0), (2, 14, 0, 0), (3, 15, 0, 0), (4, 15, 2, 0), (5, 16, 2, 0), (6, 16, 2, 2),
)  # fmt: skip
SIGKILL = 9
NOBODY = 65534
#: Descriptors: the three standard ones, the channel's two, and a few that a student may duplicate.
DESCRIPTORS = 32


class _Program(ctypes.Structure):
    """struct sock_fprog: how many instructions, and where."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


class Libc:
    """The C library's calls that Python has no function for; each raises OSError."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(None, use_errno=True)
        self.library.syscall.restype = ctypes.c_long

    def prctl(self, option: int, *arguments: object) -> None:
        if self.library.prctl(option, *arguments, *[ctypes.c_ulong(0)] * (4 - len(arguments))):
            raise self._error(f"prctl {option}")

    def syscall(self, number: int, *arguments: object) -> int:
        result = self.library.syscall(ctypes.c_long(number), *arguments)
        if result < 0:
            raise self._error(f"system call {number}")
        return int(result)

    @staticmethod
    def _error(what: str) -> OSError:
        code = ctypes.get_errno()
        return OSError(code, f"{what}: {os.strerror(code)}")


def die_with_parent(libc: Libc) -> None:
    """Has the kernel end this process when the one that forked it ends."""
    libc.prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(SIGKILL))


def set_limits(memory: int, seconds: int) -> None:
    """At most `memory` bytes of address space, `seconds` of processor time, no other process."""
    for kind in (resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
        resource.setrlimit(kind, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def drop_privileges(libc: Libc) -> None:
    """Gives up what neither the zygote nor its children need."""
    _become_nobody()
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE):
        resource.setrlimit(kind, (0, 0))
    libc.prctl(PR_SET_DUMPABLE, ctypes.c_ulong(0))
    libc.prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1))
    _landlock(libc)


def _become_nobody() -> None:
    """Gives root up, where this process has it."""
    if os.geteuid() == 0:
        # Inside bubblewrap root is one without rights, and may not change who it is.
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)


class Seal:
    """The closed list of system calls, made ready in the zygote, put in place in the child."""

    def __init__(self, libc: Libc, instructions: bytes) -> None:
        self.libc = libc
        self.buffer = ctypes.create_string_buffer(instructions, len(instructions))
        self.program = _Program(len(instructions) // 8, ctypes.addressof(self.buffer))
        self.arguments = (ctypes.c_ulong(SECCOMP_MODE_FILTER), ctypes.byref(self.program))

    def close(self) -> None:
        """From here on this process can do nothing but calculate.  Raises OSError."""
        self.libc.prctl(PR_SET_SECCOMP, *self.arguments)


def _landlock(libc: Libc) -> None:
    """Everything that this kernel's Landlock knows, with no exception; nothing without Landlock."""
    try:
        version = libc.syscall(
            LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0),
            ctypes.c_uint(LANDLOCK_CREATE_RULESET_VERSION),
        )  # fmt: skip
    except OSError:
        return
    _, files, network, scoped = LANDLOCK_BITS[min(version, len(LANDLOCK_BITS)) - 1]
    masks = [(1 << bits) - 1 for bits in (files, network, scoped)]
    size = 8 * (3 if scoped else 2 if network else 1)
    attributes = ctypes.create_string_buffer(struct.pack("<3Q", *masks)[:size], size)
    ruleset = libc.syscall(
        LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0)
    )
    try:
        libc.syscall(LANDLOCK_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    finally:
        os.close(ruleset)


def address_space() -> int:
    """The bytes of address space in use, found without /proc, which a box does not have.

    The largest limit under which one more page is refused, by bisection.
    """
    page = mmap.PAGESIZE
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)

    def fits(limit: int) -> bool:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        try:
            mmap.mmap(-1, page).close()
        except (OSError, MemoryError):
            return False
        return True

    low, high = 0, sys.maxsize // page if hard == resource.RLIM_INFINITY else hard // page
    try:
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if fits(middle * page) else (middle, high)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    return high * page
