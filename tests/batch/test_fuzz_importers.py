"""Whatever a download holds, reading it ends in a list or in a sentence."""

import io
import tarfile
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.batch.intake import read_intake
from grader.errors import GraderError
from grader.importers import importers
from grader.model import Policy
from grader.submission.definitions import Wanted

PARTS = st.sampled_from(
    ["ada", "bob", "losses.py", "losses.ipynb", "_101_", "LATE_", "_assignsubmission_file_", "/", ".git", "HEAD", "anon_7_",
     "submission_metadata.yml", "submission_1", "-1", "é", "李", "😀", "\u202e", " ", ".", "..", ".DS_Store", "x.zip", ".txt"]
)  # fmt: skip
NAMES = st.lists(PARTS, min_size=1, max_size=6).map("".join) | st.text(min_size=1, max_size=20)
DATA = st.sampled_from(
    [b"def mse(f, y):\n    return 1\n", b"", b"\0", b"\xff\xfea\0", b'{"cells": [1]}', b'{"cells": [{"cell_type": "code"}]}',
     b":submission_1:\n  :submitters: [1, {:name: x}]\n", b"submission_1: &a [*a]\n", b"[[[", b"ref: refs/heads/main\n"]
) | st.binary(max_size=60)  # fmt: skip
FILES = st.dictionaries(NAMES, DATA, min_size=1, max_size=8)
ONCE = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that stands there twice
        for name, data in files.items():
            archive.writestr(name.encode("utf-8", "replace").decode().lstrip("\0") or "0", data)
    return buffer.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name.replace("\0", "0"))
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def read(path: Path, **options: Any) -> None:
    try:
        intake = read_intake(path, Wanted("losses", ("mse",)), **options)
    except GraderError:
        return
    assert intake.submissions
    ids = [item.id.lower() for item in intake.submissions]
    assert len(set(ids)) == len(ids)
    assert all(id_.isascii() and "/" not in id_ for id_ in ids)


@pytest.mark.slow
@ONCE
@given(
    files=FILES,
    format_name=st.sampled_from([None, *importers()]),
    counts=st.sampled_from(["latest", "best", "first"]),
)
def test_a_zip_of_anything(
    tmp_path: Path, files: dict[str, bytes], format_name: str | None, counts: Any
) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(packed(files))
    read(file, format_name=format_name, policy=Policy(counts=counts))


@pytest.mark.slow
@ONCE
@given(files=FILES)
def test_a_tar_of_anything(tmp_path: Path, files: dict[str, bytes]) -> None:
    file = tmp_path / "x.tar"
    file.write_bytes(tarred(files))
    read(file)


@pytest.mark.slow
@ONCE
@given(
    data=st.binary(max_size=400),
    at=st.integers(0, 300),
    ending=st.sampled_from([".zip", ".tar", ".tar.gz", ".tgz"]),
)
def test_a_damaged_archive(tmp_path: Path, data: bytes, at: int, ending: str) -> None:
    whole = (
        packed({"ada/losses.py": b"x", "bob.py": b"y" * 50})
        if ending == ".zip"
        else tarred({"ada/losses.py": b"x"})
    )
    file = tmp_path / f"x{ending}"
    file.write_bytes(whole[:at] + data + whole[at + len(data) :])
    read(file)


@pytest.mark.slow
@ONCE
@given(text=st.text(max_size=200) | st.binary(max_size=200))
def test_any_list_of_gradescope(tmp_path: Path, text: str | bytes) -> None:
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    file = tmp_path / "x.zip"
    file.write_bytes(packed({"submission_metadata.yml": data, "submission_1/losses.py": b"x"}))
    read(file)
