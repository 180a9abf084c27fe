"""fingerprints.json: what is damaged is noticed, and costs a student the names only."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from grader.diagnose.catalogue import Catalogue, Known, Row, Table
from grader.diagnose.fingerprints import FILE, SCHEMA, digest_in, keep_rows, read, write
from grader.errors import GoldenError
from grader.grading import grade
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


def catalogue(ids: list[str]) -> Catalogue:
    """One exercise of two cases: every mistake and every pair, with numbers of their own."""
    keys = [(one,) for one in ids] + list(combinations(ids, 2))
    rows = [Row("mistake" if len(key) == 1 else "pair", key) for key in keys]
    numbers = [[[len("".join(key)) / 3, np.inf]] * 2 for key in keys]
    forms = np.full((len(rows), 2), -(2**55), np.int64)
    texts = {one: Known(id=one, assignment="a", exercise="f", hint='"é"') for one in ids}
    table = Table(["c1", "c2"], rows, forms, np.array(numbers))
    empty = Table([], [Row("mistake", (ids[0],))], np.zeros((1, 0)), np.zeros((1, 0, 2)))
    return Catalogue({"f": table, "hidden_only": empty}, texts)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    written = catalogue(["long", "longer", "longest"])
    write(tmp_path, written, "digest")
    found = read(tmp_path)
    assert (found.texts, digest_in(tmp_path)) == (written.texts, "digest")
    for name, table in written.tables.items():
        assert (found.tables[name].inputs, found.tables[name].rows) == (table.inputs, table.rows)
        np.testing.assert_array_equal(found.tables[name].forms, table.forms)
        np.testing.assert_array_equal(found.tables[name].numbers, table.numbers)


def test_a_mistake_more_adds_lines_and_changes_none(tmp_path: Path) -> None:
    write(tmp_path, catalogue(["one", "two"]), "digest")
    before = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()[1:]
    write(tmp_path, catalogue(["one", "two", "three"]), "digest")
    after = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()[1:]
    assert set(before) <= set(after)
    assert len(after) - len(before) == 4  # its text, its row, two pairs


def test_a_checkout_may_end_lines_as_windows_does(folder: Path) -> None:
    whole = read(folder)
    file = folder / FILE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert read(folder).texts == whole.texts


def test_another_version_is_told(folder: Path) -> None:
    file = folder / FILE
    file.write_bytes(file.read_bytes().replace(SCHEMA.encode(), b"grader/fingerprints/9"))
    with pytest.raises(GoldenError, match="expected the schema 'grader/fingerprints/"):
        read(folder)


def test_what_only_rounds_otherwise_keeps_its_line() -> None:
    frozen, fresh = catalogue(["one", "two"]), catalogue(["new", "one", "two"])
    table = fresh.tables["f"]
    table.numbers[1] *= 1 + 3e-16
    table.numbers[2] *= 1 + 1e-9
    kept = keep_rows(fresh, frozen).tables["f"]
    assert kept.rows == table.rows
    np.testing.assert_array_equal(kept.numbers[1], frozen.tables["f"].numbers[0])
    np.testing.assert_array_equal(kept.numbers[2], table.numbers[2])
    np.testing.assert_array_equal(kept.numbers[0], table.numbers[0])


def test_rows_of_other_inputs_or_forms_are_not_kept() -> None:
    frozen, fresh = catalogue(["one", "two"]), catalogue(["one", "two"])
    table = fresh.tables["f"]
    table.numbers[:] *= 1 + 3e-16
    table.forms[1] += 1
    changed = keep_rows(fresh, frozen).tables["f"]
    np.testing.assert_array_equal(changed.forms, table.forms)
    np.testing.assert_array_equal(changed.numbers[1], table.numbers[1])
    other = Table(["c1", "another"], table.rows, table.forms, table.numbers)
    assert keep_rows(Catalogue({"f": other}, {}), frozen).tables["f"] is other
