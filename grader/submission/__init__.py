"""What a student hands in, as files in memory."""

from .files import Submission, collect

__all__ = ["Submission", "collect"]
