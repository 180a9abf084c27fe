"""Cases with their inputs drawn: `draw_cases` turns an assignment into what the child is asked."""

from .build import draw_cases
from .generators import GENERATORS

__all__ = ["GENERATORS", "draw_cases"]
