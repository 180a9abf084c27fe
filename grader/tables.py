"""One reader for every CSV that staff hand us, which remembers how the file was written.

UTF-8 or, with a mark, UTF-16; any line ends; commas, semicolons or tabs, with Excel's `sep=;` or
without.  A table is written back in its own dialect: a cell that nobody changed keeps its bytes.
What cannot be read without a guess is refused with file, line and column.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from .errors import ConfigurationError
from .files import read_bytes, write_atomic, write_atomic_bytes

__all__ = ["Row", "Table", "plain_title", "read_table", "write_table"]

#: More than any class list can need; nothing larger is taken into memory.
LIMIT = 64 * 2**20
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAVE = 'save it as "CSV UTF-8"'
_SPACES = re.compile(" *")
_END = re.compile(r"\r\n|\r|\n|\Z")
_QUOTED = re.compile(r' *"([^"]*+(?:""[^"]*+)*+)" *')
_SEP = re.compile(r'"?sep=([^\r\n"])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


class Row(msgspec.Struct, kw_only=True):
    """Cells, and the line of the file that they begin in."""

    line: int
    begin: int
    cells: list[str]
    raws: tuple[str, ...]
    read: tuple[str, ...]
    end: str

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)

    def get(self, column: int | None) -> str:
        """A cell without spaces around it; nothing where the row is short."""
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column].strip()

    def set(self, column: int, text: str) -> None:
        """Changes a cell."""
        self.cells += [""] * (column + 1 - len(self.cells))
        self.cells[column] = text

    def text(self, delimiter: str) -> str:
        """As it is written: with its own bytes where nothing was changed."""
        known = dict(enumerate(zip(self.raws, self.read, strict=True)))
        cells = []
        for i, cell in enumerate(self.cells):
            raw, read = known.get(i, ("", ""))
            cells.append(raw if cell == read else _quoted(cell, delimiter))
        return delimiter.join(cells) + self.end


class Table:
    """The rows of a CSV below its headers, and the dialect that it is written in."""

    def __init__(self, file: Path, text: str, mark: bytes = b"", encoding: str = "utf-8") -> None:
        self.file, self.mark, self.encoding = file, mark, encoding
        self._text = text
        sep = _SEP.match(text)
        self.before = sep[0] if sep else ""
        self.delimiter = sep[1] if sep else _delimiter(text)
        self.rows = list(self._rows(len(self.before)))
        filled = [i for i, row in enumerate(self.rows) if not row.blank]
        if not filled:
            raise ConfigurationError(
                f"{file}:1:1: expected a row of headers, found nothing; is it the right file?"
            )
        self.header = self.rows[filled[0]]
        self._body = [self.rows[i] for i in filled[1:]]
        self.titles = [plain_title(cell) for cell in self.header.cells]

    def column(self, *names: str) -> int | None:
        """Where the first of these titles stands.  Raises ConfigurationError if it does twice."""
        for name in names:
            places = [i for i, title in enumerate(self.titles) if title == name]
            if len(places) > 1:
                line, column = self.place(self.header, places[1])
                raise ConfigurationError(
                    f"{self.file}:{line}:{column}: found a second column {name!r}, expected one; "
                    "rename or delete the one that is not meant"
                )
            if places:
                return places[0]
        return None

    def body(self) -> list[Row]:
        """The rows below the headers in which something stands.

        Raises ConfigurationError for one with more cells than headers: its cells have slipped.
        """
        width = len(self.header.cells)
        for row in self._body:
            if any(cell.strip() for cell in row.cells[width:]):
                line, column = self.place(row, width)
                raise ConfigurationError(
                    f"{self.file}:{line}:{column}: found {len(row.cells)} cells in this row, "
                    f"expected {width} as in the headers; put quotes around a cell that holds "
                    f"{self.delimiter!r}"
                )
        return self._body

    def place(self, row: Row, column: int) -> tuple[int, int]:
        """Line and column in the file of a cell as it was read."""
        return _place(self._text, row.begin + sum(len(raw) + 1 for raw in row.raws[:column]))

    def text(self) -> str:
        """The file, with what was changed."""
        return self.before + "".join(row.text(self.delimiter) for row in self.rows)

    def write(self, file: Path) -> Path:
        """Writes it in its own dialect.  Raises ConfigurationError."""
        write_atomic_bytes(file, self.mark + self.text().encode(self.encoding, "replace"))
        return file

    def _rows(self, at: int) -> Iterator[Row]:
        bare = re.compile(f"[^{re.escape(self.delimiter)}\r\n]*+")
        line = _place(self._text, at)[0]
        while at < len(self._text):
            begin, cells, raws = at, [], []
            while True:
                cell, end = self._cell(at, bare)
                cells.append(cell)
                raws.append(self._text[at:end])
                if self._text[end : end + 1] != self.delimiter:
                    break
                at = end + 1
            found = _END.match(self._text, end)
            assert found is not None
            at = found.end()
            yield Row(line=line, begin=begin, cells=cells, raws=tuple(raws), read=tuple(cells),
                      end=found[0])  # fmt: skip
            line += _breaks(self._text, begin, at)

    def _cell(self, at: int, bare: re.Pattern[str]) -> tuple[str, int]:
        """A cell and where it ends; only one that begins with a quote is quoted."""
        quote = _SPACES.match(self._text, at)
        assert quote is not None
        if self._text[quote.end() : quote.end() + 1] != '"':
            found = bare.match(self._text, at)
            assert found is not None
            return found[0], found.end()
        quoted = _QUOTED.match(self._text, at)
        if quoted is None:
            line, column = _place(self._text, quote.end())
            raise ConfigurationError(
                f"{self.file}:{line}:{column}: found a quote that is never closed, expected "
                "another at the end of the cell; close it or delete it"
            )
        after = self._text[quoted.end() : quoted.end() + 1]
        if after not in ("", self.delimiter, "\r", "\n"):
            line, column = _place(self._text, quote.end())
            where = "{}:{}".format(*_place(self._text, quoted.end()))
            raise ConfigurationError(
                f"{self.file}:{line}:{column}: found a cell in quotes that goes on with {after!r} "
                f"behind them (at {where}), expected {self.delimiter!r} or the end of the line; "
                "close the quote where the cell ends, and double a quote within it"
            )
        return quoted[1].replace('""', '"'), quoted.end()


def read_table(file: Path) -> Table:
    """Any CSV.  Raises ConfigurationError, and nothing else, for whatever a file can hold."""
    data = read_bytes(file)
    if len(data) > LIMIT:
        raise ConfigurationError(
            f"{file}:1:1: found {len(data) // 2**20} MB, expected at most {LIMIT // 2**20}; is it "
            "the right file?"
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ConfigurationError(
            f"{file}:1:1: found a workbook or an archive, expected a CSV; open it in the "
            f"spreadsheet and {SAVE}"
        )
    mark, encoding = next((m for m in MARKS if data.startswith(m[0])), (b"", "utf-8"))
    text = _decoded(file, data[len(mark) :], encoding)
    if "\0" in text:
        line, column = _place(text, text.index("\0"))
        raise ConfigurationError(
            f"{file}:{line}:{column}: found a NUL byte, expected text; {SAVE}, or delete it"
        )
    return Table(file, text, mark, encoding)


def write_table(file: Path, rows: Iterable[Sequence[str]], mark: bool = False) -> Path:
    """A new CSV; with `mark`, Excel takes it for UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    write_atomic(file, ("\ufeff" if mark else "") + out.getvalue())
    return file


def plain_title(text: str) -> str:
    """A header as it is compared: without case, and with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _decoded(file: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line, column = _place(before, len(before))
        byte = data[error.start]
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise ConfigurationError(
            f"{file}:{line}:{column}: found the byte {byte:#04x}, which is not {name}, expected "
            f"text in UTF-8; {SAVE}"
        ) from error


def _delimiter(text: str) -> str:
    """What stands most often in the first line with anything in it, outside of quotes."""
    for line in re.split(r"[\r\n]+", text[:100_000]):
        outside = re.sub(r'"[^"]*"', "", line)
        if outside.strip(" ,;\t") or line.strip(" ,;\t"):
            return max(",;\t", key=outside.count)
    return ","


def _quoted(cell: str, delimiter: str) -> str:
    special = (delimiter, '"', "\r", "\n")
    if cell != cell.strip() or any(character in cell for character in special):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _breaks(text: str, begin: int, end: int) -> int:
    pairs = text.count("\r\n", begin, end)
    return text.count("\n", begin, end) + text.count("\r", begin, end) - pairs


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    last = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    return _breaks(text, 0, at) + 1, at - last
