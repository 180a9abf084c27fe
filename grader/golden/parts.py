"""One function of the reference with what it calls, and nothing else of it.

It takes the place of a student's own in a run that tells whether what is built on it is right by
itself.  A submission can read what it runs beside, so nothing of the exercise in question, nor of
any other, may be in it.
"""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ..errors import GraderError
from ..model import Assignment, Case, Exercise, Outcome
from .reference import Reference, read_sources
from .run import outcomes_of

__all__ = ["Part", "part_of", "parts_of"]

#: A name at the top of a module of the reference: ("losses", "softmax").
Name = tuple[str, str]


class Part(msgspec.Struct, frozen=True):
    """The course's function for an earlier exercise, as a process is sent it.

    `answers` are what it gives by itself on the public cases of the exercise that is built on it:
    id -> outcome.  Where they are right, what is right with it may have nothing of the student's.
    """

    files: dict[str, bytes]
    module: str
    name: str
    answers: dict[str, Outcome]

    @property
    def request(self) -> dict[str, Any]:
        """What is sent."""
        return {"files": self.files, "module": self.module, "name": self.name}


def parts_of(assignment: Assignment, cases: Sequence[Case]) -> dict[str, dict[str, Part]]:
    """Exercise -> an exercise that it builds on, itself or by others -> the course's function.

    The nearest come first; what an exercise is given the result of has a starter of its own
    (`draw_starters`), and is left out.  Empty where there is no reference that can be read.
    """
    if not any(exercise.builds_on for exercise in assignment.exercises):
        return {}
    try:
        reference = Reference(read_sources(Path(assignment.folder).parent.parent))
    except GraderError:
        return {}
    own = {exercise.name: exercise for exercise in assignment.exercises}
    try:
        return {
            exercise.name: {
                earlier.name: part
                for earlier in _earlier(exercise, own)
                if exercise.after is None or exercise.after.exercise != earlier.name
                if (part := _part(reference, earlier, exercise, cases)) is not None
            }
            for exercise in assignment.exercises
        }
    finally:
        reference.close()


def _part(
    reference: Reference, earlier: Exercise, exercise: Exercise, cases: Sequence[Case]
) -> Part | None:
    files = part_of(reference.files, earlier.reference, [exercise.reference])
    if files is None:
        return None
    as_earlier = msgspec.structs.replace(exercise, reference=earlier.reference)
    asked = [
        msgspec.structs.replace(case, exercise=as_earlier)
        for case in cases
        if case.exercise.name == exercise.name and case.spec.visibility == "public"
    ]
    module, _, name = earlier.reference.rpartition(".")
    answers = {found.case: found for found in outcomes_of(reference, asked, once=True)}
    return Part(files, module, name, answers)


def _earlier(exercise: Exercise, own: Mapping[str, Exercise]) -> list[Exercise]:
    """All that an exercise builds on, the nearest first."""
    found: list[Exercise] = []
    waiting = [exercise]
    while waiting:
        names = [name for name in waiting.pop(0).builds_on if name in own]
        new = [own[name] for name in names if own[name] not in found and name != exercise.name]
        found += new
        waiting += new
    return found


def part_of(
    files: Mapping[str, bytes], dotted: str, without: Collection[str]
) -> dict[str, bytes] | None:
    """The modules that "module.name" needs, each with the statements alone that it needs of it.

    `files` are the reference's (`read_sources`); `without` are dotted names of which none may be
    in it.  None where one would be, or where what is needed cannot be told: a module that is
    imported whole, `from x import *`, a name that is not at the top of its module.
    """
    trees = {f"{file.removesuffix('.py')}": ast.parse(source) for file, source in files.items()}
    needed: dict[Name, list[ast.stmt]] = {}
    module, _, name = dotted.rpartition(".")
    waiting: list[Name] = [(module, name)]
    while waiting:
        wanted = waiting.pop()
        if wanted in needed:
            continue
        if ".".join(wanted) in without or wanted[0] not in trees:
            return None
        needed[wanted] = [s for s in trees[wanted[0]].body if wanted[1] in _bound(s)]
        if not needed[wanted]:
            return None
        for statement in needed[wanted]:
            found = _needs(statement, wanted, trees)
            if found is None:
                return None
            waiting += found
    return {f"{own}.py": _source(trees[own], own, needed) for own in {m for m, _ in needed}}


def _bound(statement: ast.stmt) -> set[str]:
    """The names that a statement binds at the top of its module."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Store)}


def _needs(statement: ast.stmt, wanted: Name, trees: Mapping[str, ast.Module]) -> list[Name] | None:
    """What must be there for a statement that binds the name `wanted`; None where none can tell."""
    module, name = wanted
    if isinstance(statement, ast.ImportFrom) and statement.level:
        if statement.level > 1 or not statement.module:
            return None
        alias = next(a for a in statement.names if (a.asname or a.name) == name)
        return [(statement.module, alias.name)]
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return []
    top = {bound for other in trees[module].body for bound in _bound(other)}
    starred = any(alias.name == "*" for alias in _aliases(trees[module]))
    return None if starred else [(module, used) for used in _used(statement) if used in top]


def _aliases(tree: ast.Module) -> Iterator[ast.alias]:
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom):
            yield from statement.names


def _used(statement: ast.stmt) -> set[str]:
    """Every name that stands in a statement, in annotations that are strings as well."""
    nodes = list(ast.walk(statement))
    words = {node.value for node in nodes if isinstance(node, ast.Constant)}
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        word for word in words if isinstance(word, str) and word.isidentifier()
    }


def _source(tree: ast.Module, module: str, needed: Mapping[Name, list[ast.stmt]]) -> bytes:
    """A module with the statements that are needed, in their order, and no docstring."""
    names = {name for own, name in needed if own == module}
    kept = []
    for statement in tree.body:
        bound = _bound(statement) & names
        future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and not future:
            own = [a for a in statement.names if (a.asname or a.name).partition(".")[0] in bound]
            if own:
                kept.append(_only(statement, own))
        elif bound or future:
            kept.append(statement)
    return ast.unparse(ast.Module(kept, [])).encode()


def _only(statement: ast.Import | ast.ImportFrom, names: list[ast.alias]) -> ast.stmt:
    """An import of these names alone."""
    if isinstance(statement, ast.Import):
        return ast.Import(names)
    return ast.ImportFrom(statement.module, names, statement.level)
