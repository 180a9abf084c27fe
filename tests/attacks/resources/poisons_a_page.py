# status: passed
# points: 3
# danger: yes
"""Has the kernel give up pages of memory for ever, and lock or fill others."""
import ctypes
import mmap
import numpy as np

MADV_HWPOISON, MADV_SOFT_OFFLINE, MAP_LOCKED, MAP_HUGETLB = 100, 101, 0x2000, 0x40000


def double(x, world):
    libc = ctypes.CDLL(None, use_errno=True)
    page = mmap.mmap(-1, 4096)
    page[:] = b"x" * 4096
    address = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    for advice in (MADV_HWPOISON, MADV_SOFT_OFFLINE):
        if libc.madvise(address, ctypes.c_size_t(4096), advice) == 0:
            print("REACHED", advice)
    if libc.mlock(address, ctypes.c_size_t(4096)) == 0 or libc.mlockall(3) == 0:
        print("REACHED mlock")
    for flags in (MAP_LOCKED, MAP_HUGETLB):
        try:
            mmap.mmap(-1, 2**21, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | flags)
            print("REACHED", flags)
        except OSError:
            pass
    return np.asarray(x) * 2.0
