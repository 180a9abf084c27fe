"""Digests of what a file or a grade was made from, and data behind a checksum."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .runner.codec import CodecError, encode
from .runner.decoder import decode

__all__ = ["framed_digest", "pack", "stale_sentence", "unpack"]


def framed_digest(parts: Iterable[tuple[str, bytes]], start: str = "") -> str:
    """The SHA-256 of `start` and of named parts, as 64 hexadecimal digits.

    Each part stands behind its name and length: what is moved from one to the next changes it.
    """
    digest = hashlib.sha256(start.encode())
    for name, data in parts:
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def pack(value: Any) -> bytes:
    """A value in the bounded encoding, behind its checksum.  Raises CodecError, TypeError."""
    data = encode(value)
    return hashlib.sha256(data).digest() + data


def unpack(stored: bytes) -> Any:
    """What `pack` made bytes of.  Raises CodecError when they are damaged."""
    checksum, data = stored[:32], stored[32:]
    if hashlib.sha256(data).digest() != checksum:
        raise CodecError("the checksum is another")
    return decode(data)


def stale_sentence(file: Path, found: str | None, wanted: str | None, others: str) -> str | None:
    """What to say of a file made from what has the digest `found`; None where that is `wanted`.

    `found` is None where there is no file, `wanted` where there should be none; `others` names
    what it may have been made from instead.
    """
    if found == wanted:
        return None
    why = "is missing" if found is None else f"was made from {others}"
    return f"{file}: {why}; `grader golden {file.parent.name} --write` renews it"
