"""A batch in shards, merged, is the batch of one run, byte for byte."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from school import pupils, write

from grader.batch.intake import read_intake
from grader.batch.shards import part_of, shard_of
from grader.errors import ConfigurationError
from grader.store import Gradebook

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="seals")


def grader(*words: object, code: int = 0, seed: str = "a secret") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "grader", *map(str, words)], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "GRADER_SEED": seed}, timeout=600,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def batch(source: Path, out: Path, *more: object, code: int = 0, seed: str = "a secret") -> str:
    words = ("batch", "--no-place", source, "--assignment", "activations", "--out", out)
    words += ("--isolation", "sealed", *more)  # a busy machine may miss the best level
    return grader(*words, code=code, seed=seed)


def made(out: Path) -> dict[str, bytes]:
    """Everything that is handed out, byte for byte."""
    files = [*out.glob("results/*"), *out.glob("reports/*"), out / "grades.csv", out / "index.html"]
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    people = pupils(24, "activations", nasty=0.0)
    return write("canvas", people, "activations", tmp_path_factory.mktemp("s") / "class")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, str, Path]:
    """Late days, a member of the class who is missing, and two in one group."""
    place = tmp_path_factory.mktemp("rules")
    policy, roster = place / "policy.yaml", place / "roster.csv"
    policy.write_text("late_penalty_per_day: 50\ndue: 2026-11-20\ncounts: best\n")
    lines = [
        f"{1000 + i},Somebody {i},2026-11-{19 + i % 3},{'g' if i in (3, 4) else i}"
        for i in range(25)
    ]
    roster.write_text("id,name,submitted,group\n" + "\n".join(lines) + "\n")
    return "--policy", policy, "--roster", roster


@pytest.fixture(scope="module")
def shards(
    school: Path, rules: tuple[str, Path, str, Path], tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    place = tmp_path_factory.mktemp("shards")
    folders = [place / f"shard-{i}" for i in (1, 2, 3)]
    for i, folder in enumerate(folders, 1):
        batch(school, folder, "--shard", f"{i}/3", *rules)
    return folders


@pytest.mark.slow
def test_merged_shards_are_one_run(
    school: Path, rules: tuple[str, Path, str, Path], shards: list[Path], tmp_path: Path
) -> None:
    whole, merged = tmp_path / "one" / "out", tmp_path / "many" / "out"
    batch(school, whole, *rules)
    merged.parent.mkdir()
    said = grader("merge", *reversed(shards), "--out", merged)
    assert "submissions of 3 shards" in said
    assert len(list(merged.glob("results/*.json"))) == len(list(school.glob("*")))
    assert all(len(list(folder.glob("results/*.json"))) < 24 for folder in shards)
    assert made(merged) == made(whole)
    assert not (shards[0] / "grades.csv").exists()  # of a part of the class: nobody's
    assert not list(merged.parent.glob(".*"))
    said = batch(school, merged)  # an ordinary batch from now on
    assert "0 graded" in said


@pytest.mark.slow
def test_a_shard_goes_on_and_keeps_its_points_by_hand(
    school: Path, rules: tuple[str, Path, str, Path], shards: list[Path], tmp_path: Path
) -> None:
    own = [tmp_path / folder.name for folder in shards]
    for folder, copy in zip(shards, own, strict=True):
        shutil.copytree(folder, copy)
    name = next(own[1].glob("results/*.json")).stem
    grader("override", own[1], name, "relu", "--points", "0", "--comment", "copied")
    assert "0 graded" in batch(school, own[1], "--shard", "2/3", *rules)
    merged = tmp_path / "out"
    grader("merge", *own, "--out", merged)
    with Gradebook(merged) as book:
        assert [o.comment for o in book.overrides(name)] == ["copied"]
        assert "graded" in book.history(name)[0][2]
        assert len(book.history(name)) == 2
    assert "copied" in (merged / "reports" / f"{name}.html").read_text()


@pytest.mark.slow
def test_what_is_no_whole_batch_is_refused(
    school: Path, rules: tuple[str, Path, str, Path], shards: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"

    def refused(*folders: Path) -> str:
        said = grader("merge", *folders, "--out", out, code=2)
        assert not out.exists()
        return said

    one, two, three = shards
    assert "2 of 3 shards are missing: 1, 3" in refused(two)
    copy = tmp_path / "copy"
    shutil.copytree(two, copy)
    assert f"{two} and {copy} both hold the shard 2/3" in refused(one, two, copy, three)
    assert "holds no gradebook.sqlite" in refused(one, two, tmp_path / "nothing")
    other = tmp_path / "other"
    batch(school, other, "--shard", "3/3", *rules, seed="another secret")
    assert "its secret seed is another" in refused(one, two, other)
    shutil.rmtree(other)
    batch(school, other, "--shard", "3/3")
    assert "its policy is another" in refused(one, two, other)
    with sqlite3.connect(copy / "gradebook.sqlite") as connection:
        connection.execute(
            "UPDATE meta SET value = replace(value, 'true', 'false') WHERE key = 'shard'"
        )
    connection.close()
    assert "the shard 2/3 is not finished; run its command again" in refused(one, copy, three)
    with Gradebook(copy) as book:
        shard = book.shard
        assert shard is not None
        assert shard.machine is not None
        machine = msgspec.structs.replace(shard.machine, numpy="1.0")
        book.save_shard(msgspec.structs.replace(shard, finished=True, machine=machine))
    assert "numpy 1.0 instead of" in refused(one, copy, three)
    assert "holds the shard 2/3" in batch(school, copy, "--shard", "1/3", code=2)
    assert "holds the shard 2/3" in batch(school, copy, code=2)
    out.mkdir()
    (out / "mine").write_text("")
    assert "is not empty" in grader("merge", *shards, "--out", out, code=2)


def test_a_submission_stays_in_its_shard_whoever_comes(school: Path, tmp_path: Path) -> None:
    def owners(source: Path) -> dict[str, int]:
        intake = read_intake(source, "activations")
        parts = [part_of(intake, shard_of(f"{i}/3")) for i in (1, 2, 3)]
        assert {r.id for part in parts for r in part.submissions} == set(intake.files)
        for part in parts:
            assert {r.id for r in part.submissions} == set(part.files)
            assert len(part.submissions) + len(part.elsewhere) == len(intake.submissions)
        return {r.key: i for i, part in enumerate(parts, 1) for r in part.submissions}

    before = owners(school)
    more = write("canvas", pupils(60, "activations", nasty=0.0), "activations", tmp_path / "more")
    after = owners(more)
    assert len(before) < len(after)
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "x/2", "1/0", "-1/2"])
def test_a_shard_is_i_of_n(text: str) -> None:
    with pytest.raises(ConfigurationError, match="expected I/N"):
        shard_of(text)


@pytest.mark.slow
def test_shards_need_one_seed(school: Path, tmp_path: Path) -> None:
    said = batch(school, tmp_path / "out", "--shard", "1/2", code=2, seed="")
    assert "--shard 1/2: all shards must have one secret seed" in said
