"""A template gets everyone's grade in their own row, and nothing in a row that cannot be told."""

import csv
import io
from pathlib import Path

import pytest
from sheets import canvas, entry, moodle, sheet

from grader.errors import ConfigurationError
from grader.exporters import canvas as to_canvas
from grader.exporters import moodle as to_moodle
from grader.exporters._rows import Filled
from grader.exporters.csv import rows as csv_rows
from grader.exporters.nbgrader import export as to_nbgrader
from grader.model import ClassEntry, Person

HEAD = "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Feedback comments"
TITLES = "Student,ID,SIS User ID,SIS Login ID,Section,Other (1),Loss functions (77),Final Score"


def fill_moodle(
    folder: Path, text: str | bytes, *entries: ClassEntry
) -> tuple[Filled, list[list[str]]]:
    file = folder / "w.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    filled = to_moodle.fill(sheet(*entries), file)
    delimiter = filled.table.delimiter
    return filled, list(
        csv.reader(io.StringIO(filled.table.text(), newline=""), delimiter=delimiter)
    )


def fill_canvas(folder: Path, text: str, *entries: ClassEntry) -> tuple[Filled, list[list[str]]]:
    file = folder / "g.csv"
    file.write_bytes(text.encode())
    filled = to_canvas.fill(sheet(*entries), file)
    delimiter = filled.table.delimiter
    return filled, list(
        csv.reader(io.StringIO(filled.table.text(), newline=""), delimiter=delimiter)
    )


def grades(rows: list[list[str]], column: int = 4) -> list[str]:
    return [row[column] for row in rows[1:]]


# ------------------------------------------------------------------ Moodle's worksheet


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "\ufeff" + HEAD.upper(),
        'ID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,"Feedback als Kommentar"',
        "Identifiant,Nom complet,Adresse de courriel,Statut,Note,Note maximale,Feedback par commentaires",
        '"Identificador","Nombre completo","Dirección de correo","Estado","Calificación",'
        '"Calificación máxima","Comentarios de retroalimentación"',
        "Identificativo,Nome completo,Indirizzo email,Stato,Valutazione,Valutazione massima,Commenti",
        "Identificatie,Volledige naam,E-mailadres,Status,Beoordeling,Max,Feedback tekstvak",
        "識別子,名,メール,状態,Grade,最大,Feedback comments",
    ],
)
@pytest.mark.parametrize("word", ["Participant", "Teilnehmer/in", "参加者"])
def test_worksheets_in_many_languages(head: str, word: str, tmp_path: Path) -> None:
    body = f"\n{word} 2002,Alan Turing,a@x,s,,23.00,\n{word} 2003,Alan Turing,b@x,s,,23.00,\n"
    filled, rows = fill_moodle(
        tmp_path, head + body, moodle("2003", "Alan Turing", 7.5, comment="mse: slow")
    )
    assert [(row[4], row[6]) for row in rows[1:]] == [("", ""), ("7.5", "mse: slow")]
    assert not filled.placing.unclear
    assert not filled.remarks


@pytest.mark.parametrize(
    ("there", "ours", "after"),
    [
        ("Please see me", "mse: off", "Please see me\nmse: off"),
        ("Please see me", "", "Please see me"),
        ("", "mse: off", "mse: off"),
        ("  ", "mse: off", "mse: off"),
        ("mse: off", "mse: off", "mse: off"),
        ("Please\nmse: off", "mse: off", "Please\nmse: off"),
        ("mse: off\nNo, it is fine", "mse: off", "mse: off\nNo, it is fine"),
        ("it says mse: off", "mse: off", "it says mse: off\nmse: off"),
        ("Hi\n", "=1+1", "Hi\n'=1+1"),
    ],
)
def test_a_teachers_comment_stays(there: str, ours: str, after: str, tmp_path: Path) -> None:
    body = f'\nParticipant 1,Ada,,s,,23.00,"{there}"\nParticipant 2,Bob,,s,,23.00,"Kept, Bob"\n'
    _, rows = fill_moodle(tmp_path, HEAD + body, moodle("1", "Ada", comment=ours))
    assert [row[6] for row in rows[1:]] == [after, "Kept, Bob"]


@pytest.mark.parametrize(
    ("body", "grade"),
    [
        ('Participant 1,Ada,,s,,"23,00",', "7,5"),
        ("Participant 1,Ada,,s,,23.00,", "7.5"),
        ("Participant 1,Ada,,s,,23,", "7.5"),
        ('Participant 1,Ada,,s,,23,\nParticipant 2,Bob,,s,"1,50",23,', "7,5"),
        ('Participant 1,Ada,,s,,"23,00",\nParticipant 2,Bob,,s,1.50,23,', "7.5"),
        ('Participant 1,"Ada 1,5",,s,,23.00,"1,5"', "7.5"),
    ],
)
def test_decimals_are_written_as_the_file_has_them(body: str, grade: str, tmp_path: Path) -> None:
    _, rows = fill_moodle(tmp_path, f"{HEAD}\n{body}\n", moodle("1", "Ada", 7.5))
    assert rows[1][4] == grade


def test_a_german_spreadsheet_gets_its_own_file_back(tmp_path: Path) -> None:
    text = "sep=;\r\n" + HEAD.replace(",", ";") + "\r\nParticipant 1;Ada;;s;;23,00;\r\n"
    data = ("\ufeff" + text).encode("utf-16-le")
    filled, _ = fill_moodle(tmp_path, data, moodle("1", "Ada", 7.5))
    wanted = text.replace(";;23,00", ";7,5;23,00")
    assert filled.table.write(tmp_path / "o.csv").read_bytes() == ("\ufeff" + wanted).encode(
        "utf-16-le"
    )


def test_a_worksheet_without_a_known_comment_column_is_told(tmp_path: Path) -> None:
    head = HEAD.replace("Feedback comments", "Kommentti")
    filled, rows = fill_moodle(
        tmp_path, f"{head}\nParticipant 1,Ada,,s,,23,Hm\n", moodle("1", "Ada", comment="x")
    )
    assert rows[1][4:] == ["5", "23", "Hm"]
    assert "w.csv:1:1: found no column 'Feedback comments' among" in filled.remarks[0]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD.replace(",Grade,", ",Arvosana,"), "expected Grade"),
        ("Grade,Feedback comments", "expected Identifier, Full name or Email address"),
        ("Navn,Grade", "expected Identifier, Full name or Email address"),
        ("id;name;email", "expected Grade"),
    ],
)
def test_a_worksheet_that_is_not_understood_is_refused(
    head: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match=rf"w.csv:2:1: found the columns .*{said}"):
        fill_moodle(tmp_path, f"\n{head}\n", moodle("1", "Ada"))


def test_a_row_without_a_grade_stays_as_it_is(tmp_path: Path) -> None:
    text = f"{HEAD}\nParticipant 1,Ada,,s,3.00,23.00,\n"
    filled, _ = fill_moodle(tmp_path, text, moodle("1", "Ada", None, comment="our fault"))
    assert filled.table.text() == text
    assert not filled.placing.nowhere


# ------------------------------------------------------------------ equal names


@pytest.mark.parametrize("reverse", [False, True])
def test_only_the_number_decides_where_there_is_one(reverse: bool, tmp_path: Path) -> None:
    lines = ["Participant 2002,Alan Turing,a@x,s,,23,", "Participant 2003,Alan Turing,b@x,s,,23,"]
    lines = lines[::-1] if reverse else lines
    both = moodle("2002", "Alan Turing", 1.0), moodle("2003", "Alan Turing", 2.0)
    _, rows = fill_moodle(tmp_path, "\n".join([HEAD, *lines]), *both)
    assert {row[0][-4:]: row[4] for row in rows[1:]} == {"2002": "1", "2003": "2"}
    filled, rows = fill_moodle(tmp_path, f"{HEAD}\n{lines[0]}\n", moodle("2009", "Alan Turing"))
    assert grades(rows) == [""]
    assert filled.placing.nowhere == ("Alan Turing-2009",)


HEAD_NO_ID = HEAD.removeprefix("Identifier,")


@pytest.mark.parametrize(
    ("rows", "entries", "grades_", "unclear"),
    [
        # two rows of one name: neither gets a guess
        (["Alan,a@x,s,,23,", "Alan,b@x,s,,23,"], [moodle("1", "Alan")], ["", ""], "lines 2 and 3"),
        # two submissions of one name: neither gets the one row
        (["Alan,a@x,s,,23,"], [moodle("1", "Alan"), moodle("2", "Alan")], [""], "2 submissions"),
        # the address tells them
        (
            ["Alan,a@x,s,,23,", "Alan,B@X,s,,23,"],
            [entry("Alan", 1.0, email="b@x"), entry("Alan", 2.0, key="A@x")],
            ["2", "1"],
            "",
        ),
        # only one of two namesakes says more: the row is that one's
        (
            ["Alan,a@x,s,,23,"],
            [entry("Alan", 1.0, email="a@x"), entry("Alan", 2.0, key="k")],
            ["1"],
            "Alan-k: its name is that of line 2 and of 2 submissions",
        ),
        # the other Alan has left, and this one is not in the list: the address speaks against it
        (["Alan,a@x,s,,23,"], [entry("Alan", email="b@x")], [""], "its address is not"),
        # address and name are those of two rows
        (["Alan,a@x,s,,23,", "Bob,b@x,s,,23,"], [entry("Bob", email="a@x")], ["", ""], "line 2, its name"),
        # one name in two spellings is one name
        (["Sean O'Neil,,s,,23,", "SEAN  O’NEIL,,s,,23,"], [entry("Sean ONeil")], ["", ""], "lines 2"),
    ],
)  # fmt: skip
def test_nobody_gets_a_guess(
    rows: list[str], entries: list[ClassEntry], grades_: list[str], unclear: str, tmp_path: Path
) -> None:
    filled, found = fill_moodle(tmp_path, "\n".join([HEAD_NO_ID, *rows]), *entries)
    assert grades(found, 3) == grades_
    assert unclear in "; ".join(filled.placing.unclear)
    assert bool(unclear) == bool(filled.placing.unclear)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Sinéad O'Connor", "Sinéad O’Connor"),
        ("D'Arcy & Sons", "DArcy  Sons"),
        ("Ngọc Trần", "NGỌC TRẦN"),
        ("Zoë", "Zoe\u0308"),
        ("Ann_Lee", "Ann  Lee"),
        ("ﬁona ʼAli", "fiona Ali"),
        ("X´Y `Z", "XY Z"),
    ],
)
def test_names_are_compared_without_what_systems_change(
    row: str, said: str, tmp_path: Path
) -> None:
    _, rows = fill_moodle(tmp_path, f"{HEAD_NO_ID}\n{row},,s,,23,\n", entry(said))
    assert grades(rows, 3) == ["5"]


# ------------------------------------------------------------------ Canvas' gradebook


BODY = """
    Points Possible,,,,,10,23,(read only)
"Lovelace, Ada",101,s1,ada,A,5,,80
"Turing, Alan",102,007,al@x,A,5,1,80
"Turing, Alan",103,10e45,alan,A,5,,80
"Student, Test",999,,x,A,,,
"""


def test_canvas_is_filled_by_number(tmp_path: Path) -> None:
    entries = [canvas("102", "turingalan", 7.0), canvas("103", "turingalan", 8.25),
               canvas("999", "studenttest", 1.0)]  # fmt: skip
    filled, rows = fill_canvas(tmp_path, TITLES + BODY, *entries)
    assert [row[6] for row in rows[1:]] == ["23", "", "7", "8.25", ""]
    assert filled.placing.nowhere == ("studenttest-999",)
    text = filled.table.text()
    wanted = (
        (TITLES + BODY)
        .replace("al@x,A,5,1,", "al@x,A,5,7,")
        .replace("alan,A,5,,", "alan,A,5,8.25,")
    )
    assert text == wanted


@pytest.mark.parametrize(
    ("who", "line"),
    [
        (entry("x", sid="007"), 4),
        (entry("x", sid="7"), None),
        (entry("x", sid="10E45"), 5),
        (entry("x", sid="AL@x"), 4),
        (entry("x", email="al@x"), 4),
        (entry("Ada Lovelace"), 3),
        (entry("Lovelace, Ada"), 3),
        (entry("Lovelace Ada"), 3),
        (entry("ada"), 3),
        (entry("Alan Turing"), None),
        (entry("101"), 3),
        (entry("Grace Hopper", key="101"), None),
        (canvas("101", "whoever"), 3),
        (canvas("104", "Ada Lovelace"), None),
        (entry("Points Possible"), None),
        (entry("", key=""), None),
    ],
)
def test_who_is_found_in_canvas(who: ClassEntry, line: int | None, tmp_path: Path) -> None:
    filled, rows = fill_canvas(tmp_path, TITLES + BODY, who)
    before = list(csv.reader(io.StringIO(TITLES + BODY)))
    assert [i + 1 for i, row in enumerate(rows) if row != before[i]] == ([line] if line else [])
    told = filled.placing.nowhere or filled.placing.unclear
    assert bool(told) == (line is None)


def test_canvas_in_another_dialect(tmp_path: Path) -> None:
    text = (TITLES + BODY).replace('"', "").replace(", A", " A").replace(", T", " T")
    text = text.replace(",", ";").replace("10;23", "10,00;23,00").replace("\n", "\r")
    filled, rows = fill_canvas(tmp_path, text, canvas("103", "x", 8.25))
    assert rows[4][6] == "8,25"
    assert filled.table.text() == text.replace("alan;A;5;;", "alan;A;5;8,25;")


def test_a_gradebook_without_students_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="expected Student, ID"):
        fill_canvas(tmp_path, "Who,Loss functions (77)\nAda,\n", entry("Ada"))
    with pytest.raises(ConfigurationError, match="two columns are called"):
        fill_canvas(tmp_path, "Student,losses (1),Loss functions (77)\nAda,,\n", entry("Ada"))


# ------------------------------------------------------------------ groups


def group(number: str, *names: str) -> ClassEntry:
    people = tuple(Person(key=number if not i else n, name=n) for i, n in enumerate(names))
    return moodle(number, names[0], 6.0, people=people)


def test_every_member_gets_the_one_grade(tmp_path: Path) -> None:
    body = "".join(
        f"\nParticipant {n},{name},,s,,23," for n, name in enumerate(["Ada", "Bob", "Cid", "Eve"])
    )
    filled, rows = fill_moodle(tmp_path, HEAD + body, group("0", "Ada", "Bob", "Cid", "Dan"))
    assert grades(rows) == ["6", "6", "6", ""]
    assert filled.placing.partly == ("Ada-0 (Dan)",)
    ada = group("0", "Ada", "Bob")
    rows_ = to_nbgrader(sheet(ada), tmp_path, None)[0].read_text().splitlines()
    assert [line.split(",")[9] for line in rows_[1:]] == ["6", "6"]


def test_a_row_of_two_submissions_is_left(tmp_path: Path) -> None:
    body = "\nParticipant 1,Ada,,s,,23,\nParticipant 2,Bob,,s,,23,\n"
    two = moodle("1", "Ada", people=(Person(key="1", name="Ada"), Person(key="2", name="Bob")))
    filled, rows = fill_moodle(tmp_path, HEAD + body, two, moodle("2", "Bob", 9.0))
    assert grades(rows) == ["5", ""]
    assert "line 3 is that of 2 submissions" in filled.placing.unclear[0]
    same = entry("Bob", 1.0, key="b", id="one"), entry("Bob", 2.0, key="b", id="two")
    filled, rows = fill_moodle(tmp_path, HEAD + body, *same)
    assert grades(rows) == ["", ""]


def test_a_members_number_of_another_kind_is_not_taken_for_moodles(tmp_path: Path) -> None:
    body = "\nParticipant 1,Ada Lee,,s,,23,\nParticipant 2,Bob Roe,,s,,23,\nParticipant 3,Cid Poe,,s,,23,\n"
    people = (Person(key="1", name="Ada Lee"), Person(key="3", name="Bob Roe"))
    filled, rows = fill_moodle(tmp_path, HEAD + body, moodle("1", "Ada Lee", people=people))
    assert grades(rows) == ["5", "", ""]
    assert "its number is that of line 4, its name is that of line 3" in filled.placing.unclear[0]


# ------------------------------------------------------------------ the other tables


def test_grades_csv_says_whose_and_which_file() -> None:
    found = csv_rows(sheet(moodle("2001", "=Ada"), canvas("0012", "b"),
                           entry("c", marks={"gradescope_folder": "submission_1"}), entry("d")))  # fmt: skip
    assert found[0][-3:] == ["name", "lms_id", "chosen_file"]
    assert [row[-3:-1] for row in found[1:]] == [
        ["'=Ada", "2001"],
        ["b", "0012"],
        ["c", "submission_1"],
        ["d", ""],
    ]


@pytest.mark.parametrize(
    ("score", "cell"), [(12345.67, "12345.67"), (0.0, "0"), (-0.0, "0"), (10.0, "10"), (0.1 + 0.2, "0.3"), (100.0, "100")]
)  # fmt: skip
def test_points_lose_no_digit(score: float, cell: str) -> None:
    assert csv_rows(sheet(entry("a", score)))[1][2] == cell


def test_nbgrader_takes_names_apart(tmp_path: Path) -> None:
    lines = to_nbgrader(sheet(entry("Lovelace, Ada"), entry("Ada King Lovelace")), tmp_path, None)[
        0
    ]
    assert [row[4:6] for row in list(csv.reader(lines.open()))[1:]] == [
        ["Lovelace", "Ada"],
        ["Lovelace", "Ada King"],
    ]


@pytest.mark.parametrize(
    ("most", "told"),
    [
        ("23.00", False),
        ("23", False),
        ("", False),
        ("10.00", True),
        ("23,50", True),
        ("Excellent", True),
    ],
)
def test_another_maximum_than_the_assignments_is_told(
    tmp_path: Path, most: str, told: bool
) -> None:
    worksheet = tmp_path / "w.csv"
    worksheet.write_text(
        f'Identifier,Full name,Grade,Maximum Grade,Feedback comments\nParticipant 1,Ada,,"{most}",\n'
    )
    gradebook = tmp_path / "c.csv"
    gradebook.write_text(
        f'Student,ID,Section,Loss functions (5)\n    Points Possible,,,"{most}"\nAda,1,,\n'
    )
    of_moodle = to_moodle.fill(sheet(moodle("1", "Ada")), worksheet)
    of_canvas = to_canvas.fill(sheet(canvas("1", "Ada")), gradebook)
    assert any("as the most" in remark for remark in of_moodle.remarks) is told
    assert any("as the most" in remark for remark in of_canvas.remarks) is told
