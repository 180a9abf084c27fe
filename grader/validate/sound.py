"""Whether the files of an assignment fit together."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ..errors import GraderError
from ..golden.edits import apply_edits
from ..golden.make import accepted_mistakes
from .context import Sheet

__all__ = ["soundness"]


def soundness(
    course: Path, sheet: Sheet, sources: Mapping[str, bytes]
) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """(what, a function that lists the faults)."""
    yield "assignment.yaml", lambda: _assignment(sheet)
    yield "template", lambda: _template(course, sheet)
    yield "handout.md", lambda: _handout(sheet)
    if sheet.mistakes:
        yield "mistakes.yaml", lambda: _mistakes(sheet, sources)


def _assignment(sheet: Sheet) -> list[str]:
    faults = []
    if sheet.assignment.points < 10:
        faults.append(f"{sheet.assignment.points:g} points in all, an assignment has 10 or more")
    for exercise in sheet.assignment.exercises:
        if not any(case.exercise.name == exercise.name for case in sheet.cases):
            faults.append(f"{exercise.name} has no public case: students could not check it")
    return faults


def _template(course: Path, sheet: Sheet) -> list[str]:
    places = sheet.assignment.places.items()
    return [
        fault
        for module, place in places
        for fault in _template_of(
            course / "student_template" / sheet.name / place,
            sheet.assignment.exercises_in(module),
        )
    ]


def _template_of(file: Path, wanted: list[str]) -> list[str]:
    if not file.is_file():
        return [f"{file} is missing"]
    names = set()
    for node in ast.parse(file.read_bytes(), str(file)).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
            if ast.get_docstring(node) is None:
                names.discard(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return [
        f"{file}: {name} is missing or has no docstring" for name in wanted if name not in names
    ]


def _handout(sheet: Sheet) -> list[str]:
    file = sheet.folder / "handout.md"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    wanted = [exercise.name for exercise in sheet.assignment.exercises]
    return [
        f"{file} does not mention {name}" for name in wanted if not re.search(rf"`{name}\b", text)
    ]


def _mistakes(sheet: Sheet, sources: Mapping[str, bytes]) -> list[str]:
    faults = []
    for mistake in sheet.mistakes:
        for edits in mistake.ways:
            try:
                apply_edits(sources, edits)
            except GraderError as error:
                faults.append(f"{mistake.id}: {error}")
        if mistake.kind != "equivalent" and not (mistake.hint and mistake.feedback):
            faults.append(f"{mistake.id}: has no hint, or no feedback, to be told")
    try:
        accepted_mistakes(sheet.assignment, sheet.mistakes)
    except GraderError as error:
        faults.append(str(error))
    return faults
