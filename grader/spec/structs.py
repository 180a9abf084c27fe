"""Structs from YAML mappings, field by field, so that one fault does not hide the next."""

from typing import Any, TypeVar, get_args

import msgspec
from msgspec.structs import FieldInfo

from .tree import Path, Source, did_you_mean

__all__ = ["convert", "positive", "struct", "unique"]

T = TypeVar("T", bound=msgspec.Struct)
#: In the place of a value that could not be converted.
FAULTY: Any = object()

# Words that stand for types in a fault's sentence.
_WHAT = {
    "str": "text", "int": "a whole number", "float": "a number", "bool": "true or false",
    "array": "a list", "object": "a mapping", "null": "nothing",
}  # fmt: skip


def struct(
    kind: type[T], raw: Any, path: Path, source: Source, ready: tuple[str, ...] = ()
) -> T | None:
    """A Struct from a mapping, field by field, so that one fault does not hide the next.

    Fields in `ready` are taken as they are.
    """
    if not isinstance(raw, dict):
        source.fault(path, f"expected a mapping, found {_found(raw)}")
        return None
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    values: dict[str, Any] = {}
    good = True
    for key, value in raw.items():
        if key not in fields:
            known = fields.keys() - {"folder"}
            source.fault_at_key((*path, key), f"unknown key {key!r}{did_you_mean(key, known)}")
            good = False
        elif key in ready:
            values[fields[key].name] = value
        else:
            converted = convert(fields[key], value, (*path, key), source)
            values[fields[key].name] = converted
            good = good and converted is not FAULTY
    for name, field in fields.items():
        if field.required and name not in raw:
            source.fault(path, f"the key {name!r} is missing")
            good = False
    return kind(**values) if good else None


def convert(field: FieldInfo, value: Any, path: Path, source: Source) -> Any:
    """A value as a field's type; FAULTY, and a fault at `path`, where it cannot be that."""
    try:
        return msgspec.convert(value, field.type)
    except msgspec.ValidationError as error:
        source.fault(path, f"{path[-1]}: {_sentence(error, value, field.type)}")
        return FAULTY


def _sentence(error: Exception, value: Any, kind: Any) -> str:
    """msgspec's words in ours: what was expected, what was found."""
    problem = str(error)
    if problem.startswith("Invalid enum value"):
        known = [word for word in get_args(kind) if isinstance(word, str)]
        if not known:  # the choice stands deeper inside
            return problem
        return f"unknown value {value!r}{did_you_mean(str(value), known)}"
    if " >= " in problem:
        return f"at least {problem.rpartition(' >= ')[2]}, found {_found(value)}"
    if problem.startswith("Expected"):
        expected = problem.removeprefix("Expected `").partition("`")[0]
        words = " or ".join(_WHAT.get(word.strip(), word) for word in expected.split("|"))
        return f"expected {words}, found {_found(value)}"
    return problem


def _found(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else repr(value)


def positive(value: float, path: Path, source: Source) -> None:
    """Notes a value that is not above 0."""
    if not value > 0:
        source.fault(path, f"{path[-1]} must be above 0, found {value}")


def unique(
    names: list[str | None], what: str, path: Path, source: Source, key: str = "name"
) -> None:
    """Notes every name that stands a second time; None is an entry that could not be read."""
    for i, name in enumerate(names):
        if name is not None and name in names[:i]:
            source.fault((*path, i, key), f"two {what}s are called {name!r}")
