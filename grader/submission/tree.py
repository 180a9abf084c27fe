"""What was handed in, as files: a folder, a zip or a tar, all of it hostile until it was counted.

No path leaves the tree, nothing is written, links and devices are not followed; entries, depth,
names and *real* bytes are bounded, whatever an archive announces.  What is left out is listed with
its reason.
"""

import io
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from ..errors import SubmissionError
from .files import MAX_FILE, Entry, as_text
from .kinds import MAX_PARTS, bad_name, is_noise
from .stream import Bounded, unpacked

__all__ = ["ARCHIVES", "MAX_FILE", "Entry", "Skipped", "Tree", "open_archive", "open_tree"]

MAX_ENTRIES = 200_000
MAX_DEPTH = MAX_PARTS
#: Of everything that is unpacked.
MAX_TOTAL = 4 * 2**30
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
#: What reading a damaged archive may raise.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, RuntimeError,
)  # fmt: skip
_END_OF_ZIP = b"PK\x05\x06"


class Skipped(msgspec.Struct, frozen=True):
    """A file that was left out, and why."""

    path: str
    reason: str


class Tree(msgspec.Struct, frozen=True):
    """Files by their path, with `/`, the folders near the top, and what was left out."""

    name: str
    files: dict[str, Entry]
    skipped: tuple[Skipped, ...] = ()
    folders: frozenset[str] = frozenset()

    def top(self) -> list[str]:
        """The names of what lies at the top, in order; an empty folder is nothing."""
        return sorted({path.partition("/")[0] for path in self.files})

    def empty(self) -> list[str]:
        """The folders at the top that hold no file."""
        tops = {folder for folder in self.folders if "/" not in folder}
        return sorted(tops - set(self.top()))

    def inside(self) -> dict[str, dict[str, Entry]]:
        """What lies in each folder at the top, by its path from there."""
        found: dict[str, dict[str, Entry]] = {}
        for path, entry in self.files.items():
            top, slash, rest = path.partition("/")
            if slash:
                found.setdefault(top, {})[rest] = entry
        return found

    def unwrapped(self, module: str = "") -> "Tree":
        """Without a folder around everything; one with the module in it is somebody's."""
        tops = self.top()
        if len(tops) != 1 or tops[0] in self.files:
            return self
        if any(f"{tops[0]}/{module}{suffix}" in self.files for suffix in (".py", ".ipynb")):
            return self
        return self.within(tops[0])

    def within(self, folder: str) -> "Tree":
        """What lies in one folder at the top, by its path from there."""
        cut = len(folder) + 1
        return Tree(
            self.name,
            {p[cut:]: entry for p, entry in self.files.items() if p.startswith(f"{folder}/")},
            self.skipped,
            frozenset(f[cut:] for f in self.folders if f.startswith(f"{folder}/")),
        )


def open_tree(path: Path) -> Tree:
    """A folder, or an archive by its name.  Raises SubmissionError."""
    if path.is_dir():
        return _Builder(path.name).folder(path)
    if not path.is_file():
        raise SubmissionError(f"{path}: there is no such file or folder")
    if not path.name.lower().endswith(ARCHIVES):
        raise SubmissionError(f"{path}: expected a folder, or one of {', '.join(ARCHIVES)}")
    with path.open("rb") as file:
        return open_archive(path.name, file)


def open_archive(name: str, file: BinaryIO) -> Tree:
    """A zip or a tar, by its name.  Raises SubmissionError when it cannot be read at all."""
    builder = _Builder(name)
    try:
        return builder.zip(file) if name.lower().endswith(".zip") else builder.tar(file)
    except (*DAMAGE, tarfile.TarError, struct.error, RecursionError, MemoryError) as error:
        raise SubmissionError(f"{name}: the archive cannot be read: {error}") from error


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.files: dict[str, Entry] = {}
        self.skipped: list[Skipped] = []
        self.folders: set[str] = set()
        self.total = 0

    def tree(self) -> Tree:
        return Tree(self.name, self.files, tuple(self.skipped), frozenset(self.folders))

    def folder_at(self, raw: str) -> None:
        """A folder, which may be empty; those further down tell nothing."""
        path = raw.replace("\\", "/").removeprefix("./").rstrip("/")
        near = path.count("/") < 3 and len(self.folders) < MAX_ENTRIES
        if near and not bad_name(path) and not is_noise(f"{path}/x"):
            self.folders.add(path)

    def add(self, raw: str, load: Callable[[], bytes], time: float = 0.0) -> None:
        """One file under its name, if that is one and no noise."""
        path = raw.replace("\\", "/")
        reason = bad_name(path)
        path = path.removeprefix("./")
        if is_noise(path):
            return
        if not reason and path in self.files:
            reason = "the same name a second time"
        if not reason and len(self.files) >= MAX_ENTRIES:
            raise SubmissionError(f"{self.name}: holds more than {MAX_ENTRIES} files")
        if reason:
            self.skip(raw, reason)
        else:
            self.files[path] = Entry(path, load, time)

    def skip(self, path: str, reason: str) -> None:
        if len(self.skipped) < 10_000:
            self.skipped.append(Skipped(as_text(path)[:200], reason))

    def count(self, data: bytes) -> bytes:
        """The same bytes, counted.  Raises SubmissionError when it is too much in all."""
        self.total += len(data)
        if self.total > MAX_TOTAL:
            raise SubmissionError(f"{self.name}: unpacks to more than {MAX_TOTAL // 2**30} GB")
        return data

    def folder(self, root: Path) -> Tree:
        for path, entry in _walk(root):
            name = as_text(os.path.relpath(path, root))
            if entry.is_symlink():
                self.skip(name, "a link")
            elif entry.is_dir(follow_symlinks=False):
                self.folder_at(name.replace(os.sep, "/"))
            elif not entry.is_file(follow_symlinks=False):
                self.skip(name, "no plain file")
            else:
                self.add(name.replace(os.sep, "/"), partial(_file, path), _changed(entry))
        return self.tree()

    def zip(self, file: BinaryIO) -> Tree:
        """The members stay packed until they are read."""
        announced = _announced(file)
        if announced > MAX_ENTRIES:
            raise SubmissionError(f"{self.name}: announces {announced} entries")
        # It stays open as long as its entries are there, so that each is found once.
        archive = zipfile.ZipFile(io.BytesIO(file.read()) if _in_memory(file) else str(file.name))
        for info in archive.infolist():
            mode = info.external_attr >> 16
            if not info.filename:  # as it is read from "\0.py": is_dir() would fail
                self.skip("", "no file name")
                continue
            if info.is_dir():
                self.folder_at(info.filename)
                continue
            if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
                self.skip(info.filename, "a link or a device")
            elif info.flag_bits & 1:
                self.skip(info.filename, "encrypted")
            else:
                self.add(info.filename, partial(self.member, archive, info), _packed_at(info))
        return self.tree()

    def member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        """The bytes of a zip's member.  Raises SubmissionError."""
        name = as_text(info.filename)
        try:
            with archive.open(info) as stream:
                data = stream.read(MAX_FILE + 1)
        except DAMAGE as error:
            raise SubmissionError(f"{name}: is damaged: {error}") from error
        return self.count(_small(name, data))

    def tar(self, file: BinaryIO) -> Tree:
        stream = cast(BinaryIO, Bounded(unpacked(file), self.name, MAX_TOTAL))
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if member.isdir():
                    self.folder_at(member.name)
                    continue
                if not member.isreg():
                    self.skip(member.name, "a link or a device")
                elif member.size > MAX_FILE:
                    self.skip(member.name, f"larger than {MAX_FILE // 2**20} MB")
                else:
                    content = archive.extractfile(member)
                    data = self.count(content.read(MAX_FILE + 1) if content else b"")
                    self.add(member.name, partial(bytes, data), float(member.mtime))
        return self.tree()


def _in_memory(file: BinaryIO) -> bool:
    return not isinstance(getattr(file, "name", None), str)


def _changed(entry: os.DirEntry[str]) -> float:
    try:
        return entry.stat(follow_symlinks=False).st_mtime
    except OSError:
        return 0.0


def _packed_at(info: zipfile.ZipInfo) -> float:
    """When a member was changed, by the clock of whoever packed it."""
    try:
        return datetime(*info.date_time, tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0


def _file(path: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with open(descriptor, "rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise SubmissionError(f"{path}: cannot be read: {error.strerror}") from error
    return _small(path, data)


def _small(name: str, data: bytes) -> bytes:
    if len(data) > MAX_FILE:
        raise SubmissionError(f"{name}: is larger than {MAX_FILE // 2**20} MB")
    return data


def _announced(file: BinaryIO) -> int:
    """How many entries a zip says it has, before anything is made of them."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 2**16 - 22))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END_OF_ZIP)
    if at < 0 or len(tail) - at < 22:
        return 0
    (count,) = struct.unpack_from("<H", tail, at + 10)
    (length,) = struct.unpack_from("<I", tail, at + 12)
    # 65,535 entries or more: the number stands elsewhere, but each takes 46 bytes of the directory.
    return int(count) if count != 0xFFFF else min(length, size) // 46


def _walk(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file and folder below a folder, in order; folders that are links are not entered."""
    waiting = [(str(root), 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            raise SubmissionError(f"{folder}: cannot be read: {error.strerror}") from error
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and depth < MAX_DEPTH:
                waiting.append((entry.path, depth + 1))
            yield entry.path, entry
