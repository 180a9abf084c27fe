"""Right solutions in other styles, assignments/<name>/right/*.py: how far rounding takes them."""

from collections.abc import Iterator
from pathlib import Path

from ..diagnose.build import Builder
from ..golden.run import outcome_of
from ..model import Exercise
from ..runner.modules import MemoryFinder

__all__ = ["audit_right"]


def audit_right(builder: Builder, exercise: Exercise, folder: Path) -> tuple[int, float, list[str]]:
    """(solutions, the largest relative error, sentences on those that do not pass)."""
    files = sorted((folder / "right").glob("*.py"))
    largest = 0.0
    refused: list[str] = []
    for file in files:
        for name, error, status in _graded(builder, exercise, file):
            if status == "passed":
                largest = max(largest, error)
            else:
                refused.append(f"right/{file.name}: {name} is {status}, though it is right")
    return len(files), largest, refused


def _graded(builder: Builder, exercise: Exercise, file: Path) -> Iterator[tuple[str, float, str]]:
    """(case, relative error, status) of one solution; it is the course's own code, and trusted."""
    module = f"right_{file.stem}"
    finder = MemoryFinder({f"{module}.py": file.read_bytes()})
    try:
        try:
            target = getattr(finder.load(module), exercise.name)
        except Exception as error:
            yield exercise.name, 0.0, f"not there ({type(error).__name__}: {error})"
            return
        for case in builder.cases_of(exercise):
            verdict = builder.verdict(case, outcome_of(target, case))
            yield case.id, verdict.error.max_rel if verdict.error else 0.0, verdict.status
    finally:
        finder.unload()
