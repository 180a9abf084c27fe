"""fingerprints.bin: what is damaged is noticed, and costs a student the names only."""

from pathlib import Path

import pytest

from grader.diagnose.fingerprints import FILE, digest_in, read
from grader.errors import GoldenError
from grader.grade import grade
from grader.model import Result
from grader.paper import public_paper
from grader.submission import Submission

BITS = (
    b"import numpy as np\ndef entropy(p):\n    p = p[p > 0]\n    return -np.sum(p * np.log2(p))\n"
)


@pytest.fixture
def folder(course: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "losses"
    copy.mkdir()
    for name in ("assignment.yaml", "golden.json", FILE):
        (copy / name).write_bytes((course / "assignments" / "losses" / name).read_bytes())
    return copy


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def graded(folder: Path) -> Result:
    return grade(public_paper(folder, ("entropy",)), Submission("s", {"losses.py": BITS}))


DAMAGE = [lambda d: d[:-1], lambda d: b"", lambda d: b"garbage" * 50, flipped]


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_noticed(folder: Path, damage: object) -> None:
    assert read(folder).tables
    assert digest_in(folder)
    file = folder / FILE
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    for ask in (read, digest_in):
        with pytest.raises(GoldenError, match="is damaged"):
            ask(folder)


def test_a_damaged_file_costs_the_names_only(folder: Path) -> None:
    (whole,) = graded(folder).exercises
    assert [f.mistake for f in whole.findings] == ["ent_log2"]
    (folder / FILE).write_bytes(b"garbage" * 50)
    (found,) = graded(folder).exercises
    assert (found.score, found.status) == (whole.score, whole.status)
    assert [f.kind for f in found.findings] == ["structure"]
    (folder / FILE).unlink()
    assert graded(folder).exercises[0].findings == found.findings
