"""Downloads are recognised by how they name things; the same class comes out of each layout."""

import zipfile
from pathlib import Path

import pytest
from school import LAYOUTS, pupils, write

from grader.batch.intake import read_intake
from grader.batch.roster import read_roster
from grader.errors import ConfigurationError, SubmissionError
from grader.importers import importers
from grader.model import Policy


def put(folder: Path, *files: str | tuple[str, bytes]) -> Path:
    for file in files:
        path, data = file if isinstance(file, tuple) else (file, b"x = 1\n")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("suffix", ["", ".zip"])
def test_the_same_class_in_every_layout(layout: str, suffix: str, tmp_path: Path) -> None:
    people = pupils(60, "activations")
    intake = read_intake(
        write(layout, people, "activations", tmp_path / f"class{suffix}"), "activations"
    )
    assert intake.format == layout.removesuffix("_flat")
    assert len(intake.submissions) == 60
    assert all(not item.problem for item in intake.submissions)
    assert len({item.id for item in intake.submissions}) == 60
    data = {next(iter(files.values())) for files in intake.files.values()}
    assert data == {pupil.data for pupil in people}
    assert all(item.id.isascii() and "/" not in item.id for item in intake.submissions)


def test_canvas(tmp_path: Path) -> None:
    put(tmp_path, "lovelaceada_101_9001_losses.py", "babbagecharles_LATE_102_9002_losses-2.py",
        ("babbagecharles_LATE_102_9003_helper.py", b"h"), "typed_103_text.html")  # fmt: skip
    intake = read_intake(tmp_path, "losses")
    assert [(i.people[0].key, i.late, i.attempt) for i in intake.submissions] == [
        ("101", False, 0),
        ("102", True, 2),
        ("103", False, 0),
    ]
    assert sorted(intake.files[intake.submissions[1].id]) == ["helper.py", "losses.py"]
    assert "no losses.py" in intake.submissions[2].problem


def test_canvas_anonymous(tmp_path: Path) -> None:
    intake = read_intake(put(tmp_path, "anon_77_losses.py", "LATE_anon_78_9_losses.py"), "losses")
    assert [(i.people[0].key, i.late) for i in intake.submissions] == [("77", False), ("78", True)]


def test_moodle_blind_and_teams(tmp_path: Path) -> None:
    put(tmp_path, "Participant_1001_assignsubmission_file_/losses.py", "Team A_5_assignsubmission_file/losses.py",
        "Bob_7_assignsubmission_onlinetext/onlinetext.html")  # fmt: skip
    intake = read_intake(tmp_path, "losses")
    assert [(i.people[0].key, i.people[0].name) for i in intake.submissions] == [
        ("1001", ""),
        ("5", "Team A"),
        ("7", "Bob"),
    ]


def test_gradescope(tmp_path: Path) -> None:
    metadata = b"""
submission_1:
  :submitters:
  - :name: Ada
    :sid: "11"
    :email: ada@example.org
  - :name: Bob
  :created_at: 2026-11-19 10:00:00 +01:00
submission_2:
  :submitters: []
"""
    put(
        tmp_path,
        ("submission_metadata.yml", metadata),
        "submission_1/losses.py",
        "submission_2/src/losses.py",
    )
    one, two = read_intake(tmp_path, "losses").submissions
    assert [s.key for s in one.people] == ["11", "submission_1#1"]
    assert one.handed_in == "2026-11-19 10:00:00 +01:00"
    assert two.people[0].key == "submission_2"
    (tmp_path / "submission_metadata.yml").write_bytes(b"- a list")
    with pytest.raises(SubmissionError, match="no mapping"):
        read_intake(tmp_path, "losses")


def test_git_clones(tmp_path: Path) -> None:
    log = b"0 1 Ada <a@b> 1763546400 +0100\tcommit: x\n"
    put(
        tmp_path,
        ("ada/.git/HEAD", b"ref"),
        ("ada/.git/logs/HEAD", log),
        "ada/losses.py",
        ("bob/.git/HEAD", b"ref"),
        "bob/hw/losses.py",
    )
    intake = read_intake(tmp_path, "losses")
    ada, bob = intake.submissions
    assert ada.handed_in is None  # the log has the time of the clone; of a commit see test_troubles
    assert bob.handed_in is None
    assert list(intake.files[bob.id]) == ["losses.py"]


def test_a_folder_of_anything(tmp_path: Path) -> None:
    put(
        tmp_path,
        "ada.py",
        "bob/solution.py",
        "cleo/losses.py",
        "cleo/lib/util.py",
        "dan/__pycache__/x.pyc",
        "notes.txt",
        "eve/a.py",
        "eve/b.py",
    )
    with zipfile.ZipFile(tmp_path / "fay.zip", "w") as archive:
        archive.writestr("work/losses.py", "x = 2")
        archive.writestr("../evil.py", "x")
    intake = read_intake(tmp_path, "losses")
    items = {item.id: item for item in intake.submissions}
    assert set(items) == {"ada", "bob", "cleo", "dan", "eve", "fay"}
    assert items["ada"].remarks == ("ada.py was taken for losses.py",)
    assert sorted(intake.files["cleo"]) == ["lib/util.py", "losses.py"]
    assert "among what you handed in: a.py, b.py" in items["eve"].problem
    assert items["dan"].problem
    assert intake.files["fay"] == {"losses.py": b"x = 2"}
    assert "leaves the archive" in items["fay"].remarks[0]


def test_an_unknown_format_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigurationError, match="there are gradescope, canvas, moodle, git, folder"
    ):
        read_intake(put(tmp_path, "a.py"), "losses", "blackboard")
    with pytest.raises(SubmissionError, match="no download of canvas"):
        read_intake(tmp_path, "losses", "canvas")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SubmissionError, match="holds no files"):
        read_intake(tmp_path / "empty", "losses")
    assert list(importers())[-1] == "folder"


def test_a_roster_knows_who_is_missing_and_who_shares(tmp_path: Path) -> None:
    file = tmp_path / "class.csv"
    file.write_text(
        "\ufeffFull name;Student ID;Email;Group\nAda;1;a@x;red\nBob;2;b@x;red\nCleo;3;c@x;\n"
    )
    roster = read_roster(file)
    intake = read_intake(put(tmp_path / "work", "1/losses.py"), "losses", roster=roster)
    assert [person.name for person in intake.missing] == ["Cleo"]
    assert [p.name for p in roster.sharing(intake.submissions[0].people[0])] == ["Bob"]
    file.write_text("colour,shape\nred,round\n")
    with pytest.raises(ConfigurationError, match=r"class.csv:1:1: expected a row of headers"):
        read_roster(file)


@pytest.mark.parametrize(("counts", "kept"), [("latest", "2"), ("first", "1")])
def test_which_of_several_counts(counts: str, kept: str, tmp_path: Path) -> None:
    metadata = b"\n".join(
        b"submission_%d:\n  :submitters:\n  - :sid: a\n  :created_at: 2026-11-1%d" % (i, i)
        for i in (1, 2)
    )
    put(
        tmp_path,
        ("submission_metadata.yml", metadata),
        ("submission_1/losses.py", b"1"),
        ("submission_2/losses.py", b"2"),
    )
    intake = read_intake(tmp_path, "losses", policy=Policy(counts=counts))  # type: ignore[arg-type]
    assert list(intake.files.values()) == [{"losses.py": kept.encode()}]
    assert len(read_intake(tmp_path, "losses", policy=Policy(counts="best")).submissions) == 2
