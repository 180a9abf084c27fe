"""A grading harness for numerical code: right or wrong, and why."""

__version__ = "0.1.0"
