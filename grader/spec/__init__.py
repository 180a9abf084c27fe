"""assignment.yaml as values: `load` reads it and reports every fault with its position."""

from .assignment import load, load_text
from .mistakes import load_mistakes
from .pictures import load_pictures
from .tree import Source, did_you_mean, parse, texts

__all__ = [
    "Source",
    "did_you_mean",
    "load",
    "load_mistakes",
    "load_pictures",
    "load_text",
    "parse",
    "texts",
]
