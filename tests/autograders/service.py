"""The services' machines: the produced files run where a service lays them, in a container's place.

There is no Docker daemon in CI.  bubblewrap binds the folders to where they belong, hides the
checkout and the home folders, gives no network, and a filter refuses what Docker's default
profile refuses ("Seccomp security profiles for Docker", significant syscalls blocked by it).
"""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import pyseccomp

from grader.autograders._wheels import requirements, wheels_of
from grader.cli.app import run
from grader.cli.kit import build_wheel

PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
BASE = Path(os.path.realpath(sys._base_executable))
SECRET = "a seed that nobody knows"
#: Docker's documentation, "Significant syscalls blocked by the default profile", but for those that
#: this libseccomp does not know and `clone`, of which only new namespaces are refused.
BLOCKED = [
    "acct",
    "add_key",
    "bpf",
    "clock_adjtime",
    "clock_settime",
    "create_module",
    "delete_module",
    "finit_module",
    "get_kernel_syms",
    "get_mempolicy",
    "init_module",
    "ioperm",
    "iopl",
    "kcmp",
    "kexec_file_load",
    "kexec_load",
    "keyctl",
    "lookup_dcookie",
    "mbind",
    "mount",
    "move_pages",
    "nfsservctl",
    "open_by_handle_at",
    "perf_event_open",
    "personality",
    "pivot_root",
    "process_vm_readv",
    "process_vm_writev",
    "query_module",
    "quotactl",
    "reboot",
    "request_key",
    "set_mempolicy",
    "setns",
    "settimeofday",
    "stime",
    "swapon",
    "swapoff",
    "sysfs",
    "umount2",
    "unshare",
    "uselib",
    "userfaultfd",
    "ustat",
    "vm86",
    "vm86old",
]
#: The flags of clone that make namespaces.
CLONE_NEW = 0x7E020000
#: What a container's root has, where we are root.
CAPABILITIES = ("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
                "SYS_CHROOT")  # fmt: skip


class Ran(msgspec.Struct):
    """A program that has ended."""

    code: int
    out: str


def docker_filter(file: Path) -> Path:
    """The filter, as the kernel reads it."""
    seccomp = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in BLOCKED:
        try:
            number = pyseccomp.resolve_syscall(pyseccomp.Arch.X86_64, name)
        except Exception:
            continue
        if number >= 0:
            seccomp.add_rule(pyseccomp.ERRNO(1), name)
    for bit in range(32):
        if CLONE_NEW >> bit & 1:
            new = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, 1 << bit, 1 << bit)
            seccomp.add_rule(pyseccomp.ERRNO(1), "clone", new)
    seccomp.add_rule(pyseccomp.ERRNO(38), "clone3")
    with file.open("wb") as stream:
        seccomp.export_bpf(stream)
    return file


class Service:
    """One machine of a service: what lies where, and as whom it runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.binds: dict[str, Path] = {}
        self.filter = docker_filter(folder / "docker.bpf")

    def place(self, inside: str, outside: Path) -> Path:
        """Binds a folder, which is made if it is not there."""
        outside.mkdir(parents=True, exist_ok=True)
        self.binds[inside] = outside
        return outside

    def run(
        self,
        command: Sequence[str],
        at: str,
        environment: Mapping[str, str] | None = None,
    ) -> Ran:
        """Runs a command there, for two minutes at most."""
        variables = {"PATH": f"{BASE.parent}:/usr/bin:/bin", **(environment or {})}
        argv = ["bwrap", "--die-with-parent", "--unshare-pid", "--unshare-net", "--unshare-ipc"]
        argv += _rights()
        for name in ("usr", "bin", "lib", "lib64", "sbin", "etc"):
            if os.path.isdir(f"/{name}"):
                argv += ["--ro-bind", f"/{name}", f"/{name}"]
        argv += ["--ro-bind", sys.base_prefix, sys.base_prefix]
        argv += ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
        for inside, outside in self.binds.items():
            argv += ["--bind", str(outside), inside]
        argv += ["--clearenv"]
        for name, value in variables.items():
            argv += ["--setenv", name, value]
        with self.filter.open("rb") as stream:
            argv += ["--seccomp", str(stream.fileno())]
            done = subprocess.run(
                [*argv, "--chdir", at, "--", *command],
                pass_fds=[stream.fileno()], timeout=120, check=False,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
        return Ran(done.returncode, done.stdout)


def _rights() -> list[str]:
    if os.getuid() != 0:
        return ["--unshare-user"]
    return [word for name in CAPABILITIES for word in ("--cap-add", f"CAP_{name}")]


class Packed:
    """Autograders of `worked_example`, each made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheel = build_wheel(folder)
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        for name, data in wheels_of(requirements(self.wheel), [PYTHON]).items():
            (self.wheels / name).write_bytes(data)
        (folder / "seed").write_text(SECRET)
        self.made: dict[tuple[str, ...], Path] = {}

    def get(self, target: str, *options: str) -> Path:
        """The zip, or the folder."""
        key = (target, *options)
        if key not in self.made:
            out = self.folder / f"{target}{len(self.made)}"
            words = ["autograder", target, "worked_example", "--out", str(out), "--python", PYTHON]
            own = ["--wheel", str(self.wheel), "--wheels", str(self.wheels)]
            assert run([*words, *own, *options]) == 0
            self.made[key] = out
        return self.made[key]

    @property
    def seed(self) -> tuple[str, str]:
        return "--seed-file", str(self.folder / "seed")


def unzip(file: Path, folder: Path) -> None:
    """As a service does it: with the modes that the zip has."""
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            path = Path(archive.extract(info, folder))
            path.chmod(info.external_attr >> 16 & 0o777)


def steps(containerfile: str) -> dict[str, list[str]]:
    """The instructions of a Containerfile: name -> their words, in their order."""
    found: dict[str, list[str]] = {}
    for line in re.sub(r"\\\n", " ", containerfile).splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(" ")
            found.setdefault(name, []).append(words)
    return found
