"""Downloads as they come: noise, strangers, names that are alike, several files, git's times."""

import os
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.batch.identity import Identities, Known
from grader.batch.intake import Intake, read_intake
from grader.batch.roster import read_roster
from grader.errors import ConfigurationError, SubmissionError
from grader.model import Policy
from grader.submission.definitions import Wanted

CODE = b"def mse(f, y):\n    return 1\n\n\ndef nll(p, gold):\n    return 2\n"
HALF = b"def mse(f, y):\n    return 1\n"
TEMPLATE = b"def mse(f, y):\n    raise NotImplementedError\n\n\ndef nll(p, gold):\n    raise NotImplementedError\n"
CANVAS = [
    "adalovelace_101_9001_losses.py",
    "hoppergrace_LATE_102_9002_losses.py",
    "turingalan_103_9003_losses-1.py",
]
MOODLE = [
    "Ada Lovelace_2001_assignsubmission_file/losses.py",
    "Alan Turing_2002_assignsubmission_file/losses.py",
]
GRADESCOPE = "submission_11/losses.py"
NOISE = [
    ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/._x.py", "._adalovelace_101_9001_losses.py", "Desktop.ini",
    "__MACOSX/s/._losses.py", "~$notes.docx", ".~lock.grades.ods#", "Icon\r", ".Trashes/x", "ehthumbs.db",
]  # fmt: skip


def put(folder: Path, *files: str | tuple[str, bytes]) -> Path:
    for each in files:
        name, data = each if isinstance(each, tuple) else (each, CODE)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(folder: Path) -> Path:
    file = folder.with_suffix(".zip")
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder).as_posix())
    return file


def left_out(intake: Intake) -> dict[str, str]:
    return {skipped.path: skipped.reason for skipped in intake.skipped}


@pytest.fixture
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Wanted:
    folder = put(tmp_path_factory.mktemp("template"), ("losses.py", TEMPLATE))
    return Wanted("losses", ("mse", "nll"), folder)


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize(
    ("names", "format_"),
    [(CANVAS, "canvas"), (MOODLE, "moodle"), (["ada/losses.py", "bob.py"], "folder")],
)
@pytest.mark.parametrize("wrap", [True, False])
def test_noise_is_no_submission(
    tmp_path: Path, noise: str, names: list[str], format_: str, wrap: bool
) -> None:
    top = "s/" if wrap else ""
    put(tmp_path / "in", *(f"{top}{name}" for name in names), noise, f"{top}{noise}")
    for path in (tmp_path / "in", zipped(tmp_path / "in")):
        intake = read_intake(path, "losses")
        assert intake.format == format_
        assert len(intake.submissions) == len(names)
        assert left_out(intake) == {}


@pytest.mark.parametrize(
    "stranger",
    ["grades.csv", "notes.txt", "old.rar", "odd name.py", "template/losses.py", "class.xlsx"],
)
@pytest.mark.parametrize(("names", "format_"), [(CANVAS, "canvas"), (MOODLE, "moodle")])
def test_a_stranger_beside_a_download_is_left_out_and_listed(
    tmp_path: Path, stranger: str, names: list[str], format_: str
) -> None:
    intake = read_intake(put(tmp_path, *names, stranger), "losses")
    assert intake.format == format_
    assert len(intake.submissions) == len(names)
    assert set(left_out(intake)) == {stranger.partition("/")[0]}
    assert [item.late for item in intake.submissions if "102" in item.id] in ([], [True])


def test_a_stranger_beside_the_folder_of_a_download(tmp_path: Path) -> None:
    intake = read_intake(
        put(tmp_path, *(f"submissions/{name}" for name in CANVAS), "grades.csv"), "losses"
    )
    assert intake.format == "canvas"
    assert left_out(intake) == {"grades.csv": "lies beside the folder submissions"}


def test_where_the_format_is_not_clear_it_is_asked(tmp_path: Path) -> None:
    put(tmp_path, CANVAS[0], "bob.py", "eve.py")
    with pytest.raises(
        ConfigurationError, match=r"1 of 3 names are as in a download of canvas.*say --from canvas"
    ):
        read_intake(tmp_path, "losses")
    assert [item.id for item in read_intake(tmp_path, "losses", "canvas").submissions] == [
        "adalovelace_101"
    ]
    assert left_out(read_intake(tmp_path, "losses", "canvas")) == {
        "bob.py": "is not named as canvas names things", "eve.py": "is not named as canvas names things",
    }  # fmt: skip
    assert len(read_intake(tmp_path, "losses", "folder").submissions) == 3
    with pytest.raises(SubmissionError, match="is no download of moodle"):
        read_intake(tmp_path, "losses", "moodle")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bob.rar", "is not opened here"), ("bob.7z", "unpack it"), ("bob.pdf", "is no .py"), ("bob.py.txt", "rename it"),
        ("bob.ipynb.json", "rename it"), ("bob.docx", "is no .py"), ("bob.PY.TXT", "rename it"), ("bob", "is no .py"),
    ],
)  # fmt: skip
def test_whatever_is_not_taken_is_listed_with_its_reason(
    tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "hollow/inner").mkdir(parents=True)
    intake = read_intake(put(tmp_path, "ada.py", name), "losses")
    assert [item.id for item in intake.submissions] == ["ada"]
    reasons = left_out(intake)
    assert set(reasons) == {name, "empty", "hollow"}
    assert words in reasons[name]
    assert reasons["empty"] == "an empty folder"


def test_an_empty_folder_of_a_zip_is_listed(tmp_path: Path) -> None:
    put(tmp_path / "in", "ada/losses.py", "bob/losses.py")
    (tmp_path / "in/eve").mkdir()
    assert left_out(read_intake(zipped(tmp_path / "in"), "losses")) == {"eve": "an empty folder"}


NAMES = ["Zoe", "Zoë", "ZOE", "李明", "王芳", "Ада", "😀", "O'Brien", "O’Brien", "Zoe\u0308 B"]


@pytest.mark.parametrize("first", NAMES)
def test_an_id_belongs_to_its_name_whoever_comes(tmp_path: Path, first: str) -> None:
    identities = Identities()
    (alone,) = read_intake(
        put(tmp_path / "1", f"{first}/losses.py"), "losses", identities=identities
    ).submissions
    known = [Known(alone.id, alone.key, alone.people[0].key)]
    put(tmp_path / "2", *(f"{name}/losses.py" for name in NAMES))
    everybody = read_intake(tmp_path / "2", "losses", identities=Identities(known)).submissions
    ids = {item.people[0].key: item.id for item in everybody}
    assert len(set(map(str.lower, ids.values()))) == len(NAMES)
    assert ids[unicodedata.normalize("NFC", first)] == alone.id
    again = read_intake(
        tmp_path / "2",
        "losses",
        identities=Identities([*known, *(Known(i.id, i.key, "") for i in everybody)]),
    )
    assert {item.key: item.id for item in again.submissions} == {
        item.key: item.id for item in everybody
    }


def test_an_id_that_is_gone_is_given_to_nobody_else(tmp_path: Path) -> None:
    known = [Known("Zoe", "folder:Zoë", "Zoë")]
    (item,) = read_intake(
        put(tmp_path, "Zoe/losses.py"), "losses", identities=Identities(known)
    ).submissions
    assert item.id == "Zoe.2"


def test_an_older_gradebook_knows_its_people(tmp_path: Path) -> None:
    known = [Known("Zoe", "", "Zoe"), Known("Zoe.2", "", "Zoë")]
    put(tmp_path, "Zoe/losses.py", "Zoë/losses.py")
    ids = {
        i.key: i.id
        for i in read_intake(tmp_path, "losses", identities=Identities(known)).submissions
    }
    assert ids == {"folder:Zoe": "Zoe", "folder:Zoë": "Zoe.2"}


def test_the_lms_number_is_the_key_whatever_the_name_becomes(tmp_path: Path) -> None:
    (one,) = read_intake(
        put(tmp_path / "1", "Ada Byron_2001_assignsubmission_file/losses.py"), "losses", "moodle"
    ).submissions
    known = [Known(one.id, one.key, "2001")]
    put(
        tmp_path / "2",
        "Ada Lovelace_2001_assignsubmission_file/losses.py",
        "Ada Byron_2002_assignsubmission_file/losses.py",
    )
    found = {
        i.key: i.id
        for i in read_intake(tmp_path / "2", "losses", identities=Identities(known)).submissions
    }
    assert found["moodle:2001"] == one.id
    assert found["moodle:2002"] != one.id


def git(folder: Path, *words: str, when: str = "2026-11-18T12:00Z") -> None:
    environment = {
        **os.environ,
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "HOME": str(folder),
    }
    name = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(
        ["git", *name, *words], cwd=folder, env=environment, check=True, capture_output=True
    )


def clone(folder: Path, name: str, *more: Callable[[Path], None]) -> Path:
    """A repository with a commit of 18 November, cloned now."""
    up = put(folder / "up" / name, "losses.py")
    git(up, "init", "-q")
    git(up, "add", ".")
    git(up, "commit", "-qm", "done")
    (folder / "cl").mkdir(exist_ok=True)
    git(folder, "clone", "-q", f"up/{name}", f"cl/{name}")
    for change in more:
        change(folder / "cl" / name)
    return folder / "cl"


@pytest.mark.parametrize(
    "change",
    [
        lambda path: None,
        lambda path: git(path, "gc", "-q"),
        lambda path: git(path, "checkout", "-q", "--detach"),
        lambda path: git(path, "pack-refs", "--all"),
        lambda path: git(path, "config", "core.fsmonitor", "touch /tmp/never"),
    ],
)
def test_a_clone_was_handed_in_when_it_was_committed(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    intake = read_intake(clone(tmp_path, "ada", change), "losses", "git")
    (item,) = intake.submissions
    assert item.handed_in == "2026-11-18T12:00:00+00:00"
    assert set(intake.files[item.id]) == {"losses.py"}


def test_a_clone_without_its_commit_has_no_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = clone(tmp_path, "ada", lambda path: git(path, "gc", "-q"))
    monkeypatch.setenv("PATH", "/nowhere")
    (item,) = read_intake(folder, "losses", "git").submissions
    assert item.handed_in is None
    head = folder / "ada/.git/HEAD"
    for text in ("ref: refs/heads/none\n", "x" * 40, "ref: " * 50, "ref: HEAD"):
        head.write_text(text)
        (item,) = read_intake(folder, "losses", "git").submissions
        assert item.handed_in is None


VERSIONS = [
    (["v1/losses.py", "v2/losses.py"], "v2/losses.py"),
    (["losses.py", "losses_fixed.py"], "losses.py"),
    ([("template/losses.py", TEMPLATE), "work/losses.py"], "work/losses.py"),
    ([("losses.py", TEMPLATE), "my_losses_final.py"], "my_losses_final.py"),
    ([("losses.py", HALF), "old/losses.py"], "old/losses.py"),
    ([("a1/losses.ipynb", b'{"cells": []}'), "a1/pkg/losses.py"], "a1/pkg/losses.py"),
    ([("losses.py", TEMPLATE), "solution.py"], "solution.py"),
    ([("losses.py", b""), ("tests/test_losses.py", b"from losses import mse, nll\n"), "Losses (1).py"], "Losses (1).py"),
    (["repo/losses.py", "repo/backup/losses.py"], "repo/losses.py"),
    ([("losses.py", b"from impl import mse, nll\n"), ("impl.py", HALF)], "losses.py"),
    ([("losses.py", b"from a import *\nfrom b import *\n"), ("a.py", HALF), ("b.py", b"def nll(p, gold):\n    return 2\n")], "losses.py"),
    ([("losses.py", b"from mypkg import *\n"), ("mypkg/__init__.py", b"from .a import *\nfrom .b import *\n"), ("mypkg/a.py", HALF),
      ("mypkg/b.py", b"def nll(p, gold):\n    return 2\n")], "losses.py"),
    ([("losses.py", HALF), "mywork.py"], "mywork.py"),
    (["losses.py", "mywork.py"], "losses.py"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "chosen"), VERSIONS)
def test_the_version_with_most_of_it_written_counts_and_is_told(
    tmp_path: Path, wanted: Wanted, files: list[str | tuple[str, bytes]], chosen: str
) -> None:
    put(tmp_path / "s" / "ada", *files)
    put(tmp_path / "s", "zed.py")
    for path in (tmp_path / "s/ada").rglob("*.*"):
        os.utime(path, (1_790_000_000, 1_790_000_000))
    for folder in (tmp_path / "s", zipped(tmp_path / "s")):
        intake = read_intake(folder, wanted, "folder")
        item, _ = intake.submissions
        assert item.chosen in (chosen, f"ada/{chosen}")
        files_ = intake.files[item.id].items()
        (main,) = (data for name, data in files_ if name in ("losses.py", "losses.ipynb"))
        assert main == (tmp_path / "s/ada" / chosen).read_bytes()
    telling = [n for n in files if isinstance(n, str)]
    if len(telling) > 1:
        assert any("is graded" in remark for remark in item.remarks)


def test_of_two_alike_the_newer_counts(tmp_path: Path, wanted: Wanted) -> None:
    put(tmp_path / "ada", "b/losses.py", "a/losses.py", ("c/losses.py", HALF))
    for name, time in (("a", 1_790_009_000), ("b", 1_790_000_000), ("c", 1_790_090_000)):
        os.utime(tmp_path / f"ada/{name}/losses.py", (time, time))
    item, _ = read_intake(put(tmp_path, "zed.py"), wanted, "folder").submissions
    assert item.chosen.endswith("a/losses.py")
    assert "not b/losses.py (2 of 2), c/losses.py (1 of 2)" in item.remarks[0].replace("ada/", "")


def test_two_archives_of_one_student_hide_nothing(tmp_path: Path, wanted: Wanted) -> None:
    for name, data in (("old", HALF), ("new", CODE)):
        put(tmp_path / name, ("losses.py", data))
        (tmp_path / "s/ada").mkdir(parents=True, exist_ok=True)
        zipped(tmp_path / name).rename(tmp_path / f"s/ada/{name}.zip")
    intake = read_intake(put(tmp_path / "s", "zed.py"), wanted, "folder")
    assert intake.files["ada"]["losses.py"] == CODE


@pytest.fixture
def class_list(tmp_path: Path) -> Path:
    file = tmp_path / "class.csv"
    file.write_text("id,name,group\n101,Ada,g1\n102,Bob,g1\n103,Cid,g1\n104,Eve,\n")
    return file


@pytest.mark.parametrize(
    ("counts", "chosen"),
    [("latest", ["102", "104"]), ("first", ["101", "104"]), ("best", ["101", "102", "104"])],
)
def test_of_a_group_one_submission_counts(
    tmp_path: Path, class_list: Path, counts: str, chosen: list[str]
) -> None:
    put(
        tmp_path / "s",
        *(
            f"{who}_{id_}_{9000 + i}_losses.py"
            for i, (who, id_) in enumerate([("ada", 101), ("bob", 102), ("eve", 104)])
        ),
    )
    intake = read_intake(
        tmp_path / "s", "losses", roster=read_roster(class_list), policy=Policy(counts=counts)
    )  # type: ignore[arg-type]
    assert [item.people[0].key for item in intake.submissions] == chosen
    assert len(intake.superseded) == 3 - len(chosen)
    assert [person.name for person in intake.missing] == []


def test_times_of_other_zones_are_compared_as_times(tmp_path: Path) -> None:
    metadata = "\n".join(
        f"submission_{i}:\n  :submitters:\n  - :name: Ada\n    :sid: a1\n  :created_at: {time}"
        for i, time in enumerate(["2026-11-20 12:00:00 +0100", "2026-11-20 11:30:00 Z"])
    )
    put(
        tmp_path,
        ("submission_metadata.yml", metadata.encode()),
        "submission_0/losses.py",
        "submission_1/losses.py",
    )
    (item,) = read_intake(tmp_path, "losses").submissions
    assert item.source == "submission_1"


def test_gradescope_without_ids_tells_people_apart_by_their_submission(tmp_path: Path) -> None:
    metadata = b"""
submission_11:
  :submitters:
  - :name: Kim Lee
  :created_at: 2026-11-20 10:00:00 Z
submission_12:
  :submitters:
  - :name: Kim Lee
    :sid:
    :email:
"""
    put(
        tmp_path,
        ("submission_metadata.yml", metadata),
        "submission_11/losses.py",
        "submission_12/losses.py",
    )
    one, two = read_intake(tmp_path, "losses").submissions
    assert (one.name, two.name) == ("Kim Lee", "Kim Lee")
    assert one.id != two.id


@pytest.mark.parametrize(
    "sid",
    [
        "0089123",
        "10e45",
        "007",
        "1_000",
        "0x1F",
        "0o17",
        "yes",
        "2026-11-20",
        "1:30",
        ".5",
        "+1",
        "'0089'",
    ],
)
def test_ids_of_gradescope_stay_text(tmp_path: Path, sid: str) -> None:
    metadata = f"submission_1:\n  :submitters:\n  - :name: Ada\n    :sid: {sid}\n"
    put(tmp_path, ("submission_metadata.yml", metadata.encode()), "submission_1/losses.py")
    (item,) = read_intake(tmp_path, "losses").submissions
    assert item.people[0].sid == sid.strip("'")


def test_a_file_and_a_folder_of_one_name_are_one_persons_and_told(
    tmp_path: Path, wanted: Wanted
) -> None:
    put(tmp_path, "ada.py", ("ada/losses.py", CODE), "zed.py")
    item, _ = read_intake(tmp_path, wanted, "folder").submissions
    assert item.chosen == "losses.py"
    assert "not ada.py (2 of 2)" in item.remarks[0]


def test_times_of_the_class_list_say_which_is_the_latest(tmp_path: Path) -> None:
    put(
        tmp_path / "s",
        "Zed Z_2001_assignsubmission_file/losses.py",
        "Ann A_2002_assignsubmission_file/losses.py",
    )
    file = tmp_path / "class.csv"
    file.write_text(
        "id,name,group,submitted\n2001,Zed Z,g,2026-11-19T10:00\n2002,Ann A,G ,2026-11-20T10:00\n"
    )
    intake = read_intake(tmp_path / "s", "losses", roster=read_roster(file))
    assert [item.people[0].key for item in intake.submissions] == ["2002"]
    assert "nothing says which" not in intake.superseded[0].why


def test_one_person_by_id_and_by_name_is_one(tmp_path: Path) -> None:
    put(tmp_path / "s", "0345/losses.py", "Bob Müller/losses.py", "ada/losses.py")
    file = tmp_path / "class.csv"
    file.write_text('id,name\n0345,"Müller, Bob"\n')
    intake = read_intake(tmp_path / "s", "losses", roster=read_roster(file))
    assert len(intake.submissions) == 2
    assert len(intake.superseded) == 1
