"""One function of the reference with what it calls, and nothing else of it.

It takes the place of a student's own in a run that tells whether what is built on it is right by
itself.  A submission can read what it runs beside, so nothing of the exercise in question may be in
it: neither its function, nor a helper that the reference shares between the two.
"""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from ..errors import GraderError
from ..model import Assignment, Case, Exercise, Outcome
from ..model.variants import Part
from ..runner.codec import encode
from .reference import Reference, read_sources
from .run import outcomes_of

__all__ = ["part_of", "parts_of"]

#: Processor time for an answer of the course's own, on inputs that are another exercise's.
SECONDS = 2.0
#: A name at the top of a module of the reference: ("losses", "softmax").
Name = tuple[str, str]


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
    if files is None or _shares_helpers(reference.files, earlier.reference, exercise.reference):
        return None
    if not _works(reference, files, [c for c in cases if c.exercise.name == earlier.name]):
        return None
    as_earlier = msgspec.structs.replace(exercise, reference=earlier.reference)
    asked = [
        msgspec.structs.replace(case, exercise=as_earlier)
        for case in cases
        if case.exercise.name == exercise.name and case.spec.visibility == "public"
    ]
    module, _, name = earlier.reference.rpartition(".")
    answers = {found.case: found for found in outcomes_of(reference, asked, SECONDS, once=True)}
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


def _works(reference: Reference, files: Mapping[str, bytes], cases: Sequence[Case]) -> bool:
    """Whether a part answers its own exercise's public cases as the whole reference does."""
    own = [case for case in cases if case.spec.visibility == "public"]
    apart = Reference(files)
    try:
        pairs = zip(
            outcomes_of(reference, own, SECONDS, once=True),
            outcomes_of(apart, own, SECONDS, once=True),
            strict=True,
        )
        return all(_alike(whole, part) for whole, part in pairs)
    finally:
        apart.close()


def _alike(whole: Outcome, part: Outcome) -> bool:
    if whole.status != "value" or part.status != "value":
        return whole.status == part.status
    return encode(whole.value) == encode(part.value)


def part_of(
    files: Mapping[str, bytes], dotted: str, without: Collection[str]
) -> dict[str, bytes] | None:
    """The modules that "module.name" needs, each with the statements alone that it needs of it.

    `files` are the reference's (`read_sources`); `without` are dotted names of which none may be
    in it.  None where one would be, or where what is needed cannot be told: a module that is
    imported whole, `from x import *`, a name that is not at the top of its module.
    """
    trees = _trees(files)
    needed = _reached(trees, _name(dotted), [_name(other) for other in without])
    if needed is None:
        return None
    return {f"{own}.py": _source(trees[own], own, needed) for own in {m for m, _ in needed}}


def _trees(files: Mapping[str, bytes]) -> dict[str, ast.Module]:
    return {file.removesuffix(".py"): _parsed(source) for file, source in files.items()}


@lru_cache(maxsize=64)
def _parsed(source: bytes) -> ast.Module:
    """A tree that is only read; every pair of exercises asks for all modules."""
    return ast.parse(source)


def _name(dotted: str) -> Name:
    module, _, name = dotted.rpartition(".")
    return module, name


def _reached(
    trees: Mapping[str, ast.Module], first: Name, without: Collection[Name], beyond: Name = ("", "")
) -> dict[Name, list[ast.stmt]] | None:
    """Every name that one needs, with the statements that bind it; nothing is looked for `beyond`.

    None where it cannot be told, or one of `without` is among them.
    """
    needed: dict[Name, list[ast.stmt]] = {}
    waiting: list[Name] = [first]
    while waiting:
        wanted = waiting.pop()
        if wanted in needed or wanted == beyond:
            continue
        if wanted in without or wanted[0] not in trees:
            return None
        needed[wanted] = [s for s in trees[wanted[0]].body if wanted[1] in _bound(s)]
        if not needed[wanted]:
            return None
        for statement in needed[wanted]:
            found = _needs(statement, wanted, trees)
            if found is None:
                return None
            waiting += found
    return needed


def _shares_helpers(files: Mapping[str, bytes], earlier: str, later: str) -> bool:
    """Whether the later one is made, besides, of something that the earlier one is made of.

    A submission could take that from the part, in place of what it should have itself.
    """
    trees = _trees(files)
    own = _reached(trees, _name(earlier), ())
    other = _reached(trees, _name(later), (), beyond=_name(earlier))
    if own is None or other is None:
        return True
    shared = (own.keys() & other.keys()) - {_name(earlier)}
    helpers = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(statement, helpers) for name in shared for statement in own[name])


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
