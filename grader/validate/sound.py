"""Whether the files of an assignment fit together, and how to make them fit."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import CourseError, EditError, GraderError
from ..files import read_bytes
from ..golden.edits import apply_edits
from ..golden.slips import slip_of
from ..model import Edit, Mistake
from ..spec import did_you_mean, parse
from .check import Problem
from .context import Sheet

__all__ = ["mentioned", "soundness", "template_files", "template_problems"]


def soundness(
    course: Path, sheet: Sheet, sources: Mapping[str, bytes]
) -> Iterator[tuple[str, Callable[[], list[Problem]]]]:
    """(what, a function that lists the problems)."""
    yield "assignment.yaml", lambda: [*_assignment(sheet), *_slips(sheet, sources)]
    yield "template", lambda: _template(course, sheet)
    yield "handout.md", lambda: _handout(sheet)
    if sheet.mistakes:
        yield "mistakes.yaml", lambda: _mistakes(sheet, sources)


def _assignment(sheet: Sheet) -> list[Problem]:
    problems = []
    if not sheet.assignment.points > 0:
        words = "no exercise has points, so that nothing can be reached"
        problems.append(Problem(_at(sheet, "exercises"), words, "give one `points` above 0"))
    for i, exercise in enumerate(sheet.assignment.exercises):
        if not any(case.exercise.name == exercise.name for case in sheet.cases):
            words = f"{exercise.name} has no public case: students could not check it"
            remedy = "add a case without `visibility: hidden`"
            problems.append(Problem(_at(sheet, "exercises", i, "cases"), words, remedy))
    return [*problems, *_accepted(sheet)]


def _accepted(sheet: Sheet) -> Iterator[Problem]:
    ids = [mistake.id for mistake in sheet.mistakes]
    for i, exercise in enumerate(sheet.assignment.exercises):
        for j, id in enumerate(exercise.accept):
            if id not in ids:
                words = f"{exercise.name} accepts {id!r}, but mistakes.yaml has no such id"
                remedy = f"add the mistake, or correct the id{did_you_mean(id, ids)}"
                yield Problem(_at(sheet, "exercises", i, "accept", j), words, remedy)


def _slips(sheet: Sheet, sources: Mapping[str, bytes]) -> Iterator[Problem]:
    """Quantities that the reference does not have, or binds more than once."""
    for i, exercise in enumerate(sheet.assignment.exercises):
        for quantity in exercise.slips:
            try:
                slip_of(exercise, quantity, sources, sheet.cases).at_points  # noqa: B018
            except GraderError as error:
                remedy = "name a variable that one statement of that function binds"
                place = _at(sheet, "exercises", i, "slips", quantity)
                yield Problem(place, f"{exercise.name}: {quantity}: {error}", remedy)


def _at(sheet: Sheet, *path: str | int) -> str:
    line, column = sheet.source.position(path)
    return f"{sheet.folder / 'assignment.yaml'}:{line}:{column}"


def template_files(course: Path, sheet: Sheet) -> dict[Path, list[str]]:
    """The modules that students start from, each with the names of its exercises."""
    folder = course / "student_template" / sheet.name
    places = sheet.assignment.places.items()
    return {folder / place: sheet.assignment.exercises_in(module) for module, place in places}


def _template(course: Path, sheet: Sheet) -> list[Problem]:
    files = template_files(course, sheet).items()
    return [problem for file, names in files for problem in template_problems(file, names)]


def template_problems(file: Path, names: list[str]) -> list[Problem]:
    """The exercises that are missing in a template, or have no docstring."""
    if not file.is_file():
        words = f"the template is missing, and with it {', '.join(names)}"
        return [Problem(str(file), words, "write a function with a docstring for each", True)]
    try:
        body = ast.parse(file.read_bytes()).body
    except (SyntaxError, ValueError) as error:
        return [_not_python(file, error)]
    there: dict[str, ast.stmt] = {}
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            there[node.name] = node
        elif isinstance(node, ast.Assign):
            there |= {target.id: node for target in node.targets if isinstance(target, ast.Name)}
    return [
        problem
        for name in names
        if (problem := _template_problem(file, name, there.get(name))) is not None
    ]


def _not_python(file: Path, error: SyntaxError | ValueError) -> Problem:
    place, words = str(file), str(error)
    if isinstance(error, SyntaxError):
        place, words = f"{file}:{error.lineno or 1}:{error.offset or 1}", error.msg
    return Problem(place, f"the template is not Python: {words}", "mend the file")


def _template_problem(file: Path, name: str, node: ast.stmt | None) -> Problem | None:
    if node is None:
        remedy = "write it, with a docstring that says what it returns"
        return Problem(str(file), f"{name} is missing in the template", remedy, True)
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is None:
        place = f"{file}:{node.lineno}:{node.col_offset + 1}"
        remedy = "write one that says what it returns"
        return Problem(place, f"{name} has no docstring in the template", remedy, True)
    return None


def mentioned(text: str, name: str) -> bool:
    """Whether a hand-out mentions an exercise: its name stands in it in backquotes."""
    return re.search(rf"`{name}\b", text) is not None


def _handout(sheet: Sheet) -> list[Problem]:
    file = sheet.folder / "handout.md"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    remedy = "write what it must do, beginning with its name in backquotes: `{}(...)`"
    return [
        Problem(str(file), f"does not mention {e.name}", remedy.format(e.name), True)
        for e in sheet.assignment.exercises
        if not mentioned(text, e.name)
    ]


def _mistakes(sheet: Sheet, sources: Mapping[str, bytes]) -> list[Problem]:
    file = sheet.folder / "mistakes.yaml"
    _, positions = parse(read_bytes(file), str(file))

    def at(*path: str | int) -> str:
        line, column = positions.position(path)
        return f"{file}:{line}:{column}"

    problems: list[Problem] = []
    for i, mistake in enumerate(sheet.mistakes):
        problems += _edits(mistake, sources, lambda *path, i=i: at(i, *path))
        missing = [key for key in ("hint", "feedback") if not getattr(mistake, key)]
        if mistake.kind != "equivalent" and missing:
            words = f"{mistake.id} has no {' and no '.join(missing)}"
            remedy = (
                "write it: `hint` says what is wrong in one sentence, `feedback` why it matters "
                "and where to look"
            )
            problems.append(Problem(at(i), words, remedy))
    return problems


def _edits(
    mistake: Mistake, sources: Mapping[str, bytes], at: Callable[..., str]
) -> Iterator[Problem]:
    """A problem for every way to make the mistake whose edits do not apply."""
    for k, edits in enumerate(mistake.ways):
        failed = _first_failing(sources, edits)
        if failed is not None:
            j, error = failed
            path = ("also", k - 1, j) if k else ("edits", j)
            remedy = "copy what `replace` names from the reference as it is now"
            if isinstance(error, CourseError):
                remedy = "mend the reference"
            yield Problem(at(*path, "replace"), f"{mistake.id}: {error}", remedy)


def _first_failing(
    sources: Mapping[str, bytes], edits: Sequence[Edit]
) -> tuple[int, GraderError] | None:
    for j in range(len(edits)):
        try:
            apply_edits(sources, edits[: j + 1])
        except (EditError, CourseError) as error:
            return j, error
    return None
