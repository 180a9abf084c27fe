"""pictures.json: formulas as MathML, contour lines and the reference's ways, made once and frozen.

A student's machine reads the file; only the author's draws (`pip install -e ".[author]"`).
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np

from ..digests import framed_digest, stale_sentence
from ..errors import ConfigurationError, SpecError
from ..files import write_atomic
from ..golden.reference import Reference, answer
from ..golden.values import dumps, plain
from ..model import Assignment, Pictures, Surface, Track
from ..model.pictures import Level
from ..spec.pictures import PICTURES, load_pictures
from .scenes import scene, track

__all__ = ["FILE", "freeze", "read", "stale_pictures"]

FILE = "pictures.json"
#: Points of the grid in which contour lines are looked for, per axis.
GRID = 61
#: HTML knows MathML without it.
XMLNS = ' xmlns="http://www.w3.org/1998/Math/MathML"'


def read(folder: Path) -> Pictures:
    """The pictures of an assignment; without a file, or with a damaged one, none."""
    try:
        data = msgspec.json.decode((folder / FILE).read_bytes())
        return msgspec.convert(data["pictures"], Pictures, strict=False)
    except (OSError, msgspec.MsgspecError, KeyError, TypeError):
        return Pictures()


def stale_pictures(folder: Path, sources: Mapping[str, bytes]) -> str | None:
    """What is to be said when pictures.json was made from something else; else None."""
    there = (folder / PICTURES).is_file()
    try:
        made_from = msgspec.json.decode((folder / FILE).read_bytes()).get("made_from")
    except (OSError, msgspec.DecodeError, AttributeError):
        made_from = None
    wanted = _made_from(folder, sources) if there else None
    return stale_sentence(folder / FILE, made_from, wanted, f"another {PICTURES} or reference")


def freeze(folder: Path, assignment: Assignment, sources: Mapping[str, bytes]) -> Pictures:
    """Makes the pictures and writes them.  Raises SpecError, ConfigurationError."""
    drawn = load_pictures(folder, [exercise.name for exercise in assignment.exercises])
    if not (folder / PICTURES).is_file():
        (folder / FILE).unlink(missing_ok=True)
        return drawn
    reference = Reference(sources)
    try:
        surfaces = tuple(_surface(s, assignment, reference) for s in drawn.surfaces)
    finally:
        reference.close()
    formulas = {name: _mathml(latex, folder, name) for name, latex in drawn.formulas.items()}
    pictures = msgspec.structs.replace(drawn, formulas=formulas, surfaces=surfaces)
    data = {"made_from": _made_from(folder, sources), "pictures": plain(pictures)}
    write_atomic(folder / FILE, dumps(data))
    return pictures


def _made_from(folder: Path, sources: Mapping[str, bytes]) -> str:
    parts = [(PICTURES, (folder / PICTURES).read_bytes()), *sorted(sources.items())]
    return framed_digest(parts)[:16]


def _mathml(latex: str, folder: Path, name: str) -> str:
    try:
        from latex2mathml.converter import convert
    except ImportError as error:
        raise ConfigurationError(_MISSING.format("latex2mathml")) from error
    try:
        found = str(convert(latex, display="block")).replace(XMLNS, "")
        problem = "a command that is not known stays as it is" if "\\" in found else ""
    except Exception as error:  # its own errors have no common class
        problem = f"{type(error).__name__} {error}"
    if problem:
        words = f"formulas: {name}: is no LaTeX that can be shown: {problem}"
        raise SpecError([f"{folder / PICTURES}:1:1: {words}"])
    return found


_MISSING = 'drawing needs {0}; pip install -e ".[author]" brings it'


def _surface(surface: Surface, assignment: Assignment, reference: Reference) -> Surface:
    tracks: dict[str, Track] = {}
    for name in surface.racers:
        case = scene(assignment.exercise(name), surface)
        found = None if case is None else track(answer(reference, case), surface)
        if found is None or len(found.rows) <= surface.steps:
            raise ConfigurationError(
                f"{assignment.folder}/{PICTURES}: the reference's {name} has no way over "
                f"{surface.name!r}: it leaves the numbers that can be drawn"
            )
        tracks[name] = found
    return msgspec.structs.replace(surface, contours=_contours(surface), tracks=tracks)


def _contours(surface: Surface) -> tuple[Level, ...]:
    """Lines of equal loss, the levels spread so that the flat parts show, too."""
    try:
        from contourpy import contour_generator
    except ImportError as error:
        raise ConfigurationError(_MISSING.format("contourpy")) from error
    x, y = np.linspace(*surface.x, GRID), np.linspace(*surface.y, GRID)
    X, Y = np.meshgrid(x, y)
    J = sum(c * X**i * Y**j for c, i, j in surface.terms)
    low, high = float(np.min(J)), float(np.max(J))
    share = np.linspace(0, 1, surface.levels + 2)[1:-1]
    lines = contour_generator(x, y, J)
    return tuple(
        Level(round(float(value), 3), tuple(_line(np.asarray(line)) for line in lines.lines(value)))
        for value in low + (high - low) * share**2.5
    )


def _line(points: np.ndarray) -> tuple[tuple[float, float], ...]:
    """Every other point is enough for the eye; the ends are kept."""
    chosen = points[np.r_[0 : len(points) - 1 : 2, len(points) - 1]]
    return tuple((round(float(x), 3), round(float(y), 3)) for x, y in chosen)
