"""A parcel: a setup grades on a machine that does not have the course."""

import shutil
from pathlib import Path

import pytest

from grader.batch.parcel import pack, unpack
from grader.batch.prepare import prepare
from grader.batch.worker import Job, Setup, answer
from grader.model import Pictures
from grader.policy import Terms
from grader.results import Result
from grader.sandbox.backend import open_backend
from grader.store.rows import as_result
from grader.submission import Submission

ROOT = Path(__file__).resolve().parents[2]
COURSES = [
    (ROOT / "examples/numerical_methods", "numerical"),
    (ROOT / "examples/layers_and_optimizers", ""),
    (ROOT, "activations"),
]
JACOBIAN = b"""
import numpy as np

def softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True) ** 1.3

def softmax_jacobian(z):
    p = softmax(z)
    return np.diag(p) - np.outer(p, p)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("course", "name"), COURSES, ids=["own_adapter", "given", "ours"])
def test_it_needs_nothing_of_the_course_that_it_came_from(
    course: Path, name: str, tmp_path: Path
) -> None:
    own = tmp_path / "course"
    for part in ("assignments", "reference", "student_template", "adapters"):
        if (course / part).is_dir():
            shutil.copytree(course / part, own / part)
    folder = next(f for f in sorted((own / "assignments").iterdir()) if name in f.name)
    prepared = prepare(own, folder, "a secret")
    setup = Setup(prepared.paper, "limits", prepared.seed_id, prepared.pictures)
    template = own / "student_template" / folder.name
    files = {
        f.relative_to(template).as_posix(): f.read_bytes() for f in sorted(template.rglob("*.py"))
    }
    job = Job(Submission("ada", files), Terms())

    def graded(setup: Setup) -> Result:
        backend = open_backend("limits")
        try:
            return as_result(answer(job, setup, backend).shown)
        finally:
            backend.close()

    before = graded(setup)
    parcel = pack(setup)
    shutil.rmtree(own)
    there = unpack(parcel, tmp_path / "there")
    assert str(own).encode() not in there.paper.assignment.folder.encode()
    assert graded(there) == before
    assert before.status == "graded"
    assert isinstance(there.pictures, Pictures)


@pytest.mark.slow
def test_what_follows_from_a_slip_keeps_its_points_there(tmp_path: Path) -> None:
    prepared = prepare(ROOT, ROOT / "assignments" / "worked_example", "a secret")
    setup = Setup(prepared.paper, "limits", prepared.seed_id, prepared.pictures)
    there = unpack(pack(setup), tmp_path / "there")
    source = b"ANSWERS = {'dL/do': 5, 'dL/dw7': 20, 'dL/dw9': 25, 'dL/dh2': 15, 'dL/dh3': 10}"
    backend = open_backend("limits")
    try:
        job = Job(Submission("ada", {"worked_example.py": source}), Terms())
        result = as_result(answer(job, there, backend).shown)
    finally:
        backend.close()
    found = next(e for e in result.exercises if e.name == "ANSWERS")
    assert [f.rule for f in found.findings] == ["right_given_slip"]
    assert found.score == 2.0, "four of twenty answers, of ten points"


@pytest.mark.slow
def test_the_courses_earlier_functions_are_in_it_and_not_the_reference(tmp_path: Path) -> None:
    prepared = prepare(ROOT, ROOT / "assignments" / "activations", "a secret")
    setup = Setup(prepared.paper, "limits", prepared.seed_id, prepared.pictures)
    there = unpack(pack(setup), tmp_path / "there")
    assert not list((tmp_path / "there").rglob("reference"))
    backend = open_backend("limits")
    try:
        job = Job(Submission("ada", {"activations.py": JACOBIAN}), Terms())
        result = as_result(answer(job, there, backend).shown)
    finally:
        backend.close()
    assert {e.name: e.score for e in result.exercises if e.score} == {"softmax_jacobian": 3.0}
