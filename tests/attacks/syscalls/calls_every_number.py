# status: passed
# points: 3
# danger: yes

import numpy as np
from kernel import X86, attempt


# read write close fstat mmap mprotect munmap brk sigaction sigprocmask sigreturn sched_yield mremap
# madvise nanosleep setitimer getpid exit fcntl gettimeofday sigaltstack gettid time futex
# restart_syscall clock_* exit_group getrandom: what is allowed, wholly or for some arguments.
# And 335, 336, which no filter sees: returns_from_no_probe.
ALLOWED = {
    0, 1, 3, 5, 9, 10, 11, 12, 13, 14, 15, 24, 25, 28, 35, 38, 39, 60, 72, 96, 131, 186, 201, 202,
    219, 228, 229, 230, 231, 318, 335, 336,
    100, 102, 104, 107, 108, 110,  # times, getuid ... getppid
}  # fmt: skip


def double(x, world):
    if not X86:
        return np.asarray(x) * 2.0
    numbers = [*range(700), 1000, 4096, 65535, 2**20, 2**29, 2**30 - 1]
    for number in set(numbers) - ALLOWED:
        attempt(number, 0, 0, 0, 0, 0, 0)
        attempt(number, -1, -1, -1, -1, -1, -1)
    return np.asarray(x) * 2.0
