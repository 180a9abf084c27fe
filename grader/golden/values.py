"""Values as JSON that a person can review: shortest exact floats, dtypes named, nan as "nan".

float64 or int64 array   {"float64": [[1.0, "nan"]]}; an empty one names its shape, too
scalar                   1.5, 3, "inf", true, null
str                      {"str": "adam"}
list, tuple              [...]
dict                     {"dict": {...}}
"""

import math
from typing import Any

import msgspec
import numpy as np

__all__ = ["dumps", "from_json", "number", "plain", "to_json"]

WIDTH = 160


def number(value: float) -> float | int | str:
    """A JSON number, or "nan", "inf", "-inf", which JSON has no numbers for."""
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    return value


def plain(value: Any) -> Any:
    """Structs, tuples and floats as what JSON has: mappings, lists, and words for nan and inf."""
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return number(value) if isinstance(value, float) else value


def to_json(value: Any) -> Any:
    """A value that an exercise may answer, as JSON data.  Raises TypeError for anything else."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        return to_json(value.item())
    if isinstance(value, np.ndarray) and value.dtype.kind not in "biufU":
        raise TypeError(f"no golden value can be an array of {value.dtype}")
    if isinstance(value, np.ndarray):
        nested = plain(value.tolist())
        body = {str(value.dtype): nested}
        return {**body, "shape": list(value.shape)} if value.size == 0 else body
    if isinstance(value, str):
        return {"str": value}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {"dict": {str(key): to_json(item) for key, item in value.items()}}
    if value is None or isinstance(value, (bool, int, float)):
        return number(value) if isinstance(value, float) else value
    raise TypeError(f"no golden value can be of type {type(value).__name__}")


def from_json(data: Any) -> Any:
    """The value that `to_json` made; exact, bit for bit."""
    if isinstance(data, list):
        return [from_json(item) for item in data]
    if isinstance(data, str):
        return float(data)
    if isinstance(data, dict):
        if "dict" in data:
            return {key: from_json(item) for key, item in data["dict"].items()}
        if "str" in data:
            return data["str"]
        (dtype,) = (key for key in data if key != "shape")
        array = np.array(data[dtype], dtype=dtype)  # "nan" and "inf" convert as they are
        return array.reshape(data["shape"]) if "shape" in data else array
    return data


def dumps(data: Any) -> str:
    """JSON with sorted keys, a line per row: what fits into 160 columns stays together."""
    return _lines(data, 0) + "\n"


def _lines(data: Any, indent: int) -> str:
    import json  # only who writes golden values needs it

    flat = json.dumps(data, sort_keys=True, allow_nan=False, ensure_ascii=False)
    if len(flat) + indent <= WIDTH or not isinstance(data, (dict, list)):
        return flat
    pad, inner = " " * indent, " " * (indent + 1)
    if isinstance(data, dict):
        items = [
            f"{inner}{json.dumps(key)}: {_lines(data[key], indent + 1)}" for key in sorted(data)
        ]
        return "{\n" + ",\n".join(items) + f"\n{pad}}}"
    items = [inner + _lines(item, indent + 1) for item in data]
    return "[\n" + ",\n".join(items) + f"\n{pad}]"
