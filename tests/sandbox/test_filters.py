"""The closed lists of system calls: what each filter answers to every call, for both processors.

The filters run in an interpreter of our own, so that the one for aarch64 is tested without one.
"""

import errno
import sys

import pytest

from grader.errors import SandboxError
from grader.sandbox.filters import ALLOWED, CHECKED, MACHINES, REFUSED, filter_for

from .kernel import decide

pyseccomp = pytest.importorskip("pyseccomp") if sys.platform != "linux" else __import__("pyseccomp")

FREE = {"x86_64": 2**10, "aarch64": 2**10}


def number(machine: str, call: str) -> int:
    return int(pyseccomp.resolve_syscall(getattr(pyseccomp.Arch, MACHINES[machine]), call))


@pytest.mark.parametrize("machine", MACHINES)
def test_every_number_is_decided_as_the_lists_say(machine: str) -> None:
    filter_ = filter_for(machine)
    wanted = {number(machine, call): "allow" for call in ALLOWED}
    wanted |= {number(machine, call): f"errno {code}" for call, code in REFUSED.items()}
    checked = {number(machine, call) for call in CHECKED}
    decisions = {n: decide(filter_, machine, n) for n in range(FREE[machine]) if n not in checked}
    assert decisions == {n: wanted.get(n, f"errno {errno.EPERM}") for n in decisions}
    assert sum(decision == "allow" for decision in decisions.values()) >= 20


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("call", CHECKED)
def test_arguments_are_checked_whatever_stands_in_their_upper_half(machine: str, call: str) -> None:
    filter_ = filter_for(machine)
    argument, mask, values = CHECKED[call]
    for value in range(0, 2048):
        for upper in (0, 1 << 32, 0xFFFFFFFF << 32):
            arguments = [7, 7, 7, 7, 7, 7]
            arguments[argument] = value | upper
            got = decide(filter_, machine, number(machine, call), *arguments)
            assert (got == "allow") == (value & mask in values), (value, upper)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("call", "argument", "value"),
    [
        ("fcntl", 1, 8), ("fcntl", 1, 10), ("fcntl", 1, 4), ("fcntl", 1, 1031), ("fcntl", 1, 15),
        ("mmap", 2, 7), ("mmap", 2, 4), ("mprotect", 2, 0x01000004), ("futex", 1, 6 | 128),
        ("clock_gettime", 0, -6), ("clock_nanosleep", 0, 2**31),
    ],
)  # fmt: skip
def test_what_must_be_refused(machine: str, call: str, argument: int, value: int) -> None:
    arguments = [0] * 6
    arguments[argument] = value
    got = decide(filter_for(machine), machine, number(machine, call), *arguments)
    assert got == f"errno {errno.EPERM}"


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    "call",
    ["socket", "clone", "clone3", "execve", "execveat", "kill", "tgkill", "ptrace", "prctl", "seccomp",
     "prlimit64", "setrlimit", "io_uring_setup", "memfd_create", "process_vm_writev", "unshare",
     "mount", "bpf", "userfaultfd", "keyctl", "shmget", "timer_create", "rt_sigqueueinfo",
     "pidfd_getfd", "open_by_handle_at", "sendmsg", "recvmsg", "splice", "vmsplice", "personality"],
)  # fmt: skip
def test_calls_that_no_child_may_make(machine: str, call: str) -> None:
    assert decide(filter_for(machine), machine, number(machine, call)) == f"errno {errno.EPERM}"


def test_another_mode_of_the_processor_ends_the_process() -> None:
    filter_ = filter_for("x86_64")
    assert decide(filter_, "i386", 4) == "kill"
    assert decide(filter_, "aarch64", 63) == "kill"
    assert decide(filter_, "x86_64", 0x40000001) == "kill"  # x32
    assert decide(filter_for("aarch64"), "x86_64", 1) == "kill"
    assert decide(filter_for("aarch64"), "i386", 4) == "kill"


@pytest.mark.parametrize("n", [-1, 2**31 - 1, 2**32 - 1, 0x3FFFFFFF])
@pytest.mark.parametrize("machine", MACHINES)
def test_numbers_that_no_kernel_has_yet(machine: str, n: int) -> None:
    assert decide(filter_for(machine), machine, n) in (f"errno {errno.EPERM}", "kill")


def test_the_filters_are_those_that_the_lists_make_now() -> None:
    """libseccomp on this machine, asked again, decides as the committed files do."""
    sys.path.insert(0, "scripts")
    from make_filters import export

    for machine in MACHINES:
        fresh, kept = export(machine), filter_for(machine)
        for n in range(FREE[machine]):
            for argument in (0, 1, 4, 8, 1030, 2**32 - 6):
                values = [argument] * 6
                assert decide(fresh, machine, n, *values) == decide(kept, machine, n, *values)


def test_another_processor_is_told() -> None:
    with pytest.raises(SandboxError, match="riscv64"):
        filter_for("riscv64")
