"""Right solutions in other styles, assignments/<name>/right/: how far rounding takes them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..course import beside_files
from ..diagnose.build import Builder
from ..files import python_files
from ..golden.run import outcome_of
from ..model import Assignment, Exercise
from ..runner.modules import MemoryFinder

__all__ = ["audit_right"]


def audit_right(builder: Builder, exercise: Exercise, folder: Path) -> tuple[int, float, list[str]]:
    """(solutions, the largest relative error, sentences on those that do not pass)."""
    solutions = _solutions(builder.assignment, exercise, folder / "right")
    largest = 0.0
    refused: list[str] = []
    for name, (files, modules) in solutions.items():
        for case, error, status in _graded(builder, exercise, files, modules):
            if status == "missing":  # an exercise that is newer than this solution
                continue
            if status == "passed":
                largest = max(largest, error)
            else:
                refused.append(
                    f"right/{name}: {case} is {status}, though it is right; correct it, or the case"
                )
    return len(solutions), largest, refused


def _solutions(
    assignment: Assignment, exercise: Exercise, folder: Path
) -> dict[str, tuple[dict[str, bytes], dict[str, str]]]:
    """Name -> files, and the modules of an exercise and of the one whose result it is given.

    Each solution is a file, which holds everything whatever modules the assignment has, or a folder
    laid out as the course is.
    """
    asked = [exercise, *(e for e in assignment.exercises if e.name == _earlier(exercise))]
    found = {
        file.name: (
            {f"right_{file.stem}.py": file.read_bytes()},
            {each.name: f"right_{file.stem}" for each in asked},
        )
        for file in sorted(folder.glob("*.py"))
    }
    places = {each.name: assignment.places[each.module or assignment.module] for each in asked}
    modules = {name: p.removesuffix(".py").replace("/", ".") for name, p in places.items()}
    for inner in sorted(
        file for file in folder.glob("*") if (file / places[exercise.name]).is_file()
    ):
        files = {path: file.read_bytes() for path, file in python_files(inner).items()}
        found[f"{inner.name}/"] = (files, modules)
    return found


def _earlier(exercise: Exercise) -> str:
    return "" if exercise.after is None else exercise.after.exercise


def _graded(
    builder: Builder, exercise: Exercise, files: Mapping[str, bytes], modules: Mapping[str, str]
) -> Iterator[tuple[str, float, str]]:
    """(case, relative error, status) of one solution; it is the course's own code, and trusted.

    "missing": it has not got the exercise.
    """
    finder = MemoryFinder({**files, **beside_files(builder.assignment)})
    try:
        try:
            loaded = {name: finder.load(module) for name, module in modules.items()}
        except Exception as error:
            yield exercise.name, 0.0, f"not there ({type(error).__name__}: {error})"
            return
        if not all(hasattr(module, name) for name, module in loaded.items()):
            yield exercise.name, 0.0, "missing"
            return
        others = {name: getattr(module, name) for name, module in loaded.items()}
        target = others[exercise.name]
        for case in builder.cases_of(exercise):
            verdict = builder.verdict(case, outcome_of(target, case, others=others))
            why = f" ({verdict.message})" if verdict.status == "error" else ""
            yield case.id, verdict.error.max_rel if verdict.error else 0.0, verdict.status + why
    finally:
        finder.unload()
