"""The closed list of system calls that a sealed child may make, for each kind of processor.

The lists below are the source.  `scripts/make_filters` has libseccomp turn them into the kernel's
own form, which is kept in `<machine>.bpf` beside this file, so that a machine that grades needs no
library for it.  Whatever is not listed fails with EPERM: nothing new in a kernel opens by itself.
A call through another processor mode (32 bit, x32) ends the process.
"""

import errno
from pathlib import Path

from ...errors import SandboxError

__all__ = ["ALLOWED", "CHECKED", "FOLDER", "MACHINES", "REFUSED", "filter_for"]

FOLDER = Path(__file__).parent
#: platform.machine() -> the name that libseccomp has for it.
MACHINES = {"x86_64": "X86_64", "aarch64": "AARCH64"}

#: Pipes that are open already, memory, time, signals to itself, randomness, the end.
ALLOWED = (
    "read", "write", "close", "fstat",
    "munmap", "mremap", "brk",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "setitimer",
    "gettimeofday", "time", "nanosleep",
    "restart_syscall", "sched_yield", "getrandom", "getpid", "gettid", "exit", "exit_group",
    # Their callers do not expect that they can fail.
    "getppid", "getuid", "geteuid", "getgid", "getegid", "times",
)  # fmt: skip

PROT_EXEC = 4
F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC = 0, 1, 2, 3, 1030
MADVICE = (0, 1, 2, 3, 4, 8, 14, 15)
CLOCKS = 0xFFFFFFF8
FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAIT_BITSET, FUTEX_WAKE_BITSET = 0, 1, 9, 10

#: call -> (argument, mask, values): allowed when argument & mask is one of the values.
CHECKED: dict[str, tuple[int, int, tuple[int, ...]]] = {
    # No new code: what runs was loaded before the seal.
    "mmap": (2, PROT_EXEC, (0,)),
    "mprotect": (2, PROT_EXEC, (0,)),
    # What allocators say; not to merge pages with others', nor to poison them.
    "madvise": (2, 0xFFFFFFFF, MADVICE),
    # F_SETOWN, F_SETSIG and O_ASYNC on a pipe send a signal to its other end, kill or no kill.
    "fcntl": (1, 0xFFFFFFFF, (F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC)),
    # The first eight clocks; a negative number is the clock of another process.
    "clock_gettime": (0, CLOCKS, (0,)),
    "clock_getres": (0, CLOCKS, (0,)),
    "clock_nanosleep": (0, CLOCKS, (0,)),
    # What locks need; inheritance of priorities and requeueing have had their holes.
    "futex": (1, 0x7F, (FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAIT_BITSET, FUTEX_WAKE_BITSET)),
}

#: Refused with an errno that Python's own libraries take for an answer.
REFUSED = {
    **dict.fromkeys(("open", "openat", "openat2", "creat"), errno.EACCES),
    **dict.fromkeys(
        ("stat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2",
         "readlink", "readlinkat", "getcwd"),
        errno.ENOENT,
    ),
    "ioctl": errno.ENOTTY,
    "lseek": errno.ESPIPE,
}  # fmt: skip


def filter_for(machine: str) -> bytes:
    """The filter for a processor, by its name in platform.machine().  Raises SandboxError."""
    if machine not in MACHINES:
        known = ", ".join(MACHINES)
        raise SandboxError(f"there is no list of system calls for {machine}, only for {known}")
    return (FOLDER / f"{machine}.bpf").read_bytes()
