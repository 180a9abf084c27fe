"""What became of a case, or of an exercise, in a word or two."""

__all__ = ["WORDS"]

WORDS = {
    "passed": "right",
    "partial": "partly right",
    "failed": "wrong",
    "error": "error",
    "timeout": "too slow",
    "memory": "too much memory",
    "missing": "missing",
    "not_implemented": "not implemented",
    "internal_error": "could not be graded",
}
