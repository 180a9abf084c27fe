"""What an answer of any form holds, whether it is as expected or not: for signatures."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from ..runner.codec import Foreign
from .pairing import is_plain_list

__all__ = ["describe"]


def describe(
    expected: Any, value: Any, path: str = "", run: bool = False
) -> Iterator[tuple[str, Any]]:
    """(path, float64 array), or (path, word) for what is no number, of an answer of any form.

    Of dicts, only the keys that are expected; of a `run`, a matrix is the way walked.
    """
    if isinstance(value, dict):
        for key in sorted(expected if isinstance(expected, dict) else value, key=str):
            here = f"{path}.{key}"
            if key in value:
                inner = expected[key] if isinstance(expected, dict) else None
                yield from describe(inner, value[key], here, False)
            else:
                yield here, "absent"
    elif is_plain_list(expected, value):
        indices = np.array([int(entry) for entry in value], expected.dtype)
        yield from describe(expected, indices, path, run)
    elif isinstance(value, (list, tuple)):
        yield path, f"list {len(value)}"
        for i, item in enumerate(value):
            inner = expected[i] if isinstance(expected, list) and i < len(expected) else None
            yield from describe(inner, item, f"{path}[{i}]", False)
    elif isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        kind = str(value.dtype) if value.dtype.kind == "f" and value.ndim else ""
        yield path, f"{kind or value.dtype.kind}{value.shape}" if value.ndim else "number"
        array = value.astype(np.float64)
        if run and array.ndim == 2 and len(array):  # a trajectory: the way walked
            yield f"{path}.start", array[0]
            array = array - array[:1]
        yield path, array
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, "number"
        yield path, np.asarray(value, np.float64)
    else:
        yield path, _word(value)


def _word(value: Any) -> str:
    if isinstance(value, Foreign):
        return f"{value.type_name} {value.detail}"
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.shape}"
    return f"{type(value).__name__} {value!r:.80}"
