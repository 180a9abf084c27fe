"""Where files lie: the modules in what is handed in, and the course's own files beside them."""

from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any

from ..errors import ConfigurationError
from ..files import dotted, joined, python_files
from ..model import Assignment
from ..runner.modules import RESERVED
from .tree import Path, Source, did_you_mean

__all__ = ["beside_of", "check_layout", "modules_of"]

#: What stands for any name in a path.
WILD = "*?"


def modules_of(raw: Any, source: Source) -> dict[str, str]:
    """`modules`, a mapping of names to paths."""
    if not isinstance(raw, dict) or not raw:
        source.fault(("modules",), "modules: expected a mapping of names to paths")
        return {}
    return _texts(raw, "modules", source)


def beside_of(raw: Any, source: Source) -> dict[str, str]:
    """`beside` as the mapping that it is: a list puts each file or folder under its own name.

    A text is a folder whose content is put there, at the top.
    """
    if isinstance(raw, str):
        source.marks["beside", "."] = source.position(("beside",))
        return {".": raw}
    if isinstance(raw, dict):
        return _texts(raw, "beside", source)
    if not isinstance(raw, list):
        expected = "a list of files and folders, or a mapping of places to them"
        source.fault(("beside",), f"beside: expected {expected}")
        return {}
    found: dict[str, str] = {}
    for i, item in enumerate(raw):
        name = PurePosixPath(item).name if isinstance(item, str) else ""
        if not name or name in found:
            problem = f"two are called {name!r}" if name else f"expected a path, found {item!r}"
            source.fault(("beside", i), f"beside: {problem}")
            continue
        found[name] = item
        # Faults name the place; of a list, that is the entry.
        source.marks["beside", name] = source.position(("beside", i))
    return found


def _texts(raw: dict[str, Any], key: str, source: Source) -> dict[str, str]:
    for name, value in raw.items():
        if not isinstance(value, str):
            source.fault((key, name), f"{key}: expected a path, found {value!r}")
    return {name: value for name, value in raw.items() if isinstance(value, str)}


def check_layout(assignment: Assignment, folder: FilePath, source: Source) -> None:
    """Notes every path that leads nowhere, or out of a folder, and modules that do not fit."""
    if assignment.path:
        _check_path(assignment.module, assignment.path, ("path",), source)
    _check_modules(assignment, source)
    for target, origin in assignment.beside.items():
        _check_beside(assignment, target, origin, folder, source)


def _check_modules(assignment: Assignment, source: Source) -> None:
    modules = assignment.modules
    for name, path in modules.items():
        if not name.isidentifier():
            source.fault_at_key(("modules", name), f"{name!r} is no name of a module")
        _check_path(name, path, ("modules", name), source)
        if not assignment.exercises_in(name):
            words = f"no exercise is in module {name!r}; say `module: {name}` in one of them"
            source.fault_at_key(("modules", name), words)
    if modules and assignment.path:
        source.fault_at_key(("path",), "path: with `modules`, each has its path there")
    if modules and assignment.module not in modules:
        meant = did_you_mean(assignment.module, modules)
        source.fault(("module",), f"`modules` has no module {assignment.module!r}{meant}")
    for i, exercise in enumerate(assignment.exercises):
        if exercise.module and exercise.module not in assignment.paths:
            meant = did_you_mean(exercise.module, assignment.paths)
            words = f"`modules` has no module {exercise.module!r}{meant}"
            source.fault(("exercises", i, "module"), words)


def _check_path(module: str, path: str, where: Path, source: Source) -> None:
    """Notes a path that is no path of `module`: cs231n/layers.py, */layers.py, **/layers*.py."""
    key, name = where[0], PurePosixPath(path).name
    problem = _leaves(path)
    if problem:
        source.fault(where, f"{key}: {path!r} {problem}")
    elif not name.endswith(".py") or (name != f"{module}.py" and not set(WILD) & set(name)):
        source.fault(where, f"{key}: expected a path that ends in {module}.py, found {path!r}")


def _check_beside(
    assignment: Assignment, target: str, origin: str, folder: FilePath, source: Source
) -> None:
    where: Path = ("beside", target)
    problem = _leaves(origin)
    file = folder / origin
    if problem:
        source.fault(where, f"beside: {origin!r} {problem}")
    elif origin.split("/")[0] == "right":
        source.fault(where, f"beside: students get what is here, and no right solution, {origin!r}")
    elif not file.resolve().is_relative_to(folder.resolve()):
        source.fault(where, f"beside: {origin!r} is a link out of the assignment's folder")
    elif not file.is_dir() and (not file.is_file() or file.suffix != ".py"):
        words = f"expected a .py file or a folder of {folder}, found {origin!r}"
        source.fault(where, f"beside: {words}{'' if file.exists() else ', which is not there'}")
    else:
        _check_targets(assignment, target, file, source)


def _check_targets(assignment: Assignment, target: str, file: FilePath, source: Source) -> None:
    """Notes what would be put where no import finds it, or where the graded module lies."""
    where: Path = ("beside", target)
    problem = "" if target == "." else _leaves(target)
    try:
        inner = python_files(file)
    except ConfigurationError as error:
        problem = f"cannot be taken: {error}"
        inner = {}
    if problem:
        source.fault_at_key(where, f"beside: {target!r} {problem}")
        return
    if not inner:
        source.fault(where, f"beside: {file} holds no .py file")
    graded = [dotted(place) for place in assignment.places.values()]
    for name in inner:
        place = joined(target, name)
        module = dotted(place)
        if not place.endswith(".py") or not all(map(str.isidentifier, module.split("."))):
            words = f"no import finds {place!r}: expected names of modules, and .py at the end"
        elif module.partition(".")[0] in RESERVED:
            words = f"{place!r} is never imported: numpy and the standard library come first"
        elif any(f"{module}.".startswith(f"{other}.") for other in graded):
            words = f"{place!r} is what students hand in"
        else:
            continue
        source.fault_at_key(where, f"beside: {words}")


def _leaves(path: str) -> str:
    """Why a path is none within a folder; empty if it is."""
    if path.startswith("/") or "\\" in path or path[1:2] == ":":
        return "is no relative path with `/`"
    if ".." in path.split("/"):
        return "leads out of its folder"
    if any(part in ("", ".") for part in path.split("/")):
        return "is no path: a part of it is empty"
    return ""
