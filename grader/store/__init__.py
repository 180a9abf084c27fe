"""The gradebook of a batch: one SQLite file that everything else is made from."""

from .gradebook import Gradebook

__all__ = ["Gradebook"]
