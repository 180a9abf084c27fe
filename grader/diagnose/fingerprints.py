"""fingerprints.json: the catalogue on the public cases, for students, who have no reference.

It holds what is said of a mistake and the numbers by which it is known, behind a checksum; no edit
and no right answer.  The text has a line for every row of the catalogue, so that the diff of a
commit shows which mistakes, and which pairs of them, it adds or changes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from ..digests import framed_digest
from ..errors import GoldenError
from ..files import write_atomic
from ..model import Case
from .catalogue import Catalogue, Known, Row, Table
from .signature import PROJECTIONS

__all__ = ["FILE", "digest", "digest_in", "keep_rows", "read", "write"]

FILE = "fingerprints.json"
#: Raised with every change of how answers become numbers: older files must not be matched.
SCHEMA = "grader/fingerprints/2"
#: Far below every tolerance, and above what processors make of a few hundred operations.
ROUNDING = 1e-12


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """A row and its answers: per case a form, then per case PROJECTIONS numbers, as base64."""

    kind: Literal["mistake", "contract", "pair", "inherited"]
    keys: tuple[str, ...]
    answers: bytes


class _Table(msgspec.Struct, frozen=True):
    inputs: tuple[str, ...]
    rows: tuple[_Row, ...]


class _File(msgspec.Struct, frozen=True):
    digest: str
    texts: dict[str, Known]
    tables: dict[str, _Table]


class _Head(msgspec.Struct, frozen=True):
    """The first line, closed by itself: what the lines below it must be."""

    schema: str
    checksum: str


def _answers(cases: int) -> np.dtype:
    """The layout of one row's answers, the same on every machine."""
    return np.dtype([("forms", "<i8", (cases,)), ("numbers", "<f8", (cases, PROJECTIONS))])


def digest(sources: Mapping[str, bytes], cases: Sequence[Case], files: Mapping[str, bytes]) -> str:
    """A hash of all that fingerprints are made from: reference, cases, assignments, mistakes."""
    own = [(case.id, case.data) for case in cases]
    parts = [*sorted(sources.items()), *sorted(files.items()), *own]
    return framed_digest(parts, SCHEMA)[:32]


def write(folder: Path, catalogue: Catalogue, made_from: str) -> None:
    """Writes folder/fingerprints.json in one step.  Raises ConfigurationError."""
    body = "\n".join(_lines(catalogue, made_from)) + "\n"
    head = json.dumps({"schema": SCHEMA, "checksum": _checksum(body.encode())})
    write_atomic(folder / FILE, f"{head[:-1]},\n{body}")


def _lines(catalogue: Catalogue, made_from: str) -> Iterator[str]:
    """All lines below the head: one for each text and for each row."""
    yield f'"digest": {json.dumps(made_from)},'
    yield '"texts": {'
    texts = catalogue.texts.items()
    yield from _separated(f"{json.dumps(key)}: {_text(known)}" for key, known in texts)
    yield "},"
    yield '"tables": {'
    tables = catalogue.tables.items()
    yield from _separated(f"{json.dumps(name)}: {_table_text(table)}" for name, table in tables)
    yield "}}"


def _table_text(table: Table) -> str:
    rows = "\n".join(_separated(map(_text, _rows(table))))
    return f'{{"inputs": {json.dumps(table.inputs)},\n"rows": [\n{rows}\n]}}'


def _separated(items: Iterable[str]) -> Iterator[str]:
    """A comma before each but the first: one more at the end changes no line."""
    return (f",{item}" if i else item for i, item in enumerate(items))


def _text(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode()


def _rows(table: Table) -> Iterator[_Row]:
    answers = np.zeros(len(table.rows), _answers(len(table.inputs)))
    answers["forms"], answers["numbers"] = table.forms, table.numbers
    for row, own in zip(table.rows, answers, strict=True):
        yield _Row(row.kind, row.keys, own.tobytes())


def keep_rows(fresh: Catalogue, frozen: Catalogue) -> Catalogue:
    """The fresh catalogue, with the frozen numbers where a row only differs by rounding.

    Another processor rounds otherwise; nobody wants to review that beside a new mistake.
    """
    tables = {}
    for name, table in fresh.tables.items():
        old = frozen.tables.get(name)
        same = old is not None and old.inputs == table.inputs
        tables[name] = _kept(table, old) if old is not None and same else table
    return Catalogue(tables, fresh.texts)


def _kept(fresh: Table, frozen: Table) -> Table:
    """The rows of `fresh`; a mistake that is made in several ways has several of one name."""
    waiting: dict[Row, list[int]] = {}
    for i, row in enumerate(frozen.rows):
        waiting.setdefault(row, []).append(i)
    numbers = fresh.numbers.copy()
    for i, row in enumerate(fresh.rows):
        for k in waiting.get(row, []):
            near = np.isclose(fresh.numbers[i], frozen.numbers[k], ROUNDING, ROUNDING)
            if near.all() and (fresh.forms[i] == frozen.forms[k]).all():
                numbers[i] = frozen.numbers[k]
                break
    return Table(fresh.inputs, fresh.rows, fresh.forms, numbers)


def _checksum(body: bytes) -> str:
    """A hash of the lines; a checkout on Windows may end them otherwise."""
    return hashlib.sha256(body.replace(b"\r\n", b"\n")).hexdigest()[:32]


def read(folder: Path) -> Catalogue:
    """The catalogue of folder/fingerprints.json; an empty one when there is none.

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
        tables = {name: _table(part) for name, part in data.tables.items()}
    except ValueError as error:  # a row of another length
        raise GoldenError(_damaged(file)) from error
    return Catalogue(tables, data.texts)


def _table(part: _Table) -> Table:
    rows = [Row(row.kind, row.keys) for row in part.rows]
    answers = np.zeros(len(rows), _answers(len(part.inputs)))
    if part.inputs:  # an exercise may have hidden cases only, and its rows no answers
        answers = np.frombuffer(b"".join([row.answers for row in part.rows]), answers.dtype)
    if len(answers) != len(rows):
        raise ValueError(f"{len(rows)} rows with {len(answers)} answers")
    forms, numbers = (np.ascontiguousarray(answers[key]) for key in ("forms", "numbers"))
    return Table(part.inputs, rows, forms, numbers)


def digest_in(folder: Path) -> str | None:
    """What folder/fingerprints.json was made from; None when there is none.

    Raises GoldenError.
    """
    file = folder / FILE
    return _decoded(file).digest if file.is_file() else None


def _damaged(file: Path) -> str:
    return f"{file}: is damaged; `grader golden {file.parent.name} --write` renews it"


def _decoded(file: Path) -> _File:
    try:
        stored = file.read_bytes()
    except OSError as error:
        raise GoldenError(f"{file}: cannot be read: {error.strerror}") from error
    first, _, body = stored.partition(b"\n")
    try:
        head = msgspec.json.decode(first.rstrip(b"\r,") + b"}", type=_Head)
        if head.schema != SCHEMA:
            words = f"expected the schema {SCHEMA!r}, found {head.schema!r}"
            raise GoldenError(f"{file}: {words}; `grader golden {file.parent.name} --write`")
        if head.checksum != _checksum(body):
            raise GoldenError(_damaged(file))
        return msgspec.json.decode(b"{" + body, type=_File)
    except msgspec.MsgspecError as error:
        raise GoldenError(_damaged(file)) from error
