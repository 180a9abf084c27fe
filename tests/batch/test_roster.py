"""Class lists as people keep them: read, or refused with the place; nobody is taken for another."""

from datetime import datetime
from pathlib import Path

import pytest

from grader.batch.moodle_time import moodle_time
from grader.batch.roster import Roster, read_roster
from grader.errors import ConfigurationError
from grader.model import Person, RosterEntry

MOODLE = "Identifier,Full name,Email address,Status,Grade,Last modified (submission)"


def put(folder: Path, text: str | bytes) -> Path:
    file = folder / "class.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def ids(roster: Roster) -> list[tuple[str, str]]:
    return [(person.key, person.name) for person in roster.people]


@pytest.mark.parametrize(
    "text",
    [
        "id,name\n0012,Ann Lee\n10e45,Bob\n",
        "\ufeffID , Name\r\n 0012 , Ann Lee \r\n10e45,Bob\r\n",
        "id;name\r0012;Ann Lee\r10e45;Bob\r",
        "sep=;\r\nid;name\r\n0012;Ann Lee\r\n10e45;Bob",
        "id\tname\n\n0012\tAnn Lee\n\t\n10e45\tBob\n",
        '\n"name","id"\n"Ann Lee","0012"\n"Bob","10e45"\n',
        "id,First name,Last name\n0012,Ann,Lee\n10e45,Bob,\n",
        "id,name\n0012,Ann Lee\n10e45,Bob\n".encode("utf-16"),
    ],
)
def test_lists_in_every_dialect(text: str | bytes, tmp_path: Path) -> None:
    roster = read_roster(put(tmp_path, text))
    assert ids(roster) == [("0012", "Ann Lee"), ("10e45", "Bob")]
    assert roster.remarks == []


@pytest.mark.parametrize(
    "text",
    [
        "Student,ID,SIS User ID,SIS Login ID,Section,Loss (5)\n,,,,,Manual Posting\n"
        '    Points Possible,,,,,23.0\n"Lee, Ann",12,0012,ann,S,\n"Student, Test",99,,x,S,\n',
        "\ufeffStudent;ID;SIS Login ID;Section\r\nPoints Possible;;;\r\nLee, Ann;12;ann;S\r\n",
        'Student,ID,Section,Loss (5)\n"    Punkte möglich",,,23\n"Lee, Ann",12,S,\n',
    ],
)
def test_canvas_gradebook_is_a_class_list(text: str, tmp_path: Path) -> None:
    roster = read_roster(put(tmp_path, text))
    assert ids(roster) == [("12", "Lee, Ann")]
    assert roster.find(Person(key="12", name="leeann")) is roster.people[0]
    assert roster.find(Person(key="Ann Lee")) is roster.people[0]


def test_a_student_called_test_is_one_elsewhere(tmp_path: Path) -> None:
    assert ids(read_roster(put(tmp_path, 'id,name\n1,"Student, Test"\n'))) == [
        ("1", "Student, Test")
    ]


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (MOODLE, "Participant"),
        ('ID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,"Zuletzt geändert (Abgabe)"', "Teilnehmer/in"),
        ("Identifiant,Nom complet,Adresse de courriel,Statut,Note,Dernière modification (travail remis)", "Participant"),
        ("Identificador,Nombre completo,Dirección de correo,Estado,Calificación,Última modificación (entrega)", "Participante"),
        ("Identificador,Nome completo,Endereço de email,Status,Nota,Última modificação (envio)", "Participante"),
        ("Identificatie,Volledige naam,E-mailadres,Status,Cijfer,Laatst gewijzigd (inzending)", "Deelnemer"),
    ],
)  # fmt: skip
def test_moodles_worksheet_is_a_class_list(head: str, word: str, tmp_path: Path) -> None:
    time = '"Saturday, 21 November 2026, 1:02 AM"'
    text = f"{head}\n{word} 2001,Ada Lovelace,ada@x,s,,{time}\n{word} 2002,Bob,b@x,s,,-\n"
    roster = read_roster(put(tmp_path, text))
    assert roster.people == [
        RosterEntry(
            key="2001",
            name="Ada Lovelace",
            email="ada@x",
            submitted="2026-11-21T01:02:00",
            numbered=True,
        ),
        RosterEntry(key="2002", name="Bob", email="b@x", numbered=True),
    ]


# ------------------------------------------------------------------ times

TIMES = {
    "2026-11-20T23:30:00": [
        "Friday, 20 November 2026, 11:30 PM",
        "Friday, November 20, 2026, 11:30 PM",
        "Friday, 20 November 2026, 11:30\u202fPM",
        "Friday, 20 November 2026, 11:30\u00a0pm",
        "Friday, 20 November 2026, 23:30",
        "20 November 2026, 11:30 PM",
        "Freitag, 20. November 2026, 23:30",
        "vendredi 20 novembre 2026, 23:30",
        "vendredi 20 novembre 2026 à 23h30",
        "viernes, 20 de noviembre de 2026, 23:30",
        "pátek, 20. listopadu 2026, 23.30",
        "venerdì, 20 novembre 2026, 23:30",
        "sexta-feira, 20 de novembro de 2026, 23:30",
        "piątek, 20 listopada 2026, 23:30",
        "vrijdag, 20 november 2026, 23:30",
        "viernes, 20 de noviembre de 2026, 11:30 p. m.",
    ],
    "2026-11-20T00:30:00": [
        "Friday, 20 November 2026, 12:30 AM",
        "20 nov".upper() + "EMBER 2026, 0:30",
    ],
    "2026-11-20T12:30:00": ["Friday, 20 November 2026, 12:30 PM"],
    "2026-03-01T09:05:07": ["Sonntag, 1. März 2026, 09:05:07", "dimanche 1 mars 2026, 9:05:07"],
}


@pytest.mark.parametrize(
    ("iso", "text"), [(iso, text) for iso, texts in TIMES.items() for text in texts]
)
def test_times_as_moodle_writes_them(iso: str, text: str, tmp_path: Path) -> None:
    assert moodle_time(text) == datetime.fromisoformat(iso)
    roster = read_roster(put(tmp_path, f'id;submitted\n1;"{text}"\n'))
    assert roster.people[0].submitted == iso


@pytest.mark.parametrize(
    "text", ["2026-11-20T23:30", "2026-11-20T23:30:00+01:00", "2026-11-20 22:30:00 UTC", "", "-"]
)  # fmt: skip
def test_iso_times_stay_as_they_are(text: str, tmp_path: Path) -> None:
    roster = read_roster(put(tmp_path, f"id,submitted\n1,{text}\n"))
    assert roster.people[0].submitted == text.strip("-")


@pytest.mark.parametrize(
    "text",
    [
        "20/11/2026 23:30",
        "20.11.26 23:30",
        "yesterday",
        "late",
        "46346.979",
        "Saturday, 20 November 2026, 11:30 PM",  # it was a Friday
        "petak, 20. listopada 2026, 23:30",  # Croatian: of October
        "Friday, 20 November 2026",
        "Friday, 20 November 2026, 11:30",  # is understood: of 24 hours
        "Friday, 20 November 2026, 13:30 PM",
        "Friday, 31 November 2026, 11:30 PM",
        "20 20 November 2026, 11:30 PM",
        "November 2026, 23:30",
        "24:00 20 November 2026",
        "Friday, 20 novembre 2026, 11:30 PM",
    ],
)
def test_a_time_that_is_not_understood_is_refused(text: str, tmp_path: Path) -> None:
    file = put(tmp_path, f'id;name;submitted\n1;Ada;\n2;Bob;"{text}"\n')
    if text.endswith(", 11:30"):
        assert read_roster(file).people[1].submitted == "2026-11-20T11:30:00"
        return
    with pytest.raises(
        ConfigurationError, match=r"class.csv:3:7: found .* 'submitted'.*2026-11-20T23:30"
    ):
        read_roster(file)


# ------------------------------------------------------------------ rows that stand twice


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["0012,Ann,a@x", "1,Bob,b@x", "0012,Other,o@x"], r":4:1: found the id '0012' of line 2 again .*Ann, Other"),
        (["1,Ann,A@x", "2,Bob,a@X"], r":3:1: found the email 'a@X' of line 2 again"),
        (["ab1,Ann,a@x", "AB1,Ann,b@x"], r":3:1: found the id 'AB1' of line 2"),
        (["1,Ann,a@x", "1,Ann,"], r":3:1: found the id '1' of line 2"),
    ],
)  # fmt: skip
def test_one_id_for_two_people_is_refused(rows: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=said.replace(" .*", ".*")):
        read_roster(put(tmp_path, "\n".join(["id,name,email", *rows])))


@pytest.mark.parametrize(
    ("rows", "kept", "said"),
    [
        (
            ["1,Ann,a@x", "2,Bob,", "1,Ann,a@x"],
            2,
            "class.csv:4:1: says the same as line 2; it counts once",
        ),
        (["1,Ann,a@x", "1,Ann,a@x", "1,Ann,a@x"], 1, "class.csv:4:1: says the same as line 2"),
        ([",Ann,", ",ANN,"], 2, "class.csv:3:1: the lines 2, 3 have one name and nothing else"),
        (["1,Ann,-", "2,Bob,-"], 2, ""),
    ],
)
def test_rows_that_say_the_same_are_told(
    rows: list[str], kept: int, said: str, tmp_path: Path
) -> None:
    roster = read_roster(put(tmp_path, "\n".join(["id,name,email", *rows])))
    assert len(roster.people) == kept
    assert said in "; ".join(roster.remarks)
    assert bool(said) == bool(roster.remarks)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "colour,shape\nred,round\n",
            r"class.csv:1:1: expected a row of headers, some of: id, name.*found colour",
        ),
        ("\nClass 2026,,\nid,name,email\n", r"class.csv:2:1: expected a row of headers"),
        ("group,submitted\n", r"class.csv:1:1: expected a row of headers"),
        ("id,name,Name\n1,a,b\n", r"class.csv:1:9: found a second column 'name'"),
        ("id,name\n1,Lee, Ann\n", r"class.csv:2:7: found 3 cells"),
        (b"PK\x03\x04", r"class.csv:1:1: found a workbook"),
        (b"id,name\n1,M\xfcller\n", r"class.csv:2:4: found the byte 0xfc"),
    ],
)
def test_what_is_no_class_list_is_refused(text: str | bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read_roster(put(tmp_path, text))


# ------------------------------------------------------------------ who is who

LISTED = f"""{MOODLE}
Participant 2002,Alan Turing,alan@x,s,,2026-11-23T22:02
Participant 2003,Alan Turing,alan2@x,s,,2026-11-20T21:02
Participant 2004,Ada O'Neil-Lee,ada@x,s,,
Participant 2005,Jean Valjean,jean@x,s,,
"""


@pytest.mark.parametrize(
    ("student", "found"),
    [
        (Person(key="2002", name="Alan Turing"), "2002"),
        (Person(key="2003", name="Alan Turing"), "2003"),
        (Person(key="2009", name="Jean Valjean"), None),  # not on the list, whatever the name
        (Person(key="2009", name="x", email="jean@x"), None),
        (Person(key="Alan Turing"), None),
        (Person(key="x", name="Alan Turing", email="ALAN2@x"), "2003"),
        (Person(key="x", name="Jean Valjean", email="other@x"), None),
        (Person(key="ada o’neil-lee"), "2004"),
        (Person(key="ADA  ONeil-Lee"), "2004"),
        (Person(key="Group A-Jean Valjean"), "2005"),
        (Person(key="Group A-Ada ONeil-Lee"), "2004"),
        (Person(key="Group A-B-Jean Valjean"), "2005"),
        (Person(key="Group A-Alan Turing"), None),
        (Person(key="2002", name="Group A-Jean Valjean"), "2002"),
        (Person(key="Valjean"), None),
    ],
)
def test_a_students_row(student: Person, found: str | None, tmp_path: Path) -> None:
    person = read_roster(put(tmp_path, LISTED)).find(student)
    assert (person.key if person else None) == found


@pytest.mark.parametrize(
    ("text", "student", "found"),
    [
        (
            "id,sid,name\n101,0012,Ann\n102,77,Bob\n",
            Person(key="0012", sid="0012", name="X"),
            "Ann",
        ),
        ("id,sid,name\n101,0012,Ann\n102,77,Bob\n", Person(key="0012"), "Ann"),
        ("id,sid,name\n101,0012,Ann\n102,77,Bob\n", Person(key="77", name="Cid"), None),
        ("student id,name\n0012,Ann\n", Person(key="2001", name="Ann"), "Ann"),
        ("name,sid\nAnn,AB1\n", Person(key="ab1"), "Ann"),
        ("name,group\nCid,Group A\nBob,B\n", Person(key="group a-Cid"), "Cid"),
        ("name,group\nCid,Group A\nBob,B\n", Person(key="Group A-Bob"), None),
        ("name\nSmith-Jones\nJones\n", Person(key="Smith-Jones"), "Smith-Jones"),
        ("name\nJones\n", Person(key="Smith-Jones"), None),
        ("name\nD'Arcy & Sons\n", Person(key="DArcy  Sons"), "D'Arcy & Sons"),
        ("name\nO`Neil\n", Person(key="O´Neil"), "O`Neil"),
        ("name\nZoë\n", Person(key="Zoe\u0308"), "Zoë"),
    ],
)
def test_who_is_found_in_other_lists(
    text: str, student: Person, found: str | None, tmp_path: Path
) -> None:
    person = read_roster(put(tmp_path, text)).find(student)
    assert (person.name if person else None) == found


def test_namesakes_without_anything_else_are_both_missing(tmp_path: Path) -> None:
    roster = read_roster(put(tmp_path, "name\nAlan\nAlan\nAda\n"))
    students = [Person(key="Alan"), Person(key="Ada")]
    assert [person.name for person in roster.missing(students)] == ["Alan", "Alan"]


def test_what_two_rows_share_finds_neither() -> None:
    roster = Roster(
        [RosterEntry(key="1", email="a@x", sid="s"), RosterEntry(key="1", email="A@X", sid="S")]
    )
    assert roster.find(Person(key="1", sid="s", email="a@x")) is None
