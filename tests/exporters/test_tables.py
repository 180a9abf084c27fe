"""Every CSV that a spreadsheet can write is read and written back as it was, or refused by name."""

import codecs
from pathlib import Path

import pytest

from grader.errors import ConfigurationError
from grader.tables import read_table, write_table

ROWS = [["Name", "E-mail", "Note"], ["Ada", "a@x", "say, no"], ["Zoë", "", 'a "b"']]


def text(delimiter: str, end: str) -> str:
    def cell(value: str) -> str:
        special = any(c in value for c in (delimiter, '"'))
        return '"' + value.replace('"', '""') + '"' if special else value

    return "".join(delimiter.join(map(cell, row)) + end for row in ROWS)


def put(folder: Path, data: bytes | str) -> Path:
    file = folder / "t.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sep", [False, True])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_dialect_is_read_and_written_back(
    delimiter: str, end: str, sep: bool, mark: bytes, encoding: str, tmp_path: Path
) -> None:
    before = f"sep={delimiter}{end}" if sep else ""
    data = mark + (before + text(delimiter, end)).encode(encoding)
    table = read_table(put(tmp_path, data))
    assert [row.cells for row in (table.header, *table.body())] == ROWS
    assert [row.line for row in table.body()] == [2 + sep, 3 + sep]
    assert table.write(tmp_path / "again.csv").read_bytes() == data
    table.body()[0].set(2, f"x{delimiter}y")
    changed = table.write(tmp_path / "changed.csv").read_bytes()
    assert changed == data.replace(
        text(delimiter, end).split(end)[1].encode(encoding),
        f'Ada{delimiter}a@x{delimiter}"x{delimiter}y"'.encode(encoding),
    )


@pytest.mark.parametrize(
    "data",
    ['"a","b"\n"1", "2" \n', "a,b\n\n1,2\n,\n", 'a,b\n"x\r\ny",2', "a,b\n5\" disk,2\n", "a,b\n1\n"],
)  # fmt: skip
def test_what_was_not_changed_keeps_its_bytes(data: str, tmp_path: Path) -> None:
    table = read_table(put(tmp_path, data))
    assert table.write(tmp_path / "again.csv").read_bytes() == data.encode()


def test_a_cell_of_megabytes_is_read(tmp_path: Path) -> None:
    long, quoted = "P" * 5_000_000, '"' + 'q""' * 1_000_000 + '"'
    table = read_table(put(tmp_path, f"a,b\n{long},{quoted}\n1,2\n"))
    assert [len(c) for c in table.body()[0].cells] == [5_000_000, 2_000_000]
    assert table.body()[1].line == 3


def test_a_short_row_can_be_filled_in(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "a;b;c\n1\n"))
    assert table.body()[0].get(2) == ""
    table.body()[0].set(2, "9")
    assert table.text() == "a;b;c\n1;;9\n"


def test_lines_within_cells_are_counted(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, 'a,b\r\n"1\r\n2\n3",x\r\n4,5\r\n'))
    assert [row.line for row in table.body()] == [2, 5]
    assert table.place(table.body()[0], 1) == (4, 4)
    assert table.place(table.body()[1], 1) == (5, 3)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "t.csv:1:1: expected a row of headers, found nothing"),
        (b"\n,,\n \n", "1:1: expected a row of headers, found nothing"),
        (b"\xef\xbb\xbf", "1:1: expected a row of headers, found nothing"),
        (b"sep=;\n", "1:1: expected a row of headers, found nothing"),
        (b"a,b\n1,\0x\n", "2:3: found a NUL byte"),
        (b"\0", "1:1: found a NUL byte"),
        ("a,b\n1,2\n".encode("utf-16-le"), "1:2: found a NUL byte"),
        (b"a,b\r\n1,M\xfcller\r\n", "2:4: found the byte 0xfc, which is not UTF-8"),
        ("é,b\r1,Zo".encode() + b"\xe9\r", "2:5: found the byte 0xe9"),
        (b"\xff\xfea\0,\0b", "1:3: found the byte 0x62, which is not UTF-16"),
        (b"a,b\xed\xa0\x80\n", "1:4: found the byte 0xed"),
        (b'a,b\n1,"Please\n2,3\n', "2:3: found a quote that is never closed"),
        (b'a,b\n"Please,1\n"x",2\n', "2:1: found a cell in quotes that goes on with 'x'"),
        (b'a,b\n"Ada "the" L",1\n', "2:1: found a cell in quotes that goes on with 't'"),
        (b'"', "1:1: found a quote that is never closed"),
        (b"PK\x03\x04\x14\0", "1:1: found a workbook or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "1:1: found a workbook or an archive"),
        (b"a,b\n1,2,3\n", "2:5: found 3 cells in this row, expected 2"),
        (b"a,b\n1,2,,x\n", "2:5: found 4 cells in this row, expected 2"),
        (b"a;b\n1;2\n3;4;5\n", "3:5: found 3 cells in this row, expected 2"),
    ],
)
def test_damage_is_refused_with_its_place(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as error:
        read_table(put(tmp_path, data)).body()
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_title_that_stands_twice_is_refused(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "\nid,Name,name\n"))
    with pytest.raises(ConfigurationError, match=r"t.csv:2:9: found a second column 'name'"):
        table.column("name")
    assert table.column("sid", "id") == 0


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_table(tmp_path)


def test_a_new_table(tmp_path: Path) -> None:
    file = write_table(tmp_path / "n.csv", [["a", "b,c"], ['"', ""]], mark=True)
    assert file.read_bytes() == b'\xef\xbb\xbfa,"b,c"\n"""",\n'
