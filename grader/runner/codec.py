"""Values as bytes: a small, bounded, non-executable encoding, on `struct` alone.

What comes back from a child is in it; this module writes, `decoder` reads.  Reading never runs
code, never trusts a length, and allocates no more than the frame that is already in memory: literal
dtypes, prod(shape) * itemsize == len(data), bounds on depth, on the number of values, on texts and
on keys whose hashes can be chosen.  What cannot be expressed (a generator, an ndarray subclass, an
object array) is sent as `Foreign`, its type named, so that the judge can say what was returned.

    tag   value                 body
    N T F None, True, False     -
    i f   int (64 bit), float   8 bytes
    s b   str, bytes            u32 length, data
    l t   list, tuple           u32 count, values
    d     dict                  u32 count, key and value in turn
    a     ndarray               u8 dtype, u8 ndim, u64 per dimension, data (C order)
    x     Foreign               type name, detail (both strings)
    A     list of arrays        u32 count, dtype and shape as of the first, the data of all
    L     list of lists         u32 rows, u32 columns, a list per column
    D     list of dicts         u32 rows, u32 columns, a string and a list per column

Written apart, a value is its form, which is all of this but the float64 numbers, and these numbers
in their order.  Right answers have few forms and many numbers, so that a form which was met before
needs not be read again, and the numbers are one array.

The last three tags are how long lists of one form are written, a run of an optimizer above all:
what is alike is said once, and the arrays of a run are read at once.  What comes back is the list.

numpy is imported when the first array is met: what has no arrays in it can be sent before that.
"""

import struct
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "MAX_FRAME",
    "Apart",
    "CodecError",
    "Encoded",
    "Foreign",
    "encode",
    "encode_apart",
    "encoded",
]

MAX_FRAME = 64 * 2**20
MAX_DEPTH = 24
MAX_VALUES = 100_000
#: Longer texts are no answers.
MAX_TEXT = 2**20
#: In characters, of at most four bytes each.
LONGEST_TEXT = MAX_TEXT // 4
#: Keys that are no texts: their hashes can be chosen, so that a large dict of them takes minutes.
MAX_NUMBERS = 64
#: Each array of a table is a view of its own, whose dimensions take memory.
TABLE_DIMENSIONS = 4
MAX_DIMENSIONS = 64
#: (0, 2**60) has no data, but is no array either.
MAX_DIMENSION = 2**40
MAX_NAME = 200

# The position in this tuple is the byte on the wire: append only.
DTYPES = (
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", "float32", "float64", "complex64", "complex128",
)  # fmt: skip
#: Bytes of an entry of each.
SIZES = (1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 8, 16)
FLOAT64 = DTYPES.index("float64")
#: Dimensions of arrays that are written without ado, and so many shapes of them.
USUAL = 1024
MANY_SHAPES = 1000
#: A list that is shorter is no table.
ROWS = 3
KEYS = (str, int, float, bool, type(None))

U32 = struct.Struct("<I")
I64 = struct.Struct("<q")
F64 = struct.Struct("<d")


@cache
def _codes() -> "dict[np.dtype[Any], int]":
    import numpy

    return {numpy.dtype(name): code for code, name in enumerate(DTYPES)}


def _is_array(value: Any) -> bool:
    """Whether it is an array or a scalar of numpy; nothing is while numpy is not loaded."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and (type(value) is numpy.ndarray or isinstance(value, numpy.generic))


def _plain(value: Any) -> Any:
    """A namedtuple, defaultdict, np.str_ ... as what it is a kind of; None for anything else.

    The base class's own methods are called, whatever the subclass has made of them.
    """
    if type(value) in (str, list, tuple, dict):
        return None
    kind = type(value)  # not isinstance, which asks __class__
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, list):
        return list(list.__iter__(value))
    if issubclass(kind, tuple):
        return tuple(tuple.__iter__(value))
    return dict(dict.items(value)) if issubclass(kind, dict) else None


class CodecError(Exception):
    """The bytes are not a value of this encoding, or exceed a bound."""


class Encoded:
    """A value that is encoded already; it is sent as it is."""

    __slots__ = ("data", "values")

    def __init__(self, data: bytes, values: int = 1) -> None:
        self.data, self.values = data, values


class Apart(NamedTuple):
    """A value as its form and its float64 numbers."""

    form: bytes
    numbers: bytes


class Foreign:
    """Something that is not data: its type's name, and a word about it."""

    __slots__ = ("detail", "type_name")

    def __init__(self, type_name: str, detail: str = "") -> None:
        self.type_name = type_name[:MAX_NAME]
        self.detail = detail[:MAX_NAME]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Foreign) and (self.type_name, self.detail) == (
            other.type_name,
            other.detail,
        )

    def __hash__(self) -> int:
        return hash((self.type_name, self.detail))

    def __repr__(self) -> str:
        return f"Foreign({self.type_name!r}, {self.detail!r})"


def encode(value: Any) -> bytes:
    """The value as bytes.  Raises CodecError if it is larger than a frame may be."""
    return encoded(value).data


def encoded(value: Any) -> Encoded:
    """The same, to be made part of another value."""
    out: list[bytes] = []
    encoder = _Encoder(out, out)
    encoder.write(value, 0)
    return Encoded(b"".join(out), encoder.values)


def encode_apart(value: Any) -> Apart:
    """The value as its form and its numbers.  Raises CodecError as `encode` does."""
    form: list[bytes] = []
    numbers: list[bytes] = []
    _Encoder(form, numbers).write(value, 0)
    return Apart(b"".join(form), b"".join(numbers))


def _keyed(value: dict[Any, Any]) -> dict[Any, Any] | None:
    """The dict with keys that can be sent; None if it has others, or too many that are no texts."""
    if all(type(key) is str and len(key) <= LONGEST_TEXT for key in value):
        return value
    keys = [_key(key) for key in value]
    numbers = sum(type(key) is not str for key in keys)
    if numbers > MAX_NUMBERS or any(key is Ellipsis for key in keys):
        return None
    return dict(zip(keys, value.values(), strict=True))


def _key(key: Any) -> Any:
    """A key that can be sent, np.str_ and others that are texts as texts; else Ellipsis."""
    if issubclass(type(key), str):
        text = str.__str__(key)
        return text if len(text) <= LONGEST_TEXT else Ellipsis
    fits = type(key) in KEYS and (type(key) is not int or -(2**63) <= key < 2**63)
    return key if fits else Ellipsis


def _alike(rows: list[Any], kind: type) -> bool:
    """Whether all are lists of one length, or dicts with the same texts as keys."""
    if set(map(type, rows)) != {kind}:
        return False
    if kind is list:
        return len(set(map(len, rows))) == 1
    names = list(rows[0])
    if not all(type(name) is str and name.isascii() for name in names):
        return False
    return all(list(row) == names and all(type(key) is str for key in row) for row in rows)


#: A float64 scalar of numpy is written as an array without dimensions.
_SCALAR = struct.pack("<cBB", b"a", FLOAT64, 0)
#: Forms of dicts of floats, by their names and the kinds of the numbers.
_FORMS: dict[tuple[tuple[str, ...], tuple[type, ...]], bytes] = {}


def _form(value: dict[Any, Any]) -> bytes | None:
    """The form of a dict of floats with texts as names, made once; None for any other."""
    numpy = sys.modules.get("numpy")
    kinds = tuple(map(type, value.values()))
    floats = {float} if numpy is None else {float, numpy.float64}
    if not (
        0 < len(kinds) <= USUAL and floats.issuperset(kinds) and set(map(type, value)) == {str}
    ):
        return None
    key = tuple(value), kinds
    found = _FORMS.get(key)
    if found is None:
        if max(map(len, value)) > LONGEST_TEXT:
            return None
        numbers: dict[type, bytes] = {float: b"f"}
        if numpy is not None:
            numbers[numpy.float64] = _SCALAR
        found = b"d" + U32.pack(len(kinds))
        for name, kind in zip(value, kinds, strict=True):
            text = name.encode("utf-8", "replace")
            found += b"s" + U32.pack(len(text)) + text + numbers[kind]
        if len(_FORMS) < MANY_SHAPES:
            _FORMS[key] = found
    return found


_HEADS: "dict[tuple[Any, tuple[int, ...]], bytes]" = {}


def _head(dtype: Any, shape: tuple[int, ...]) -> bytes | None:
    """What is written before the data of a float64 array; of the usual shapes, made once."""
    found = _HEADS.get((dtype, shape))
    if found is None:
        if _codes().get(dtype) != FLOAT64 or max(shape, default=0) > USUAL or len(shape) > 4:
            return None
        found = struct.pack(f"<cBB{len(shape)}Q", b"a", FLOAT64, len(shape), *shape)
        if len(_HEADS) < MANY_SHAPES:
            _HEADS[dtype, shape] = found
    return found


class _Encoder:
    def __init__(self, out: list[bytes], numbers: list[bytes]) -> None:
        self.out = out
        self.numbers = numbers
        self.size = 0
        self.values = 0
        numpy = sys.modules.get("numpy")
        self.ndarray = None if numpy is None else numpy.ndarray

    def put(self, part: bytes) -> None:
        self.size += len(part)
        if self.size > MAX_FRAME:
            raise CodecError(f"the value is larger than {MAX_FRAME // 2**20} MB")
        self.out.append(part)

    def put_data(self, code: int, part: bytes) -> None:
        """The data of numbers, which may have a place of their own."""
        self.size += len(part)
        if self.size > MAX_FRAME:
            raise CodecError(f"the value is larger than {MAX_FRAME // 2**20} MB")
        (self.numbers if code == FLOAT64 else self.out).append(part)

    def count(self, values: int) -> None:
        self.values += values
        if self.values > MAX_VALUES:
            raise CodecError(f"the value has more than {MAX_VALUES} parts")

    def write(self, value: Any, depth: int) -> None:
        self.count(1)
        kind = type(value)
        if kind is self.ndarray:
            self.array(value, kind)
        elif value is None:
            self.put(b"N")
        elif kind is bool:
            self.put(b"T" if value else b"F")
        elif kind is float:
            self.put(b"f")
            self.put_data(FLOAT64, F64.pack(value))
        elif kind is int and -(2**63) <= value < 2**63:
            self.put(b"i" + I64.pack(value))
        elif kind is str and len(value) > LONGEST_TEXT:
            self.foreign(kind, f"{len(value)} characters")
        elif kind is str:
            self.text(b"s", value)
        elif kind is bytes:
            self.put(b"b" + U32.pack(len(value)))
            self.put(value)
        elif kind is Encoded:
            self.values += value.values
            self.put(value.data)
        elif kind in (list, tuple, dict) and depth >= MAX_DEPTH:
            self.foreign(kind, f"nested more than {MAX_DEPTH} deep")
        elif kind is list and len(value) >= ROWS and self.table(value, depth):
            pass
        elif kind is list or kind is tuple:
            self.put((b"l" if kind is list else b"t") + U32.pack(len(value)))
            for item in value:
                self.write(item, depth + 1)
        elif kind is dict and (form := self.numbers is not self.out and _form(value)):
            self.count(2 * len(value))
            self.put(form)
            self.put_data(FLOAT64, struct.pack(f"<{len(value)}d", *value.values()))
        elif kind is dict:
            self.mapping(_keyed(value), depth)
        elif _is_array(value) and not issubclass(kind, str):
            self.array(value, kind)
        elif (plain := _plain(value)) is not None:
            self.write(plain, depth + 1)
        else:
            self.foreign(kind)

    def mapping(self, value: dict[Any, Any] | None, depth: int) -> None:
        if value is None:
            self.foreign(dict, "its keys are no texts, or many numbers")
            return
        self.put(b"d" + U32.pack(len(value)))
        for key, item in value.items():
            self.write(key, depth + 1)
            self.write(item, depth + 1)

    def table(self, rows: list[Any], depth: int) -> bool:
        """Writes rows of one form by their columns; False if they are not of one form."""
        first = rows[0]
        kind = type(first)
        if _is_array(first):
            return self.arrays(rows, first)
        fits = kind in (list, dict) and 0 < len(first) <= len(rows) and depth + 1 < MAX_DEPTH
        if not fits or not _alike(rows, kind):
            return False
        self.count(len(rows))
        self.put((b"L" if kind is list else b"D") + struct.pack("<II", len(rows), len(first)))
        for place in first if kind is dict else range(len(first)):
            if type(place) is str:
                self.text(b"", place)
            self.write([row[place] for row in rows], depth + 1)
        return True

    def arrays(self, arrays: list[Any], first: Any) -> bool:
        """Writes arrays of one dtype and shape; False if they are not."""
        code, shape = _codes().get(first.dtype), first.shape
        if code is None or not 0 < len(shape) <= TABLE_DIMENSIONS or first.nbytes == 0:
            return False
        if set(map(type, arrays)) != {type(first)} or len(arrays) * first.nbytes > MAX_FRAME:
            return False
        if any(a.dtype != first.dtype or a.shape != shape for a in arrays):
            return False
        self.count(len(arrays))
        self.put(struct.pack(f"<cIBB{len(shape)}Q", b"A", len(arrays), code, len(shape), *shape))
        self.put_data(code, b"".join([array.tobytes() for array in arrays]))
        return True

    def text(self, tag: bytes, value: str) -> None:
        data = value.encode("utf-8", "replace")  # lone surrogates are no text
        self.put(tag + U32.pack(len(data)) + data)

    def foreign(self, kind: type, detail: str = "") -> None:
        self.put(b"x")
        self.text(b"", kind.__name__[:MAX_NAME])
        self.text(b"", detail)

    def array(self, value: Any, kind: type) -> None:
        """Writes an array, or a scalar of numpy."""
        head = None if value.nbytes > MAX_FRAME else _head(value.dtype, value.shape)
        if head is None:
            self.any_array(value, kind)
        else:
            self.put(head)
            self.put_data(FLOAT64, value.tobytes())

    def any_array(self, value: Any, kind: type) -> None:
        """Writes one that is none of the usual ones."""
        import numpy

        array = numpy.asarray(value)
        if array.dtype.byteorder == ">":
            array = array.astype(array.dtype.newbyteorder("="))
        code = _codes().get(array.dtype)
        if code is None or max(array.shape, default=0) >= MAX_DIMENSION:
            self.foreign(kind, f"dtype {array.dtype}, shape {array.shape}")
            return
        if array.nbytes > MAX_FRAME:  # before tobytes() copies it
            raise CodecError(f"an array of {array.nbytes // 2**20} MB was returned")
        self.put(struct.pack(f"<cBB{array.ndim}Q", b"a", code, array.ndim, *array.shape))
        self.put_data(code, array.tobytes())  # in C order, whatever the array's own is
