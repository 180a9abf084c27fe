"""Why an exercise is wrong, in words: `diagnose` gives its findings."""

from .findings import diagnose

__all__ = ["diagnose"]
