"""Arrays as tables of numbers or as maps, every entry coloured by how far off it is."""

from typing import Any

import msgspec

from ...language import translated as _
from ...model.pictures import Quantity, Tensor, TensorsFigure
from .svg import number

__all__ = ["Cell", "Grid", "TensorView", "TensorsView", "grid_of", "tensors_view"]

#: A square of a map.
SIDE = 12


class Cell(msgspec.Struct, frozen=True):
    """An entry: what was given, what is expected, and how far off: 0 to 5."""

    got: str
    expected: str
    level: int


class Grid(msgspec.Struct, frozen=True):
    """A quantity as rows of numbers."""

    name: str
    shape: str
    rows: tuple[tuple[str, ...], ...]
    text: str


class Strip(msgspec.Struct, frozen=True):
    """Entries of one level beside each other, on a map."""

    x: int
    y: int
    width: int
    level: int


class TensorView(msgspec.Struct, frozen=True, kw_only=True):
    """One array: cells where its numbers are shown, strips where it is only drawn."""

    name: str
    shape: str
    note: str
    right: bool
    cells: tuple[tuple[Cell, ...], ...]
    strips: tuple[Strip, ...]
    width: int
    height: int


class TensorsView(msgspec.Struct, frozen=True):
    """All arrays of an answer."""

    case: str
    layers: bool
    tensors: tuple[TensorView, ...]
    template: str = "tensors"


def tensors_view(figure: TensorsFigure) -> TensorsView:
    """Numbers where they are few, else a map."""
    return TensorsView(figure.case, figure.layers, tuple(map(_tensor, figure.tensors)))


def _tensor(tensor: Tensor) -> TensorView:
    levels = _rows(tensor.levels)
    cells: tuple[tuple[Cell, ...], ...] = ()
    if tensor.got is not None:
        triples = zip(_rows(tensor.got), _rows(tensor.expected), levels, strict=True)
        cells = tuple(
            tuple(_cell(*entry) for entry in zip(got, expected, own, strict=True))
            for got, expected, own in triples
        )
    note = _("right")
    if tensor.wrong:
        told = _("{wrong} of {size} off, relative error {error}")
        note = told.format(wrong=tensor.wrong, size=tensor.size, error=number(tensor.error, 2))
    return TensorView(
        name=tensor.name or _("the answer"),
        shape=shape_text(tensor.shape),
        note=note,
        right=not tensor.wrong,
        cells=cells,
        strips=() if cells else tuple(_strips(levels)),
        width=SIDE * max(map(len, levels), default=0),
        height=SIDE * len(levels),
    )


def _cell(got: Any, expected: Any, level: int) -> Cell:
    for digits in (4, 6, 9):
        pair = number(got, digits), number(expected, digits)
        if level == 0 or pair[0] != pair[1]:
            break
    return Cell(*pair, level)


def _strips(levels: list[list[int]]) -> list[Strip]:
    strips = []
    for y, row in enumerate(levels):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end] == row[x]:
                end += 1
            strips.append(Strip(SIDE * x, SIDE * y, SIDE * (end - x), row[x]))
            x = end
    return strips


def _rows(value: Any) -> list[list[Any]]:
    """A scalar, a vector or a matrix as rows."""
    if value is None:
        return []
    if not isinstance(value, list):
        return [[value]]
    return value if value and isinstance(value[0], list) else [value]


def grid_of(quantity: Quantity) -> Grid:
    """An input as it is shown; one of more dimensions, or too large, by its shape alone."""
    value, shape = quantity.value, shape_text(quantity.shape)
    if len(quantity.shape) in (1, 2) and value is not None:
        rows = tuple(tuple(number(entry, 6) for entry in row) for row in _rows(value))
        return Grid(quantity.name, shape, rows, "")
    text = shape if quantity.shape else number(value) if value is not None else "None"
    return Grid(quantity.name, "", (), text)


def shape_text(shape: tuple[int, ...]) -> str:
    """(3, 2) as 3 × 2; nothing of a number."""
    return " × ".join(map(str, shape))
