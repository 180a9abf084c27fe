"""What the oracles answer: the reference run on cases, and the values frozen in golden.json."""

from .edits import apply_edits
from .file import GoldenFile, fingerprint, platform_facts, read, write
from .make import make
from .variants import as_submission
from .reference import Reference, answer, load_reference, read_sources

__all__ = [
    "GoldenFile",
    "Reference",
    "answer",
    "apply_edits",
    "as_submission",
    "fingerprint",
    "load_reference",
    "make",
    "platform_facts",
    "read",
    "read_sources",
    "write",
]
