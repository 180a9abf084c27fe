"""pictures.yaml -> Pictures as the author wrote them: formulas in LaTeX, surfaces without lines."""

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any

from ..files import read_bytes
from ..model import Pictures, Surface
from ..model.pictures import Network
from .structs import struct, unique
from .tree import Path, Source, did_you_mean, parse

__all__ = ["PICTURES", "load_pictures"]

PICTURES = "pictures.yaml"


def load_pictures(folder: FilePath, exercises: Sequence[str]) -> Pictures:
    """Reads folder/pictures.yaml; without one, there is nothing to draw.

    Raises SpecError with every fault, among them an exercise that the assignment does not have.
    """
    file = folder / PICTURES
    if not file.is_file():
        return Pictures()
    raw, source = parse(read_bytes(file), str(file))
    if not isinstance(raw, dict):
        source.fault((), "expected a mapping with the keys formulas, kinds, surfaces, network")
        source.check()
    for key in ("formulas", "kinds"):
        _names(raw.get(key), exercises, (key,), source)
    surfaces = raw.get("surfaces", [])
    if not isinstance(surfaces, list):
        source.fault(("surfaces",), "expected a list of surfaces")
        surfaces = []
    read = [_surface(item, exercises, ("surfaces", i), source) for i, item in enumerate(surfaces)]
    unique([s.name if s else None for s in read], "surface", ("surfaces",), source)
    ready = {**raw, "surfaces": tuple(s for s in read if s is not None)}
    pictures = struct(Pictures, ready, (), source, ready=("surfaces",))
    if pictures is not None and pictures.network is not None:
        _edges(pictures.network, source)
    source.check()
    assert pictures is not None
    return pictures


def _surface(raw: Any, exercises: Sequence[str], path: Path, source: Source) -> Surface | None:
    surface = struct(Surface, raw, path, source)
    if surface is None:
        return None
    _names(surface.racers, exercises, (*path, "racers"), source)
    for key in ("x", "y"):
        low, high = getattr(surface, key)
        if not low < high:
            source.fault((*path, key), f"expected [low, high], found {[low, high]}")
    for k, (_, i, j) in enumerate(surface.terms):
        if i < 0 or j < 0:
            source.fault((*path, "terms", k), "the exponents of a term cannot be negative")
    if not 1 <= surface.steps <= 200:
        source.fault((*path, "steps"), f"1 to 200 steps can be drawn, found {surface.steps}")
    return surface


def _edges(network: Network, source: Source) -> None:
    """Notes every end of an edge that is no unit."""
    units = [unit for layer in network.layers for unit in layer]
    for i, (start, end, _) in enumerate(network.edges):
        for k, unit in enumerate((start, end)):
            if unit not in units:
                meant = did_you_mean(unit, units)
                source.fault(("network", "edges", i, k), f"no unit is called {unit!r}{meant}")


def _names(given: Any, exercises: Sequence[str], path: Path, source: Source) -> None:
    """Notes every key that is no exercise."""
    for name in given if isinstance(given, dict) else ():
        if name not in exercises:
            meant = did_you_mean(str(name), exercises)
            source.fault_at_key((*path, name), f"no exercise is called {name!r}{meant}")
