"""fingerprints.bin: the catalogue on the public cases, for students, who have no reference.

It holds what is said of a mistake and the numbers by which it is known, in the bounded encoding
that the grading process speaks, too, behind a checksum; no edit and no right answer.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from ..digests import pack, unpack
from ..errors import GoldenError
from ..files import write_atomic_bytes
from ..model import Case
from ..runner.codec import CodecError
from .catalogue import Catalogue, Known, Row, Table

__all__ = ["FILE", "digest", "digest_in", "read", "write"]

FILE = "fingerprints.bin"
#: Raised with every change of how answers become numbers: older files must not be matched.
SCHEMA = "grader/fingerprints/1"


def digest(sources: Mapping[str, bytes], cases: Sequence[Case], files: Mapping[str, bytes]) -> str:
    """A hash of all that fingerprints are made from: reference, cases, assignments, mistakes."""
    whole = hashlib.sha256(SCHEMA.encode())
    for name, data in [*sorted(sources.items()), *sorted(files.items())]:
        whole.update(f"/{name}/{len(data)}/".encode() + data)
    for case in cases:
        whole.update(hashlib.sha256(case.data).digest())
    return whole.hexdigest()[:32]


def write(folder: Path, catalogue: Catalogue, made_from: str) -> None:
    """Writes folder/fingerprints.bin in one step.  Raises ConfigurationError."""
    tables = {
        name: {
            "inputs": list(table.inputs),
            "rows": [[row.kind, *row.keys] for row in table.rows],
            "forms": table.forms,
            "numbers": table.numbers,
        }
        for name, table in catalogue.tables.items()
    }
    texts = {key: msgspec.structs.asdict(text) for key, text in catalogue.texts.items()}
    data = {"schema": SCHEMA, "digest": made_from, "tables": tables, "texts": texts}
    write_atomic_bytes(folder / FILE, pack(data))


def read(folder: Path) -> Catalogue:
    """The catalogue of folder/fingerprints.bin; an empty one when there is none.

    Raises GoldenError when the file is damaged or of another version.
    """
    file = folder / FILE
    if not file.is_file():
        return Catalogue({}, {})
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(file: Path, stamp: int) -> Catalogue:  # noqa: ARG001  # a file that changed is read anew
    data = _decoded(file)
    try:
        tables = {
            name: Table(
                part["inputs"],
                [Row(kind, tuple(keys)) for kind, *keys in part["rows"]],
                part["forms"],
                part["numbers"],
            )
            for name, part in data["tables"].items()
        }
        texts = {key: Known(**text) for key, text in data["texts"].items()}
    except (KeyError, TypeError, ValueError) as error:
        raise GoldenError(f"{file}: is damaged; `grader golden --write` renews it") from error
    return Catalogue(tables, texts)


def digest_in(folder: Path) -> str | None:
    """What folder/fingerprints.bin was made from; None when there is none.  Raises GoldenError."""
    file = folder / FILE
    return str(_decoded(file).get("digest")) if file.is_file() else None


def _decoded(file: Path) -> dict[str, Any]:
    try:
        data = unpack(file.read_bytes())
    except OSError as error:
        raise GoldenError(f"{file}: cannot be read: {error.strerror}") from error
    except CodecError as error:
        raise GoldenError(f"{file}: is damaged; `grader golden --write` renews it") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise GoldenError(f"{file}: expected the schema {SCHEMA!r}; `grader golden --write`")
    return data
