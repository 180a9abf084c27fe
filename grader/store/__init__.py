"""The gradebook of a batch: one SQLite file that everything else is made from."""

from .gradebook import Gradebook
from .rows import Row

__all__ = ["Gradebook", "Row"]
