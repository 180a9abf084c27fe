"""What of an assignment can be made from the rest of it: `grader validate --fix`.

Nothing that an author wrote is changed: stubs and mentions are added where they are missing, and
frozen values are renewed only where they are missing or stale, not where they contradict.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..errors import GraderError
from ..files import read_text, write_atomic
from ..golden.file import GoldenFile, read
from ..golden.make import make
from ..golden.reference import Reference
from ..illustrate.freeze import stale_pictures
from ..model import Exercise
from .context import Sheet
from .drift import drift
from .fingerprints import stale_fingerprints
from .freeze import freeze
from .sound import mentioned, template_files, template_problems
from .stubs import bullet, head, stub, with_docstring

__all__ = ["fix"]

Say = Callable[[str], None]


def fix(course: Path, sheet: Sheet, sources: Mapping[str, bytes], say: Say) -> None:
    """Writes what is missing; `say` is told what was written, and what could not be made."""
    reference = Reference(sources)
    steps: tuple[Callable[[], None], ...] = (
        lambda: _template(course, sheet, reference, say),
        lambda: _handout(sheet, reference, say),
        lambda: _frozen(course, sheet, sources, say),
    )
    try:
        for step in steps:
            try:
                step()
            except GraderError as error:
                say(str(error))
    finally:
        reference.close()


def _template(course: Path, sheet: Sheet, reference: Reference, say: Say) -> None:
    """Stubs for what is missing, docstrings where there is none."""
    for file, names in template_files(course, sheet).items():
        if any(problem.fixable for problem in template_problems(file, names)):
            own = [sheet.assignment.exercise(name) for name in names]
            _one_template(file, own, sheet.assignment.title, reference, say)


def _one_template(
    file: Path, exercises: Sequence[Exercise], title: str, reference: Reference, say: Say
) -> None:
    text = read_text(file) if file.is_file() else head(title)
    done = []
    for exercise in exercises:
        before = text
        text = _with_exercise(text, reference, exercise)
        if text != before:
            done.append(exercise.name)
    if done:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(file, text)
        say(f"{file}: written: {', '.join(done)}")


def _with_exercise(text: str, reference: Reference, exercise: Exercise) -> str:
    nodes = [
        node
        for node in ast.parse(text).body
        if getattr(node, "name", "") == exercise.name or exercise.name in _assigned(node)
    ]
    if not nodes:
        return f"{text.rstrip()}\n\n\n{stub(reference, exercise)}"
    node = nodes[-1]
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is None:
        return with_docstring(text, reference, exercise) or text
    return text


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _handout(sheet: Sheet, reference: Reference, say: Say) -> None:
    """A paragraph for every exercise that is not mentioned."""
    file = sheet.folder / "handout.md"
    text = read_text(file) if file.is_file() else f"# {sheet.assignment.title}\n"
    missing = [e for e in sheet.assignment.exercises if not mentioned(text, e.name)]
    if missing:
        paragraphs = [bullet(reference, exercise) for exercise in missing]
        write_atomic(file, "\n".join([f"{text.rstrip()}\n", *paragraphs]))
        say(f"{file}: written: {', '.join(exercise.name for exercise in missing)}")


def _frozen(course: Path, sheet: Sheet, sources: Mapping[str, bytes], say: Say) -> None:
    """golden.json, fingerprints, pictures: what is missing or stale, and not contradicted."""
    values = _missing_values(sheet, sources)
    if values is None:
        file = sheet.folder / "golden.json"
        say(f"{file}: left as it is: the reference answers otherwise than when it was frozen")
        return
    others = [stale_fingerprints(course, sheet, sources), stale_pictures(sheet.folder, sources)]
    if values or any(problem is not None for problem in others):
        freeze(course, sheet, sources, say)


def _missing_values(sheet: Sheet, sources: Mapping[str, bytes]) -> bool | None:
    """Whether values are missing or of other inputs; None where a frozen one is contradicted."""
    if not (sheet.folder / "golden.json").is_file():
        return True
    frozen = read(sheet.folder)
    found = drift(frozen, sheet.cases, make(sources, sheet.assignment, sheet.cases, sheet.mistakes))
    if any(item.contradicted for item in found):
        return None
    return bool(found) or _without_torch(sheet, frozen)


def _without_torch(sheet: Sheet, frozen: GoldenFile) -> bool:
    """Whether some case that has an oracle was frozen without its answer."""
    if sheet.assignment.oracle == "none":
        return False
    pairs = [(case.exercise, frozen.golden(case)) for case in sheet.cases]
    return any(golden.torch is None and not exercise.no_oracle for exercise, golden in pairs)
