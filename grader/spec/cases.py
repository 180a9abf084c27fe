"""One case of an exercise: what every case may say, and what its adapter asks for."""

from pathlib import Path as FilePath
from typing import Any

import msgspec
from msgspec.structs import fields

from ..adapters import Adapter, load, names
from ..errors import CourseError
from ..model import CaseSpec
from .structs import FAULTY, convert, struct
from .tree import Path, Source, did_you_mean

__all__ = ["Calling", "calling_of", "case_of"]


class Calling(msgspec.Struct, frozen=True):
    """Which adapter an exercise has, and where; None is one that is not known.

    With a `folder` and None, the course has it, and it cannot be used.
    """

    name: str
    folder: str
    adapter: Adapter | None


def calling_of(raw: dict[str, Any], path: Path, source: Source, folder: FilePath) -> Calling:
    """The adapter of an exercise, the grader's or the course's; `folder` is the assignment's."""
    from ..adapters.function import NAME as PLAINEST  # which loads numpy

    if "adapters" in raw:
        source.fault_at_key((*path, "adapters"), "unknown key 'adapters'; did you mean 'adapter'?")
    name = raw.get("adapter", PLAINEST)
    own = folder.resolve().parent.parent / "adapters"
    if not isinstance(name, str):
        source.fault((*path, "adapter"), f"adapter: expected text, found {name!r}")
        return Calling("", "", None)
    if name in names():
        return Calling(name, "", load(name))
    if not any((own / f"{name}{half}.py").is_file() for half in ("", "_child")):
        known = {*names(), *(file.stem.removesuffix("_child") for file in own.glob("*.py"))}
        meant = did_you_mean(name, known)
        source.fault((*path, "adapter"), f"adapter: unknown value {name!r}{meant}")
        return Calling(name, "", None)
    try:
        return Calling(name, str(own), load(name, str(own)))
    except CourseError as error:
        words = f"adapter: {error}"
        if all(words != said for _, said in source.faults):  # once, not for every exercise
            source.fault((*path, "adapter"), words)
        return Calling(name, str(own), None)


def case_of(raw: Any, path: Path, calling: Calling, source: Source) -> CaseSpec | None:
    """One entry under an exercise's `cases`; its faults are noted."""
    if not isinstance(raw, dict):
        source.fault(path, "expected a case, a mapping with a name and its inputs")
        return None
    common = {field.encode_name for field in fields(CaseSpec)} - {"given"}
    given = {key: value for key, value in raw.items() if key not in common}
    whole = _given(given, path, calling, source)
    own = {key: value for key, value in raw.items() if key in common}
    case = struct(CaseSpec, {**own, "given": given}, path, source, ready=("given",))
    if isinstance(raw.get("weight"), (int, float)) and raw["weight"] < 0:
        source.fault((*path, "weight"), f"a weight cannot be negative, found {raw['weight']}")
    return case if whole else None


def _given(given: dict[str, Any], path: Path, calling: Calling, source: Source) -> bool:
    """Whether what is given to the adapter is what it asks for; the faults are noted."""
    if calling.adapter is None and calling.folder:
        return True  # which keys it has is not known
    every = {key: field for name in names() for key, field in _keys(load(name)).items()}
    own = every if calling.adapter is None else _keys(calling.adapter)
    good = True
    for key in given:
        where = (*path, key)
        if key in own:
            continue
        good = False
        if key in every:
            source.fault_at_key(where, f"a case of adapter {calling.name!r} has no key {key!r}")
        else:
            common = {field.encode_name for field in fields(CaseSpec)} - {"given"}
            meant = did_you_mean(key, common | every.keys() | own.keys())
            source.fault_at_key(where, f"unknown key {key!r}{meant}")
    if calling.adapter is None:
        return good
    for key, field in sorted(own.items()):
        if key in given:
            good = good and convert(field, given[key], (*path, key), source) is not FAULTY
        elif field.required:
            source.fault(path, f"a case of adapter {calling.name!r} needs the key {key!r}")
            good = False
    return good


def _keys(adapter: Adapter) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in fields(adapter.case)}
