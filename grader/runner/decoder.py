"""Bytes back as values, with a bound on everything; the other half of `codec`.

What it reads may have been made by a student's code.  CodecError is the one thing that it raises.
"""

import math
import struct
from collections.abc import Callable
from typing import Any

from .codec import (
    DTYPES,
    F64,
    I64,
    KEYS,
    MAX_DEPTH,
    MAX_DIMENSION,
    MAX_DIMENSIONS,
    MAX_NUMBERS,
    MAX_TEXT,
    MAX_VALUES,
    SIZES,
    TABLE_DIMENSIONS,
    U32,
    CodecError,
    Foreign,
)

__all__ = ["Decoder", "decode", "decode_apart"]


def decode(data: bytes) -> Any:
    """The value that `data` encodes.  Raises CodecError, and nothing else, on anything else."""
    return _whole(Decoder(data))


def decode_apart(form: bytes, numbers: bytes) -> Any:
    """The value of which `encode_apart` gave these.  Raises CodecError as `decode` does."""
    own = _Bytes(numbers)
    decoder = Decoder(form, own)
    value = _whole(decoder)
    own.end()
    return value


def _whole(decoder: "Decoder") -> Any:
    try:
        value = decoder.read(0)
    except MemoryError as error:
        raise CodecError("a value that does not fit into memory") from error
    decoder.end()
    return value


class _Bytes:
    """Bytes that are taken from the front."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        if count > len(self.data) - self.at:
            raise CodecError(f"{count} bytes were announced, {len(self.data) - self.at} are left")
        self.at += count
        return self.data[self.at - count : self.at]

    def end(self) -> None:
        """Raises CodecError when something is left."""
        if self.at != len(self.data):
            raise CodecError(f"{len(self.data) - self.at} bytes follow the value")


class Decoder(_Bytes):
    """Reads one value; what is read of an array is for a subclass to say."""

    def __init__(self, data: bytes, numbers: _Bytes | None = None) -> None:
        super().__init__(data)
        self.values = 0
        self.numbers = numbers  # None: they stand where they are named

    def count(self) -> int:
        (count,) = U32.unpack(self.take(4))
        return int(count)

    def text(self) -> str:
        count = self.count()
        if count > MAX_TEXT:
            raise CodecError(f"a text of {count} bytes")
        try:
            return self.take(count).decode("utf-8")
        except UnicodeDecodeError as error:
            raise CodecError("a string is not UTF-8") from error

    def read(self, depth: int) -> Any:
        self.values += 1
        if self.values > MAX_VALUES:
            raise CodecError(f"more than {MAX_VALUES} values")
        if depth > MAX_DEPTH + 1:
            raise CodecError(f"nested more than {MAX_DEPTH} deep")
        reader = _READERS.get(self.take(1))
        if reader is None:
            raise CodecError("an unknown tag")
        return reader(self, depth)

    def items(self, depth: int) -> list[Any]:
        count = self.count()
        if count > len(self.data) - self.at:  # every value takes a byte at least
            raise CodecError(f"{count} items were announced, {len(self.data) - self.at} bytes left")
        return [self.read(depth + 1) for _ in range(count)]

    def mapping(self, depth: int) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        numbers = 0
        for _ in range(self.count()):
            key = self.read(depth + 1)
            numbers += type(key) is not str
            if type(key) not in KEYS or numbers > MAX_NUMBERS:
                raise CodecError(f"{numbers} keys that are no texts, {type(key).__name__} the last")
            result[key] = self.read(depth + 1)
        return result

    def rows(self) -> int:
        """The number of rows of a table, each of which is a value."""
        rows = self.count()
        self.values += rows
        if not 0 < rows <= MAX_VALUES or self.values > MAX_VALUES:
            raise CodecError(f"a table of {rows} rows")
        return rows

    def column(self, rows: int, depth: int) -> list[Any]:
        column = self.read(depth + 1)
        if type(column) is not list or len(column) != rows:
            raise CodecError(f"a column without {rows} entries")
        return column

    def lists(self, depth: int) -> list[Any]:
        rows, columns = self.rows(), self.count()
        if not 0 < columns <= len(self.data) - self.at:
            raise CodecError(f"a table of {columns} columns")
        return list(
            map(list, zip(*[self.column(rows, depth) for _ in range(columns)], strict=True))
        )

    def dicts(self, depth: int) -> list[Any]:
        rows, columns = self.rows(), self.count()
        named = {}
        for _ in range(columns):
            name = self.text()
            named[name] = self.column(rows, depth)
        if not 0 < columns == len(named):
            raise CodecError("a table whose columns have the same name, or none")
        return [dict(zip(named, row, strict=True)) for row in zip(*named.values(), strict=True)]

    def arrays(self) -> list[Any]:
        rows = self.rows()
        stacked = self.array((rows,))
        if not 2 <= stacked.ndim <= TABLE_DIMENSIONS + 1 or not stacked.size:
            raise CodecError(f"a table of arrays of shape {stacked.shape[1:]}")
        return list(stacked)

    def foreign(self) -> Foreign:
        return Foreign(self.text(), self.text())

    def head(self, rows: tuple[int, ...] = ()) -> tuple[str, tuple[int, ...], int]:
        """An array's dtype, shape and number of bytes; `rows` come before the shape."""
        code, ndim = self.take(2)
        if code >= len(DTYPES) or ndim > MAX_DIMENSIONS:
            raise CodecError(f"dtype {code}, {ndim} dimensions")
        shape = (*rows, *struct.unpack(f"<{ndim}Q", self.take(8 * ndim)))
        if max(shape, default=0) >= MAX_DIMENSION:
            raise CodecError(f"a dimension of {max(shape)}")
        # Python's integers do not overflow, so a lying shape cannot wrap around to a small size.
        return DTYPES[code], shape, math.prod(shape) * SIZES[code]

    def array(self, rows: tuple[int, ...] = ()) -> Any:
        import numpy

        dtype, shape, size = self.head(rows)
        apart = self.numbers is not None and dtype == "float64"
        data = (self.numbers if apart else self).take(size)  # type: ignore[union-attr]
        try:
            return numpy.frombuffer(data, dtype).reshape(shape).copy()
        except ValueError as error:
            raise CodecError(f"no array of shape {shape}") from error


_READERS: dict[bytes, Callable[[Decoder, int], Any]] = {
    b"N": lambda d, _: None,
    b"T": lambda d, _: True,
    b"F": lambda d, _: False,
    b"i": lambda d, _: int(I64.unpack(d.take(8))[0]),
    b"f": lambda d, _: float(F64.unpack((d.numbers or d).take(8))[0]),
    b"s": lambda d, _: d.text(),
    b"b": lambda d, _: d.take(d.count()),
    b"l": lambda d, depth: d.items(depth),
    b"t": lambda d, depth: tuple(d.items(depth)),
    b"d": lambda d, depth: d.mapping(depth),
    b"a": lambda d, _: d.array(),
    b"x": lambda d, _: d.foreign(),
    b"A": lambda d, _: d.arrays(),
    b"L": lambda d, depth: d.lists(depth),
    b"D": lambda d, depth: d.dicts(depth),
}
