"""How a case reaches the process that runs it: what it is built of, and the bytes of its arrays.

The structure is the case without its arrays, and where each of them belongs and stands in these
bytes, so that it can be read by `marshal`, which is quick; who has drawn the case makes it once,
and each of a thousand children reads it.  It goes from the grader to a child and never back:
marshal is not for what is forged.
"""

import marshal
from collections.abc import Callable
from typing import Any

from .decoder import Decoder

__all__ = ["read", "structure"]


def structure(data: bytes) -> bytes:
    """What `read` takes beside `data`, which `codec.encode` made.  Raises CodecError."""
    decoder = _Places(data)
    whole = [decoder.read(0)]
    decoder.end()
    places: list[tuple[tuple[Any, ...], Any, Any]] = []
    _take_out(whole, (), places)
    return marshal.dumps((whole, places))


def read(made: bytes, data: bytes) -> Any:
    """The value that `data` encodes, with read-only arrays that are views of it."""
    import numpy

    whole, places = marshal.loads(made)
    for path, key, node in places:
        holder = whole
        for step in path:
            holder = holder[step]
        holder[key] = _filled(node, data, numpy.ndarray)
    return whole[0]


def _take_out(holder: Any, path: tuple[Any, ...], places: list[Any]) -> None:
    """Leaves None where a list or dict holds an array, or a tuple of them, and notes the place."""
    for key, item in list(holder.items() if type(holder) is dict else enumerate(holder)):
        if type(item) in (list, dict):
            _take_out(item, (*path, key), places)
        elif _holds_places(item):
            holder[key] = None
            places.append((path, key, _marked(item)))


class _Places(Decoder):
    """Reads a value with (..., dtype, shape, offset) for an array, and tables as they stand there.

    These are (..., "rows", an array), (..., "columns", lists) and (..., "named", names with lists).
    """

    def array(self, rows: tuple[int, ...] = ()) -> Any:
        dtype, shape, size = self.head(rows)
        at = self.at
        self.take(size)
        return ..., dtype, shape, at

    def arrays(self) -> Any:
        return (..., "rows", self.array((self.rows(),)))

    def lists(self, depth: int) -> Any:
        _, columns = self.rows(), self.count()
        return (..., "columns", [self.read(depth + 1) for _ in range(columns)])

    def dicts(self, depth: int) -> Any:
        _, columns = self.rows(), self.count()
        return (..., "named", [(self.text(), self.read(depth + 1)) for _ in range(columns)])


def _is_place(node: Any) -> bool:
    return type(node) is tuple and len(node) > 0 and node[0] is ...


def _holds_places(node: Any) -> bool:
    if _is_place(node):
        return True
    parts = node.values() if type(node) is dict else node
    return type(node) in (list, tuple, dict) and any(map(_holds_places, parts))


def _marked(node: Any) -> Any:
    """The same with (..., "plain", value) for what has no place in it and is taken as it is."""
    kind = type(node)
    if kind not in (list, tuple, dict):
        return node
    if _is_place(node):
        return _marked_table(node)
    if not _holds_places(node):
        return (..., "plain", node)
    if kind is dict:
        return {key: _marked(item) for key, item in node.items()}
    return kind(map(_marked, node))


def _marked_table(node: tuple[Any, ...]) -> tuple[Any, ...]:
    """A place, in a table of which the columns are marked."""
    if node[1] == "columns":
        return (..., "columns", list(map(_marked, node[2])))
    if node[1] == "named":
        return (..., "named", [(name, _marked(column)) for name, column in node[2]])
    return node


def _filled(node: Any, data: bytes, ndarray: Callable[..., Any]) -> Any:
    kind = type(node)
    if _is_place(node):
        return _placed(node, data, ndarray)
    if kind is list or kind is tuple:
        return kind([_filled(item, data, ndarray) for item in node])
    if kind is dict:
        return {key: _filled(item, data, ndarray) for key, item in node.items()}
    return node


def _placed(node: Any, data: bytes, ndarray: Callable[..., Any]) -> Any:
    """An array, or a table as the list that it is."""
    if len(node) == 4:
        _, dtype, shape, at = node
        return ndarray(shape, dtype, data, at)
    _, form, parts = node
    if form == "plain":
        return parts
    if form == "rows":
        return list(_placed(parts, data, ndarray))
    if form == "columns":
        columns = [_filled(part, data, ndarray) for part in parts]
        return list(map(list, zip(*columns, strict=True)))
    named = {name: _filled(part, data, ndarray) for name, part in parts}
    return [dict(zip(named, row, strict=True)) for row in zip(*named.values(), strict=True)]
