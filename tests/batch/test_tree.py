"""Hostile archives: nothing leaves the tree, everything is counted, what is left out is listed."""

import contextlib
import io
import os
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.submission import tree as module
from grader.submission.tree import open_archive, open_tree


def packed(*members: tuple[str, bytes], **modes: int) -> io.BytesIO:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = modes.get("mode", stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    buffer.seek(0)
    return buffer


@pytest.mark.parametrize(
    "name",
    ["../escape.py", "a/../../escape.py", "/etc/passwd", "C:\\windows.py", "..\\up.py", "a//b.py", "x/" * 40 + "y.py",
     "n" * 1500 + ".py"],
)  # fmt: skip
def test_a_path_that_is_none_is_left_out(name: str) -> None:
    tree = open_archive("x.zip", packed((name, b"x"), ("good.py", b"1")))
    assert list(tree.files) == ["good.py"]
    assert len(tree.skipped) == 1


def test_backslashes_are_folders() -> None:
    tree = open_archive("x.zip", packed(("a\\b.py", b"x")))
    assert list(tree.files) == ["a/b.py"]


def test_links_and_devices_are_not_followed() -> None:
    tree = open_archive("x.zip", packed(("link.py", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777))
    assert tree.files == {}
    assert "link" in tree.skipped[0].reason


def test_real_bytes_are_counted_and_not_those_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FILE", 10_000)
    tree = open_archive("x.zip", packed(("bomb.py", b"\0" * 1_000_000)))
    with pytest.raises(SubmissionError, match="larger than"):
        tree.files["bomb.py"].read()
    monkeypatch.setattr(module, "MAX_TOTAL", 15_000)
    tree = open_archive("x.zip", packed(*((f"{i}.py", b"\0" * 8000) for i in range(5))))
    with pytest.raises(SubmissionError, match="unpacks to more"):
        print([entry.read() for entry in tree.files.values()])


def test_a_million_entries_are_refused_before_they_are_read() -> None:
    end = (
        b"PK\x05\x06" + b"\0" * 4 + b"\xff\xff\xff\xff" + (10**8).to_bytes(4, "little") + b"\0" * 6
    )
    with pytest.raises(SubmissionError, match="announces"):
        open_archive("x.zip", io.BytesIO(b"\0" * 10**8 + end))


def test_a_damaged_member_costs_itself() -> None:
    data = bytearray(packed(("a.py", b"hello" * 100), ("b.py", b"x = 1")).getvalue())
    data[45] ^= 0xFF
    tree = open_archive("x.zip", io.BytesIO(bytes(data)))
    with pytest.raises(SubmissionError, match="damaged"):
        tree.files["a.py"].read()
    assert tree.files["b.py"].read() == b"x = 1"


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 100, os.urandom(5000)])
@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz"])
def test_what_is_no_archive_is_said(name: str, data: bytes) -> None:
    with contextlib.suppress(SubmissionError):
        assert open_archive(name, io.BytesIO(data)).files == {}


def test_an_encrypted_member_is_left_out() -> None:
    buffer = bytearray(packed(("a.py", b"x")).getvalue())
    at = buffer.find(b"PK\x01\x02")
    buffer[at + 8] |= 1
    tree = open_archive("x.zip", io.BytesIO(bytes(buffer)))
    assert tree.skipped[0].reason == "encrypted"


def test_a_tar_with_everything_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for kind, name in (
            (tarfile.SYMTYPE, "s.py"),
            (tarfile.LNKTYPE, "h.py"),
            (tarfile.FIFOTYPE, "f.py"),
            (tarfile.CHRTYPE, "d.py"),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("good.py", "../up.py", "/abs.py"):
            info = tarfile.TarInfo(name)
            info.size = 5
            archive.addfile(info, io.BytesIO(b"x = 1"))
    tree = open_archive("x.tar.gz", io.BytesIO(buffer.getvalue()))
    assert {p: e.read() for p, e in tree.files.items()} == {"good.py": b"x = 1"}
    assert len(tree.skipped) == 6
    monkeypatch.setattr(module, "MAX_TOTAL", 600)
    with pytest.raises(SubmissionError, match="unpacks to more"):
        open_archive("x.tar.gz", io.BytesIO(buffer.getvalue()))


def test_a_folder_with_links_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "w.py").write_text("1")
    (tmp_path / "a" / "link.py").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.py")
    tree = open_tree(tmp_path)
    assert list(tree.files) == ["a/w.py"]
    assert {s.reason for s in tree.skipped} == {"a link", "no plain file"}


def test_a_file_that_became_a_link_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "w.py"
    file.write_text("1")
    tree = open_tree(tmp_path)
    file.unlink()
    file.symlink_to("/etc/passwd")
    with pytest.raises(SubmissionError):
        tree.files["w.py"].read()


def test_one_folder_around_everything_is_taken_off() -> None:
    tree = open_archive("x.zip", packed(("hw/a.py", b""), ("hw/b/c.py", b""))).unwrapped()
    assert sorted(tree.files) == ["a.py", "b/c.py"]
