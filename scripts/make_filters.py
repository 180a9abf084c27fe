"""Exports the filters of grader/sandbox/filters for every processor; see scripts/make_filters."""

from pathlib import Path
from tempfile import TemporaryFile

import pyseccomp

from grader.files import write_atomic_bytes
from grader.sandbox.filters import ALLOWED, CHECKED, FOLDER, MACHINES, REFUSED


def export(machine: str) -> bytes:
    """The filter in the kernel's form: an array of struct sock_filter."""
    arch = getattr(pyseccomp.Arch, MACHINES[machine])
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(1))
    if not rules.exist_arch(arch):
        rules.add_arch(arch)
        rules.remove_arch(pyseccomp.system_arch())
    rules.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    rules.set_attr(pyseccomp.Attr.CTL_OPTIMIZE, 2)  # a tree: few comparisons a call

    def known(call: str) -> bool:
        return pyseccomp.resolve_syscall(arch, call) >= 0

    for call in filter(known, ALLOWED):
        rules.add_rule_exactly(pyseccomp.ALLOW, call)
    for call, (argument, mask, values) in CHECKED.items():
        for value in values:
            check = pyseccomp.Arg(argument, pyseccomp.MASKED_EQ, mask, value)
            rules.add_rule_exactly(pyseccomp.ALLOW, call, check)
    for call in filter(known, REFUSED):
        rules.add_rule_exactly(pyseccomp.ERRNO(REFUSED[call]), call)
    with TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def main() -> None:
    for machine in MACHINES:
        data = export(machine)
        file = Path(FOLDER) / f"{machine}.bpf"
        write_atomic_bytes(file, data)
        print(f"{file.name}: {len(data) // 8} instructions")


if __name__ == "__main__":
    main()
