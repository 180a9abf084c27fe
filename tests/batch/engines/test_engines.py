"""The seam: an engine may answer twice, and nothing but its file knows of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import msgspec
import pytest
from school import pupils, write

from grader.batch.engines import Lost, Means, engine_of, engines
from grader.batch.intake import read_intake
from grader.batch.prepare import prepare
from grader.batch.run import PLACED, run
from grader.batch.worker import Done, Job, Setup, answer
from grader.model import Batch
from grader.sandbox.backends.fake import Backend
from grader.store import Gradebook
from grader.store.rows import as_result

ROOT = Path(__file__).resolve().parents[3]


class Twice:
    """Answers every job twice, and the first of them a third time at the end."""

    stopping = False
    remarks = ("a remark",)

    def __init__(self, setup: Setup) -> None:
        self.setup = setup

    def __enter__(self) -> "Twice":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def stop(self) -> None:
        pass

    def run(self, jobs: Iterable[Job], count: int) -> Iterator[Done | Lost]:
        every = list(jobs)
        assert len(every) == count
        for job in [*every, *every, every[0]]:
            yield answer(job, self.setup, Backend())


def test_what_comes_twice_counts_once(tmp_path: Path) -> None:
    source = write("folder", pupils(3, "activations", nasty=0.0), "activations", tmp_path / "class")
    intake = read_intake(source, "activations")
    prepared = prepare(ROOT, ROOT / "assignments" / "activations", "a secret")
    engine: Any = SimpleNamespace(open_pool=lambda setup, means: Twice(setup))
    told: list[tuple[int, int, str]] = []
    with Gradebook(tmp_path / "out", make=True) as book:
        batch = Batch(assignment="activations", seed_id=prepared.seed_id, isolation="sealed")
        book.save_batch(batch, prepared.pictures)
        found = run(book, intake, prepared, engine, Means(), lambda *words: told.append(words))
        assert (found.graded, found.kept, found.left) == (3, 0, 0)
        assert found.remarks == ("a remark",)
        assert [done for done, _, _ in told] == [1, 2, 3]
        assert all(len(book.history(record.id)) == 1 for record in book.submissions())


class Searching(Twice):
    """Something is unplaced in everything; of what is searched, one is lost and one has another score."""

    asked: ClassVar[list[list[float]]] = []

    def run(self, jobs: Iterable[Job], count: int) -> Iterator[Done | Lost]:
        every = list(jobs)
        assert len(every) == count
        self.asked.append([job.place for job in every])
        for number, job in enumerate(every):
            done = answer(msgspec.structs.replace(job, place=0.0), self.setup, Backend())
            if not job.place:
                yield msgspec.structs.replace(done, unplaced=True)
            elif number == 0:
                yield Lost(job)
            else:
                result = as_result(done.full)
                assert result.score is not None
                result = msgspec.structs.replace(result, score=result.score + (number == 1))
                yield msgspec.structs.replace(done, full=msgspec.json.encode(result).decode())


def test_places_are_searched_when_everything_is_graded_and_change_no_points(tmp_path: Path) -> None:
    source = write("folder", pupils(4, "activations", nasty=0.0), "activations", tmp_path / "class")
    intake = read_intake(source, "activations")
    prepared = prepare(ROOT, ROOT / "assignments" / "activations", "a secret")
    engine: Any = SimpleNamespace(open_pool=lambda setup, means: Searching(setup))
    said: list[str] = []
    means = Means(tell=said.append)
    with Gradebook(tmp_path / "out", make=True) as book:
        batch = Batch(assignment="activations", seed_id=prepared.seed_id, isolation="sealed")
        book.save_batch(batch, prepared.pictures)
        run(book, intake, prepared, engine, means, lambda *_: None)
        assert (Searching.asked, said) == ([[0.0] * 4], [])
        assert not any(key.endswith(PLACED) for key in book.keys().values())
        before = dict(book.whole())
        found = run(book, intake, prepared, engine, means, lambda *_: None, 7.0)
        assert (found.graded, found.kept) == (0, 4)
        assert Searching.asked[1:] == [[], [7.0] * 4]
        assert len(said) == 1
        assert sum(key.endswith(PLACED) for key in book.keys().values()) == 3
        assert {i: r.score for i, r in book.whole()} == {i: r.score for i, r in before.items()}
        run(book, intake, prepared, engine, means, lambda *_: None, 7.0)  # the lost one, again
        assert Searching.asked[3:] == [[], [7.0]]
        assert all(len(book.history(record.id)) == 1 for record in book.submissions())


def test_the_engines_are_the_files_of_the_folder() -> None:
    assert list(engines()) == ["dask", "local"]
    assert engine_of("local", None).NAME == "local"


@pytest.mark.parametrize("member", ["NAME", "ABOUT", "SCHEDULED", "open_pool"])
def test_every_engine_has_what_its_protocol_names(member: str) -> None:
    assert all(hasattr(engine, member) for engine in engines().values())
