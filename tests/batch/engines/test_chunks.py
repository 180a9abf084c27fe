"""Chunks: as long as a second or two, every job in one of them, halves where a worker died."""

import itertools

import pytest

from grader.batch.engines._chunks import BYTES, FIRST, LARGEST, Chunks
from grader.batch.worker import Job
from grader.policy import Terms
from grader.submission import Submission


def job(number: int, size: int = 10) -> Job:
    return Job(Submission(f"p{number}", {"a.py": b"x" * size}), Terms())


def jobs(count: int, size: int = 10) -> list[Job]:
    return [job(i, size) for i in range(count)]


def test_a_chunk_is_of_seconds_and_bounded() -> None:
    chunks = Chunks(jobs(10_000), 10_000)
    assert len(chunks.next(2)) == FIRST
    chunks.answered(4, 0.4)
    assert len(chunks.next(2)) == 20
    chunks.answered(4, 0.0)
    chunks.answered(4, 0.0)
    for _ in range(40):
        chunks.answered(1, 0.0)
    assert len(chunks.next(2)) == LARGEST
    for _ in range(40):
        chunks.answered(1, 60.0)
    assert len(chunks.next(2)) == 1


def test_the_last_chunks_are_small() -> None:
    chunks = Chunks(jobs(16), 16)
    chunks.answered(0, 1.0)
    chunks.seconds_each = 1e-9
    assert len(chunks.next(2)) == 2


def test_a_chunk_of_large_submissions_is_small() -> None:
    chunks = Chunks(jobs(100, BYTES // 3 + 1), 100)
    chunks.seconds_each = 1e-9
    assert len(chunks.next(1)) == 3


def test_every_job_is_given_out_once_and_again_when_it_comes_back() -> None:
    chunks = Chunks(jobs(50), 50)
    first = chunks.next(1)
    chunks.give_back(first)
    found = list(itertools.chain.from_iterable(iter(lambda: chunks.next(1), [])))
    assert sorted(j.id for j in found) == sorted(j.id for j in jobs(50))


@pytest.mark.parametrize("bad", [0, 3, 6])
def test_halves_find_the_job_that_workers_die_of(bad: int) -> None:
    chunks = Chunks(jobs(7), 7)
    chunks.give_back([*chunks.next(1), *chunks.next(1)])
    answered: list[str] = []
    lost: list[str] = []
    deaths = 0
    while chunk := chunks.next(1):
        if any(j.id == f"p{bad}" for j in chunk):
            deaths += 1
            lost += [found.job.id for found in chunks.died(chunk)]
        else:
            answered += [j.id for j in chunk]
            chunks.answered(len(chunk), 0.1)
    assert lost == [f"p{bad}"]
    assert sorted([*answered, *lost]) == [f"p{i}" for i in range(7)]
    assert chunks.left == 0
    assert deaths <= 5
