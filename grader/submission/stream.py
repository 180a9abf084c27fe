"""The tar inside a compressed file, as a stream that ends when it has become too much."""

import bz2
import gzip
import io
import lzma
from typing import BinaryIO, cast

from ..errors import SubmissionError

__all__ = ["Bounded", "unpacked"]


class Bounded(io.RawIOBase):
    """A stream that ends with an error after so many bytes, whoever skips over them."""

    def __init__(self, stream: BinaryIO, name: str, limit: int) -> None:
        self.stream, self.name, self.limit, self.left = stream, name, limit, limit

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Raises SubmissionError when too much has come."""
        data = self.stream.read(size if 0 <= size <= 2**20 else 2**20)
        self.left -= len(data)
        if self.left < 0:
            raise SubmissionError(f"{self.name}: unpacks to more than {self.limit // 2**30} GB")
        return data


def unpacked(file: BinaryIO) -> BinaryIO:
    """The tar inside gzip, bzip2 or xz, told by its first bytes."""
    magic = file.read(6)
    file.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=file))
    if magic.startswith(b"BZh"):
        return cast(BinaryIO, bz2.BZ2File(file))
    if magic.startswith(b"\xfd7zXZ"):
        return cast(BinaryIO, lzma.LZMAFile(file))
    return file
