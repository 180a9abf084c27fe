"""pictures.json: fresh in the repository, equal to what the author's machine draws, and bounded."""

import json
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from grader.course import assignment_names
from grader.errors import ConfigurationError, SpecError
from grader.golden.reference import Reference, answer, read_sources
from grader.illustrate.freeze import FILE, freeze, read, stale_pictures
from grader.illustrate.scenes import scene, track
from grader.runner.objectives import build
from grader.spec import load


@pytest.fixture
def folder(course: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "gradient_descent"
    shutil.copytree(course / "assignments" / "gradient_descent", copy)
    return copy


def test_every_assignment_is_fresh_and_has_a_formula_for_each_exercise(course: Path) -> None:
    sources = read_sources(course)
    for name in assignment_names(course):
        place = course / "assignments" / name
        assignment, _ = load(place)
        assert stale_pictures(place, sources) is None
        pictures = read(place)
        assert set(pictures.formulas) == {exercise.name for exercise in assignment.exercises}
        for formula in pictures.formulas.values():
            assert formula.startswith("<math")
            assert "\\" not in formula


def test_what_is_frozen_is_what_the_reference_does(course: Path) -> None:
    assignment, _ = load(course / "assignments" / "optimizers")
    reference = Reference(read_sources(course))
    for surface in read(course / "assignments" / "optimizers").surfaces:
        assert len(surface.tracks) == 7
        for name, frozen in surface.tracks.items():
            fresh = track(answer(reference, scene(assignment.exercise(name), surface)), surface)
            assert fresh is not None
            assert np.allclose(fresh.rows, frozen.rows, rtol=1e-5, atol=1e-9)
            assert fresh.states.keys() == frozen.states.keys()
            assert len(frozen.rows) == surface.steps + 1
    reference.close()


def test_the_lines_of_equal_loss_have_it(course: Path) -> None:
    for surface in read(course / "assignments" / "optimizers").surfaces:
        assert len(surface.contours) == surface.levels
        for level in surface.contours:
            assert level.lines
            for line in level.lines:
                for point in line:
                    near = [surface.loss((point[0] + dx, point[1] + dy))
                            for dx in (-0.2, 0, 0.2) for dy in (-0.2, 0, 0.2)]  # fmt: skip
                    assert min(near) - 0.5 <= level.value <= max(near) + 0.5


def test_the_gradient_of_a_surface_is_its_derivative(course: Path) -> None:
    for surface in read(course / "assignments" / "optimizers").surfaces:
        params = {"terms": np.array(surface.terms), "single": True}
        objective = build({"objective": "polynomial", "params": params}, freeze=False)
        h = 1e-6
        for x, y in ((0.3, -0.7), (-1.2, 0.4), (0.0, 0.0)):
            g = objective(np.array([x, y]))
            by_x = (surface.loss((x + h, y)) - surface.loss((x - h, y))) / (2 * h)
            by_y = (surface.loss((x, y + h)) - surface.loss((x, y - h))) / (2 * h)
            assert np.allclose(g, [by_x, by_y], atol=1e-6)


def test_it_is_stale_when_anything_it_was_made_from_changes(course: Path, folder: Path) -> None:
    sources = read_sources(course)
    assert stale_pictures(folder, sources) is None
    changed = {**sources, "gradient_descent.py": b"#"}
    assert "another pictures.yaml or reference" in str(stale_pictures(folder, changed))
    with (folder / "pictures.yaml").open("a") as file:
        file.write("# more\n")
    assert "`grader golden gradient_descent --write` renews it" in str(
        stale_pictures(folder, sources)
    )
    (folder / FILE).unlink()
    assert "is missing" in str(stale_pictures(folder, sources))
    freeze(folder, load(folder)[0], sources)
    assert stale_pictures(folder, sources) is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"pictures": 3}', '{"pictures": {"surfaces": 1}}']
)
def test_a_damaged_file_means_no_pictures(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text)
    assert read(folder).surfaces == ()
    shutil.rmtree(folder)
    assert read(folder).formulas == {}


def test_a_formula_that_cannot_be_shown_is_a_fault(course: Path, folder: Path) -> None:
    file = folder / "pictures.yaml"
    file.write_text(file.read_text().replace(r"\alpha g \|_2", r"\nosuchthing g \|_2"))
    before = (folder / FILE).read_bytes()
    with pytest.raises(SpecError, match="sgd_until: is no LaTeX"):
        freeze(folder, load(folder)[0], read_sources(course))
    assert (folder / FILE).read_bytes() == before


def test_a_way_that_leaves_the_numbers_is_a_fault(course: Path, folder: Path) -> None:
    file = folder / "pictures.yaml"
    file.write_text(
        file.read_text().replace("[theta, gradient, 0.15, steps]", "[theta, gradient, 1e80, steps]")
    )
    with pytest.raises(ConfigurationError, match="has no way over 'bowl'"):
        freeze(folder, load(folder)[0], read_sources(course))


def test_the_file_is_small_and_sorted(course: Path) -> None:
    text = (course / "assignments" / "optimizers" / FILE).read_text()
    assert len(text) < 150_000
    data = json.loads(text)
    assert list(data["pictures"]) == sorted(data["pictures"])
    assert msgspec.json.encode(read(course / "assignments" / "optimizers"))
