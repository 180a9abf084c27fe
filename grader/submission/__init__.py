"""What a student hands in, as files in memory."""

from .files import Submission
from .pick import collect

__all__ = ["Submission", "collect"]
