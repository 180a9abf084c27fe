"""assignment.yaml -> Assignment, with every fault and not only the first."""

import keyword
import re
from pathlib import Path as FilePath
from typing import Any

import msgspec

from ..adapters import adapter_of
from ..errors import SpecError
from ..files import read_bytes
from ..model import Assignment, Exercise, GradientOf, Limits
from .cases import calling_of, case_of
from .layout import beside_of, check_layout, modules_of
from .structs import positive, struct, unique
from .tree import Path, Source, did_you_mean, parse

__all__ = ["load", "load_text"]


def load(folder: FilePath) -> tuple[Assignment, Source]:
    """Reads folder/assignment.yaml.

    Raises SpecError with every fault as `file:line:column: sentence`, ConfigurationError when the
    file cannot be read.
    """
    file = folder / "assignment.yaml"
    return load_text(read_bytes(file), str(file), folder)


def load_text(text: str | bytes, file: str, folder: FilePath) -> tuple[Assignment, Source]:
    """The same from text; `file` is the name used in faults."""
    raw, source = parse(text, file)
    if not isinstance(raw, dict):
        raise SpecError([f"{file}:1:1: expected a mapping with the key 'assignment'"])
    assignment = _assignment(raw, source, folder)
    source.check()
    assert assignment is not None
    return assignment, source


def _assignment(raw: dict[str, Any], source: Source, folder: FilePath) -> Assignment | None:
    read = _exercises(raw.get("exercises"), source, folder)
    limits = raw.get("limits", {})
    fields = {
        **{key: value for key, value in raw.items() if key not in ("assignment", "limits")},
        "name": raw.get("assignment"),
        "folder": str(folder),
        "module": raw.get("module", _first_module(raw)),
        "limits": struct(Limits, limits, ("limits",), source) or Limits(),
        "exercises": _resolved([exercise for exercise in read if exercise is not None]),
    }
    for key, read_key in (("modules", modules_of), ("beside", beside_of)):
        if key in raw:
            fields[key] = read_key(raw[key], source)
    if "assignment" not in raw:
        source.fault((), "the key 'assignment' (its name) is missing")
        return None
    for key in ("name", "folder"):
        if key in raw:
            source.fault_at_key((key,), f"unknown key {key!r}; did you mean 'assignment'?")
    unique([e.name if e else None for e in read], "exercise", ("exercises",), source)
    for i, exercise in enumerate(read):
        if exercise is not None:
            _relations(exercise, [e.name for e in read if e], ("exercises", i), source)
    assignment = struct(Assignment, fields, (), source, ready=("limits", "exercises"))
    if assignment is not None:
        _check(assignment, folder, source)
    return assignment


def _exercises(raw: Any, source: Source, folder: FilePath) -> list[Exercise | None]:
    """Every exercise; None is one that could not be read."""
    if raw is not None and not isinstance(raw, list):
        source.fault(("exercises",), "expected a list of exercises")
        raw = []
    read = [_exercise(item, ("exercises", i), source, folder) for i, item in enumerate(raw or [])]
    if not read:
        source.fault((), "an assignment needs at least one exercise under 'exercises'")
    return read


def _check(assignment: Assignment, folder: FilePath, source: Source) -> None:
    """Notes a name that is not the folder's, and numbers that are not above 0."""
    if folder.name and assignment.name != folder.resolve().name:
        there = folder.resolve().name
        source.fault(("assignment",), f"{assignment.name!r} lies in a folder called {there!r}")
    positive(assignment.tolerance, ("tolerance",), source)
    for key in ("seconds", "total_seconds", "memory_mb"):
        positive(getattr(assignment.limits, key), ("limits", key), source)
    check_layout(assignment, folder, source)


def _first_module(raw: dict[str, Any]) -> Any:
    """The module of exercises that name none: the first of `modules`, else the assignment's."""
    modules = raw.get("modules")
    known = modules if isinstance(modules, dict) else {}
    return next(iter(known), raw.get("assignment"))


def _resolved(exercises: list[Exercise]) -> tuple[Exercise, ...]:
    """What is given an earlier exercise's result builds on it, and knows its reference."""
    references = {exercise.name: exercise.reference for exercise in exercises}
    found = []
    for exercise in exercises:
        after = exercise.after
        if after is not None:
            after = msgspec.structs.replace(after, reference=references.get(after.exercise, ""))
            builds_on = tuple(dict.fromkeys((*exercise.builds_on, after.exercise)))
            exercise = msgspec.structs.replace(exercise, after=after, builds_on=builds_on)
        found.append(exercise)
    return tuple(found)


def _exercise(raw: Any, path: Path, source: Source, folder: FilePath) -> Exercise | None:
    if not isinstance(raw, dict):
        source.fault(path, "expected an exercise, a mapping with the keys name, points, reference")
        return None
    cases = raw.get("cases")
    if not isinstance(cases, list) or not cases:
        source.fault((*path, "cases"), "an exercise needs a list of at least one case")
        cases = []
    calling = calling_of(raw, path, source, folder)
    read = [case_of(item, (*path, "cases", i), calling, source) for i, item in enumerate(cases)]
    found = tuple(case for case in read if case is not None)
    unique([case.name if case else None for case in read], "case", (*path, "cases"), source)
    fields = {**raw, "adapter": calling.name, "adapters": calling.folder, "cases": found}
    ready = ("adapter", "adapters", "cases")
    exercise = struct(Exercise, fields, path, source, ready)
    if exercise is None:
        return None
    if exercise.points < 0:
        source.fault((*path, "points"), f"points cannot be negative, found {exercise.points}")
    if not exercise.name.isidentifier() or keyword.iskeyword(exercise.name):
        source.fault((*path, "name"), f"{exercise.name!r} is no name of a function or class")
    if found and not any(case.weight > 0 for case in found):
        source.fault((*path, "cases"), "all cases have weight 0: no points could be given")
    return exercise


def _relations(exercise: Exercise, names: list[str], path: Path, source: Source) -> None:
    """Notes what an exercise builds on, or is the gradient of, that is not there."""
    before = names[: names.index(exercise.name)]
    for j, name in enumerate(exercise.builds_on):
        if name not in before:
            meant = did_you_mean(name, before)
            where = (*path, "builds_on", j)
            source.fault(where, f"builds_on: no exercise before it is called {name!r}{meant}")
    after = exercise.after
    if after is not None and after.exercise not in before:
        meant = did_you_mean(after.exercise, before)
        words = f"after: no exercise before it is called {after.exercise!r}{meant}"
        source.fault((*path, "after", "exercise"), words)
    if after is not None and after.starter and not re.fullmatch(r"\w+\.\w+", after.starter):
        words = f"starter: expected file.function, found {after.starter!r}"
        source.fault((*path, "after", "starter"), words)
    for j, name in enumerate(exercise.may_change):
        if name not in exercise.arguments:
            meant = did_you_mean(name, exercise.arguments) or "; name them as `arguments: [...]`"
            where = (*path, "may_change", j)
            source.fault(where, f"may_change: no argument is called {name!r}{meant}")
    _slips(exercise, path, source)
    if exercise.gradient_of is not None:
        _gradient(exercise.gradient_of, exercise, names, path, source)


def _slips(exercise: Exercise, path: Path, source: Source) -> None:
    """Notes quantities of what is not worked out by hand, and what names no variable."""
    for quantity, variable in exercise.slips.items():
        if not re.fullmatch(r"\w+(\.\w+){2,}", variable):
            words = f"expected module.function.variable of the reference, found {variable!r}"
            source.fault((*path, "slips", quantity), words)
    if exercise.slips and not adapter_of(exercise).at_import:
        words = "slips: only of answers by hand, which have `adapter: answers`"
        source.fault((*path, "slips"), words)


def _gradient(
    of: GradientOf, exercise: Exercise, names: list[str], path: Path, source: Source
) -> None:
    """Notes an exercise that is not there, and positions that are no argument's, in gradient_of."""
    if of.exercise not in names:
        meant = did_you_mean(of.exercise, names)
        where = (*path, "gradient_of", "exercise")
        source.fault(where, f"no exercise is called {of.exercise!r}{meant}")
    count = len(exercise.arguments)
    for key, positions in (("call", of.call), ("by", (of.by,)), ("gold", (of.gold,))):
        limit = len(of.call) if key == "by" else count
        if any(not 0 <= position < limit for position in positions):
            found = f"{key}: a position below {limit} is expected, found {[*positions]}"
            more = "" if count else "; name the exercise's arguments as `arguments: [...]`"
            source.fault((*path, "gradient_of", key), found + more)
